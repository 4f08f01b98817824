// Taxonomies and their terms.
import type { Case } from '../case.ts';
import { type Sdk, set, toFile } from '../sdk.ts';

const taxonomy_uid = 'topics';
const term_uid = 'nature';
const taxonomyOf = (stack: Sdk) => stack.taxonomy(taxonomy_uid);
const termOf = (stack: Sdk) => taxonomyOf(stack).terms(term_uid);

const counts = { include_children_count: true, include_referenced_entries_count: true };
const inLocale = { locale: 'fr-fr', include_fallback: true };
const page = { skip: 1, limit: 5, include_count: true, asc: 'name' };
const sums = {
  include_terms_count: true,
  include_referenced_terms_count: true,
  include_referenced_entries_count: true,
};
const listed = { query: { uid: 'topics' }, typeahead: 'top', ...inLocale, ...page, ...sums, deleted: true };
const listedTerms = {
  query: { uid: 'nature' },
  typeahead: 'nat',
  depth: 2,
  ...inLocale,
  ...page,
  ...counts,
  include_order: true,
};
const taxonomy = { uid: taxonomy_uid, name: 'Topics', description: 'What it is about' };
const term = { uid: term_uid, name: 'Nature', parent_uid: 'world', order: 1 };
const publishing = { items: [{ uid: taxonomy_uid }], locales: ['en-us'], environments: ['production'] };
const api_version = '3.2';
const place = { parent_uid: 'world', order: 2 };

const paramsAsHeaders = 'the SDK sends the parameters of this call as headers, where nobody looks for them';
const asHeaders = (params: object): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
const asQuery = (params: object): string[] =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
const related = { locale: 'fr-fr', include_count: true, include_order: true };
const misplaced = {
  why: paramsAsHeaders,
  headers: { ours: {}, sdk: asHeaders(related) },
  query: { ours: asQuery(related), sdk: [] },
};

export const taxonomies: Case[] = [
  { tool: 'list_taxonomies', args: listed, sdk: stack => stack.taxonomy().query(listed).find() },
  {
    tool: 'get_taxonomy',
    args: { taxonomy_uid, ...inLocale, ...sums },
    sdk: stack => taxonomyOf(stack).fetch({ ...inLocale, ...sums }),
  },
  { tool: 'create_taxonomy', args: { taxonomy }, sdk: stack => stack.taxonomy().create({ taxonomy }) },
  {
    tool: 'update_taxonomy',
    args: { taxonomy_uid, taxonomy: { name: 'Themes', description: 'New' } },
    sdk: stack => set(taxonomyOf(stack), { name: 'Themes', description: 'New' }).update(),
  },
  {
    tool: 'delete_taxonomy',
    args: { taxonomy_uid, force: true },
    sdk: stack => taxonomyOf(stack).delete({ force: true }),
  },
  {
    tool: 'delete_taxonomy',
    args: { taxonomy_uid, locale: 'fr-fr' },
    sdk: stack => taxonomyOf(stack).delete({ locale: 'fr-fr' }),
  },
  {
    tool: 'localize_taxonomy',
    args: { taxonomy_uid, locale: 'fr-fr', taxonomy },
    sdk: stack => taxonomyOf(stack).localize({ taxonomy }, { locale: 'fr-fr' }),
  },
  { tool: 'list_taxonomy_locales', args: { taxonomy_uid }, sdk: stack => taxonomyOf(stack).locales() },
  {
    tool: 'publish_taxonomies',
    args: { ...publishing, api_version },
    sdk: stack => stack.taxonomy().publish(publishing, api_version),
  },
  {
    tool: 'unpublish_taxonomies',
    args: { ...publishing, api_version },
    sdk: stack => stack.taxonomy().unpublish(publishing, api_version),
  },
  {
    tool: 'export_taxonomy',
    args: { taxonomy_uid, format: 'json', locale: 'fr-fr' },
    sdk: stack => taxonomyOf(stack).export({ format: 'json', locale: 'fr-fr' }),
  },
  {
    tool: 'import_taxonomy',
    args: { taxonomy, locale: 'fr-fr' },
    sdk: stack => stack.taxonomy().import({ taxonomy: toFile('taxonomy.json', taxonomy) }, { locale: 'fr-fr' }),
  },
  {
    tool: 'list_terms',
    args: { taxonomy_uid, ...listedTerms },
    sdk: stack => taxonomyOf(stack).terms().query(listedTerms).find(),
  },
  {
    tool: 'search_terms',
    args: { typeahead: 'nat' },
    sdk: stack => taxonomyOf(stack).terms().search('nat'),
  },
  {
    tool: 'get_term',
    args: { taxonomy_uid, term_uid, ...inLocale, ...counts },
    sdk: stack => termOf(stack).fetch({ ...inLocale, ...counts }),
  },
  {
    tool: 'create_term',
    args: { taxonomy_uid, term },
    sdk: stack => taxonomyOf(stack).terms().create({ term }),
  },
  {
    tool: 'update_term',
    args: { taxonomy_uid, term_uid, term: { name: 'Wild' } },
    sdk: stack => set(termOf(stack), { name: 'Wild' }).update(),
    differs: {
      why: 'the SDK says once more, in the body, which taxonomy the path names',
      body: { ours: { term: { name: 'Wild' } }, sdk: { term: { name: 'Wild', taxonomy_uid } } },
    },
  },
  {
    tool: 'move_term',
    args: { taxonomy_uid, term_uid, term: place, force: true },
    sdk: stack => termOf(stack).move({ term: place, force: true }),
    differs: {
      why: 'the reference has force in the query and the term in the body; the SDK sends all of it in both',
      query: { ours: ['force=true'], sdk: ['force=true', 'term[order]=2', 'term[parent_uid]=world'] },
      body: { ours: { term: place }, sdk: { term: place, force: true } },
    },
  },
  {
    tool: 'delete_term',
    args: { taxonomy_uid, term_uid, force: true },
    sdk: stack => termOf(stack).delete({ force: true }),
  },
  {
    tool: 'list_term_ancestors',
    args: { taxonomy_uid, term_uid, ...related },
    sdk: stack => termOf(stack).ancestors(related),
    differs: misplaced,
  },
  {
    tool: 'list_term_descendants',
    args: { taxonomy_uid, term_uid, ...related },
    sdk: stack => termOf(stack).descendants(related),
    differs: misplaced,
  },
  { tool: 'list_term_locales', args: { taxonomy_uid, term_uid }, sdk: stack => termOf(stack).locales() },
  {
    tool: 'localize_term',
    args: { taxonomy_uid, term_uid, locale: 'fr-fr', term },
    sdk: stack => termOf(stack).localize({ term }, { locale: 'fr-fr' }),
  },
];
