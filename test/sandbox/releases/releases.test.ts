// Releases: their lives, and their locks.
import { describe, expect, it } from 'vitest';
import { ann, hill, openStack } from '../small-stack.ts';
import { annItem, bobItem, deployTo, hillItem, make } from './asking.ts';

describe('a release', () => {
  it('is created, read, listed, changed and deleted', async () => {
    const client = await openStack();
    const { get, post, put, remove } = client;
    const created = await post('/releases', { release: { name: 'Spring', description: 'All of it' } });
    expect(created).toMatchObject({ status: 201, body: { notice: 'Release created successfully.' } });
    const { uid } = created.body.release;
    expect(created.body.release).toMatchObject({
      name: 'Spring',
      description: 'All of it',
      locked: false,
      status: [],
      _deploy_latest: false,
    });
    expect((await get(`/releases/${uid}`)).body.release).toEqual({ ...created.body.release, items: [] });
    const changed = await put(`/releases/${uid}`, { release: { name: 'Summer' } });
    expect(changed.body).toMatchObject({
      notice: 'Release updated successfully.',
      release: { name: 'Summer', description: 'All of it' },
    });
    await post(`/releases/${uid}/item`, { item: annItem });
    const listed = await get('/releases?include_count=true&include_items_count=true&include_branch=true');
    expect(listed.body).toMatchObject({
      count: 1,
      releases: [{ uid, name: 'Summer', items_count: 1, _branch: 'main' }],
    });
    expect((await get('/releases?count=true')).body).toEqual({ releases: 1 });
    expect((await get('/releases?query={"name":"Spring"}')).body.releases).toEqual([]);
    expect((await remove(`/releases/${uid}`)).body).toEqual({ notice: 'Release deleted successfully.' });
    expect(await get(`/releases/${uid}`)).toMatchObject({ status: 422, body: { error_code: 141 } });
  });

  it('needs a name of at most 50 characters', async () => {
    const { post } = await openStack();
    for (const name of [undefined, '', 7, 'x'.repeat(51)]) {
      const { status, body } = await post('/releases', { release: { name } });
      expect([status, body.error_code]).toEqual([422, 141]);
      expect(body.errors).toHaveProperty('name');
    }
    expect((await post('/releases', { release: { name: 'x'.repeat(50) } })).status).toBe(201);
    expect((await post('/releases', { name: 'bare' })).status).toBe(400);
    expect((await post('/releases', { release: { name: 'A', locked: 'yes' } })).body.errors).toHaveProperty('locked');
  });

  it('is cloned with its items, under another name', async () => {
    const client = await openStack();
    const path = await make(client, annItem, hillItem);
    const { status, body } = await client.post(`${path}/clone`, { release: { name: 'Copy', description: 'again' } });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      notice: 'Release cloned successfully.',
      release: { name: 'Copy', description: 'again', locked: false, status: [] },
    });
    expect(body.release.items.map((item: { uid: string }) => item.uid)).toEqual([ann, hill]);
    await client.remove(`/releases/${body.release.uid}/items?all=true`);
    expect((await client.get(`${path}/items`)).body.items).toHaveLength(2);
    expect((await client.post(`${path}/clone`, { release: {} })).body.errors).toHaveProperty('name');
    expect((await client.put(path, { release: { description: 7 } })).body.errors).toHaveProperty('description');
    expect((await client.post(`${path}/items`, { items: ['x'] })).body.errors).toHaveProperty('items');
  });

  it('belongs to a branch', async () => {
    const client = await openStack();
    const path = await make(client);
    expect((await client.get(path, { headers: { branch: 'next' } })).status).toBe(422);
    expect((await client.get('/releases', { headers: { branch: 'next' } })).body.releases).toEqual([]);
  });

  it('is written down in the audit log', async () => {
    const client = await openStack();
    const path = await make(client, annItem);
    await client.post(`${path}/deploy`, deployTo('production'));
    await client.remove(path);
    const log = client.sandbox.state.branches.main?.audit_log ?? [];
    const told = log.filter(({ module }) => module === 'release').map(({ event_type }) => event_type);
    expect(told).toEqual(['create', 'update', 'deploy', 'delete']);
  });
});

describe('a locked release', () => {
  it('takes no change until it is unlocked', async () => {
    const client = await openStack();
    const { put, post, remove } = client;
    const path = await make(client, annItem);
    expect((await put(path, { release: { locked: true } })).body.release.locked).toBe(true);
    const refused = await Promise.all([
      put(path, { release: { name: 'Other' } }),
      post(`${path}/item`, { item: bobItem }),
      post(`${path}/items`, { items: [bobItem] }),
      remove(`${path}/items`, { items: [annItem] }),
      remove(`${path}/items?all=true`),
      put(`${path}/update_items`, { items: ['$all'] }),
    ]);
    for (const { status, body } of refused) expect([status, body.error_code]).toEqual([422, 141]);
    expect((await put(path, { release: { locked: false } })).body.release.locked).toBe(false);
    expect((await post(`${path}/item`, { item: bobItem })).status).toBe(201);
  });

  it('can be deleted all the same, or not', async () => {
    for (const [lockedReleaseDeletion, status] of [
      ['allow', 200],
      ['refuse', 422],
    ] as const) {
      const client = await openStack({ choices: { lockedReleaseDeletion } });
      const path = await make(client, annItem);
      await client.put(path, { release: { locked: true } });
      expect((await client.remove(path)).status).toBe(status);
    }
  });
});
