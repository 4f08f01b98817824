// Extensions: custom fields, widgets, dashboard widgets, JSON RTE plugins and asset sidebar extensions.
import * as z from 'zod';
import {
  brief,
  flag,
  include_branch,
  list,
  open,
  paging,
  query,
  segment,
  text,
  upload,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { extension_uid: segment };
const type = z.enum(['field', 'widget', 'dashboard', 'rte_plugin', 'asset_sidebar_widget']);
const data_type = z.enum(['text', 'number', 'isodate', 'boolean', 'json', 'reference', 'file', 'asset']).optional();
const default_width = z.enum(['half', 'full']).optional();
const scope = z.strictObject({ content_types: list }).optional();

/** Each type has keys of its own among these; the CMA says which it misses. */
const extension = z.strictObject({
  title: z.string(),
  type,
  src: text.describe('URL, or give srcdoc'),
  srcdoc: text,
  config: open.optional(),
  tags: list,
  data_type,
  multiple: flag,
  scope: scope.describe('For widgets'),
  enable: flag,
  default_width,
  width: z.int().optional(),
  blur: flag,
});

/** Its code runs in the browsers of editors, who are signed in. */
const running = {
  when: ['extension.src', 'extension.srcdoc'],
  tells: ['extension.title', 'extension.type', 'extension.src'],
  opens: true,
} as const;

export default defineModule({
  name: 'extensions',
  docs: 'extensions',
  reach: 'branch',
  operations: {
    list_extensions: operation('GET /extensions', {
      title: 'List extensions',
      effect: 'read',
      description:
        'Custom fields, widgets, dashboard widgets, rich text plugins, sidebar extensions; one kind by query {"type":"field"}.',
      large: true,
      outline: ['uid', 'title', 'type', 'data_type', 'src', 'updated_at'],
      query: { query, scope: text.describe('Content type uid'), ...paging, include_branch },
    }),
    get_extension: operation('GET /extensions/{extension_uid}', {
      title: 'Get an extension',
      effect: 'read',
      description: 'One extension.',
      large: true,
      path,
      query: { include_branch },
    }),
    create_extension: operation('POST /extensions', {
      title: 'Create an extension',
      effect: 'create',
      description: 'Create a custom field, widget, plugin or sidebar extension from a URL or source.',
      confirm: running,
      query: { include_branch },
      body: { extension },
    }),
    upload_extension: operation('POST /extensions', {
      title: 'Upload an extension',
      effect: 'create',
      description: 'Create a custom field, widget or dashboard widget from an HTML file.',
      confirm: { tells: ['title', 'type'], opens: true },
      query: { include_branch },
      form: {
        'extension[upload]': upload,
        'extension[title]': z.string(),
        'extension[type]': z.enum(['field', 'widget', 'dashboard']),
        'extension[tags]': list,
        'extension[data_type]': data_type,
        'extension[multiple]': flag,
        'extension[scope]': scope,
        'extension[enable]': flag,
        'extension[default_width]': default_width,
      },
    }),
    update_extension: operation('PUT /extensions/{extension_uid}', {
      title: 'Update an extension',
      effect: 'update',
      before: 'get_extension',
      description: 'Replace the code or configuration of an extension. Takes what create_extension takes.',
      confirm: running,
      path,
      query: { include_branch },
      body: { extension: brief(extension) },
    }),
    delete_extension: operation('DELETE /extensions/{extension_uid}', {
      title: 'Delete an extension',
      effect: 'delete',
      description: 'Delete an extension.',
      confirm: {
        hits: {
          'content types that use it': 'GET /content_types?limit=100#{extension_uid}',
          'global fields that use it': 'GET /global_fields?limit=100#{extension_uid}',
        },
      },
      path,
    }),
  },
});
