// Metadata: what extensions and apps keep beside an entry or asset.
import * as z from 'zod';
import {
  brief,
  flag,
  hide,
  include_branch,
  include_publish_details,
  list,
  locale,
  paging,
  query,
  segment,
  sorting,
  targets,
  text,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { metadata_uid: segment };
const type = z.enum(['asset', 'entry']).optional();

/** Open: an extension keeps keys of its own. `include_multi_stack` is not offered: a token ends where its stack ends. */
const written = { type, _content_type_uid: text.describe('sys_assets for assets'), locale };
const metadata = z.looseObject({ entity_uid: z.string(), extension_uid: z.string(), ...written });

export default defineModule({
  name: 'metadata',
  docs: 'metadata',
  reach: 'branch',
  companion: true,
  operations: {
    list_metadata: operation('GET /metadata', {
      title: 'List metadata',
      effect: 'read',
      description: 'What extensions store about entries and assets.',
      large: true,
      outline: ['uid', 'entity_uid', 'type', '_content_type_uid', 'extension_uid', 'locale', 'updated_at'],
      query: {
        query,
        skip: paging.skip,
        limit: paging.limit,
        ...sorting,
        // As in list_entries.
        'only[BASE][]': hide(list),
        'except[BASE][]': hide(list),
        'include_title[]': z
          .array(z.enum(['content_type', 'stack', 'entity']))
          .optional()
          .describe('Names besides uids'),
        include_multi_branch: flag.describe('Of all branches'),
        include_branch,
      },
    }),
    get_metadata: operation('GET /metadata/{metadata_uid}', {
      title: 'Get metadata',
      effect: 'read',
      description: 'One piece of metadata.',
      path,
      query: { include_publish_details, include_branch },
    }),
    create_metadata: operation('POST /metadata', {
      title: 'Create metadata',
      effect: 'create',
      description: 'Store metadata of an extension for an entry or asset.',
      body: { metadata },
    }),
    update_metadata: operation('PUT /metadata/{metadata_uid}', {
      title: 'Update metadata',
      effect: 'update',
      before: 'get_metadata',
      description: 'Overwrite metadata; it has no versions.',
      path,
      body: { metadata: brief(metadata.partial()) },
    }),
    delete_metadata: operation('DELETE /metadata/{metadata_uid}', {
      title: 'Delete metadata',
      effect: 'delete',
      description: 'Throw away metadata for good.',
      path,
      query: { include_branch },
    }),
    publish_metadata: operation('POST /metadata/{metadata_uid}/publish', {
      title: 'Publish metadata',
      effect: 'publish',
      description: 'Publish metadata to environments.',
      path,
      query: { include_publish_details },
      body: { metadata: z.strictObject(targets) },
    }),
    unpublish_metadata: operation('POST /metadata/{metadata_uid}/unpublish', {
      title: 'Unpublish metadata',
      effect: 'publish',
      description: 'Take metadata off environments.',
      path,
      body: { metadata: z.strictObject(targets) },
    }),
  },
});
