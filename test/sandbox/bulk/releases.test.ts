// Bulk requests on the items of releases.
import { describe, expect, it } from 'vitest';
import { passTime } from '../pass-time.ts';
import { ann, bob, type Client, hill, openStack, snow } from '../small-stack.ts';
import { atOnce, bulk, nested, slow } from './asking.ts';

const releaseJobOf = async ({ get }: Client, uid: string) => (await get(`/bulk/jobs/${uid}`, bulk)).body;

describe('releases in bulk', () => {
  async function makeRelease({ post }: Client): Promise<string> {
    return (await post('/releases', { release: { name: 'Spring' } })).body.release.uid;
  }

  it('get items with what they refer to, in every language that is named', async () => {
    const client = await openStack(atOnce);
    const release = await makeRelease(client);
    const { status, body } = await client.post(
      '/bulk/release/items',
      {
        release,
        action: 'publish',
        locale: ['en-us', 'fr-fr'],
        reference: true,
        items: [
          { uid: bob, content_type_uid: 'author', version: 1 },
          { uid: snow, content_type_uid: 'article', locale: 'en-us', action: 'unpublish' },
          { uid: 'blt00000000000000ff', content_type_uid: 'author', locale: 'en-us' },
        ],
      },
      bulk,
    );
    expect([status, body.notice]).toEqual([200, 'Your add to release request is in progress.']);
    const { items } = (await client.get(`/releases/${release}/items`)).body;
    const found = items.map((item: Record<string, string>) => `${item.uid} ${item.locale} ${item.action}`);
    expect(found).toContain(`${bob} fr-fr publish`);
    expect(found).toContain(`${snow} en-us unpublish`);
    expect(found).toContain(`${hill} en-us unpublish`);
    const job = (await client.get(`/bulk/jobs/${body.job._id}`, bulk)).body;
    expect(job).toMatchObject({ action: 'add_to_release', status: 5, summary: { success: 3, unsuccess: 1 } });
  });

  it('have their items updated, all or some', async () => {
    const client = await openStack(atOnce);
    const release = await makeRelease(client);
    const item = { uid: bob, version: 1, locale: 'en-us', content_type_uid: 'author', action: 'publish' };
    await client.post(`/releases/${release}/item`, { item });
    const update = (items: unknown) => client.put('/bulk/release/update_items', { release, items }, bulk);
    const version = async () => (await client.get(`/releases/${release}/items`)).body.items[0].version;
    const { body } = await update(['$all']);
    expect(body).toMatchObject({
      job: { _id: expect.any(String) },
      notice: expect.stringContaining('to latest version'),
    });
    expect(await version()).toBe(2);
    await update([item]);
    expect(await version()).toBe(1);
    await update([{ uid: bob, locale: 'en-us' }]);
    expect(await version()).toBe(2);
    const missing = await update([{ uid: ann, locale: 'en-us', content_type_uid: 'author' }]);
    expect(await releaseJobOf(client, missing.body.job._id)).toMatchObject({ status: 6 });
    const odd = await update([{ uid: bob, locale: 'en-us', action: 'hide' }]);
    expect(await releaseJobOf(client, odd.body.job._id)).toMatchObject({ status: 6 });
    await update([{ uid: bob, locale: 'en-us', action: 'unpublish' }]);
    expect((await client.get(`/releases/${release}/items`)).body.items[0].action).toBe('unpublish');
    for (const items of [undefined, [], ['$some'], ['$all', '$all']]) expect((await update(items)).status).toBe(422);
  });

  it('must be there, unlocked, and be given items', async () => {
    const client = await openStack(atOnce);
    const release = await makeRelease(client);
    const items = [{ uid: ann, content_type_uid: 'author' }];
    const add = (body: object) => client.post('/bulk/release/items', body, bulk);
    expect((await add({ items })).status).toBe(422);
    expect((await add({ release: 'none', items })).body.error_code).toBe(141);
    expect((await add({ release, items: [] })).status).toBe(422);
    expect((await add({ release, items: [{ uid: ann }] })).status).toBe(422);
    expect((await add({ release, items, action: 'hide' })).status).toBe(422);
    await client.put(`/releases/${release}`, { release: { locked: true } });
    expect((await add({ release, items })).body.errors).toEqual({ release: ['is locked.'] });
  });

  it('may be gone when their turn comes', async () => {
    const client = await openStack(slow);
    const release = await makeRelease(client);
    const { body } = await client.put('/bulk/release/update_items', { release, items: ['$all'] }, bulk);
    await client.remove(`/releases/${release}`);
    passTime(client.sandbox);
    await releaseJobOf(client, body.job._id);
    passTime(client.sandbox);
    expect(await releaseJobOf(client, body.job._id)).toMatchObject({ status: 6 });
  });

  it('are found in the version that started them, and named as is chosen', async () => {
    const client = await openStack({ ...atOnce, choices: { releaseJobAnswer: 'job_id' } });
    const release = await makeRelease(client);
    const items = [{ uid: ann, content_type_uid: 'author' }];
    const { body } = await client.post('/bulk/release/items', { release, items }, bulk);
    expect(body).toEqual({ job_id: expect.any(String), notice: expect.any(String) });
    const path = `/bulk/jobs/${body.job_id}`;
    expect((await client.get(path, bulk)).status).toBe(200);
    expect((await client.get(`${path}/items`, bulk)).body.items).toHaveLength(1);
    expect((await client.get(path, nested)).body.errors).toHaveProperty('bulk_version');
  });
});
