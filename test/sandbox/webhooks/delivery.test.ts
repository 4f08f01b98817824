// What webhooks are sent, when, how often, and what is written down about it.
import { createVerify } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { ann, articles, ask, authors, type Client, hill, openStack, seed, snow } from '../small-stack.ts';
import { openReceiver, type Receiver } from './receiver.ts';

type Options = Parameters<typeof openStack>[0];
type Json = Record<string, unknown>;

interface Hooked extends Client, Receiver {
  uid: string;
  /** The executions, once there are so many attempts in the first of them. */
  executions(attempts?: number, query?: string): Promise<Execution[]>;
}
// biome-ignore lint/suspicious/noExplicitAny: replies are looked into at any depth
type Execution = any;

const channels = ['content_types.entries.update', 'content_types.entries.create'];

async function openHook(more: Json = {}, statuses?: number[], options?: Options): Promise<Hooked> {
  const receiver = await openReceiver(statuses);
  const client = await openStack({ pace: { retry: 1 }, ...options });
  const webhook = { name: 'Word', destinations: [{ target_url: receiver.url }], channels, ...more };
  const { uid } = (await client.post('/webhooks', { webhook })).body.webhook;
  const executions: Hooked['executions'] = (attempts = 1, query = '') =>
    vi.waitFor(
      async () => {
        const found = (await client.get(`/webhooks/${uid}/executions?${query}`)).body.webhooks;
        expect(found[0]?.request_details?.length).toBeGreaterThanOrEqual(attempts);
        return found;
      },
      { interval: 10, timeout: 30_000 },
    );
  return { ...client, ...receiver, uid, executions };
}

const saveAnn = (client: Client, fields: Json = { city: 'Bonn' }) => client.put(`${authors}/${ann}`, { entry: fields });

it('sends what has happened, signed, and keeps what was sent and answered', async () => {
  const hook = await openHook();
  await saveAnn(hook);
  const [execution] = await hook.executions();
  const body = JSON.parse(hook.got[0]?.text ?? '');
  expect(body).toMatchObject({
    module: 'entry',
    event: 'update',
    api_key: hook.sandbox.api_key,
    triggered_at: expect.any(String),
    data: {
      entry: { uid: ann, city: 'Bonn', _version: 2 },
      content_type: { uid: 'author', schema: expect.any(Array) },
      branch: { uid: 'main', source: '', alias: [] },
    },
  });
  expect(execution).toMatchObject({
    channel: [
      'content_types.entries.update',
      'content_types.author.entries.update',
      `content_types.author.entries.${ann}.update`,
    ],
    status: 200,
    retry_count: 0,
    webhooks: [hook.uid],
    event_data: { event: 'update', data: body.data },
    request_details: [
      { retry_number: 0, request: { uri: hook.url, body }, response: { statusCode: 200, body: { taken: true } } },
    ],
  });
  const answer = await fetch(`${hook.sandbox.origin}/.well-known/public-keys.json`);
  const keys = (await answer.json()) as Record<string, string>;
  const signature = String(hook.got[0]?.headers['x-contentstack-request-signature']).replace(/^v1=/, '');
  const verify = createVerify('RSA-SHA256').update(hook.got[0]?.text ?? '');
  expect(verify.verify(keys['signing-key'] ?? '', signature, 'base64')).toBe(true);
  expect(hook.got[0]?.headers['x-contentstack-signature']).toMatch(/^[0-9a-f]{40}$/);
});

it('sends a concise body when asked to', async () => {
  const hook = await openHook({ concise_payload: true });
  await saveAnn(hook);
  await hook.executions();
  expect(JSON.parse(hook.got[0]?.text ?? '').data).toEqual({
    entry: { uid: ann, title: 'Ann', locale: 'en-us', _version: 2 },
    content_type: { uid: 'author', title: 'Author' },
    branch: { uid: 'main' },
  });
});

