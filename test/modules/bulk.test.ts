// Bulk operations through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('bulk', {
  settings: { MODULES: 'all' },
  pace: { queue: 0, work: 0 },
});
beforeEach(open);
afterAll(expectAllCalled);

const to = { environments: ['preview'], locales: ['en-us'] };

async function takeAuthors(): Promise<string[]> {
  const { entries } = (await call('list_entries', { content_type_uid: 'author', limit: 2 })) as { entries: Json[] };
  return entries.map(({ uid }) => String(uid));
}

const toEntries = (uids: string[]) => uids.map(uid => ({ uid, content_type: 'author', locale: 'en-us' }));

async function countPlaces(entry_uid: string | undefined): Promise<number> {
  const asked = { content_type_uid: 'author', entry_uid, include_publish_details: true };
  const { entry } = (await call('get_entry', asked)) as { entry: { publish_details: Json[] } };
  return entry.publish_details.length;
}

async function makeRelease(): Promise<string> {
  const { release } = (await call('create_release', { release: { name: 'Spring' } })) as { release: Json };
  return String(release.uid);
}

it('publishes and unpublishes many, and tells how each fared', async () => {
  const uids = await takeAuthors();
  const before = await countPlaces(uids[0]);
  const entries = [...toEntries(uids), { uid: 'blt00000000000000ff', content_type: 'author' }];
  const { job_id } = await call('bulk_publish', { entries, ...to, api_version: '3.2' });
  expect(await countPlaces(uids[0])).toBe(before + 1);
  expect(await call('get_bulk_job', { job_id })).toMatchObject({
    action: 'publish',
    status: 5,
    summary: { success: 2, unsuccess: 1 },
  });
  const { items } = await call('list_bulk_job_items', { job_id, status: 'failed' });
  expect(items).toMatchObject([
    { uid: 'blt00000000000000ff', publish_details: { failure_reason: expect.any(String) } },
  ]);
  expect(await call('list_bulk_job_items', { job_id, include_count: true, limit: 1 })).toMatchObject({
    total_count: 3,
  });
  await call('bulk_unpublish', { entries: toEntries(uids), ...to });
  expect(await countPlaces(uids[0])).toBe(before);
  expect(await fail('get_bulk_job', { job_id: 'none' })).toContain('141');
});

it('lists jobs by what became of them', async () => {
  await call('bulk_publish', { entries: toEntries(await takeAuthors()), ...to });
  const list = async (args: Json) => (await call('list_bulk_jobs', args)).jobItems;
  expect(await list({ status: '4,5', desc: 'created_at', limit: 1 })).toMatchObject([{ action: 'publish', status: 4 }]);
  expect(await list({ status: '6' })).toEqual([]);
});

it('deletes many', async () => {
  const entry = { title: 'Passing by', bio: 'Gone tomorrow.' };
  const made = (await call('create_entry', { content_type_uid: 'author', entry })) as { entry: Json };
  const { uid } = made.entry;
  await call('bulk_delete', { entries: [{ uid, content_type: 'author', locale: 'en-us' }] });
  await fail('get_entry', { content_type_uid: 'author', entry_uid: uid });
});

it('puts many into a release, and brings them up to date', async () => {
  const release = await makeRelease();
  const [uid] = await takeAuthors();
  const items = [{ uid, content_type_uid: 'author' }];
  await call('bulk_add_to_release', { release, items, action: 'publish', locale: ['en-us'], reference: true });
  const versions = async () =>
    ((await call('list_release_items', { release_uid: release })).items as Json[])
      .filter(item => item.uid === uid)
      .map(({ version }) => Number(version));
  const [before = 0] = await versions();
  await call('update_entry', { content_type_uid: 'author', entry_uid: uid, entry: { role: 'Guide' } });
  await call('bulk_update_release_items', { release, items: ['$all'] });
  expect(await versions()).toEqual([before + 1]);
});
