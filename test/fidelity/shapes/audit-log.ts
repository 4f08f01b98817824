// Sample answers of the audit log, as outlines.
import type { Asking, Shape, ShapeCase } from '../shape.ts';

const place = {
  deploy_content: 'boolean',
  servers: [],
  urls: [{ url: 'string', locale: 'string' }],
  name: 'string',
};
const item = {
  uid: 'string',
  stack: 'string',
  created_at: 'string',
  created_by: 'string',
  module: 'string',
  event_type: 'string',
  request_id: 'string',
  remote_addr: 'string',
};
const environment: Shape = {
  ...item,
  metadata: { title: 'string', uid: 'string' },
  request: { environment: place },
  response: {
    notice: 'string',
    environment: {
      ...place,
      uid: 'string',
      created_by: 'string',
      updated_by: 'string',
      created_at: 'string',
      updated_at: 'string',
      ACL: {},
      _version: 'number',
      isEnvironment: 'boolean',
    },
  },
};
const entry: Shape = {
  ...item,
  metadata: {
    content_type: { title: 'string', uid: 'string' },
    locale: { name: 'string', code: 'string' },
    title: 'string',
    uid: 'string',
    version: 'number',
  },
  request: { entry: {} },
  response: { notice: 'string', entry: {} },
};
const contentType: Shape = {
  ...item,
  metadata: { title: 'string', uid: 'string', version: 'number' },
  request: { content_type: {} },
  response: { notice: 'string', content_type: {} },
};

const made = { deploy_content: false, servers: [], urls: [{ url: '', locale: 'en-us' }], name: 'qa' };
const filter = (module: string): string => `/audit-logs?query=${encodeURIComponent(JSON.stringify({ module }))}`;
const makePlace = ({ post }: Asking) => post('/environments', { environment: made });

export const auditLog: ShapeCase[] = [
  {
    request: 'GET /audit-logs',
    title: 'an environment',
    sample: { logs: [environment] },
    ask: async client => {
      await makePlace(client);
      return client.get(`${filter('environment')}&limit=1`);
    },
    explained: { 'logs[].org_uid: extra': 'an item is said to have it, though the samples do not' },
  },
  {
    request: 'GET /audit-logs',
    title: 'entries',
    sample: { logs: [entry] },
    ask: async ({ get, post }) => {
      await post('/content_types/author/entries', { entry: { title: 'Nils', bio: 'Writes.' } });
      return get(`${filter('entry')}&limit=1`);
    },
    explained: { 'logs[].org_uid: extra': 'an item is said to have it, though the samples do not' },
  },
  {
    request: 'GET /audit-logs',
    title: 'a content type',
    sample: { logs: [contentType] },
    ask: async ({ get, post }) => {
      const schema = [{ uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true, unique: true }];
      await post('/content_types', { content_type: { uid: 'sample', title: 'Sample', schema } });
      return get(`${filter('content_type')}&limit=1`);
    },
    explained: { 'logs[].org_uid: extra': 'an item is said to have it, though the samples do not' },
  },
  {
    request: 'GET /audit-logs/{log_item_uid}',
    sample: { log: { _id: 'string', ...environment } },
    ask: async client => {
      await makePlace(client);
      const { logs } = await client.get(`${filter('environment')}&limit=1`);
      return client.get(`/audit-logs/${logs[0].uid}`);
    },
    explained: { 'log.org_uid: extra': 'an item is said to have it, though the samples do not' },
  },
];
