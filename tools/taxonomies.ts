// Taxonomies: trees of terms that entries are classified by.
import * as z from 'zod';
import {
  api_version,
  brief,
  count,
  deleted,
  flag,
  locale,
  open,
  ownLocale,
  paging,
  query,
  scheduled_at,
  segment,
  sorting,
  targets,
  text,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { taxonomy_uid: segment };
const term_path = { ...path, term_uid: segment };

const inLocale = { locale: ownLocale, include_fallback: flag.describe('Or in its fallback language') };
const counts = { include_children_count: flag, include_referenced_entries_count: flag };
const typeahead = text.describe('Part of a name');
const sums = {
  include_terms_count: flag,
  include_referenced_terms_count: flag,
  include_referenced_entries_count: flag,
};
const order = z.int().min(1);
/** Documented with null for the root. */
const place = { parent_uid: text.nullable(), order: order.optional() };
/** A move must name the parent, which is null for the root: that cannot be put in a schema every provider takes. */
const parent_uid = text.transform(uid => uid ?? null).describe('The root if left out');

const taxonomy = { name: z.string(), description: text, uid: text };
const term = { name: z.string(), uid: z.string(), ...place };

const publishing = {
  header: { api_version: api_version.describe('As a job') },
  body: {
    items: z.array(z.strictObject({ uid: z.string(), term_uid: text })).describe('Taxonomy uids'),
    ...targets,
    scheduled_at,
  },
};

const named = { items: { line: 'GET /taxonomies/{taxonomy_uid}', by: { taxonomy_uid: 'uid' } } } as const;

export default defineModule({
  name: 'taxonomies',
  docs: 'taxonomy',
  reach: 'global',
  companion: true,
  operations: {
    list_taxonomies: operation('GET /taxonomies', {
      title: 'List taxonomies',
      effect: 'read',
      description: 'Taxonomies that entries are classified by.',
      outline: ['uid', 'name', 'description', 'locale', 'terms_count', 'referenced_entries_count'],
      query: { query, typeahead, ...inLocale, ...paging, ...sorting, ...sums, deleted: deleted.only },
    }),
    get_taxonomy: operation('GET /taxonomies/{taxonomy_uid}', {
      title: 'Get a taxonomy',
      effect: 'read',
      description: 'One taxonomy.',
      path,
      query: { ...inLocale, ...sums },
    }),
    create_taxonomy: operation('POST /taxonomies', {
      title: 'Create a taxonomy',
      effect: 'create',
      description: 'Create a taxonomy; its uid never changes.',
      body: { taxonomy: z.strictObject({ ...taxonomy, uid: z.string() }) },
    }),
    update_taxonomy: operation('PUT /taxonomies/{taxonomy_uid}', {
      title: 'Update a taxonomy',
      effect: 'update',
      before: 'get_taxonomy',
      description: 'Rename or describe a taxonomy.',
      path,
      query: { locale: ownLocale },
      body: { taxonomy: z.strictObject({ name: text, description: text }) },
    }),
    delete_taxonomy: operation('DELETE /taxonomies/{taxonomy_uid}', {
      title: 'Delete or unlocalize a taxonomy',
      effect: 'delete',
      gives: 'nothing',
      description:
        'With locale: drop that translation. With force: delete the taxonomy and its terms, also from entries.',
      confirm: {
        hits: {
          'terms of it': 'GET /taxonomies/{taxonomy_uid}/terms?include_count=true',
          'entries that have one of them':
            'GET /taxonomies/{taxonomy_uid}?include_referenced_entries_count=true#referenced_entries_count',
        },
      },
      path,
      query: { locale, force: flag },
    }),
    localize_taxonomy: operation('POST /taxonomies/{taxonomy_uid}', {
      title: 'Localize a taxonomy',
      effect: 'update',
      description: 'Translate a taxonomy, as in create_taxonomy.',
      path,
      query: { locale: z.string() },
      body: { taxonomy: brief(z.strictObject(taxonomy)) },
    }),
    list_taxonomy_locales: operation('GET /taxonomies/{taxonomy_uid}/locales', {
      title: 'List languages of a taxonomy',
      effect: 'read',
      description: 'A taxonomy in all its languages.',
      outline: ['uid', 'locale', 'name', 'description'],
      path,
    }),
    publish_taxonomies: operation('POST /taxonomies/publish', {
      title: 'Publish taxonomies',
      effect: 'publish',
      description: 'Publish whole taxonomies to environments.',
      confirm: { tells: ['items.term_uid'], each: named },
      ...publishing,
    }),
    unpublish_taxonomies: operation('POST /taxonomies/unpublish', {
      title: 'Unpublish taxonomies',
      effect: 'publish',
      description: 'Take taxonomies off environments.',
      confirm: { tells: ['items.term_uid'], each: named },
      ...publishing,
    }),
    export_taxonomy: operation('GET /taxonomies/{taxonomy_uid}/export', {
      title: 'Export a taxonomy',
      effect: 'read',
      description: 'A taxonomy with its terms, as JSON or CSV.',
      whole: true,
      path,
      query: { format: z.enum(['json', 'csv']).optional(), locale: ownLocale },
    }),
    import_taxonomy: operation('POST /taxonomies/import', {
      title: 'Import a taxonomy',
      effect: 'create',
      description: 'Create a taxonomy from exported JSON.',
      query: { locale: ownLocale },
      form: { taxonomy: open },
    }),
    list_terms: operation('GET /taxonomies/{taxonomy_uid}/terms', {
      title: 'List terms',
      effect: 'read',
      description: 'Terms (topics, categories) of one taxonomy.',
      outline: ['uid', 'name', 'parent_uid', 'depth', 'taxonomy_uid', 'locale', 'children_count'],
      path,
      query: {
        query,
        typeahead,
        depth: count.describe('How many levels'),
        ...inLocale,
        ...paging,
        ...sorting,
        ...counts,
        include_referenced_terms_count: flag,
        include_order: flag,
        deleted: deleted.only,
      },
    }),
    search_terms: operation('GET /taxonomies/$all/terms', {
      title: 'Search terms',
      effect: 'read',
      description: 'Find a term (topic) in any taxonomy, by query or typeahead.',
      outline: ['uid', 'name', 'parent_uid', 'depth', 'taxonomy_uid', 'locale', 'children_count'],
      query: { query, typeahead, ...inLocale, ...paging, ...counts },
    }),
    get_term: operation('GET /taxonomies/{taxonomy_uid}/terms/{term_uid}', {
      title: 'Get a term',
      effect: 'read',
      description: 'One term.',
      path: term_path,
      query: { ...inLocale, ...counts },
    }),
    create_term: operation('POST /taxonomies/{taxonomy_uid}/terms', {
      title: 'Create a term',
      effect: 'create',
      description: 'Add a term (topic) to a taxonomy; its uid never changes.',
      taken: { by: 'search_terms', within: 'taxonomy_uid' },
      path,
      query: counts,
      body: { term: z.strictObject(term) },
    }),
    update_term: operation('PUT /taxonomies/{taxonomy_uid}/terms/{term_uid}', {
      title: 'Update a term',
      effect: 'update',
      before: 'get_term',
      description: 'Rename a term.',
      path: term_path,
      query: { locale: ownLocale },
      body: { term: z.strictObject({ name: z.string() }) },
    }),
    move_term: operation('PUT /taxonomies/{taxonomy_uid}/terms/{term_uid}/move', {
      title: 'Move a term',
      effect: 'update',
      before: 'get_term',
      description: 'Put a term (topic) below another, or elsewhere in its order; force if it has children.',
      path: term_path,
      query: { force: flag },
      body: { term: z.strictObject({ parent_uid, order }) },
    }),
    delete_term: operation('DELETE /taxonomies/{taxonomy_uid}/terms/{term_uid}', {
      title: 'Delete or unlocalize a term',
      effect: 'delete',
      gives: 'nothing',
      description:
        'With locale: drop that translation. With force: delete the term and those below it, also from entries.',
      confirm: {
        hits: {
          'terms below it': 'GET /taxonomies/{taxonomy_uid}/terms/{term_uid}/descendants?include_count=true',
          'entries that have it':
            'GET /taxonomies/{taxonomy_uid}/terms/{term_uid}?include_referenced_entries_count=true#referenced_entries_count',
        },
      },
      path: term_path,
      query: { locale, force: flag },
    }),
    list_term_ancestors: operation('GET /taxonomies/{taxonomy_uid}/terms/{term_uid}/ancestors', {
      title: 'List terms above a term',
      effect: 'read',
      description: 'Ancestors of a term.',
      outline: ['uid', 'name', 'parent_uid', 'depth'],
      path: term_path,
      query: { ...inLocale, ...paging, ...counts, include_order: flag },
    }),
    list_term_descendants: operation('GET /taxonomies/{taxonomy_uid}/terms/{term_uid}/descendants', {
      title: 'List terms below a term',
      effect: 'read',
      description: 'Descendants of a term.',
      outline: ['uid', 'name', 'parent_uid', 'depth'],
      path: term_path,
      query: { depth: count.describe('How many levels'), ...inLocale, ...paging, ...counts, include_order: flag },
    }),
    list_term_locales: operation('GET /taxonomies/{taxonomy_uid}/terms/{term_uid}/locales', {
      title: 'List languages of a term',
      effect: 'read',
      description: 'A term in all its languages.',
      outline: ['uid', 'locale', 'name'],
      path: term_path,
    }),
    localize_term: operation('POST /taxonomies/{taxonomy_uid}/terms/{term_uid}', {
      title: 'Localize a term',
      effect: 'update',
      description: 'Translate a term, as in create_term.',
      path: term_path,
      query: { locale: z.string() },
      body: { term: brief(z.strictObject(term)) },
    }),
  },
});
