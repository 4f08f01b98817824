// Routes under /taxonomies/{taxonomy_uid}/terms, and the search through the terms of all taxonomies.
import { type Call, type Route, tell } from '../http/call.ts';
import { sortNewest } from '../http/find.ts';
import { refuseRequest } from '../http/replies.ts';
import { takeBody, takeFlag, takeNumber, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Json } from '../state/json.ts';
import type { Taxonomy, Term } from '../state/taxonomies.ts';
import { countInTerm, findTaxonomy, findTerm, listAskedLocales, showPlace, showTerm, word } from './taxonomy.ts';
import { listAncestors, listChildren, listDescendants, listLivingTerms, measureDepth } from './term-tree.ts';
import { isUsed } from './term-use.ts';
import { createTerm, deleteTerm, moveTerm } from './term-write.ts';
import { demandForce, localize, reword, unlocalize } from './write.ts';

/** Whether `typeahead` is in the name or uid; everything passes without it. */
export function matchesTypeahead(call: Call): (object: Json) => boolean {
  const text = call.query.get('typeahead')?.toLowerCase();
  return ({ uid, name }) => !text || [uid, name].some(value => String(value).toLowerCase().includes(text));
}

const findHolder = (call: Call): Taxonomy => findTaxonomy(call, takeParam(call, 'taxonomy'));

function find(call: Call): { taxonomy: Taxonomy; term: Term } {
  const taxonomy = findHolder(call);
  return { taxonomy, term: findTerm(call, taxonomy, takeParam(call, 'term')) };
}

function tellOf(
  call: Call,
  event: 'create' | 'update' | 'delete',
  taxonomy: Taxonomy,
  term: Term,
  locale: string,
): Json {
  const shown = showTerm(call, taxonomy, term, [locale]);
  tell(call, {
    module: 'term',
    event,
    metadata: { uid: term.uid, name: shown.name, taxonomy_uid: taxonomy.uid, locale },
    channels: [`taxonomies.terms.${event}`, `taxonomies.${taxonomy.uid}.terms.${event}`],
    data: { taxonomy: { uid: taxonomy.uid }, term: shown },
  });
  return shown;
}

interface Listing {
  /** Whether to say in which taxonomy and under which terms each lies. */
  hasPlace: boolean;
  sort: (terms: Json[]) => Json[];
}

/** The terms that are in the language, with what is asked for of each. */
function answerTerms(call: Call, found: [Taxonomy, Term][], { hasPlace, sort }: Listing): Json {
  const locales = listAskedLocales(call);
  const held = new Map<Json, [Taxonomy, Term]>();
  for (const pair of found) {
    const [taxonomy, term] = pair;
    if (word(term, locales)) held.set(showTerm(call, taxonomy, term, locales), pair);
  }
  const shown = sort([...held.keys()].filter(matchesTypeahead(call)));
  return answerList(call, 'terms', shown, {
    finish: object => {
      const [taxonomy, term] = held.get(object) ?? [];
      if (!taxonomy || !term) return object;
      return {
        ...object,
        ...countInTerm(call, taxonomy, term.uid),
        ...(takeFlag(call, 'include_order') ? { order: term.order } : {}),
        ...(hasPlace ? showPlace(call, taxonomy, term) : {}),
      };
    },
  });
}

const pair = (taxonomy: Taxonomy, terms: Term[]): [Taxonomy, Term][] => terms.map(term => [taxonomy, term]);

const inOrder = (terms: Json[]): Json[] => terms;

function list(call: Call): Json {
  const taxonomy = findHolder(call);
  const deepest = takeNumber(call, 'depth') ?? Number.POSITIVE_INFINITY;
  const all = takeFlag(call, 'deleted')
    ? Object.values(taxonomy.terms).filter(({ deleted_at }) => deleted_at !== undefined)
    : listLivingTerms(taxonomy.terms);
  const found = all.filter(term => measureDepth(taxonomy.terms, term) <= deepest);
  return answerTerms(call, pair(taxonomy, found), { hasPlace: true, sort: sortNewest });
}