it.each([
  [
    'Basic',
    { http_basic_auth: 'me', http_basic_password: 'pass' },
    `Basic ${Buffer.from('me:pass').toString('base64')}`,
  ],
  [undefined, { http_basic_auth: 'me' }, `Basic ${Buffer.from('me:').toString('base64')}`],
  ['Bearer', { bearer_token: 'key' }, 'Bearer key'],
  ['None', {}, undefined],
])('authenticates with %s', async (authentication_type, more, expected) => {
  const { url, got } = await openReceiver();
  const custom_header = [
    { header_name: 'X-From', value: 'stack' },
    { header_name: '', value: '' },
  ];
  const scheme = authentication_type === undefined ? {} : { authentication_type };
  const hook = await openHook({ destinations: [{ target_url: url, ...scheme, ...more, custom_header }] });
  await saveAnn(hook);
  await hook.executions();
  expect(got[0]?.headers).toMatchObject({ 'x-from': 'stack', 'user-agent': 'Contentstack' });
  expect(got[0]?.headers.authorization).toBe(expected);
});

it('gets a token from the authorization server of an OAuth2 destination', async () => {
  const [server, target] = [await openReceiver(), await openReceiver()];
  const oauth = { client_id: 'id', client_secret: 'secret', request_query_parameters: 'scope=hooks' };
  const destination = { target_url: target.url, authentication_type: 'OAuth2', access_token_url: server.url, ...oauth };
  const hook = await openHook({ destinations: [destination] });
  await saveAnn(hook);
  await hook.executions();
  expect(server.got[0]).toMatchObject({ path: '/hook?scope=hooks' });
  expect(new URLSearchParams(server.got[0]?.text).get('client_secret')).toBe('secret');
  expect(target.got[0]?.headers.authorization).toBe('Bearer granted');
});

it('hears only what it listens to, on its branch, while it is on', async () => {
  const hook = await openHook();
  const off = await hook.post('/webhooks', {
    webhook: { name: 'Off', destinations: [{ target_url: hook.url }], channels, disabled: true },
  });
  await hook.remove(`${authors}/${ann}`);
  await hook.put(`${articles}/${snow}`, { entry: { rank: 1 } }, { headers: { branch: 'next' } });
  await hook.put(`${articles}/${snow}`, { entry: { rank: 2 } });
  const found = await hook.executions();
  expect(found.map((each: Execution) => each.event_data.data.entry.rank)).toEqual([2]);
  expect((await hook.get(`/webhooks/${off.body.webhook.uid}/executions`)).body.webhooks).toEqual([]);
});

it.each([
  ['content_types.entries.publish', 'publish'],
  ['content_types.entries.environments.publish.success', 'publish'],
  ['content_types.article.entries.environments.production.publish.success', 'publish'],
  [`content_types.article.entries.${snow}.publish.success`, 'publish'],
  ['content_types.entries.environments.unpublish.success', 'unpublish'],
])('tells of publishing on %s', async (channel, action) => {
  const hook = await openHook({ channels: [channel] });
  const entry = { environments: ['production'], locales: ['en-us'] };
  await hook.post(`${articles}/${snow}/${action}`, { entry });
  const [execution] = await hook.executions();
  expect(execution.event_data).toMatchObject({
    event: action,
    data: {
      entry: { uid: snow, locale: 'en-us', rank: 5, url: expect.any(String) },
      environment: { name: 'production' },
      action,
      status: 'success',
    },
  });
});

it('tells that publishing has failed, on the channels for that alone', async () => {
  const hook = await openHook({ channels: ['content_types.entries.publish.fail', 'content_types.entries.publish'] });
  const entry = { environments: ['production'], locales: ['en-us'] };
  const scheduled_at = new Date(Date.now() + 150).toISOString();
  await hook.post(`${authors}/${ann}/publish`, { entry, scheduled_at });
  await hook.remove(`${authors}/${ann}`);
  const found = await hook.executions();
  expect(found).toMatchObject([{ event_data: { event: 'publish', data: { status: 'fail', entry: { uid: ann } } } }]);
});

