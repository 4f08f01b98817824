// Sample answers of webhooks, as outlines.
import { vi } from 'vitest';
import { openReceiver } from '../../sandbox/webhooks/receiver.ts';
import type { Asking, Shape, ShapeCase } from '../shape.ts';

const header = [{ header_name: 'string', value: 'string' }];
const basic = {
  target_url: 'string',
  http_basic_auth: 'string',
  http_basic_password: 'string',
  authentication_type: 'string',
  custom_header: header,
};
const saved = {
  name: 'string',
  destinations: [basic],
  channels: ['string'],
  retry_policy: 'string',
  branches: ['string'],
  notifiers: ['string'],
  disabled: 'boolean',
  updated_by: 'string',
  created_by: 'string',
  concise_payload: 'boolean',
  uid: 'string',
  created_at: 'string',
  updated_at: 'string',
};
const { branches: _, ...old } = saved;
const listed = { applikation_id: 'string', org_uid: 'string', app_user_object_uid: 'string', __v: 'number' };
const unhealthy = { state: 'boolean' };

const given = {
  name: 'Basic Test',
  destinations: [
    {
      target_url: 'http://example.com',
      http_basic_auth: 'username',
      http_basic_password: 'password',
      authentication_type: 'Basic',
      custom_header: [{ header_name: '', value: '' }],
    },
  ],
  notifiers: 'john.doe@example.com',
  channels: ['assets.update', 'content_types.entries.update'],
  branches: ['main'],
  retry_policy: 'automatic',
  disabled: false,
  concise_payload: false,
};
// Files of earlier days name no scheme.
const { authentication_type: __, ...schemeless } = basic;
const exported = {
  ...given,
  destinations: given.destinations.map(({ authentication_type, ...destination }) => destination),
  notifiers: [],
  retry_policy: 'manual',
};

async function make({ post }: Asking, webhook: object = given): Promise<string> {
  return `/webhooks/${(await post('/webhooks', { webhook })).webhook.uid}`;
}

const upload = (webhook: object): FormData => {
  const form = new FormData();
  form.append('webhook', new File([JSON.stringify(webhook)], 'webhook.json', { type: 'application/json' }));
  return form;
};
const imported = { ...saved, destinations: [schemeless], notifiers: [], retry: { auto: 'boolean' } };

const headers = {
  'Content-Type': 'string',
  'User-Agent': 'string',
  'X-Contentstack-Signature': 'string',
  Authorization: 'string|null',
  'X-Contentstack-Request-Signature': 'string',
};
const event = (data: Shape): { [key: string]: Shape } => ({
  module: 'string',
  api_key: 'string',
  data,
  event: 'string',
});
const attempt = (data: Shape): Shape => ({
  _id: 'string',
  retry_number: 'number',
  request: {
    method: 'string',
    followAllRedirects: 'boolean',
    uri: 'string',
    body: { triggered_at: 'string', ...event(data) },
    headers,
    json: 'boolean',
    resolveWithFullResponse: 'boolean',
    timeout: 'number',
  },
  response: {
    message: 'string',
    statusCode: 'number|null',
    code: 'string',
    body: 'string|object|null',
    headers: 'object|null',
    request: { uri: { href: 'string' }, method: 'string', headers },
  },
  created_at: 'string',
});
const execution = (data: Shape): { [key: string]: Shape } => ({
  uid: 'string',
  channel: ['string'],
  created_at: 'string',
  event_data: event(data),
  event_headers: headers,
  org_uid: 'string',
  retry_count: 'number',
  status: 'number|null',
  updated_at: 'string',
  projectUid: 'string',
  destination: {},
});
const branch = { uid: 'string', source: 'string', alias: [] };
const ofEntry = {
  entry: {},
  content_type: {
    created_at: 'string',
    created_by: 'string',
    updated_at: 'string',
    updated_by: 'string',
    title: 'string',
    uid: 'string',
    description: 'string',
    schema: [],
    options: {},
  },
  branch,
};
const ofAsset = { asset: {}, branch };

/** Changes something, and waits for what the webhook was told of it. */
async function makeExecution(client: Asking, change: string, body: object, webhook: object = given): Promise<string> {
  const path = await make(client, webhook);
  await client.put(change, body);
  await vi.waitFor(async () => {
    const { webhooks } = await client.get(`${path}/executions`);
    if (webhooks[0].request_details.length === 0) throw new Error('not yet');
  }, 30_000);
  return path;
}