function search(call: Call): Json {
  if (!call.query.has('typeahead') && !call.query.has('query')) {
    throw refuseRequest('Either typeahead or query is required.', { typeahead: ['is a required field.'] });
  }
  const all = Object.values(call.state.taxonomies).filter(({ deleted_at }) => deleted_at === undefined);
  const found = all.flatMap(taxonomy => pair(taxonomy, listLivingTerms(taxonomy.terms)));
  return answerTerms(call, found, { hasPlace: true, sort: sortNewest });
}

function listAbove(call: Call): Json {
  const { taxonomy, term } = find(call);
  const found = pair(taxonomy, listAncestors(taxonomy.terms, term));
  return answerTerms(call, found, { hasPlace: false, sort: inOrder });
}

function listBelow(call: Call): Json {
  const { taxonomy, term } = find(call);
  const asked = takeNumber(call, 'depth');
  const own = call.choices.descendantsDepth === 'from the root' ? measureDepth(taxonomy.terms, term) : 0;
  const found = listDescendants(taxonomy.terms, term, asked === undefined ? undefined : asked - own);
  return answerTerms(call, pair(taxonomy, found), { hasPlace: false, sort: sortNewest });
}

const get = (call: Call): Json => {
  const { taxonomy, term } = find(call);
  return { term: { ...showTerm(call, taxonomy, term), ...countInTerm(call, taxonomy, term.uid) } };
};

const create = (call: Call): Json => {
  const taxonomy = findHolder(call);
  const term = createTerm(call, taxonomy, takeBody(call, 'term'));
  const shown = tellOf(call, 'create', taxonomy, term, call.state.master_locale);
  return { term: { ...shown, ...countInTerm(call, taxonomy, term.uid) } };
};

const update = (call: Call): Json => {
  const { taxonomy, term } = find(call);
  return { term: tellOf(call, 'update', taxonomy, term, reword(call, 'Term', term, takeBody(call, 'term'))) };
};

const move = (call: Call): Json => {
  const { taxonomy, term } = find(call);
  moveTerm(call, taxonomy, term, takeBody(call, 'term'));
  return { term: { ...tellOf(call, 'update', taxonomy, term, call.state.master_locale), order: term.order } };
};

const addLocale = (call: Call): Json => {
  const { taxonomy, term } = find(call);
  const locale = localize(call, 'Term', term, takeBody(call, 'term'));
  return { term: tellOf(call, 'update', taxonomy, term, locale) };
};

/** With `locale` it takes that language off, without it the term goes, and what is below it. */
function remove(call: Call): Json {
  const { taxonomy, term } = find(call);
  const master = call.state.master_locale;
  if (call.query.has('locale')) {
    unlocalize(call, 'Term', term);
    tellOf(call, 'update', taxonomy, term, master);
    return {};
  }
  const hasTerms = listChildren(taxonomy.terms, term.uid).length > 0;
  demandForce(call, hasTerms || isUsed(call.state, taxonomy.uid, term.uid));
  for (const gone of [term, ...listDescendants(taxonomy.terms, term)]) tellOf(call, 'delete', taxonomy, gone, master);
  deleteTerm(call, taxonomy, term);
  return {};
}

function listLocales(call: Call): Json {
  const { taxonomy, term } = find(call);
  const show = (locale: string): Json => ({ ...showTerm(call, taxonomy, term, [locale]), localized: true });
  return { terms: Object.keys(term.locales).map(show) };
}

const one = '/taxonomies/:taxonomy/terms/:term';

export const terms: Route[] = [
  { method: 'GET', path: '/taxonomies/$all/terms', answer: search },
  { method: 'GET', path: '/taxonomies/:taxonomy/terms', answer: list },
  { method: 'POST', path: '/taxonomies/:taxonomy/terms', status: 201, answer: create },
  { method: 'GET', path: one, answer: get },
  { method: 'PUT', path: one, answer: update },
  { method: 'POST', path: one, status: 201, answer: addLocale },
  { method: 'DELETE', path: one, status: 204, answer: remove },
  { method: 'GET', path: `${one}/locales`, answer: listLocales },
  { method: 'GET', path: `${one}/ancestors`, answer: listAbove },
  { method: 'GET', path: `${one}/descendants`, answer: listBelow },
  { method: 'PUT', path: `${one}/move`, answer: move },
];