it('tells of the version that was published, of an asset as of an entry', async () => {
  const hook = await openHook({ channels: ['assets.publish.success', 'content_types.entries.publish.success'] });
  await saveAnn(hook);
  await hook.put(`/assets/${hill}`, { asset: { title: 'Mountain' } });
  const places = { environments: ['production'], locales: ['en-us'] };
  for (const path of [`${authors}/${ann}`, `/assets/${hill}`]) {
    await hook.post(`${path}/publish`, { entry: places, asset: places, version: 1 });
  }
  const [ofAsset, ofEntry] = await hook.executions();
  expect(ofEntry.event_data.data.entry).toMatchObject({ uid: ann, city: 'Bern', _version: 1 });
  expect(ofAsset.event_data.data.asset).toMatchObject({ uid: hill, title: 'Hill', _version: 1 });
  expect((await hook.get('/publish-queue')).body.queue[0].entry).toMatchObject({ title: 'Hill', version: 1 });
});

it('tells of variants that are published on channels of their own, with the entry as it is', async () => {
  const channels = ['', '.variants'].map(part => `content_types.author.entries${part}.environments.publish.success`);
  const hook = await openHook({ channels });
  await hook.post('/variant_groups', { name: 'Mood', uid: 'mood', content_types: ['author'] });
  await hook.post('/variant_groups/mood/variants', { name: 'Glad', uid: 'glad' });
  for (const city of ['Nice', 'Cannes']) await hook.put(`${authors}/${ann}/variants/glad`, { entry: { city } });
  const entry = { environments: ['production'], locales: ['en-us'], variants: [{ uid: 'glad', version: 2 }] };
  await hook.post(`${authors}/${ann}/publish`, { entry });
  const executions = await hook.executions();
  expect(executions).toMatchObject([{ event_data: { data: { entry: { uid: ann, title: 'Ann', _version: 1 } } } }]);
  expect(executions[0].channel).toContain(channels[1]);
  expect(executions[0].channel).not.toContain(channels[0]);
});

it('tells which release an item went out with', async () => {
  const hook = await openHook({ channels: ['content_types.entries.publish.success'] });
  const { uid } = (await hook.post('/releases', { release: { name: 'Spring' } })).body.release;
  const item = { uid: snow, content_type_uid: 'article', action: 'publish', version: 1, locale: 'en-us' };
  await hook.post(`/releases/${uid}/item`, { item });
  await hook.post(`/releases/${uid}/deploy`, { release: { environments: ['development'], action: 'publish' } });
  const [execution] = await hook.executions();
  expect(execution.event_data.data.source).toEqual({ type: 'release', title: 'Spring', uid });
});

it.each(['releases.environments.deploy', 'releases.environments.production.deploy'])(
  'tells of a deployment on %s',
  async channel => {
    const hook = await openHook({ channels: [channel] });
    const { uid } = (await hook.post('/releases', { release: { name: 'Spring' } })).body.release;
    const item = { uid: snow, content_type_uid: 'article', action: 'publish', version: 1, locale: 'en-us' };
    await hook.post(`/releases/${uid}/item`, { item });
    await hook.post(`/releases/${uid}/deploy`, { release: { environments: ['production'], action: 'publish' } });
    const [execution] = await hook.executions();
    expect(execution.event_data).toMatchObject({ module: 'release', event: 'deploy', data: { release: { uid } } });
  },
);

it.each([
  ['taxonomies.create', '/taxonomies', { taxonomy: { uid: 'trips', name: 'Trips' } }],
  ['taxonomies.trips.update', '/taxonomies/trips', { taxonomy: { name: 'Tours' } }],
  ['global_fields.seo.update', '/global_fields/seo', undefined],
])('tells of %s', async (channel, path, body) => {
  const hook = await openHook({ channels: [channel] });
  if (path === '/taxonomies/trips') await hook.post('/taxonomies', { taxonomy: { uid: 'trips', name: 'Trips' } });
  const known = async () => ({ global_field: (await hook.get(path)).body.global_field });
  await (path === '/taxonomies' ? hook.post(path, body) : hook.put(path, body ?? (await known())));
  const [execution] = await hook.executions();
  expect(execution.channel).toContain(channel);
  expect(execution.event_data.event).toBe(channel.split('.').at(-1));
});

it('tells of content types', async () => {
  const hook = await openHook({ channels: ['content_types.create', 'content_types.note.delete'] });
  const schema = [{ uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true, unique: true }];
  await hook.post('/content_types', { content_type: { uid: 'note', title: 'Note', schema } });
  await hook.remove('/content_types/note');
  const found = await hook.executions();
  expect(found.map((each: Execution) => each.event_data.event)).toEqual(['delete', 'create']);
});

