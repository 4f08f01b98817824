// Global fields.
import type { Case } from '../case.ts';
import { set, toFile } from '../sdk.ts';

const uid = 'seo';
const listed = {
  query: { uid: 'seo' },
  skip: 1,
  limit: 5,
  include_count: true,
  include_global_field_schema: true,
  include_global_fields: true,
  include_content_types: true,
  include_branch: true,
};
const shown = { version: 2, include_global_field_schema: true, include_global_fields: true, include_branch: true };
const api_version = '3.2';
const fields = {
  title: 'SEO',
  description: 'For search engines',
  schema: [{ display_name: 'Keywords', uid: 'keywords', data_type: 'text' }],
};
const global_field = { ...fields, uid };

export const globalFields: Case[] = [
  {
    tool: 'list_global_fields',
    args: { ...listed, api_version },
    sdk: stack => stack.globalField({ api_version }).query(listed).find(),
  },
  {
    tool: 'get_global_field',
    args: { global_field_uid: uid, ...shown, api_version },
    sdk: stack => stack.globalField(uid, { api_version }).fetch(shown),
  },
  {
    tool: 'create_global_field',
    args: { global_field, api_version },
    sdk: stack => stack.globalField({ api_version }).create({ global_field }),
  },
  {
    tool: 'update_global_field',
    args: { global_field_uid: uid, global_field, api_version },
    sdk: stack => set(stack.globalField(uid, { api_version }), global_field).update(),
    differs: {
      why: 'the reference has the uid in the body, the SDK takes it out',
      body: { ours: { global_field }, sdk: { global_field: { ...fields } } },
    },
  },
  {
    tool: 'delete_global_field',
    args: { global_field_uid: uid, force: true, api_version },
    sdk: stack => stack.globalField(uid, { api_version }).delete({ force: true }),
  },
  {
    tool: 'import_global_field',
    args: { global_field, overwrite: true, api_version },
    sdk: stack =>
      stack
        .globalField({ api_version })
        .import({ global_field: toFile('global_field.json', global_field) }, { overwrite: true }),
  },
];
