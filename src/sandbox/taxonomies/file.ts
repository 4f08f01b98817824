// Taxonomies as files: what an export holds, and what an import makes of one.
import { type Call, Raw, type Upload } from '../http/call.ts';
import { findAskedLocale, listFallbacks } from '../http/find.ts';
import { missObject, refuseBody, refuseRequest } from '../http/replies.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Taxonomy } from '../state/taxonomies.ts';
import { readCsv, type TaxonomyFile, writeCsv } from './csv.ts';
import { word } from './taxonomy.ts';
import { listInOrder, measureDepth } from './term-tree.ts';
import { addTerm, checkNumber, deepestTerm, isTaken, refuseDepth } from './term-write.ts';
import { checkNew, createTaxonomy, makeWording, refuseTaxonomy } from './write.ts';

/** In one language; terms that are not in it come in what it falls back to, or the tree would have holes. */
export function exportTaxonomy(call: Call, taxonomy: Taxonomy): Json | Raw {
  const format = call.query.get('format') ?? 'json';
  if (!['json', 'csv'].includes(format))
    throw refuseRequest('The format is json or csv.', { format: ['is not valid.'] });
  const locale = findAskedLocale(call);
  const wording = word(taxonomy, [locale]);
  if (!wording) throw missObject('taxonomy', 'locale', call.choices.notFoundStatus.taxonomies);
  const { name, description = '' } = wording;
  const chain = listFallbacks(call.branch, call.state.master_locale, locale);
  const terms = listInOrder(taxonomy.terms).map(term => {
    const worded = word(term, chain);
    return { uid: term.uid, name: worded?.name, parent_uid: term.parent_uid, locale: worded?.locale };
  });
  const file = { taxonomy: { uid: taxonomy.uid, name, description, locale }, terms };
  return format === 'json' ? file : new Raw(writeCsv(file), { 'content-type': 'text/csv; charset=utf-8' });
}

/** @returns the taxonomy and how many terms were taken from the file. */
export function importTaxonomy(call: Call): { taxonomy: Taxonomy; locale: string; count: number } {
  const { taxonomy: given, terms } = readFile(call);
  const locale = findAskedLocale(call);
  const existing = pick(call.state.taxonomies, String(given.uid));
  const held = existing?.deleted_at === undefined ? existing : undefined;
  if (held && pick(held.locales, locale)) {
    throw refuseTaxonomy('Taxonomy', 'import', { uid: ['is not unique.'] }, call.choices.takenUidStatus);
  }
  checkNew('Taxonomy', 'import', given);
  checkTerms(call, held, terms);
  const taxonomy = held ?? createTaxonomy(call, given, 'import');
  taxonomy.locales[locale] ??= makeWording(call, given, 'Taxonomy');
  for (const term of terms) takeTerm(call, taxonomy, term, locale);
  return { taxonomy, locale, count: terms.length };
}

/** All of them before any is made: a file is taken whole or not at all. */
function checkTerms(call: Call, held: Taxonomy | undefined, terms: Json[]): void {
  const depths = new Map<string, number>();
  if (held) for (const term of listInOrder(held.terms)) depths.set(term.uid, measureDepth(held.terms, term));
  const known = new Set(depths.keys());
  const seen = new Set<string>();
  for (const term of terms) {
    checkNew('Term', 'import', term);
    const uid = String(term.uid);
    const isElsewhere = !known.has(uid) && isTaken(call, held ?? emptyTaxonomy, uid);
    if (seen.has(uid) || isElsewhere) throw refuseTaxonomy('Term', 'import', { uid: [`'${uid}' is not unique.`] });
    seen.add(uid);
    const parent = term.parent_uid ?? null;
    const above = parent === null ? 0 : depths.get(String(parent));
    if (above === undefined)
      throw refuseTaxonomy('Term', 'import', { parent_uid: [`of '${uid}' is not in the file.`] });
    if (above >= deepestTerm) throw refuseDepth('import');
    if (!known.has(uid)) depths.set(uid, above + 1);
  }
  checkNumber(held ?? emptyTaxonomy, [...seen].filter(uid => !known.has(uid)).length);
}

const emptyTaxonomy: Taxonomy = { uid: '', locales: {}, terms: {}, published: [] };

/** One that is there is worded in the language; any other is made. */
function takeTerm(call: Call, taxonomy: Taxonomy, given: Json, locale: string): void {
  const existing = pick(taxonomy.terms, String(given.uid));
  const parent = typeof given.parent_uid === 'string' ? given.parent_uid : null;
  const term = existing && existing.deleted_at === undefined ? existing : addTerm(call, taxonomy, given, parent);
  term.locales[locale] ??= makeWording(call, given, 'Term');
}

function readFile(call: Call): TaxonomyFile {
  const [, part] = call.form.find(([name]) => name === 'taxonomy') ?? [];
  if (part === undefined) throw refuseBody("The upload has no file under 'taxonomy'.");
  const text = typeof part === 'string' ? part : new TextDecoder().decode(part.bytes);
  const file = isCsv(part, text) ? readCsv(text) : readJson(text);
  if (!file) throw refuseBody('The file holds no taxonomy.');
  return file;
}

const isCsv = (part: string | Upload, text: string): boolean =>
  (typeof part !== 'string' && (part.filename.endsWith('.csv') || part.type.startsWith('text/csv'))) ||
  /^\uFEFF?Taxonomy Name,/.test(text);

function readJson(text: string): TaxonomyFile | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw refuseBody('The file is not valid JSON.');
  }
  if (!isObject(parsed) || !isObject(parsed.taxonomy)) return undefined;
  const { taxonomy, terms = [] } = parsed;
  return Array.isArray(terms) && terms.every(isObject) ? { taxonomy, terms } : undefined;
}