it('tries again by itself, four times at most, until it is taken', async () => {
  const lucky = await openHook({ retry_policy: 'automatic' }, [500, 503, 200]);
  await saveAnn(lucky);
  const [execution] = await lucky.executions(3);
  expect(execution).toMatchObject({ status: 200, retry_count: 2 });
  expect(execution.request_details.map((each: Execution) => each.response.statusCode)).toEqual([500, 503, 200]);

  const unlucky = await openHook({ retry_policy: 'automatic' }, [500], { pace: { retry: 0 } });
  await saveAnn(unlucky);
  expect((await unlucky.executions(5))[0]).toMatchObject({ status: 500, retry_count: 4 });
  await saveAnn(unlucky);
  await vi.waitFor(() => expect(unlucky.got).toHaveLength(10), { timeout: 30_000 });
});

it('waits to be asked when it is to be tried again by hand', async () => {
  const hook = await openHook({}, [404, 200]);
  await saveAnn(hook);
  const [execution] = await hook.executions();
  expect(execution).toMatchObject({ status: 404, request_details: [{ response: { code: 'ERR_BAD_REQUEST' } }] });
  const { status, body } = await hook.post(`/webhooks/${execution.uid}/retry`);
  expect({ status, body }).toEqual({ status: 200, body: { notice: 'Webhook retry scheduled' } });
  const [again] = await hook.executions(2);
  expect(again).toMatchObject({ uid: execution.uid, status: 200, retry_count: 1 });
  await hook.post(`/webhooks/${hook.uid}/retry`, { execution_uid: execution.uid });
  await hook.executions(3);
  expect((await hook.post('/webhooks/cs0/retry')).status).toBe(422);
});

it('shows the latest attempt with the webhook', async () => {
  const hook = await openHook({}, [500, 200]);
  await saveAnn(hook);
  const [{ uid }] = await hook.executions();
  await hook.post(`/webhooks/${uid}/retry`);
  await hook.executions(2);
  const { webhook } = (await hook.get(`/webhooks/${uid}/logs`)).body;
  expect(webhook).toMatchObject({
    uid,
    status: 200,
    request_details: { retry_number: 1, response: { statusCode: 200 } },
    webhooks: [{ uid: hook.uid, name: 'Word' }],
  });
  expect((await hook.get('/webhooks/cs0/logs')).status).toBe(422);
});

it('has no status where the latest attempt got no answer, whatever came before', async () => {
  const hook = await openHook({}, [500, 0], { pace: { timeout: 500 } });
  await saveAnn(hook);
  const [execution] = await hook.executions();
  expect(execution.status).toBe(500);
  await hook.post(`/webhooks/${execution.uid}/retry`);
  expect((await hook.executions(2))[0]).toMatchObject({ status: null, retry_count: 1 });
});

it('filters executions by status and time, pages them and leaves details out', async () => {
  const hook = await openHook({}, [200, 500]);
  await saveAnn(hook);
  await hook.executions();
  await saveAnn(hook);
  const [second, first] = await hook.executions();
  const count = async (query: string): Promise<number> =>
    (await hook.get(`/webhooks/${hook.uid}/executions?${query}`)).body.webhooks.length;
  expect(await count(ask({ status: { $gte: '200', $lte: '399' } }))).toBe(1);
  expect(await count(ask({ status: { $gte: '400', $lte: '599' } }))).toBe(1);
  expect(await count(ask({ status: { $gte: 200 } }))).toBe(2);
  expect(await count(`from=${second.created_at}`)).toBe(1);
  expect(await count(`to=${first.created_at}`)).toBe(1);
  expect(await count('limit=1')).toBe(1);
  const { body } = await hook.get(`/webhooks/${hook.uid}/executions?only_events=true&include_count=true`);
  expect(body.count).toBe(2);
  expect(body.webhooks[0]).not.toHaveProperty('request_details');
  expect(body.webhooks[0].status).toBe(500);
  expect((await hook.get(`/webhooks/${hook.uid}/executions?from=soon`)).status).toBe(422);
  expect((await hook.get('/webhooks/cs0/executions')).status).toBe(422);
});

