// Taxonomies and their terms: how they are kept, found, and shown in a language.
import type { Call } from '../http/call.ts';
import { findAskedLocale, listFallbacks } from '../http/find.ts';
import { missObject } from '../http/replies.ts';
import { takeFlag } from '../http/take.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { Taxonomy, Term, Worded, Wording } from '../state/taxonomies.ts';
import { listAncestors, listChildren, listLivingTerms, measureDepth } from './term-tree.ts';
import { countEntries, countTerms } from './term-use.ts';

/** @param status when it is not there; a body that names it is another matter than an address. */
export function findTaxonomy(call: Call, uid: string, status = call.choices.notFoundStatus.taxonomies): Taxonomy {
  const found = pick(call.state.taxonomies, uid);
  if (!found || found.deleted_at !== undefined) throw missObject('taxonomy', 'uid', status);
  return found;
}

export function findTerm(call: Call, taxonomy: Taxonomy, uid: string): Term {
  const found = pick(taxonomy.terms, uid);
  if (!found || found.deleted_at !== undefined) throw missObject('term', 'uid', call.choices.notFoundStatus.taxonomies);
  return found;
}

/** The language that is asked for, and those to look in after it. */
export function listAskedLocales(call: Call): string[] {
  const asked = findAskedLocale(call);
  return takeFlag(call, 'include_fallback') ? listFallbacks(call.branch, call.state.master_locale, asked) : [asked];
}

/** Undefined where it is in none of the languages. */
export function word(held: Worded, locales: string[]): (Wording & { locale: string }) | undefined {
  const locale = locales.find(code => pick(held.locales, code));
  const wording = locale === undefined ? undefined : held.locales[locale];
  return wording && locale !== undefined ? { ...wording, locale } : undefined;
}

const readDates = ({ created_at, created_by, updated_at, updated_by }: Wording): Json => ({
  created_at,
  created_by,
  updated_at,
  updated_by,
});

const markDeleted = ({ deleted_at }: Worded): Json => (deleted_at === undefined ? {} : { deleted_at });

export function showTaxonomy(call: Call, taxonomy: Taxonomy, locales = listAskedLocales(call)): Json {
  const wording = word(taxonomy, locales);
  if (!wording) throw missObject('taxonomy', 'locale', call.choices.notFoundStatus.taxonomies);
  return {
    uid: taxonomy.uid,
    name: wording.name,
    description: wording.description ?? '',
    locale: wording.locale,
    ...readDates(wording),
    ...markDeleted(taxonomy),
  };
}

export function countInTaxonomy(call: Call, uid: string): Json {
  const { branch, state } = call;
  const terms = pick(state.taxonomies, uid)?.terms ?? {};
  return {
    ...(takeFlag(call, 'include_terms_count') ? { terms_count: listLivingTerms(terms).length } : {}),
    ...(takeFlag(call, 'include_referenced_terms_count') ? { referenced_terms_count: countTerms(branch, uid) } : {}),
    ...(takeFlag(call, 'include_referenced_entries_count')
      ? { referenced_entries_count: countEntries(branch, uid) }
      : {}),
  };
}

export function showTerm(call: Call, taxonomy: Taxonomy, term: Term, locales = listAskedLocales(call)): Json {
  const wording = word(term, locales);
  if (!wording) throw missObject('term', 'locale', call.choices.notFoundStatus.taxonomies);
  return {
    uid: term.uid,
    name: wording.name,
    locale: wording.locale,
    parent_uid: term.parent_uid,
    depth: measureDepth(taxonomy.terms, term),
    ...readDates(wording),
    ...markDeleted(term),
  };
}

export const countInTerm = (call: Call, taxonomy: Taxonomy, uid: string): Json => ({
  ...(takeFlag(call, 'include_children_count') ? { children_count: listChildren(taxonomy.terms, uid).length } : {}),
  ...(takeFlag(call, 'include_referenced_entries_count')
    ? { referenced_entries_count: countEntries(call.branch, taxonomy.uid, uid) }
    : {}),
});

/** What lists say of a term besides: the taxonomy and what lies between it and the term. */
export function showPlace(call: Call, taxonomy: Taxonomy, term: Term): Json {
  const locales = [...listAskedLocales(call), call.state.master_locale];
  const name = (held: Worded, type: string): Json => ({ uid: held.uid, name: word(held, locales)?.name, type });
  return {
    taxonomy_uid: taxonomy.uid,
    ancestors: [
      name(taxonomy, 'TAXONOMY'),
      ...listAncestors(taxonomy.terms, term).map(ancestor => name(ancestor, 'TERM')),
    ],
  };
}
