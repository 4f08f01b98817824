// Entries, of a content type.
import type { Case } from '../case.ts';
import { type Sdk, set, toFile } from '../sdk.ts';

const asset_fields = ['user_defined_fields', 'visual_markups'];
const path = { content_type_uid: 'article', entry_uid: 'blt_entry' };
const entryOf = (stack: Sdk, ...options: object[]) => stack.contentType('article').entry('blt_entry', ...options);
const entriesOf = (stack: Sdk) => stack.contentType('article').entry();

const entry = {
  title: 'A walk in the hills',
  url: '/walks/hills',
  tags: ['outdoor', 'spring'],
  author: [{ uid: 'blt_person', _content_type_uid: 'person' }],
  taxonomies: [{ taxonomy_uid: 'topics', term_uid: 'nature' }],
};

const listed = {
  locale: 'fr-fr',
  query: { $and: [{ title: { $regex: '^A' } }, { _version: { $gt: 1 } }] },
  skip: 10,
  limit: 5,
  include_count: true,
  desc: 'updated_at',
  environment: 'production',
  include_publish_details: true,
  include_workflow: true,
  include_metadata: true,
  include_rules: true,
  include_branch: true,
  version: 2,
};

const shown = {
  locale: 'fr-fr',
  version: 3,
  include_publish_details: true,
  include_workflow: true,
  include_metadata: true,
  include_branch: true,
};

const referred = {
  locale: 'fr-fr',
  include_count: true,
  include_publish_details: true,
  deleted: true,
  include_branch: true,
};
const targets = { environments: ['production', 'blt_staging'], locales: ['en-us', 'fr-fr'] };
const variants = [{ uid: 'cs_variant', version: 2 }];
const variant_rules = { publish_latest_base: false, publish_latest_base_conditionally: true };

export const entries: Case[] = [
  {
    tool: 'list_entries',
    args: {
      content_type_uid: 'article',
      ...listed,
      only: ['title', 'url'],
      include: ['author', 'topics'],
      include_embedded_items: 'BASE',
    },
    sdk: stack =>
      entriesOf(stack)
        .query({
          ...listed,
          only: { BASE: ['title', 'url'] },
          include: ['author', 'topics'],
          include_embedded_items: ['BASE'],
        })
        .find(),
  },
  {
    tool: 'list_entries',
    args: { content_type_uid: 'article', asc: 'title', except: ['body', 'seo'], count: true },
    sdk: stack =>
      entriesOf(stack)
        .query({ asc: 'title', except: { BASE: ['body', 'seo'] } })
        .count(),
  },
  {
    tool: 'get_entry',
    args: { ...path, ...shown, include: ['author'], include_embedded_items: 'BASE', asset_fields },
    sdk: stack =>
      entryOf(stack).fetch({ ...shown, include: ['author'], include_embedded_items: ['BASE'], asset_fields }),
  },
  {
    tool: 'create_entry',
    args: { content_type_uid: 'article', locale: 'fr-fr', include_branch: true, entry },
    sdk: stack => entriesOf(stack).create({ entry }, { locale: 'fr-fr', include_branch: true }),
  },
  {
    tool: 'update_entry',
    args: { ...path, locale: 'fr-fr', entry: { title: 'Une promenade', tags: { PUSH: { data: 'été' } } } },
    sdk: stack =>
      set(entryOf(stack), { title: 'Une promenade', tags: { PUSH: { data: 'été' } } }).update({ locale: 'fr-fr' }),
    differs: {
      why: "the SDK's object keeps the content type's uid among the fields, and sends it as one of them",
      body: {
        ours: { entry: { title: 'Une promenade', tags: { PUSH: { data: 'été' } } } },
        sdk: { entry: { content_type_uid: 'article', title: 'Une promenade', tags: { PUSH: { data: 'été' } } } },
      },
    },
  },
  {
    tool: 'delete_entry',
    args: { ...path, locale: 'fr-fr', delete_all_localized: true },
    sdk: stack => entryOf(stack).delete({ locale: 'fr-fr', delete_all_localized: true }),
  },
  {
    tool: 'list_entry_refs',
    args: { ...path, ...referred },
    sdk: stack => entryOf(stack).references(referred),
  },
  { tool: 'list_entry_locales', args: path, sdk: stack => entryOf(stack).locales() },
  {
    tool: 'import_entry',
    args: { content_type_uid: 'article', locale: 'fr-fr', overwrite: true, entry },
    sdk: stack => entriesOf(stack).import({ entry: toFile('entry.json', entry), locale: 'fr-fr', overwrite: true }),
  },
  {
    tool: 'import_entry_version',
    args: { ...path, locale: 'fr-fr', overwrite: false, entry },
    sdk: stack => entryOf(stack).import({ entry: toFile('entry.json', entry), locale: 'fr-fr' }),
  },
  {
    tool: 'publish_entry',
    args: {
      ...path,
      entry: targets,
      locale: 'en-us',
      version: 4,
      scheduled_at: '2030-01-01T08:00:00.000Z',
    },
    sdk: stack =>
      entryOf(stack).publish({
        publishDetails: targets,
        locale: 'en-us',
        version: 4,
        scheduledAt: '2030-01-01T08:00:00.000Z',
      }),
  },
  {
    tool: 'publish_entry',
    args: { ...path, api_version: '3.2', entry: { ...targets, variants, variant_rules }, locale: 'en-us' },
    sdk: stack =>
      entryOf(stack, { api_version: '3.2' }).publish({
        publishDetails: { ...targets, variants, variant_rules },
        locale: 'en-us',
      }),
  },
  {
    tool: 'unpublish_entry',
    args: { ...path, entry: targets, locale: 'en-us', version: 4, scheduled_at: '2030-01-01T08:00:00.000Z' },
    sdk: stack =>
      entryOf(stack).unpublish({
        publishDetails: targets,
        locale: 'en-us',
        version: 4,
        scheduledAt: '2030-01-01T08:00:00.000Z',
      }),
  },
  {
    tool: 'unpublish_entry',
    args: { ...path, api_version: '3.2', entry: { ...targets, variants } },
    sdk: stack => entryOf(stack, { api_version: '3.2' }).unpublish({ publishDetails: { ...targets, variants } }),
  },
];
