// Entries: the content itself, in versions per locale, published per environment and locale.
import * as z from 'zod';
import {
  anyVersion,
  api_version,
  brief,
  count_only,
  flag,
  include_branch,
  include_count,
  include_publish_details,
  list,
  locale,
  open,
  paging,
  query,
  scheduled_at,
  segment,
  sorting,
  targets,
  text,
  version,
  withoutStage,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const type = { content_type_uid: segment };
const path = { ...type, entry_uid: segment };

const include_workflow = flag;
const include_metadata = flag;
const include = list.describe('Reference fields to resolve');
/** What the files of an entry come with besides, where the plan has it: `user_defined_fields`, `embedded_metadata` and others. */
const asset_fields = list.describe('user_defined_fields, embedded_metadata, ai_generated_metadata, visual_markups');
const include_embedded_items = z.enum(['BASE']).optional();

/** Fields stay open: the content type decides them. */
const written = withoutStage(
  z.looseObject({
    title: text,
    url: text,
    tags: list,
    uid: text,
    taxonomies: z.array(z.strictObject({ taxonomy_uid: z.string(), term_uid: z.string() })).optional(),
  }),
);

const variants = z.array(z.strictObject({ uid: z.string(), version: anyVersion })).optional();
const variant_rules = z.strictObject({ publish_latest_base: flag, publish_latest_base_conditionally: flag }).optional();

const referring = {
  'entries that refer to it': 'GET /content_types/{content_type_uid}/entries/{entry_uid}/references',
} as const;

/** Publishing and unpublishing take the same. */
const publishing = {
  path,
  query: { publish_all_localized: flag },
  header: { api_version },
  body: { locale, version: anyVersion, scheduled_at },
};

export default defineModule({
  name: 'entries',
  docs: 'entries',
  reach: 'branch',
  operations: {
    list_entries: operation('GET /content_types/{content_type_uid}/entries', {
      title: 'List entries',
      effect: 'read',
      everyday: true,
      model: 'get_content_type',
      description: 'Find entries of one content type: pages, posts, articles.',
      large: true,
      outline: ['uid', 'title', 'url', 'locale', '_version', 'updated_at', 'updated_by', 'publish_details'],
      path: type,
      query: {
        locale,
        query,
        ...paging,
        count: count_only,
        ...sorting,
        'only[BASE][]': list.describe('Fields'),
        'except[BASE][]': list,
        'include[]': include,
        environment: text.describe('Published there'),
        include_publish_details,
        include_workflow,
        include_metadata,
        'include_embedded_items[]': include_embedded_items,
        'asset_fields[]': asset_fields,
        include_rules: flag,
        include_branch,
        version: anyVersion,
        apply_draft: flag,
      },
    }),
    get_entry: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}', {
      title: 'Get an entry',
      effect: 'read',
      everyday: true,
      pages: true,
      model: 'get_content_type',
      description: 'What one entry (page) says: all fields, at its latest saved version or another.',
      large: true,
      path,
      query: {
        locale,
        version: anyVersion,
        'include[]': include,
        include_publish_details,
        include_workflow,
        include_metadata,
        'include_embedded_items[]': include_embedded_items,
        'asset_fields[]': asset_fields,
        include_branch,
      },
    }),
    create_entry: operation('POST /content_types/{content_type_uid}/entries', {
      title: 'Create an entry',
      effect: 'create',
      everyday: true,
      pages: true,
      model: 'get_content_type',
      description: 'Draft a new entry: page, post, article. Nothing goes live.',
      link: 'content-type/{content_type_uid}/{locale}/entry/{uid}/edit',
      path: type,
      query: {
        locale,
        include_branch,
        copy_to_master: flag,
      },
      body: {
        entry: written.describe(
          'Field uid: value. File: asset uid. Reference: [{uid, _content_type_uid}]. Link: {title, href}. JSON rich text: document with unique uids',
        ),
      },
    }),
    update_entry: operation('PUT /content_types/{content_type_uid}/entries/{entry_uid}', {
      title: 'Update or localize an entry',
      effect: 'update',
      everyday: true,
      pages: true,
      before: 'get_entry',
      model: 'get_content_type',
      versioned: true,
      description:
        'Change fields of an entry (page, article), as a new version; in a locale it lacks this localizes (translates) it. Send only the fields to change; lists, groups and blocks are replaced whole. Does not publish.',
      link: 'content-type/{content_type_uid}/{locale}/entry/{uid}/edit',
      path,
      query: { locale: text.describe('Master if left out'), include_branch },
      body: {
        entry: withoutStage(open).describe(
          'As in create_entry. Part of a list or number: {field: {PUSH: {data}}}, {PULL: {query}}, {UPDATE: {index from 0, data}}, {ADD: n}, {SUB: n}',
        ),
      },
    }),
    unlocalize_entry: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/unlocalize', {
      title: 'Unlocalize an entry',
      effect: 'delete',
      before: 'get_entry',
      description: 'Remove the translation of an entry (page) in one locale; it falls back.',
      confirm: { hits: referring },
      path,
      query: { locale: z.string() },
    }),
    delete_entry: operation('DELETE /content_types/{content_type_uid}/entries/{entry_uid}', {
      title: 'Delete an entry',
      effect: 'delete',
      before: 'get_entry',
      versioned: true,
      description: 'Move an entry or some of its locales to the trash.',
      confirm: { hits: referring },
      path,
      query: {
        locale: locale,
        delete_all_localized: flag,
      },
      body: { entry: z.strictObject({ locales: z.array(z.string()) }).optional() },
    }),
    list_entry_versions: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/versions', {
      title: 'List versions of an entry',
      effect: 'read',
      description: 'History of an entry or page: who changed it when.',
      outline: ['_version', 'locale', '_version_name', 'updated_at', 'updated_by'],
      path,
      query: {
        locale,
        named: flag,
        include_updated_at: flag,
        include_updated_by: flag,
        ...paging,
      },
    }),
    name_entry_version: operation(
      'POST /content_types/{content_type_uid}/entries/{entry_uid}/versions/{version_number}/name',
      {
        title: 'Name a version of an entry',
        effect: 'update',
        description: 'Give a version of an entry a name.',
        path: { ...path, version_number: version },
        body: {
          entry: z.strictObject({
            _version_name: z.string(),
            locale: text,
            force: flag,
          }),
        },
      },
    ),
    unname_entry_version: operation(
      'DELETE /content_types/{content_type_uid}/entries/{entry_uid}/versions/{version_number}/name',
      {
        title: "Remove a version's name",
        effect: 'delete',
        description: 'The version itself stays.',
        path: { ...path, version_number: version },
        body: { entry: z.strictObject({ locale: z.string() }).optional() },
      },
    ),
    list_entry_refs: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/references', {
      title: 'List references to an entry',
      effect: 'read',
      refers: 'reference',
      none: 'no entry refers to it',
      description: 'Which entries use this one.',
      outline: ['entry_uid', 'content_type_uid', 'title', 'locale', '_version', 'publish_details'],
      path,
      query: {
        locale,
        include_count,
        include_publish_details,
        deleted: flag,
        include_branch,
      },
    }),
    list_entry_locales: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/locales', {
      title: 'List languages of an entry',
      effect: 'read',
      none: 'only the master language has it',
      description: 'In which languages an entry (page, post) is available.',
      outline: ['code', 'localized'],
      path,
    }),
    export_entry: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/export', {
      title: 'Export an entry',
      effect: 'read',
      description: 'An entry as JSON to import.',
      whole: true,
      path,
      query: { locale, include_branch },
    }),
    import_entry: operation('POST /content_types/{content_type_uid}/entries/import', {
      title: 'Import an entry',
      effect: 'create',
      pages: true,
      before: 'get_entry',
      model: 'get_content_type',
      description: 'Load exported JSON as a new entry; overwrite replaces one.',
      confirm: { when: ['overwrite'], tells: ['entry.title'] },
      link: 'content-type/{content_type_uid}/{locale}/entry/{uid}/edit',
      path: type,
      query: { locale, overwrite: flag, include_branch },
      form: { entry: withoutStage(open) },
    }),
    import_entry_version: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/import', {
      title: 'Import over an entry',
      effect: 'update',
      pages: true,
      before: 'get_entry',
      model: 'get_content_type',
      versioned: true,
      description: 'Write exported JSON over an entry as its new version.',
      confirm: { when: ['overwrite'] },
      link: 'content-type/{content_type_uid}/{locale}/entry/{uid}/edit',
      path,
      query: { locale, overwrite: flag, include_branch },
      form: { entry: withoutStage(open) },
    }),
    publish_entry: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/publish', {
      title: 'Publish an entry',
      effect: 'publish',
      everyday: true,
      queue: { 'entry.uid': '{entry_uid}' },
      before: 'get_entry',
      versioned: true,
      description:
        'Put an entry (page, article) live in environments such as production. Queued: success means accepted. api_version 3.2: as a job, needed for variants.',
      confirm: { tells: ['entry.variants.uid'] },
      link: 'content-type/{content_type_uid}/{locale}/entry/{entry_uid}/edit',
      ...publishing,
      body: { entry: z.strictObject({ ...targets, variants, variant_rules }), ...publishing.body },
    }),
    unpublish_entry: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/unpublish', {
      title: 'Unpublish an entry',
      effect: 'publish',
      everyday: true,
      queue: { 'entry.uid': '{entry_uid}' },
      before: 'get_entry',
      versioned: true,
      description: 'Take an entry (page) offline.',
      confirm: { tells: ['entry.variants.uid'], hits: referring },
      link: 'content-type/{content_type_uid}/{locale}/entry/{entry_uid}/edit',
      ...publishing,
      body: {
        entry: z.strictObject({ ...targets, variants, variant_rules: brief(variant_rules).optional() }),
        ...publishing.body,
      },
    }),
  },
});
