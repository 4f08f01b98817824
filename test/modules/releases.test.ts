// Releases through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('releases');
beforeEach(open);
afterAll(expectAllCalled);

const names = async (args: Json = {}) =>
  ((await call('list_releases', args)).releases as Json[]).map(release => release.name);

async function make(name = 'Spring'): Promise<string> {
  const { release } = (await call('create_release', { release: { name, description: 'Fresh' } })) as { release: Json };
  return String(release.uid);
}

async function read(release_uid: string): Promise<Json> {
  return ((await call('get_release', { release_uid })) as { release: Json }).release;
}

/** An author, and the environments it is published in. */
async function takeAuthor(): Promise<{ item: Json; places: () => Promise<unknown[]> }> {
  const { entries } = (await call('list_entries', { content_type_uid: 'author', limit: 1 })) as { entries: Json[] };
  const { uid, _version: version } = entries[0] ?? {};
  return {
    item: { uid, version, locale: 'en-us', content_type_uid: 'author', action: 'publish' },
    async places() {
      const asked = { content_type_uid: 'author', entry_uid: uid, include_publish_details: true };
      const { entry } = (await call('get_entry', asked)) as { entry: { publish_details: Json[] } };
      return entry.publish_details.map(({ environment }) => environment);
    },
  };
}

it('lists them, filtered and counted, with the number of their items', async () => {
  expect(await names()).toEqual(['Tenth birthday', 'Winter opening']);
  expect(await names({ query: { locked: true } })).toEqual(['Winter opening']);
  const { count, releases } = await call('list_releases', { include_count: true, include_items_count: true, limit: 1 });
  expect(count).toBe(2);
  expect(releases).toMatchObject([{ name: 'Tenth birthday', items_count: 3 }]);
  expect(await call('list_releases', { count: true })).toEqual({ releases: 2 });
});

it('creates one, renames and locks it, and deletes it', async () => {
  const release_uid = await make();
  expect(await read(release_uid)).toMatchObject({ name: 'Spring', description: 'Fresh', locked: false, items: [] });
  await call('update_release', { release_uid, release: { name: 'Summer', locked: true } });
  expect(await read(release_uid)).toMatchObject({ name: 'Summer', locked: true });
  await call('update_release', { release_uid, release: { locked: false } });
  await call('delete_release', { release_uid });
  expect(await fail('get_release', { release_uid })).toContain('141');
});

it('puts items in, shows them, takes them out, and refuses them while locked', async () => {
  const release_uid = await make();
  const { item } = await takeAuthor();
  await call('add_release_items', { release_uid, items: [item] });
  const { items, count } = await call('list_release_items', { release_uid, include_count: true });
  expect([items, count]).toMatchObject([[item], 1]);
  await call('remove_release_items', { release_uid, items });
  expect((await call('list_release_items', { release_uid })).items).toEqual([]);
  await call('add_release_items', { release_uid, items: [item] });
  await call('remove_release_items', { release_uid, all: true });
  expect((await read(release_uid)).items).toEqual([]);
  await call('update_release', { release_uid, release: { locked: true } });
  expect(await fail('add_release_items', { release_uid, items: [item] })).toContain('locked');
});

it('brings its items up to date', async () => {
  const release_uid = await make();
  const { item } = await takeAuthor();
  await call('add_release_items', { release_uid, items: [item] });
  await call('update_entry', { content_type_uid: 'author', entry_uid: item.uid, entry: { role: 'Guide' } });
  await call('update_release_items', { release_uid, items: ['$all'] });
  expect((await read(release_uid)).items).toMatchObject([{ uid: item.uid, version: Number(item.version) + 1 }]);
});

it('deploys one now, and another later', async () => {
  const release_uid = await make();
  const { item, places } = await takeAuthor();
  await call('add_release_items', { release_uid, items: [item] });
  const before = await places();
  await call('deploy_release', { release_uid, release: { environments: ['preview'] } });
  const release = (await read(release_uid)) as { locked: boolean; status: Json[] };
  expect(release).toMatchObject({ locked: true, status: [{ status: 'success' }] });
  expect(await places()).toEqual([...before, release.status[0]?.environment]);
  const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
  const later = await make('Later');
  await call('add_release_items', { release_uid: later, items: [item] });
  await call('deploy_release', { release_uid: later, release: { environments: ['preview'], scheduled_at } });
  expect((await read(later)).status).toMatchObject([{ status: 'scheduled', time: scheduled_at }]);
  expect(await fail('deploy_release', { release_uid, release: { environments: [] } })).toContain('environment');
});

it('clones one with its items', async () => {
  const { releases } = (await call('list_releases', { query: { name: 'Tenth birthday' } })) as { releases: Json[] };
  const cloned = await call('clone_release', { release_uid: releases[0]?.uid, release: { name: 'Eleventh birthday' } });
  const { uid, items } = (cloned as { release: Json }).release;
  expect(items).toHaveLength(3);
  expect(await read(String(uid))).toMatchObject({ name: 'Eleventh birthday', locked: false, items });
});
