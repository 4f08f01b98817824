// Content types, whole with their schemas.
import type { Case } from '../case.ts';
import { toFile } from '../sdk.ts';

const content_type = {
  title: 'Article',
  uid: 'article',
  description: 'What the magazine is made of',
  schema: [
    { display_name: 'Title', uid: 'title', data_type: 'text', mandatory: true, unique: true, multiple: false },
    { display_name: 'Author', uid: 'author', data_type: 'reference', reference_to: ['person'] },
  ],
  options: { is_page: false, singleton: false, title: 'title', sub_title: [] },
  field_rules: [
    {
      conditions: [{ operand_field: 'title', operator: 'contains', value: 'guest' }],
      match_type: 'all',
      actions: [{ action: 'show', target_field: 'author' }],
    },
  ],
};

const listed = {
  query: { title: { $regex: '^Art' } },
  skip: 5,
  limit: 50,
  include_count: true,
  desc: 'updated_at',
  include_global_field_schema: true,
  include_branch: true,
};

export const contentTypes: Case[] = [
  { tool: 'list_content_types', args: listed, sdk: stack => stack.contentType().query(listed).find() },
  {
    tool: 'list_content_types',
    args: { query: { title: 'Article' }, count: true },
    sdk: stack =>
      stack
        .contentType()
        .query({ query: { title: 'Article' } })
        .count(),
  },
  {
    tool: 'get_content_type',
    args: { content_type_uid: 'article', version: 4, include_global_field_schema: true, include_branch: true },
    sdk: stack =>
      stack.contentType('article').fetch({ version: 4, include_global_field_schema: true, include_branch: true }),
  },
  {
    tool: 'create_content_type',
    args: { content_type, include_branch: true },
    sdk: stack => stack.contentType().create({ content_type }, { include_branch: true }),
  },
  // updateCT and not update(): that one leaves out the uid, and with it what the reference requires.
  {
    tool: 'update_content_type',
    args: { content_type_uid: 'article', content_type },
    sdk: stack => stack.contentType('article').updateCT({ content_type }),
  },
  {
    tool: 'delete_content_type',
    args: { content_type_uid: 'article', force: true },
    sdk: stack => stack.contentType('article').delete({ force: true }),
  },
  {
    tool: 'list_content_type_refs',
    args: { content_type_uid: 'article' },
    sdk: stack => stack.contentType('article').references(),
  },
  {
    tool: 'import_content_type',
    args: { content_type, overwrite: true },
    sdk: stack =>
      stack.contentType().import({ content_type: toFile('content_type.json', content_type) }, { overwrite: true }),
  },
];