it.each(['https://hooks.example.com', 'http://10.0.0.1', 'http://127.0.0.1.example.com', 'http://[::2]'])(
  'never dials %s',
  async target_url => {
    const dialled = vi.spyOn(globalThis, 'fetch');
    const hook = await openHook({ destinations: [{ target_url }], retry_policy: 'automatic' });
    await saveAnn(hook);
    const [execution] = await hook.executions();
    expect(execution).toMatchObject({ status: null, request_details: [{ response: { code: 'ENOTLOOPBACK' } }] });
    expect(dialled.mock.calls.filter(([url]) => String(url).startsWith(target_url))).toEqual([]);
    dialled.mockRestore();
  },
);

it('does not follow a receiver that sends it elsewhere', async () => {
  const { url } = await openReceiver([302], { location: 'https://hooks.example.com' });
  const hook = await openHook({ destinations: [{ target_url: url }] });
  await saveAnn(hook);
  expect((await hook.executions())[0]).toMatchObject({ status: 302 });
  const target = await openReceiver();
  const mover = await openReceiver([307], { location: target.url });
  await hook.put(`/webhooks/${hook.uid}`, { webhook: { destinations: [{ target_url: mover.url }] } });
  await saveAnn(hook);
  await hook.executions();
  expect(JSON.parse(target.got[0]?.text ?? '').event).toBe('update');
});

it('writes down that a receiver is not there, or too slow', async () => {
  const hook = await openHook({ destinations: [{ target_url: 'http://127.0.0.1:9' }] }, [0], { pace: { timeout: 50 } });
  await saveAnn(hook);
  expect((await hook.executions())[0].request_details[0].response).toMatchObject({ statusCode: null });
  await hook.put(`/webhooks/${hook.uid}`, { webhook: { destinations: [{ target_url: hook.url }] } });
  await saveAnn(hook);
  expect((await hook.executions())[0].request_details[0].response).toMatchObject({
    message: 'timeout of 50ms exceeded',
    code: 'ECONNABORTED',
  });
});

it('is switched off as unhealthy after ten failures in a row, until it is switched on', async () => {
  const hook = await openHook({}, [500]);
  for (let saved = 1; saved <= 10; saved++) {
    await saveAnn(hook);
    await hook.executions();
  }
  const read = async () => (await hook.get(`/webhooks/${hook.uid}`)).body.webhook;
  expect(await read()).toMatchObject({ disabled: true, unhealthy: { state: true } });
  await saveAnn(hook);
  expect((await hook.executions()).length).toBe(10);
  await hook.put(`/webhooks/${hook.uid}`, { webhook: { disabled: false } });
  expect(await read()).toMatchObject({ disabled: false, unhealthy: { state: false } });
});

it('goes with all that was sent to it', async () => {
  const hook = await openHook();
  await saveAnn(hook);
  const [{ uid }] = await hook.executions();
  await hook.remove(`/webhooks/${hook.uid}`);
  expect((await hook.get(`/webhooks/${uid}/logs`)).status).toBe(422);
});

it('is aborted when the sandbox closes, and says so in the state', async () => {
  const { url, got } = await openReceiver([0]);
  const sandbox = await startSandbox({ seed });
  const headers = {
    api_key: sandbox.api_key,
    authorization: sandbox.tokens.writer ?? '',
    'content-type': 'application/json',
  };
  const send = (method: string, path: string, body: Json) =>
    fetch(`${sandbox.origin}/v3${path}`, { method, headers, body: JSON.stringify(body) });
  await send('POST', '/webhooks', { webhook: { name: 'W', destinations: [{ target_url: url }], channels } });
  await send('PUT', `${authors}/${ann}`, { entry: { city: 'Bonn' } });
  await vi.waitFor(() => expect(got).toHaveLength(1), { timeout: 30_000 });
  await sandbox.close();
  const state = JSON.parse(JSON.stringify(sandbox.state));
  expect(state.webhook_executions).toMatchObject([
    { status: null, request_details: [{ response: { code: 'ERR_CANCELED' } }] },
  ]);
});
