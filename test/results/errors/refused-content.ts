// Refusals that are about what was asked, each with the call that brings it about.
import { assetOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { all, entry, model, nobody, other, publish, type Refusal, rename, saving, say } from './refusal.ts';

export const limits: Refusal[] = [
  {
    title: 'roles',
    case: 'role limit',
    call: ['create_role', { role: { name: 'R', description: '', rules: [] } }],
    options: { choices: { mostRoles: 0 } },
  },
  {
    title: 'items at a time',
    case: 'too many at a time',
    call: [
      'bulk_delete',
      {
        entries: Array.from({ length: 11 }, (_, index) => ({
          uid: `blt${index}`,
          content_type: 'page',
          locale: 'en-us',
        })),
      },
    ],
    options: { ...all, choices: { bulkDeleteMaximum: 10 } },
  },
  {
    title: 'extensions',
    case: 'limit',
    call: [
      'create_extension',
      { extension: { title: 'E', type: 'field', data_type: 'text', src: 'https://example.com' } },
    ],
    fault: say(422, 344, 'Extension creation failed.', { limit: ['is reached: a stack has at most 50 extensions.'] }),
  },
  {
    title: 'a file',
    case: 'too large',
    call: ['upload_asset', { upload: 'data:text/plain;base64,YWJj' }],
    fault: { status: 413, body: '<html><body>413 Request Entity Too Large</body></html>' },
  },
  {
    title: 'an address',
    case: 'too long',
    call: ['list_entries', { content_type_uid: 'page', query: { title: 'a' } }],
    fault: { status: 414, body: 'Request-URI Too Large' },
  },
];

export const saved: Refusal[] = [
  { title: 'a title that is taken', case: 'entry', call: saving({ title: 'Hard shell or soft shell?' }) },
  {
    title: 'an asset as it was read',
    case: 'entry',
    call: saving({ hero_image: { uid: assetOf('winter-ridge'), filename: 'a.jpg', url: 'https://example.com' } }),
  },
  {
    title: 'the same, called required',
    case: 'entry',
    call: saving({ hero_image: { uid: assetOf('winter-ridge'), filename: 'a.jpg', url: 'https://example.com' } }),
    fault: say(422, 119, 'Entry update failed.', { hero_image: ['is a required field.'] }),
  },
  {
    title: 'an entry as it was read, in a reference',
    case: 'entry',
    call: saving({ related_posts: [{ uid: other, _content_type_uid: 'blog_post', title: 'A', locale: 'en-us' }] }),
  },
  {
    title: 'a rich text above 30 KB',
    case: 'entry',
    call: saving({
      body: {
        type: 'doc',
        uid: 'd',
        attrs: {},
        children: [{ type: 'p', uid: 'p', attrs: {}, children: [{ text: 'x'.repeat(40_000) }] }],
      },
    }),
  },
  {
    title: 'nodes with one uid',
    case: 'entry',
    call: saving({
      body: {
        type: 'doc',
        uid: 'd',
        attrs: {},
        children: [{ type: 'p', uid: 'd', attrs: {}, children: [{ text: 'x' }] }],
      },
    }),
  },
  {
    title: 'what is mandatory',
    case: 'entry',
    call: ['create_entry', { content_type_uid: 'blog_post', entry: { title: 'Only a title' } }],
  },
  {
    title: 'a second entry of a single type',
    case: 'single entry',
    call: ['create_entry', { content_type_uid: 'site_settings', entry: { title: 'Another' } }],
  },
  {
    title: 'a content type',
    case: 'type',
    call: ['create_content_type', { content_type: { uid: 'page', title: 'Page', schema: [] } }],
  },
  {
    title: 'capitals in a uid',
    case: 'type not saved',
    call: [
      'create_content_type',
      {
        content_type: {
          uid: 'Nav',
          title: 'Nav',
          schema: [{ uid: 'title', display_name: 'Title', data_type: 'text' }],
        },
      },
    ],
    fault: say(422, 118, 'Content Type creation failed. Please try again.', { uid: ['is not valid.'] }),
  },
  {
    title: 'a type that refers to one that is yet to come',
    case: 'type',
    call: ['create_content_type', { content_type: model('a', ['b', 'reference', { reference_to: ['b'] }]) }],
  },
  {
    title: 'a type that refers to twenty that are yet to come',
    case: 'type',
    call: [
      'import_content_type',
      {
        content_type: model(
          'hub',
          ...Array.from({ length: 20 }, (_, index): [string, string, Json] => [
            `to_kind_${index}`,
            'reference',
            { reference_to: [`kind_${index}`] },
          ]),
        ),
      },
    ],
    // Each of the twenty is named, with its place.
    most: 650,
  },
  {
    title: 'a type that holds a global field that is yet to come',
    case: 'type',
    call: ['create_content_type', { content_type: model('a', ['g', 'global_field', { reference_to: 'g' }]) }],
    options: all,
  },
  {
    title: 'a type with the extension of another stack',
    case: 'type',
    call: ['create_content_type', { content_type: model('a', ['c', 'text', { extension_uid: nobody }]) }],
    options: { choices: { unknownExtension: 'refuse' } },
  },
  {
    title: 'a global field that holds another',
    case: 'type',
    call: [
      'create_global_field',
      { global_field: model('outer', ['inner', 'global_field', { reference_to: 'call_to_action' }]) },
    ],
    options: all,
  },
  {
    title: 'the same, imported',
    case: 'type',
    call: [
      'import_global_field',
      { global_field: model('outer', ['inner', 'global_field', { reference_to: 'call_to_action' }]) },
    ],
    options: all,
  },
  {
    title: 'an entry that lacks what its type has asked for since, published',
    case: 'entry not fit',
    call: publish('production'),
    fault: say(422, 119, 'Entry update failed. Please enter valid data.', { summary: ['is a required field.'] }),
  },
  {
    title: 'the same, taken offline',
    case: 'entry not fit',
    call: ['unpublish_entry', { ...entry, entry: { environments: ['production'], locales: ['en-us'] } }],
    fault: say(422, 119, 'Entry update failed. Please enter valid data.', { summary: ['is a required field.'] }),
  },
  {
    title: 'a deletion',
    case: 'entry',
    call: ['delete_entry', entry],
    fault: say(422, 119, 'Entry deletion failed.'),
  },
  {
    title: 'a language that is there',
    case: 'language taken',
    call: ['add_language', { locale: { code: 'fr-fr', name: 'French' } }],
  },
  { title: 'the master language', case: 'language', call: ['delete_language', { code: 'en-us' }] },
  {
    title: 'an extension',
    case: 'extension',
    call: [
      'create_extension',
      { extension: { title: 'E', type: 'field', data_type: 'text', src: 'https://example.com' } },
    ],
    fault: say(422, 344, 'Extension creation failed.', { title: ['is not valid.'] }),
  },
  {
    title: 'a name that is taken',
    case: 'value',
    call: ['create_environment', { environment: { name: 'production', urls: [] } }],
  },
  {
    title: 'a uid that is taken, with 409',
    case: 'value',
    call: ['create_taxonomy', { taxonomy: { uid: 'activity', name: 'A' } }],
    options: { ...all, choices: { takenUidStatus: 409 } },
  },
  { title: '409 without a code', case: 'conflict', call: rename, fault: say(409, undefined, 'Conflict') },
];

export const missing: Refusal[] = [
  {
    title: 'a content type, misspelt',
    case: 'type missing',
    call: ['list_entries', { content_type_uid: 'blog_pots' }],
  },
  {
    title: 'a content type, nothing near',
    case: 'type missing',
    call: ['get_content_type', { content_type_uid: 'zzzzzz' }],
  },
  {
    title: 'a content type, on another branch',
    case: 'type missing',
    call: ['get_content_type', { content_type_uid: 'blog_pots', branch: 'development' }],
  },
  {
    title: 'a global field',
    case: 'type missing',
    call: ['get_global_field', { global_field_uid: 'seo' }],
    options: all,
  },
  { title: 'an entry', case: 'missing', call: ['get_entry', { ...entry, entry_uid: nobody }] },
  {
    title: 'an entry, with 404',
    case: 'missing',
    call: ['get_entry', { ...entry, entry_uid: nobody }],
    options: { choices: { notFoundStatus: { entries: 404 } } },
  },
  {
    title: 'an entry, in a language',
    case: 'missing',
    call: ['get_entry', { ...entry, entry_uid: nobody, locale: 'fr-fr' }],
  },
  {
    title: 'an entry to publish in two languages',
    case: 'missing',
    call: [
      'publish_entry',
      { ...entry, entry_uid: nobody, entry: { environments: ['production'], locales: ['fr-fr', 'de-de'] } },
    ],
  },
  {
    title: 'an entry in a language',
    case: 'missing in a language',
    call: ['get_entry', { ...entry, entry_uid: nobody, locale: 'fr-fr' }],
  },
  {
    title: 'a version in a language',
    case: 'version missing in a language',
    call: ['get_entry', { ...entry, version: 99, locale: 'fr-fr' }],
  },
  { title: 'a version', case: 'version missing', call: ['get_entry', { ...entry, version: 99 }] },
  {
    title: 'a version of an item of a release that is there',
    case: 'item version',
    call: [
      'add_release_items',
      {
        release_uid: uidOf('release', 'tenth-birthday'),
        items: [{ uid: other, content_type_uid: 'blog_post', locale: 'en-us', version: 99, action: 'publish' }],
      },
    ],
  },
  {
    title: 'an entry of an item of a release that is there',
    case: 'missing',
    call: [
      'add_release_items',
      {
        release_uid: uidOf('release', 'tenth-birthday'),
        items: [{ uid: nobody, content_type_uid: 'blog_post', locale: 'en-us', version: 1, action: 'publish' }],
      },
    ],
  },
  {
    title: 'a time that is past',
    case: 'schedule',
    call: [
      'publish_entry',
      { ...entry, entry: { environments: ['staging'], locales: ['en-us'] }, scheduled_at: '2020-01-01T00:00:00.000Z' },
    ],
  },
  { title: 'an environment, misspelt', case: 'missing', call: ['get_environment', { environment_name: 'stagging' }] },
  { title: 'a language', case: 'missing', call: ['get_language', { code: 'fr-ca' }] },
  { title: 'a language of an entry', case: 'language missing', call: ['get_entry', { ...entry, locale: 'fr-fx' }] },
  { title: 'an asset', case: 'missing', call: ['get_asset', { asset_uid: nobody }] },
  {
    // Whatever it is to be published in, a file has no languages.
    title: 'an asset to publish',
    case: 'missing',
    call: ['publish_asset', { asset_uid: nobody, asset: { environments: ['production'], locales: ['fr-fr'] } }],
  },
  {
    title: 'a release, its list taken off',
    case: 'missing',
    call: ['get_release', { release_uid: nobody }],
    options: { settings: { TOOLS_DENY: 'list_releases' } },
  },
  {
    title: 'a term',
    case: 'missing',
    call: ['get_term', { taxonomy_uid: 'activity', term_uid: 'none' }],
    options: all,
  },
  { title: 'an extension', case: 'extension missing', call: ['get_extension', { extension_uid: nobody }] },
  { title: 'where to publish', case: 'environment missing', call: publish('prodution') },
  { title: 'the language to publish', case: 'language missing', call: publish('production', 'en-uk') },
  {
    title: '404 without a code',
    case: 'not found',
    call: ['get_taxonomy', { taxonomy_uid: 'none' }],
    options: all,
    fault: say(404, undefined, 'Not Found'),
  },
  {
    title: 'an operator that there is not',
    case: 'operator',
    call: ['list_entries', { content_type_uid: 'page', query: { tags: { $all: ['a', 'b'] } } }],
    most: 200,
  },
  {
    title: 'a field that a query names',
    case: 'query',
    call: ['list_entries', { content_type_uid: 'page', query: { $and: [{}, {}] } }],
    fault: say(422, 141, 'The query is not valid.', { query: ['is not valid.'] }),
  },
];
