// Sample answers of roles, as outlines.
import type { Asking, Shape, ShapeCase } from '../shape.ts';

const stack = {
  created_at: 'string',
  updated_at: 'string',
  uid: 'string',
  name: 'string',
  description: 'string',
  org_uid: 'string',
  api_key: 'string',
  master_locale: 'string',
  is_asset_download_public: 'boolean',
  owner_uid: 'string',
  user_uids: ['string'],
  settings: {
    version: 'string',
    rte_version: 'number',
    blockAuthQueryParams: 'boolean',
    allowedCDNTokens: ['string'],
    branches: 'boolean',
    webhook_enabled: 'boolean',
    stack_variables: {},
    live_preview: {},
    discrete_variables: { cms: 'boolean', _version: 'number', secret_key: 'string' },
    language_fallback: 'boolean',
    workflow_stages: 'boolean',
    publishing_rules: 'boolean',
  },
  master_key: 'string',
};

const role = {
  name: 'string',
  description: 'string|null',
  uid: 'string',
  created_by: 'string',
  updated_by: 'string',
  created_at: 'string',
  updated_at: 'string',
  roles: [],
  users: ['string'],
  owner: 'string',
  stack,
  SYS_ACL: {},
};

const written: Shape = {
  notice: 'string',
  role: {
    name: 'string',
    description: 'string',
    rules: [
      {
        module: 'string',
        'branches?': ['string'],
        'environments?': ['string'],
        'locales?': ['string'],
        'taxonomies?': ['string'],
        'terms?': ['string'],
        'content_types?': [],
        acl: {},
      },
    ],
    users: [],
    uid: 'string',
    org_uid: 'string',
    api_key: 'string',
    created_by: 'string',
    updated_by: 'string',
    created_at: 'string',
    updated_at: 'string',
  },
};

const read = { read: true };
const given = {
  role: {
    name: 'Regional',
    description: '',
    rules: [
      { module: 'branch', branches: ['main'], acl: read },
      { module: 'environment', environments: ['blt1'], acl: read },
      { module: 'locale', locales: ['blt1'], acl: read },
      { module: 'taxonomy', taxonomies: ['regions'], terms: ['regions.north'], content_types: [], acl: read },
      { module: 'content_type', content_types: ['page'], acl: read },
    ],
    users: [],
  },
};

const make = async ({ post }: Asking): Promise<string> => (await post('/roles', given)).role.uid;

const tokenToo = 'the reference names access tokens among the secrets of a stack that a role carries';

export const roles: ShapeCase[] = [
  {
    request: 'GET /roles',
    sample: { roles: [role] },
    ask: ({ get }) => get('/roles'),
    explained: { 'roles[].stack.settings.discrete_variables.access_token: extra': tokenToo },
  },
  {
    request: 'GET /roles/{role_uid}',
    sample: { role },
    ask: async ({ get }) => get(`/roles/${(await get('/roles')).roles[0].uid}`),
    explained: { 'role.stack.settings.discrete_variables.access_token: extra': tokenToo },
  },
  { request: 'POST /roles', sample: written, ask: ({ post }) => post('/roles', given) },
  {
    request: 'PUT /roles/{role_uid}',
    sample: written,
    ask: async client => client.put(`/roles/${await make(client)}`, given),
  },
  {
    request: 'DELETE /roles/{role_uid}',
    sample: { notice: 'string' },
    ask: async client => client.remove(`/roles/${await make(client)}`),
  },
];
