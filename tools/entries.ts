// Entries: the content itself, in versions per locale, published per environment and locale.
import * as z from 'zod';
import {
  anyVersion,
  api_version,
  brief,
  count_only,
  deleted,
  flag,
  hide,
  include_branch,
  include_count,
  include_publish_details,
  list,
  open,
  ownLocale,
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
const include_metadata = flag.describe('What extensions store');
const include = list.describe('Reference fields to resolve');
/** What the files of an entry come with besides, where the plan has it: `user_defined_fields`, `embedded_metadata` and others. */
const asset_fields = list.describe('user_defined_fields, embedded_metadata, …');
const include_embedded_items = z.enum(['BASE']).optional().describe('What rich text embeds');

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
  query: { publish_all_localized: flag.describe('All its languages') },
  header: { api_version: api_version.describe('Variants need it') },
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
      description: 'Find and show entries of one content type: pages, posts, articles; by fields, newest first.',
      large: true,
      outline: ['uid', 'title', 'url', 'locale', '_version', 'updated_at', 'updated_by', 'publish_details'],
      path: type,
      query: {
        locale: ownLocale,
        query,
        ...paging,
        count: count_only,
        ...sorting,
        // `fields` does what they do, of an answer that is whole.
        'only[BASE][]': hide(list),
        'except[BASE][]': hide(list),
        'include[]': include,
        environment: text.describe('Published there'),
        include_publish_details,
        include_workflow,
        // Wanted of a single entry: get_entry shows them.
        include_metadata: hide(include_metadata),
        'include_embedded_items[]': hide(include_embedded_items),
        'asset_fields[]': hide(asset_fields),
        // No page of the reference says what they do to a list; drafts are in early access.
        include_rules: hide(flag),
        include_branch,
        version: hide(anyVersion),
        apply_draft: hide(flag),
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
        locale: ownLocale,
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
        locale: ownLocale,
        include_branch,
        // For an entry of this uid that has no master, which hardly any lacks.
        copy_to_master: hide(flag),
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
      query: { locale: ownLocale, include_branch },
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
      description:
        'Remove the translation of an entry (page): drop the version in a language, so that it falls back again.',
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
        locale: ownLocale,
        delete_all_localized: flag.describe('In all languages'),
      },
      body: {
        entry: z
          .strictObject({ locales: z.array(z.string()) })
          .optional()
          .describe('Only in these languages'),
      },
    }),
    list_entry_versions: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/versions', {
      title: 'List versions of an entry',
      effect: 'read',
      description: 'History of an entry or page: who changed it when.',
      outline: ['_version', 'locale', '_version_name', 'updated_at', 'updated_by'],
      path,
      query: {
        locale: ownLocale,
        named: flag.describe('Only named ones'),
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
        description: 'Give a version of an entry (page) a name.',
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
        description: 'Take the name off a version of an entry; the version stays.',
        path: { ...path, version_number: version },
        body: { entry: z.strictObject({ locale: z.string() }).optional() },
      },
    ),
    list_entry_refs: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/references', {
      title: 'List references to an entry',
      effect: 'read',
      refers: 'reference',
      none: 'no entry refers to it',
      description: 'Which entries (pages) use this one, link to it.',
      outline: ['entry_uid', 'content_type_uid', 'title', 'locale', '_version', 'publish_details'],
      path,
      query: {
        locale: ownLocale,
        include_count,
        include_publish_details,
        deleted: deleted.also,
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
      query: { locale: ownLocale, include_branch },
    }),
    import_entry: operation('POST /content_types/{content_type_uid}/entries/import', {
      title: 'Import an entry',
      effect: 'create',
      pages: true,
      before: 'get_entry',
      model: 'get_content_type',
      description:
        'Make a new entry (article) from an exported JSON file; with overwrite in place of the one with its uid.',
      confirm: { when: ['overwrite'], tells: ['entry.title'] },
      link: 'content-type/{content_type_uid}/{locale}/entry/{uid}/edit',
      path: type,
      query: { locale: ownLocale, overwrite: flag, include_branch },
      form: { entry: withoutStage(open) },
    }),
    import_entry_version: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/import', {
      title: 'Import over an entry',
      effect: 'update',
      pages: true,
      before: 'get_entry',
      model: 'get_content_type',
      versioned: true,
      description:
        'Load an exported JSON file over an entry that exists, as its new version; with overwrite what the file lacks is emptied.',
      confirm: { when: ['overwrite'] },
      link: 'content-type/{content_type_uid}/{locale}/entry/{uid}/edit',
      path,
      query: { locale: ownLocale, overwrite: flag, include_branch },
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
        'Put an entry (page, article) live in environments such as production. Queued: success means accepted.',
      confirm: { tells: ['entry.variants.uid'] },
      link: 'content-type/{content_type_uid}/{locale}/entry/{entry_uid}/edit',
      ...publishing,
      body: {
        entry: z.strictObject({ ...targets, variants, variant_rules }),
        locale: text.describe('Language of the version, not where it goes'),
        version: anyVersion,
        scheduled_at,
      },
    }),
    unpublish_entry: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/unpublish', {
      title: 'Unpublish an entry',
      effect: 'publish',
      everyday: true,
      queue: { 'entry.uid': '{entry_uid}' },
      before: 'get_entry',
      versioned: true,
      description: 'Take an entry (page, offer) offline: off the website.',
      confirm: { tells: ['entry.variants.uid'], hits: referring },
      link: 'content-type/{content_type_uid}/{locale}/entry/{entry_uid}/edit',
      ...publishing,
      body: {
        entry: z.strictObject({ ...targets, variants, variant_rules: brief(variant_rules).optional() }),
        // Whatever version is live is taken off.
        locale: hide(text),
        version: hide(anyVersion),
        scheduled_at,
      },
    }),
  },
});
