// Entries: the content itself, in versions per locale, published per environment and locale.
import { z } from 'zod';
import {
  count,
  flag,
  include_branch,
  locale,
  open,
  paging,
  query,
  segment,
  sorting,
  text,
  version,
} from '../src/fields.ts';
import { defineModule, operation } from '../src/operation.ts';

const type = { content_type_uid: segment };
const path = { ...type, entry_uid: segment };

const uids = z.array(z.string()).optional();
const include_publish_details = flag.describe('Where and at which version it is published');
const include_workflow = flag.describe('Its workflow stage');
const include_metadata = flag;
const include = uids.describe('Reference fields to resolve');
const include_embedded_items = z.enum(['BASE']).optional().describe('Resolve items embedded in rich text');

/** Fields stay open: the content type decides them. */
const written = z.looseObject({
  title: text,
  url: text,
  tags: z.array(z.string()).optional(),
  uid: text,
  taxonomies: z.array(z.strictObject({ taxonomy_uid: z.string(), term_uid: z.string() })).optional(),
});

const shapes =
  'Field uid: value. File: asset uid; reference: [{uid, _content_type_uid}]; link: {title, href}; JSON rich text: its document with unique uids';

const targets = {
  environments: z.array(z.string()).describe('Names or uids'),
  locales: z.array(z.string()),
  variants: z.array(z.strictObject({ uid: z.string(), version: version.optional() })).optional(),
  variant_rules: z.strictObject({ publish_latest_base: flag, publish_latest_base_conditionally: flag }).optional(),
};

/** Publishing and unpublishing take the same. */
const publishing = {
  path,
  query: { publish_all_localized: flag.describe('All localised versions') },
  header: {
    // Sends the call to the bulk queue, so it goes out only when asked for.
    api_version: z
      .enum(['3.2'])
      .optional()
      .describe('Go through the bulk queue and answer with a job_id; needed for variants'),
  },
  body: {
    entry: z.strictObject(targets),
    locale: text.describe('Locale the entry is taken from'),
    version: version.optional().describe('Latest if left out'),
    scheduled_at: text.describe('ISO 8601 time to do it at, instead of now'),
  },
};

export default defineModule({
  name: 'entries',
  docs: 'entries',
  reach: 'branch',
  operations: {
    list_entries: operation('GET /content_types/{content_type_uid}/entries', {
      title: 'List entries',
      effect: 'read',
      description: 'Find entries of one content type, filtered, sorted and paged.',
      path: type,
      query: {
        locale,
        query,
        ...paging,
        count: flag.describe('Only the total'),
        ...sorting,
        'only[BASE][]': uids.describe('Only these fields'),
        'except[BASE][]': uids.describe('Without these fields'),
        'include[]': include,
        environment: text.describe('Only what is published there'),
        include_publish_details,
        include_workflow,
        include_metadata,
        'include_embedded_items[]': include_embedded_items,
        include_rules: flag,
        include_branch,
        version: version.optional(),
        apply_draft: flag.describe('Merge the saved draft (early access)'),
      },
    }),
    get_entry: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}', {
      title: 'Get an entry',
      effect: 'read',
      description: 'One entry with all its fields, latest saved version unless another is named.',
      path,
      query: {
        locale,
        version: version.optional(),
        'include[]': include,
        include_publish_details,
        include_workflow,
        include_metadata,
        'include_embedded_items[]': include_embedded_items,
        include_branch,
      },
    }),
    create_entry: operation('POST /content_types/{content_type_uid}/entries', {
      title: 'Create an entry',
      effect: 'create',
      description: 'Create an entry as a draft; nothing is published.',
      path: type,
      query: {
        locale,
        include_branch,
        copy_to_master: flag.describe('Make the missing master version of the localised entry named by entry.uid'),
      },
      body: { entry: written.describe(shapes) },
    }),
    update_entry: operation('PUT /content_types/{content_type_uid}/entries/{entry_uid}', {
      title: 'Update or localize an entry',
      effect: 'update',
      description:
        'Save a new version of an entry; a locale it is not written in yet localizes it. Send only the fields to change; a list, group or blocks value replaces the stored one whole. Does not publish.',
      path,
      query: { locale: text.describe('Locale version to write; master if left out'), include_branch },
      body: {
        entry: written.describe(
          `${shapes}. Part of a list or number: {field: {PUSH: {data}}}, {PULL: {query}}, {UPDATE: {index, data}}, {ADD: n}, {SUB: n}`,
        ),
      },
    }),
    unlocalize_entry: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/unlocalize', {
      title: 'Unlocalize an entry',
      effect: 'delete',
      description: 'Drop the content of one locale; the entry falls back to its fallback language there.',
      path,
      query: { locale: z.string() },
    }),
    delete_entry: operation('DELETE /content_types/{content_type_uid}/entries/{entry_uid}', {
      title: 'Delete an entry',
      effect: 'delete',
      description:
        'Move an entry, or some of its locales, to the trash, where it keeps its url and title taken for 14 days.',
      path,
      query: {
        locale: text.describe('Only this locale version'),
        delete_all_localized: flag.describe('Master and every locale'),
      },
      body: { entry: z.strictObject({ locales: z.array(z.string()).describe('Only these locales') }).optional() },
    }),
    list_entry_versions: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/versions', {
      title: 'List versions of an entry',
      effect: 'read',
      description: 'History of an entry: version numbers and names, and who saved them when.',
      path,
      query: {
        locale,
        named: flag.describe('Only named ones'),
        include_updated_at: flag,
        include_updated_by: flag,
        include_count: flag,
        skip: count,
        limit: paging.limit,
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
            force: flag.describe('Also when it has a name'),
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
      description: 'Which entries refer to this one.',
      path,
      query: {
        locale,
        include_count: flag,
        include_publish_details,
        deleted: flag.describe('Deleted ones too'),
        include_branch,
      },
    }),
    list_entry_locales: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/locales', {
      title: 'List languages of an entry',
      effect: 'read',
      description: 'The languages of the stack, and in which of them this entry is localised.',
      path,
    }),
    export_entry: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/export', {
      title: 'Export an entry',
      effect: 'read',
      description: 'An entry as the JSON that import_entry takes.',
      path,
      query: { locale, include_branch },
    }),
    import_entry: operation('POST /content_types/{content_type_uid}/entries/import', {
      title: 'Import an entry',
      effect: 'create',
      description: 'Create an entry from exported JSON.',
      path: type,
      query: { locale, overwrite: flag.describe('Replace the entry with the same uid'), include_branch },
      form: { entry: open.describe('The exported JSON') },
    }),
    import_entry_version: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/import', {
      title: 'Import over an entry',
      effect: 'update',
      description: 'Write exported JSON over an entry as its new version.',
      path,
      query: { locale, overwrite: flag, include_branch },
      form: { entry: open.describe('The exported JSON') },
    }),
    publish_entry: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/publish', {
      title: 'Publish an entry',
      effect: 'publish',
      description:
        'Publish an entry to environments and locales, now or at scheduled_at. Queued: a success says accepted, not live.',
      ...publishing,
    }),
    unpublish_entry: operation('POST /content_types/{content_type_uid}/entries/{entry_uid}/unpublish', {
      title: 'Unpublish an entry',
      effect: 'publish',
      description: 'Take an entry off environments and locales, now or at scheduled_at.',
      ...publishing,
    }),
  },
});
