// Routes under /taxonomies, but for those of terms; taxonomies belong to the stack, and only publishing to a branch.
import { type Call, type Module, tell } from '../http/call.ts';
import { sortNewest } from '../http/find.ts';
import { takeBody, takeFlag, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Json } from '../state/json.ts';
import type { Taxonomy } from '../state/taxonomies.ts';
import { exportTaxonomy, importTaxonomy } from './file.ts';
import { changeTaxonomies } from './publish.ts';
import { countInTaxonomy, findTaxonomy, listAskedLocales, showTaxonomy, word } from './taxonomy.ts';
import { listLivingTerms } from './term-tree.ts';
import { isUsed } from './term-use.ts';
import { matchesTypeahead, terms } from './terms-routes.ts';
import { createTaxonomy, deleteTaxonomy, demandForce, localize, reword, unlocalize } from './write.ts';

const find = (call: Call): Taxonomy => findTaxonomy(call, takeParam(call, 'taxonomy'));

/** The language that was written to is shown, whatever is asked for besides. */
function tellOf(call: Call, event: 'create' | 'update' | 'delete', taxonomy: Taxonomy, locale: string): Json {
  const shown = showTaxonomy(call, taxonomy, [locale]);
  tell(call, {
    module: 'taxonomy',
    event,
    metadata: { uid: taxonomy.uid, name: shown.name, locale },
    channels: [`taxonomies.${event}`, `taxonomies.${taxonomy.uid}.${event}`],
    data: { taxonomy: shown },
  });
  return shown;
}

function list(call: Call): Json {
  const isDeleted = takeFlag(call, 'deleted');
  const locales = listAskedLocales(call);
  const shown = Object.values(call.state.taxonomies)
    .filter(taxonomy => (taxonomy.deleted_at !== undefined) === isDeleted && word(taxonomy, locales))
    .map(taxonomy => showTaxonomy(call, taxonomy, locales));
  return answerList(call, 'taxonomies', sortNewest(shown.filter(matchesTypeahead(call))), {
    finish: taxonomy => ({ ...taxonomy, ...countInTaxonomy(call, String(taxonomy.uid)) }),
  });
}

const get = (call: Call): Json => {
  const taxonomy = find(call);
  return { taxonomy: { ...showTaxonomy(call, taxonomy), ...countInTaxonomy(call, taxonomy.uid) } };
};

const create = (call: Call): Json => {
  const taxonomy = createTaxonomy(call, takeBody(call, 'taxonomy'));
  return { taxonomy: tellOf(call, 'create', taxonomy, call.state.master_locale) };
};

const update = (call: Call): Json => {
  const taxonomy = find(call);
  return { taxonomy: tellOf(call, 'update', taxonomy, reword(call, 'Taxonomy', taxonomy, takeBody(call, 'taxonomy'))) };
};

const addLocale = (call: Call): Json => {
  const taxonomy = find(call);
  const locale = localize(call, 'Taxonomy', taxonomy, takeBody(call, 'taxonomy'));
  return { taxonomy: tellOf(call, 'update', taxonomy, locale) };
};

/** With `locale` it takes that language off, without it the taxonomy goes. */
function remove(call: Call): Json {
  const taxonomy = find(call);
  if (call.query.has('locale')) {
    unlocalize(call, 'Taxonomy', taxonomy);
    taxonomy.published = taxonomy.published.filter(({ locale }) => locale !== call.query.get('locale'));
    tellOf(call, 'update', taxonomy, call.state.master_locale);
    return {};
  }
  demandForce(call, listLivingTerms(taxonomy.terms).length > 0 || isUsed(call.state, taxonomy.uid));
  tellOf(call, 'delete', taxonomy, call.state.master_locale);
  deleteTaxonomy(call, taxonomy);
  return {};
}

function listLocales(call: Call): Json {
  const taxonomy = find(call);
  const show = (locale: string): Json => ({ ...showTaxonomy(call, taxonomy, [locale]), localized: true });
  return { taxonomies: Object.keys(taxonomy.locales).map(show) };
}

function importOne(call: Call): Json {
  const { taxonomy, locale, count } = importTaxonomy(call);
  return { taxonomy: { ...tellOf(call, 'create', taxonomy, locale), terms_count: count } };
}

export const taxonomies: Module = {
  name: 'taxonomies',
  reach: 'global',
  routes: [
    { method: 'GET', path: '/taxonomies', answer: list },
    { method: 'POST', path: '/taxonomies', status: 201, answer: create },
    { method: 'POST', path: '/taxonomies/', status: 201, answer: create },
    { method: 'POST', path: '/taxonomies/publish', answer: call => changeTaxonomies(call, 'publish') },
    { method: 'POST', path: '/taxonomies/unpublish', answer: call => changeTaxonomies(call, 'unpublish') },
    { method: 'POST', path: '/taxonomies/import', status: 201, answer: importOne },
    ...terms,
    { method: 'GET', path: '/taxonomies/:taxonomy', answer: get },
    { method: 'PUT', path: '/taxonomies/:taxonomy', answer: update },
    { method: 'POST', path: '/taxonomies/:taxonomy', status: 201, answer: addLocale },
    { method: 'DELETE', path: '/taxonomies/:taxonomy', status: 204, answer: remove },
    { method: 'GET', path: '/taxonomies/:taxonomy/locales', answer: listLocales },
    { method: 'GET', path: '/taxonomies/:taxonomy/export', answer: call => exportTaxonomy(call, find(call)) },
  ],
};
