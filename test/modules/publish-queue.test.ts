// The publish queue through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('publish-queue');
beforeEach(open);
afterAll(expectAllCalled);

const queueOf = async (args: Json = {}) =>
  (await call('list_publish_queue', { api_version: '3.2', ...args })).queue as (Json & { uid: string })[];

async function takeAuthor(): Promise<string> {
  const { entries } = (await call('list_entries', { content_type_uid: 'author', limit: 1 })) as { entries: Json[] };
  return String(entries[0]?.uid);
}

async function publish(more: Json = {}): Promise<string> {
  const entry_uid = await takeAuthor();
  const entry = { environments: ['preview'], locales: ['en-us'] };
  await call('publish_entry', { content_type_uid: 'author', entry_uid, entry, ...more });
  return entry_uid;
}

it('lists what was published, newest first, filtered and counted', async () => {
  const uid = await publish();
  const [newest] = await queueOf();
  expect(newest).toMatchObject({
    type: 'entry',
    action: 'publish',
    entry: { uid },
    publish_details: { status: 'success' },
  });
  expect(await queueOf({ query: { 'entry.uid': uid } })).toHaveLength(1);
  const { count } = await call('list_publish_queue', { include_count: true, limit: 1 });
  expect(count).toBeGreaterThan(1);
  expect(await call('list_publish_queue', { count: true })).toEqual({ queue: count });
  const told = await call('list_publish_queue', { bulkJobId: newest?.bulkJobId ?? 'none', include_job_details: true });
  expect(told).toHaveProperty('jobDetails');
});

it('gets one', async () => {
  await publish();
  const [{ uid } = { uid: '' }] = await queueOf();
  const { entry } = (await call('get_publish_queue_item', { publish_queue_uid: uid })) as { entry: Json };
  expect(entry).toMatchObject({ uid, content_type: { uid: 'author' } });
  expect(await fail('get_publish_queue_item', { publish_queue_uid: 'none' })).toContain('141');
});

it('cancels what is scheduled, once', async () => {
  await publish({ scheduled_at: new Date(Date.now() + 3_600_000).toISOString() });
  const query = { 'publish_details.status': 'scheduled' };
  const [{ uid } = { uid: '' }] = await queueOf({ query });
  await call('cancel_scheduled_publish', { publish_queue_uid: uid });
  expect(await queueOf({ query })).toEqual([]);
  expect(await fail('cancel_scheduled_publish', { publish_queue_uid: uid })).toContain('not scheduled');
});
