// Content types: the schemas entries are made from.
import { z } from 'zod';
import { flag, include_branch, open, paging, query, segment, sorting, text, version } from '../src/fields.ts';
import { defineModule, operation } from '../src/operation.ts';

const path = { content_type_uid: segment };
const include_global_field_schema = flag.describe('Inline the schemas of global fields');

/** A field stays open beside what every field has: each data type brings keys of its own. */
const field = z.looseObject({
  display_name: z.string(),
  uid: z.string(),
  data_type: z.enum([
    'text',
    'number',
    'boolean',
    'isodate',
    'file',
    'link',
    'reference',
    'group',
    'blocks',
    'global_field',
    'json',
    'taxonomy',
    'experience_container',
  ]),
  mandatory: flag,
  unique: flag,
  multiple: flag,
  non_localizable: flag,
  field_metadata: open.optional(),
});

const options = z.strictObject({
  is_page: flag,
  singleton: flag,
  title: text.describe('Uid of the title field'),
  sub_title: z.array(z.string()).optional(),
  url_pattern: text,
  url_prefix: text,
  publishable: flag,
});

const rule = z.strictObject({
  match_type: z.enum(['all', 'any']),
  conditions: z.array(z.strictObject({ operand_field: z.string(), operator: z.string(), value: z.unknown() })),
  actions: z.array(z.strictObject({ action: z.enum(['show', 'hide']), target_field: z.string() })),
});

const content_type = z.strictObject({
  title: z.string(),
  uid: z.string().describe('Letters, digits, underscore'),
  description: text,
  schema: z.array(field).describe('All fields in order; must hold a title field, and a url field for pages'),
  options: options.optional(),
  field_rules: z.array(rule).optional().describe('Show or hide fields by the values of others'),
  labels: z.array(z.string()).optional(),
});

export default defineModule({
  name: 'content-types',
  docs: 'content-types',
  reach: 'branch',
  operations: {
    list_content_types: operation('GET /content_types', {
      title: 'List content types',
      effect: 'read',
      description: 'Content types of the stack with their schemas.',
      query: {
        ...paging,
        count: flag.describe('Only the total'),
        ...sorting,
        query,
        include_global_field_schema,
        include_branch,
      },
    }),
    get_content_type: operation('GET /content_types/{content_type_uid}', {
      title: 'Get a content type',
      effect: 'read',
      description: 'One content type with its schema: the fields an entry of it has. Read it before writing entries.',
      path,
      query: { version: version.optional(), include_global_field_schema, include_branch },
    }),
    create_content_type: operation('POST /content_types', {
      title: 'Create a content type',
      effect: 'create',
      description: 'Create a content type from its schema.',
      query: { include_branch },
      body: { content_type },
    }),
    update_content_type: operation('PUT /content_types/{content_type_uid}', {
      title: 'Update a content type',
      effect: 'update',
      description:
        'Replace a content type, its whole schema and its field visibility rules. A field left out or renamed loses its values in all entries: read it first, send back all of it.',
      path,
      query: { include_branch },
      body: { content_type },
    }),
    delete_content_type: operation('DELETE /content_types/{content_type_uid}', {
      title: 'Delete a content type',
      effect: 'delete',
      description: 'Delete a content type and all its entries.',
      path,
      query: { force: flag.describe('Also when it has entries') },
    }),
    list_content_type_refs: operation('GET /content_types/{content_type_uid}/references', {
      title: 'List references to a content type',
      effect: 'read',
      description: 'Content types whose reference fields point to this one.',
      path,
      query: { include_global_fields: flag, include_branch },
    }),
    export_content_type: operation('GET /content_types/{content_type_uid}/export', {
      title: 'Export a content type',
      effect: 'read',
      description: 'A content type as the JSON that import_content_type takes.',
      path,
      query: { version: version.optional(), include_branch },
    }),
    import_content_type: operation('POST /content_types/import', {
      title: 'Import a content type',
      effect: 'create',
      description: 'Create a content type from exported JSON.',
      query: { overwrite: flag.describe('Replace the existing one with its whole schema'), include_branch },
      form: { content_type: open.describe('The exported JSON') },
    }),
  },
});