async function changeEntry(client: Asking): Promise<string> {
  const base = '/content_types/author/entries';
  const { entries } = await client.get(`${base}?limit=1`);
  return makeExecution(client, `${base}/${entries[0].uid}`, { entry: { role: 'Guest' } });
}

async function getLog(client: Asking): Promise<unknown> {
  const { url } = await openReceiver([403]);
  const destinations = [{ ...given.destinations[0], target_url: url, request_query_parameters: '' }];
  const webhook = { ...given, retry_policy: 'manual', destinations };
  const { assets } = await client.get('/assets?limit=1');
  const path = await makeExecution(client, `/assets/${assets[0].uid}`, { asset: { title: 'New' } }, webhook);
  const { webhooks } = await client.get(`${path}/executions`);
  return client.get(`/webhooks/${webhooks[0].uid}/logs`);
}

const noAuthors = 'content types are kept without who made them, as their own pages print them';

export const webhooks: ShapeCase[] = [
  {
    request: 'GET /webhooks',
    sample: { webhooks: [{ ...old, ...listed }], destination: {} },
    ask: async client => {
      await make(client);
      return client.get('/webhooks?limit=1');
    },
    explained: {
      'webhooks[].branches: extra': 'the sample is older than branches; the page on one webhook has them',
      'webhooks[].unhealthy: extra': 'the page on one webhook has it',
    },
  },
  {
    request: 'GET /webhooks/{webhook_uid}',
    sample: { webhook: { ...saved, org_uid: 'string', unhealthy } },
    ask: async client => client.get(await make(client)),
  },
  {
    request: 'POST /webhooks',
    sample: { notice: 'string', webhook: saved },
    ask: ({ post }) => post('/webhooks', { webhook: given }),
  },
  {
    request: 'PUT /webhooks/{webhook_uid}',
    sample: { notice: 'string', webhook: { ...saved, unhealthy } },
    ask: async client => client.put(await make(client), { webhook: { ...given, name: 'Other' } }),
  },
  {
    request: 'DELETE /webhooks/{webhook_uid}',
    sample: { notice: 'string' },
    ask: async client => client.remove(await make(client)),
  },
  {
    request: 'GET /webhooks/{webhook_uid}/export',
    sample: { ...saved, destinations: [schemeless], notifiers: [], org_uid: 'string' },
    ask: async client => client.get(`${await make(client, exported)}/export`),
  },
  {
    request: 'POST /webhooks/import',
    sample: { notice: 'string', webhook: imported },
    ask: ({ post }) => post('/webhooks/import', upload(exported)),
  },
  {
    request: 'POST /webhooks/{webhook_uid}/import',
    sample: { notice: 'string', webhook: { ...imported, unhealthy } },
    ask: async client => client.post(`${await make(client)}/import`, upload(exported)),
  },
  {
    request: 'GET /webhooks/{webhook_uid}/executions',
    sample: {
      webhooks: [{ ...execution(ofEntry), request_details: [attempt(ofEntry)], webhooks: ['string'] }],
    },
    ask: async client => client.get(`${await changeEntry(client)}/executions`),
    explained: Object.fromEntries(
      ['webhooks[].event_data', 'webhooks[].request_details[].request.body'].flatMap(path =>
        ['created_by', 'updated_by'].map(key => [`${path}.data.content_type.${key}: missing`, noAuthors]),
      ),
    ),
  },
  {
    request: 'POST /webhooks/{execution_uid}/retry',
    sample: { notice: 'string' },
    ask: async client => {
      const { webhooks } = await client.get(`${await changeEntry(client)}/executions`);
      return client.post(`/webhooks/${webhooks[0].uid}/retry`);
    },
  },
  {
    request: 'GET /webhooks/{execution_uid}/logs',
    sample: {
      webhook: {
        ...execution(ofAsset),
        request_details: attempt(ofAsset),
        webhooks: [{ ...saved, ...listed, destinations: [{ ...basic, request_query_parameters: 'string' }] }],
      },
    },
    ask: getLog,
    explained: { 'webhook.webhooks[].unhealthy: extra': 'the page on one webhook has it' },
  },
];
