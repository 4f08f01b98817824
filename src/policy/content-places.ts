// What requests on content name: entries, files, variants, metadata, bulk, releases, the publish queue.
import {
  anyEntry,
  anything,
  at,
  type Each,
  files,
  inLocale,
  must,
  type Places,
  type Table,
  unreadable,
} from './places.ts';

const type = at('{content_type_uid}');
const entry = { content_types: type, entries: at('{entry_uid}') };
const file = { content_types: files, entries: at('{asset_uid}') };

const entryOut: Places = {
  ...entry,
  environments: must('entry.environments'),
  locales: { ...inLocale('entry.locales', 'locale'), hides: ['?publish_all_localized'] },
};
const fileOut: Places = { ...file, environments: must('asset.environments'), locales: inLocale('asset.locales') };

/** What a bulk request and a release call an entry, a file or both. */
const listed: Each[] = [
  { list: 'entries', content_types: must('content_type'), entries: must('uid'), locales: at('locale') },
  { list: 'assets', content_types: files, entries: must('uid') },
];
const inRelease: Each = {
  list: 'items',
  content_types: must('content_type_uid'),
  entries: must('uid'),
  locales: inLocale('locale'),
};

const bulkOut: Places = {
  environments: must('environments'),
  locales: { ...inLocale('locales'), hides: ['?publish_all_localized'] },
  each: listed,
  beyond: ['publish_with_reference', '?nested'],
};

/** Every item of a release, whatever it is. */
const wholeRelease: Places = { content_types: unreadable, ...anyEntry, uncounted: true };

const ofMetadata = { content_types: must('metadata._content_type_uid'), entries: must('metadata.entity_uid') };
const metadataOut: Places = {
  content_types: unreadable,
  entries: unreadable,
  environments: must('metadata.environments'),
  locales: inLocale('metadata.locales'),
};

export const content: Table = {
  'POST /content_types/{content_type_uid}/entries': {
    content_types: type,
    entries: at('entry.uid'),
    // The last one writes the master as well.
    locales: { ...inLocale('?locale'), hides: ['?copy_to_master'] },
  },
  'PUT /content_types/{content_type_uid}/entries/{entry_uid}': { ...entry, locales: inLocale('?locale') },
  'POST /content_types/{content_type_uid}/entries/{entry_uid}/unlocalize': { ...entry, locales: must('?locale') },
  'DELETE /content_types/{content_type_uid}/entries/{entry_uid}': {
    ...entry,
    locales: { ...inLocale('?locale', 'entry.locales'), hides: ['?delete_all_localized'] },
  },
  'POST /content_types/{content_type_uid}/entries/{entry_uid}/versions/{version_number}/name': {
    ...entry,
    locales: inLocale('entry.locale'),
  },
  'DELETE /content_types/{content_type_uid}/entries/{entry_uid}/versions/{version_number}/name': {
    ...entry,
    locales: inLocale('entry.locale'),
  },
  'POST /content_types/{content_type_uid}/entries/import': {
    content_types: type,
    entries: at('entry.uid'),
    locales: inLocale('?locale'),
  },
  'POST /content_types/{content_type_uid}/entries/{entry_uid}/import': { ...entry, locales: inLocale('?locale') },
  'POST /content_types/{content_type_uid}/entries/{entry_uid}/publish': entryOut,
  'POST /content_types/{content_type_uid}/entries/{entry_uid}/unpublish': { ...entryOut, does: 'unpublishes' },

  'PUT /content_types/{content_type_uid}/entries/{entry_uid}/variants/{variant_uid}': {
    ...entry,
    locales: inLocale('?locale'),
  },
  'DELETE /content_types/{content_type_uid}/entries/{entry_uid}/variants/{variant_uid}': {
    ...entry,
    locales: inLocale('?locale'),
  },

  'POST /assets': { content_types: files },
  // The environment narrows it to files that are published there.
  'PUT /assets/{asset_uid}': { ...file, environments: at('?environment') },
  'DELETE /assets/{asset_uid}': file,
  'POST /assets/{asset_uid}/versions/{version_number}/name': file,
  'DELETE /assets/{asset_uid}/versions/{version_number}/name': file,
  'POST /assets/{asset_uid}/publish': fileOut,
  'POST /assets/{asset_uid}/unpublish': { ...fileOut, does: 'unpublishes' },
  'POST /assets/folders': { content_types: files },
  'PUT /assets/folders/{folder_uid}': { content_types: files },
  // With all that is in it.
  'DELETE /assets/folders/{folder_uid}': { content_types: files, entries: unreadable, uncounted: true },

  'POST /metadata': { ...ofMetadata, locales: inLocale('metadata.locale') },
  'PUT /metadata/{metadata_uid}': { ...ofMetadata, locales: must('metadata.locale') },
  'DELETE /metadata/{metadata_uid}': { content_types: unreadable, ...anyEntry },
  'POST /metadata/{metadata_uid}/publish': metadataOut,
  'POST /metadata/{metadata_uid}/unpublish': { ...metadataOut, does: 'unpublishes' },

  'POST /bulk/publish': bulkOut,
  'POST /bulk/unpublish': { ...bulkOut, does: 'unpublishes' },
  'POST /bulk/delete': { each: listed },
  'POST /bulk/release/items': {
    each: [inRelease],
    locales: at('locale'),
    beyond: ['reference'],
  },
  'PUT /bulk/release/update_items': wholeRelease,

  'POST /releases': {},
  'PUT /releases/{release_uid}': {},
  'DELETE /releases/{release_uid}': {},
  'POST /releases/{release_uid}/items': { each: [inRelease] },
  'DELETE /releases/{release_uid}/items': { each: [inRelease], beyond: ['?all'] },
  'PUT /releases/{release_uid}/update_items': wholeRelease,
  'POST /releases/{release_uid}/deploy': {
    ...wholeRelease,
    environments: must('release.environments'),
    locales: must('release.locales'),
    does: 'deploys',
  },
  'POST /releases/{release_uid}/clone': wholeRelease,

  // A publish, an unpublish or a whole deployment.
  'GET /publish-queue/{publish_queue_uid}/unschedule': { ...anything, uncounted: true },
};
