// Webhooks through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { openReceiver } from '../sandbox/webhooks/receiver.ts';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('webhooks');
beforeEach(open);
afterAll(expectAllCalled);

const secret = 'keep-this-word-to-yourself';
const destination = {
  target_url: 'https://hooks.example.com/in',
  authentication_type: 'Basic',
  http_basic_auth: 'user',
  http_basic_password: secret,
  custom_header: [{ header_name: 'X-Key', value: secret }],
};
const webhook = { name: 'Feed', destinations: [destination], channels: ['content_types.entries.update'] };

const make = async (fields: Json = webhook): Promise<string> =>
  String(((await call('create_webhook', { webhook: fields })).webhook as Json).uid);
const read = async (webhook_uid: string) => (await call('get_webhook', { webhook_uid })).webhook as Json;

it('lists them, paged and counted, without their secrets', async () => {
  const { webhooks, count } = (await call('list_webhooks', { include_count: true })) as {
    webhooks: Json[];
    count: number;
  };
  expect(count).toBe(3);
  expect(webhooks.map(({ name }) => name)).toContain('Rebuild the site');
  expect(JSON.stringify(webhooks)).not.toMatch(/made-up/);
  expect((await call('list_webhooks', { skip: 1, limit: 1 })).webhooks).toHaveLength(1);
});

it('creates one, and shows none of its secrets', async () => {
  const webhook_uid = await make({ ...webhook, branches: ['development'], notifiers: 'a@example.com', disabled: true });
  const found = await read(webhook_uid);
  expect(found).toMatchObject({ name: 'Feed', branches: ['development'], disabled: true, retry_policy: 'manual' });
  expect(found.destinations).toMatchObject([{ target_url: destination.target_url, http_basic_auth: 'user' }]);
  expect(JSON.stringify(found)).not.toContain(secret);
  await fail('create_webhook', { webhook: { ...webhook, channels: [] } });
  expect(await fail('get_webhook', { webhook_uid: 'cs0' })).toMatch(/status (404|422)/);
});

it('updates one', async () => {
  const webhook_uid = await make();
  const changes = {
    name: 'Feed of pictures',
    channels: ['assets.create'],
    retry_policy: 'automatic',
    concise_payload: true,
  };
  await call('update_webhook', { webhook_uid, webhook: { ...webhook, ...changes } });
  expect(await read(webhook_uid)).toMatchObject(changes);
});

it('switches one off, and changes nothing else', async () => {
  const webhook_uid = await make();
  await call('update_webhook', { webhook_uid, webhook: { disabled: true } });
  expect(await read(webhook_uid)).toMatchObject({ name: 'Feed', disabled: true, channels: webhook.channels });
  await fail('update_webhook', { webhook_uid, webhook: { channels: [] } });
  expect(await fail('update_webhook', { webhook_uid, webhook: { disbled: true } })).toMatch(/disbled/);
});

it('writes one made elsewhere as it was read', async () => {
  const plain = { target_url: 'https://hooks.example.com/in', http_basic_auth: null, http_basic_password: null };
  const webhook_uid = await make({ ...webhook, destinations: [plain], branches: ['main', 'gone'], notifiers: 'a@b.c' });
  const found = await read(webhook_uid);
  expect(found).toMatchObject({ destinations: [plain], notifiers: ['a@b.c'] });
  await call('update_webhook', { webhook_uid, webhook: { ...found, name: 'Moved' } });
  expect(await read(webhook_uid)).toMatchObject({ name: 'Moved', destinations: [plain], branches: ['main', 'gone'] });
  const { webhooks } = (await call('list_webhooks')) as { webhooks: Json[] };
  const listed = webhooks.find(({ uid }) => uid === webhook_uid);
  await call('update_webhook', { webhook_uid, webhook: { ...listed, disabled: true } });
  expect(await read(webhook_uid)).toMatchObject({ name: 'Moved', disabled: true });
});

it('deletes one', async () => {
  const webhook_uid = await make();
  await call('delete_webhook', { webhook_uid });
  await fail('get_webhook', { webhook_uid });
});

it('exports one, and imports it as another and over one', async () => {
  const webhook_uid = await make();
  const exported = await call('export_webhook', { webhook_uid });
  expect(exported).toMatchObject({ name: 'Feed', channels: webhook.channels });
  expect(JSON.stringify(exported)).not.toContain(secret);
  await fail('import_webhook', { webhook: exported });
  const complete = { ...exported, destinations: [destination] };
  const imported = await call('import_webhook', { webhook: complete });
  const { uid } = imported.webhook as Json;
  expect(uid).not.toBe(webhook_uid);
  await call('import_webhook_update', { webhook_uid, webhook: { ...complete, name: 'Over' } });
  expect(await read(webhook_uid)).toMatchObject({ name: 'Over' });
  expect(await read(String(uid))).toMatchObject({ name: 'Feed' });
});

it('shows what was sent, filters it, and tries again', async () => {
  const { url, got } = await openReceiver([500, 200]);
  const webhook_uid = await make({ ...webhook, destinations: [{ ...destination, target_url: url }] });
  const { entries } = (await call('list_entries', { content_type_uid: 'author', limit: 1 })) as { entries: Json[] };
  const entry_uid = entries[0]?.uid;
  await call('update_entry', { content_type_uid: 'author', entry_uid, entry: { role: 'Guest' } });
  const runs = async (args: Json = {}) =>
    (await call('list_webhook_runs', { webhook_uid, ...args })).webhooks as Json[];
  const failed = { query: { status: { $gte: '400', $lte: '599' } } };
  await vi.waitFor(async () => expect(await runs(failed)).toHaveLength(1), { timeout: 30_000 });
  const [run] = await runs({ only_events: true, from: '2026-01-01T00:00:00.000Z', limit: 1 });
  expect(run).toMatchObject({ status: 500, event_data: { event: 'update', data: { entry: { uid: entry_uid } } } });
  expect(await runs({ to: '2026-01-01T00:00:00.000Z' })).toEqual([]);

  const execution_uid = run?.uid;
  expect(await call('retry_webhook', { execution_uid })).toMatchObject({ notice: 'Webhook retry scheduled' });
  await vi.waitFor(async () => expect(await runs(failed)).toEqual([]), { timeout: 30_000 });
  expect(got).toHaveLength(2);
  const log = await call('get_webhook_log', { execution_uid });
  expect(log.webhook).toMatchObject({ status: 200, request_details: { response: { statusCode: 200 } } });
  // The password travels as Base64 in the header.
  for (const word of [secret, Buffer.from(`user:${secret}`).toString('base64')]) {
    expect(got[0]?.headers.authorization ?? '').not.toBe('');
    expect(JSON.stringify([log, await runs()])).not.toContain(word);
  }
  expect(await fail('retry_webhook', { execution_uid: 'cs0' })).toMatch(/status (404|422)/);
});

it('knows the past of the demo stack', async () => {
  const { webhooks } = (await call('list_webhooks')) as { webhooks: Json[] };
  const rebuild = webhooks.find(({ name }) => name === 'Rebuild the site');
  const { webhooks: runs } = await call('list_webhook_runs', { webhook_uid: rebuild?.uid });
  expect(runs).toMatchObject([
    { status: 200, retry_count: 2 },
    { status: 200, retry_count: 0 },
  ]);
});
