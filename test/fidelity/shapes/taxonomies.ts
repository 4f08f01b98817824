// Sample answers of taxonomies and terms, as outlines.
import type { ShapeCase } from '../shape.ts';

const dates = { created_at: 'string', created_by: 'string', updated_at: 'string', updated_by: 'string' };
const taxonomy = { uid: 'string', name: 'string', description: 'string', ...dates };
const worded = { ...taxonomy, locale: 'string' };
const term = { uid: 'string', name: 'string', parent_uid: 'string|null', depth: 'number', ...dates };
const wordedTerm = { ...term, locale: 'string' };
const place = { taxonomy_uid: 'string', ancestors: [{ uid: 'string', name: 'string', type: 'string' }] };

const older = 'the page is older than languages of taxonomies; all pages since then have the language';

const one = '/taxonomies/{taxonomy_uid}';
const oneTerm = `${one}/terms/{term_uid}`;

export const taxonomies: ShapeCase[] = [
  {
    request: 'GET /taxonomies',
    sample: { taxonomies: [{ ...worded, terms_count: 'number' }], count: 'number' },
    ask: ({ get }) => get('/taxonomies?include_terms_count=true&include_count=true'),
  },
  {
    request: `GET ${one}`,
    sample: {
      taxonomy: {
        ...worded,
        terms_count: 'number',
        referenced_terms_count: 'number',
        referenced_entries_count: 'number',
      },
    },
    ask: ({ get }) =>
      get(
        '/taxonomies/season?locale=fr-fr&include_terms_count=true&include_referenced_terms_count=true&include_referenced_entries_count=true',
      ),
  },
  {
    request: 'POST /taxonomies',
    sample: { taxonomy },
    ask: ({ post }) => post('/taxonomies/', { taxonomy: { uid: 'size', name: 'Size', description: 'How big.' } }),
    explained: { 'taxonomy.locale: extra': older },
  },
  {
    request: `POST ${one}`,
    sample: { taxonomy: worded },
    ask: ({ post }) =>
      post('/taxonomies/activity?locale=fr-fr', { taxonomy: { uid: 'activity', name: 'Activité', description: 'D' } }),
  },
  {
    request: `GET ${one}/export`,
    sample: {
      taxonomy: { uid: 'string', name: 'string', description: 'string', locale: 'string' },
      terms: [{ uid: 'string', name: 'string', parent_uid: 'string|null', locale: 'string' }],
    },
    ask: ({ get }) => get('/taxonomies/season/export?locale=fr-fr'),
  },
  {
    request: 'POST /taxonomies/import',
    sample: { taxonomy: { ...worded, terms_count: 'number' } },
    ask: ({ post }) => {
      const form = new FormData();
      const terms = ['a', 'b'].map(uid => ({ uid, name: uid, parent_uid: null }));
      form.append(
        'taxonomy',
        new File([JSON.stringify({ taxonomy: { uid: 'size', name: 'Size' }, terms })], 'size.json'),
      );
      return post('/taxonomies/import?locale=fr-fr', form);
    },
  },
  {
    request: `GET ${one}/terms`,
    sample: {
      terms: [{ ...wordedTerm, children_count: 'number', order: 'number', ...place }],
      count: 'number',
    },
    ask: ({ get }) =>
      get('/taxonomies/activity/terms?include_order=true&include_children_count=true&include_count=true'),
  },
  {
    request: `GET ${oneTerm}`,
    sample: { term: { ...wordedTerm, children_count: 'number', referenced_entries_count: 'number' } },
    ask: ({ get }) =>
      get(
        '/taxonomies/season/terms/winter?locale=fr-fr&include_children_count=true&include_referenced_entries_count=true',
      ),
  },
  {
    request: `POST ${one}/terms`,
    sample: { term },
    ask: ({ post }) =>
      post('/taxonomies/activity/terms', { term: { uid: 'ice', name: 'Ice', order: '2', parent_uid: 'climbing' } }),
    explained: { 'term.locale: extra': older },
  },
  {
    request: `PUT ${oneTerm}`,
    sample: { term: wordedTerm },
    ask: ({ put }) => put('/taxonomies/season/terms/winter?locale=fr-fr', { term: { name: 'Hivers' } }),
  },
  {
    request: `PUT ${oneTerm}/move`,
    sample: { term: { ...wordedTerm, order: 'number' } },
    ask: ({ put }) => put('/taxonomies/activity/terms/nordic/move', { term: { parent_uid: 'hiking', order: 1 } }),
  },
  {
    request: `GET ${oneTerm}/descendants`,
    sample: {
      terms: [{ ...wordedTerm, children_count: 'number', order: 'number', 'referenced_entries_count?': 'number' }],
      count: 'number',
    },
    ask: ({ get }) =>
      get(
        '/taxonomies/activity/terms/hiking/descendants?include_order=true&include_children_count=true&include_count=true',
      ),
  },
  {
    request: `GET ${oneTerm}/ancestors`,
    sample: {
      terms: [{ ...wordedTerm, children_count: 'number', 'referenced_entries_count?': 'number' }],
      count: 'number',
    },
    ask: ({ get }) =>
      get('/taxonomies/activity/terms/day_hikes/ancestors?include_children_count=true&include_count=true'),
  },
];
