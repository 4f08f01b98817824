// Sample answers of branches, aliases, comparisons and merges, as outlines.
import type { Asking, ShapeCase } from '../shape.ts';

const dates = { created_by: 'string', updated_by: 'string', created_at: 'string', updated_at: 'string' };
const branch = { uid: 'string', source: 'string', ...dates, alias: [{ uid: 'string' }] };
const alias = { uid: 'string', source: 'string', ...dates, deleted_at: 'boolean', alias: 'string' };
const named = { base_branch: 'string', compare_branch: 'string' };
const difference = { title: 'string', uid: 'string', type: 'string', status: 'string' };
const list = { branches: named, diff: [difference], next_url: 'string' };

const pair = 'base_branch=main&compare_branch=development';
const on = { branch: 'development' };

/** Two more differences of each kind, so that a segment of one has a next one. */
async function change({ get, put, post }: Asking): Promise<void> {
  for (const uid of ['author', 'page']) {
    const { content_type } = await get(`/content_types/${uid}`, on);
    const schema = content_type.schema.map((field: { uid: string }) =>
      field.uid === 'title' ? { ...field, display_name: 'Heading' } : field,
    );
    await put(`/content_types/${uid}`, { content_type: { ...content_type, schema } }, on);
  }
  const schema = [{ uid: 'days', display_name: 'Days', data_type: 'number' }];
  await post('/global_fields', { global_field: { uid: 'returns', title: 'Returns', schema } }, on);
}

const compareAs =
  (path: string) =>
  async (client: Asking): Promise<unknown> => {
    await change(client);
    return client.get(`/stacks/branches_compare${path}?${pair}&limit=1`);
  };

const field = {
  data_type: 'string',
  display_name: 'string',
  uid: 'string',
  field_metadata: {},
  mandatory: 'boolean',
  multiple: 'boolean',
  non_localizable: 'boolean',
  unique: 'boolean',
  path: 'string',
};
const side = { differences: [field], schema: 'null' };

const job = {
  uid: 'string',
  stack: 'string',
  created_at: 'string',
  updated_at: 'string',
  created_by: 'string',
  merge_details: {
    ...named,
    status: 'string',
    configuration: { ...named, default_merge_strategy: 'string', merge_comment: 'string', 'no_revert?': 'boolean' },
  },
  merged_at: 'string|null',
  errors: [],
};

const merge = ({ post }: Asking) =>
  post(`/stacks/branches_merge?${pair}&default_merge_strategy=merge_prefer_compare&merge_comment=sample`, {});

export const branches: ShapeCase[] = [
  { request: 'GET /stacks/branches', sample: { branches: [branch] }, ask: ({ get }) => get('/stacks/branches') },
  {
    request: 'GET /stacks/branches/{branch_uid}',
    sample: { branch },
    ask: ({ get }) => get('/stacks/branches/development'),
  },
  {
    request: 'GET /stacks/branch_aliases',
    sample: { branch_aliases: [alias] },
    ask: ({ get }) => get('/stacks/branch_aliases'),
  },
  {
    request: 'GET /stacks/branch_aliases/{branch_alias_uid}',
    sample: { branch_alias: alias },
    ask: ({ get }) => get('/stacks/branch_aliases/live'),
  },
  { request: 'GET /stacks/branches_compare', sample: list, ask: compareAs('') },
  { request: 'GET /stacks/branches_compare/content_types', sample: list, ask: compareAs('/content_types') },
  { request: 'GET /stacks/branches_compare/global_fields', sample: list, ask: compareAs('/global_fields') },
  {
    request: 'GET /stacks/branches_compare/content_types/{content_type_uid}',
    sample: {
      branches: named,
      diff: { uid: 'string', type: 'string', status: 'string', base_branch: side, compare_branch: side },
    },
    ask: async client => {
      await change(client);
      return client.get(`/stacks/branches_compare/content_types/author?${pair}`);
    },
  },
  {
    request: 'POST /stacks/branches_merge',
    sample: {
      uid: 'string',
      api_key: 'string',
      ...dates,
      merge_details: { ...named, status: 'string' },
      merged_at: 'null',
      merge_comment: 'string',
    },
    ask: merge,
  },
  {
    request: 'GET /stacks/branches_queue',
    sample: { queue: [job] },
    ask: async client => {
      await merge(client);
      return client.get('/stacks/branches_queue');
    },
  },
];
