// Global fields: groups of fields that content types share.
import * as z from 'zod';
import {
  anyVersion,
  api_version,
  brief,
  deleted,
  flag,
  include_branch,
  open,
  paging,
  query,
  schemaField,
  segment,
  text,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { global_field_uid: segment };
// 3.2 where global fields hold global fields.
const header = { api_version: api_version.describe('For global fields in it') };
const shown = {
  include_global_field_schema: flag,
  include_global_fields: flag.describe('Those that use it'),
  include_content_types: flag.describe('Those that use it'),
  include_branch,
  deleted: deleted.only,
};

const global_field = z.strictObject({
  title: z.string(),
  uid: z.string(),
  description: text,
  schema: z.array(schemaField),
});

const using = {
  'content types that use it': 'GET /content_types?include_global_field_schema=false&limit=100#{global_field_uid}',
} as const;

/** Where values of its fields are: in entries of the content types that hold it. */
const held = {
  entries: 'GET /content_types/{content_type_uid}/entries',
  types: 'GET /content_types',
} as const;

export default defineModule({
  name: 'global-fields',
  docs: 'global-fields',
  reach: 'branch',
  companion: true,
  operations: {
    list_global_fields: operation('GET /global_fields', {
      title: 'List global fields',
      effect: 'read',
      description: 'Groups of fields shared by content types.',
      large: true,
      outline: ['uid', 'title', 'description', 'schema', '_version', 'updated_at'],
      query: { query, ...paging, ...shown },
      header,
    }),
    get_global_field: operation('GET /global_fields/{global_field_uid}', {
      title: 'Get a global field',
      effect: 'read',
      description: 'One global field with its schema.',
      opens: 'include_global_field_schema',
      large: true,
      path,
      query: { version: anyVersion, ...shown },
      header,
    }),
    create_global_field: operation('POST /global_fields', {
      title: 'Create a global field',
      effect: 'create',
      defines: true,
      description: 'Create a group of fields to share.',
      header,
      body: { global_field },
    }),
    update_global_field: operation('PUT /global_fields/{global_field_uid}', {
      title: 'Update a global field',
      effect: 'update',
      before: 'get_global_field',
      versioned: true,
      defines: true,
      description:
        'Add or change shared fields: replaces a global field, in every content type that uses it. A field left out loses its values. Takes what create_global_field takes.',
      confirm: { when: ['drop'], hits: using, held, final: true },
      path,
      query: { include_branch },
      header,
      body: { global_field: brief(global_field) },
    }),
    delete_global_field: operation('DELETE /global_fields/{global_field_uid}', {
      title: 'Delete a global field',
      effect: 'delete',
      before: 'get_global_field',
      versioned: true,
      description: 'Delete a global field; with force, from content types too.',
      confirm: { hits: using },
      path,
      query: { force: flag.describe('Even if it is used') },
      header,
    }),
    import_global_field: operation('POST /global_fields/import', {
      title: 'Import a global field',
      effect: 'create',
      before: 'get_global_field',
      defines: true,
      description: 'Create a global field from exported JSON; overwrite replaces one.',
      confirm: { when: ['overwrite'], held, final: true },
      query: { overwrite: flag, include_branch },
      header,
      form: { global_field: open },
    }),
    export_global_field: operation('GET /global_fields/{global_field_uid}/export', {
      title: 'Export a global field',
      effect: 'read',
      description: 'A global field as JSON.',
      whole: true,
      path,
      query: { include_branch },
    }),
  },
});
