// The audit log through MCP against the sandbox: each operation, on what the tools have done.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('audit-log');
beforeEach(open);
afterAll(expectAllCalled);

const logs = async (args: Json = {}) => (await call('list_audit_logs', args)).logs as Json[];

it('says who did what, newest first', async () => {
  await call('create_label', { label: { name: 'New' } });
  const [first] = await logs({ limit: 1 });
  expect(first).toMatchObject({
    module: 'label',
    event_type: 'create',
    metadata: { title: 'New' },
    request: { label: { name: '[secret]' } },
    response: { notice: 'Label created successfully.' },
  });
});

it('tells where a publish went, and nothing of what was saved under the same names', async () => {
  const announcement = { content_type_uid: 'announcement', entry_uid: 'bltad4c0322abe2f481' };
  const places = { environments: ['staging'], locales: ['en-us'] };
  await call('publish_entry', { ...announcement, entry: places, locale: 'en-us', version: 1 });
  const [published] = await logs({ query: { event_type: 'publish' }, limit: 1 });
  expect(published).toMatchObject({ request: { entry: places, locale: 'en-us', version: 1 } });
  expect((published?.response as Json).notice).toMatch(/requested action/);
  await call('update_entry', { ...announcement, entry: { message: 'A locale, a version and a notice.' } });
  const [saved] = await logs({ query: { event_type: 'update' }, limit: 1 });
  expect(JSON.stringify(saved?.request)).toMatch(/"message":"\[secret\]"/);
  expect(JSON.stringify(saved?.request)).not.toContain('A locale');
});

it('is filtered, counted, paged and asked for a span of time', async () => {
  const query = { module: 'entry', event_type: 'publish', 'metadata.content_type.uid': 'announcement' };
  const found = await logs({ query, include_branch: true });
  expect(found.length).toBeGreaterThan(0);
  expect(found[0]).toMatchObject({ _branch: 'main', metadata: { environment: { name: expect.any(String) } } });
  const { count } = await call('list_audit_logs', { limit: 1, include_count: true });
  expect(await logs({ skip: Number(count) - 1 })).toHaveLength(1);
  const within = await logs({ from: '2026-01-07T00:00:00.000Z', to: '2026-01-07T23:59:59.000Z' });
  expect(within.length).toBeGreaterThan(0);
  for (const item of within) expect(item.created_at).toMatch(/^2026-01-07/);
});

it('shows one item, and hides where it came from', async () => {
  const [item] = await logs({ limit: 1 });
  const { log } = await call('get_audit_log', { log_item_uid: item?.uid });
  expect(log).toMatchObject({ uid: item?.uid, module: item?.module });
  expect(JSON.stringify(log)).not.toContain('127.0.0.1');
  expect(await fail('get_audit_log', { log_item_uid: 'blt0' })).toMatch(/status (404|422)/);
});

it('hides the passwords of webhooks that were made', async () => {
  const http_basic_password = 'keep-this-word-to-yourself';
  const destination = { target_url: 'https://x.example.com', authentication_type: 'Basic', http_basic_password };
  await call('create_webhook', {
    webhook: { name: 'W', destinations: [destination], channels: ['assets.create'] },
  });
  const found = await logs({ query: { module: 'webhook' }, limit: 1 });
  expect(found).toMatchObject([{ event_type: 'create', metadata: { title: 'W' } }]);
  expect(JSON.stringify(found)).not.toContain(http_basic_password);
});

it('has each branch for itself', async () => {
  await call('create_label', { label: { name: 'There' }, branch: 'development' });
  const [first] = await logs({ limit: 1, branch: 'development' });
  expect(first).toMatchObject({ module: 'label', metadata: { title: 'There' } });
  expect((await logs({ limit: 1 }))[0]?.metadata).not.toMatchObject({ title: 'There' });
});
