// Content types: the schemas entries are made from.
import * as z from 'zod';
import {
  anyVersion,
  brief,
  count_only,
  flag,
  include_branch,
  list,
  open,
  paging,
  query,
  schemaField,
  segment,
  sorting,
  text,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { content_type_uid: segment };
const include_global_field_schema = flag;

const options = z.strictObject({
  is_page: flag,
  singleton: flag,
  title: text,
  sub_title: list,
  url_pattern: text,
  url_prefix: text,
  publishable: flag,
});

const rule = z.strictObject({
  match_type: z.enum(['all', 'any']),
  conditions: z
    .array(brief(z.strictObject({ operand_field: z.string(), operator: z.string(), value: z.unknown() })))
    .describe('{operand_field, operator, value}'),
  actions: z.array(z.strictObject({ action: z.enum(['show', 'hide']), target_field: z.string() })),
});

const content_type = z.strictObject({
  title: z.string(),
  uid: z.string(),
  description: text,
  schema: z.array(schemaField).describe('All fields; title must be one, url too for pages'),
  options: options.optional(),
  field_rules: z.array(rule).optional(),
  labels: list,
});

/** Where values of its fields are. */
const held = { entries: 'GET /content_types/{content_type_uid}/entries' } as const;

export default defineModule({
  name: 'content-types',
  docs: 'content-types',
  reach: 'branch',
  operations: {
    list_content_types: operation('GET /content_types', {
      title: 'List content types',
      effect: 'read',
      description: 'Which kinds of content there are; for their fields, get_content_type.',
      large: true,
      outline: [
        'uid',
        'title',
        'description',
        'options.is_page',
        'options.singleton',
        'schema',
        '_version',
        'updated_at',
      ],
      query: {
        ...paging,
        count: count_only,
        ...sorting,
        query,
        include_global_field_schema,
        include_branch,
      },
    }),
    get_content_type: operation('GET /content_types/{content_type_uid}', {
      title: 'Get a content type',
      effect: 'read',
      everyday: true,
      description: 'Which fields its entries have. Read it before writing them.',
      opens: 'include_global_field_schema',
      large: true,
      path,
      query: { version: anyVersion, include_global_field_schema, include_branch },
    }),
    create_content_type: operation('POST /content_types', {
      title: 'Create a content type',
      effect: 'create',
      defines: true,
      description: 'Make a new content type (content model) from its fields.',
      query: { include_branch },
      body: { content_type },
    }),
    update_content_type: operation('PUT /content_types/{content_type_uid}', {
      title: 'Update a content type',
      effect: 'update',
      before: 'get_content_type',
      versioned: true,
      defines: true,
      description:
        'Add or change fields of a content type (model). Replaces its whole schema: a field left out or renamed loses its values in all entries. Read it first. Takes what create_content_type takes.',
      confirm: { when: ['drop'], held, final: true },
      path,
      query: { include_branch },
      body: { content_type: brief(content_type) },
    }),
    delete_content_type: operation('DELETE /content_types/{content_type_uid}', {
      title: 'Delete a content type',
      effect: 'delete',
      before: 'get_content_type',
      versioned: true,
      description: 'Get rid of a content type; with force, of its entries too.',
      confirm: {
        hits: {
          'entries of it': 'GET /content_types/{content_type_uid}/entries?count=true',
          'content types that refer to it': 'GET /content_types/{content_type_uid}/references',
        },
      },
      path,
      query: { force: flag.describe('Even if it has entries') },
    }),
    list_content_type_refs: operation('GET /content_types/{content_type_uid}/references', {
      title: 'List references to a content type',
      effect: 'read',
      description: 'Which content types point to this one.',
      path,
      query: { include_global_fields: flag.describe('Also global fields that do'), include_branch },
    }),
    export_content_type: operation('GET /content_types/{content_type_uid}/export', {
      title: 'Export a content type',
      effect: 'read',
      description: 'A content type as JSON to import.',
      whole: true,
      path,
      query: { version: anyVersion, include_branch },
    }),
    import_content_type: operation('POST /content_types/import', {
      title: 'Import a content type',
      effect: 'create',
      before: 'get_content_type',
      defines: true,
      description: 'Create a content type from exported JSON; overwrite replaces one.',
      confirm: { when: ['overwrite'], held, final: true },
      query: { overwrite: flag, include_branch },
      form: { content_type: open },
    }),
  },
});
