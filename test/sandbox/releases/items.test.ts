// The items of a release: in, out, over, and up to date.
import { describe, expect, it } from 'vitest';
import { ann, authors, bob, hill, openStack, snow } from '../small-stack.ts';
import { annItem, bobItem, hillItem, make, newer } from './asking.ts';

describe('its items', () => {
  it('are added one by one or together, with the titles they have', async () => {
    const client = await openStack();
    const path = await make(client);
    const one = await client.post(`${path}/item`, { item: annItem });
    expect(one).toMatchObject({
      status: 201,
      body: { notice: 'Item added to release successfully.', release: { items: [{ ...annItem, title: 'Ann' }] } },
    });
    const many = await client.post(`${path}/items`, { items: [bobItem, hillItem] });
    expect(many.status).toBe(201);
    const { items } = (await client.get(`${path}/items?include_count=true`)).body;
    expect(items).toEqual([
      { ...annItem, title: 'Ann' },
      { ...bobItem, title: 'Bob' },
      { ...hillItem, title: 'Hill' },
    ]);
    expect((await client.get(`${path}/items?skip=1&limit=1&include_count=true`)).body).toMatchObject({
      items: [{ uid: bob }],
      count: 3,
    });
  });

  it('are in a release but once in each language', async () => {
    const client = await openStack();
    const path = await make(client, annItem, { ...bobItem, version: 1 });
    await client.post(`${path}/items`, {
      items: [
        { ...bobItem, action: 'unpublish' },
        { ...bobItem, version: 1, locale: 'fr-fr' },
      ],
    });
    const { items } = (await client.get(`${path}/items`)).body;
    expect(items.map((item: typeof bobItem) => [item.uid, item.locale, item.version, item.action])).toEqual([
      [ann, 'en-us', 1, 'publish'],
      [bob, 'en-us', 2, 'unpublish'],
      [bob, 'fr-fr', 1, 'publish'],
    ]);
  });

  it('are removed by what the body names, or all at once', async () => {
    const client = await openStack();
    const path = await make(client, annItem, bobItem, hillItem);
    const removed = await client.remove(`${path}/items`, { items: [bobItem] });
    expect(removed.body.notice).toBe('Item(s) send to remove from release successfully.');
    expect(removed.body.release.items.map((item: { uid: string }) => item.uid)).toEqual([ann, hill]);
    expect((await client.remove(`${path}/item`, { item: hillItem })).body.release.items).toHaveLength(1);
    expect((await client.remove(`${path}/items`)).status).toBe(422);
    expect((await client.remove(`${path}/items?all=true`)).body.release.items).toEqual([]);
  });

  it('are moved to another release', async () => {
    const client = await openStack();
    const from = await make(client, annItem, bobItem);
    const to = await make(client);
    const uid = to.split('/').at(-1);
    const moved = await client.put(`${from}/items/move`, { release_uid: uid, items: [{ uid: bob, locale: 'en-us' }] });
    expect(moved.status).toBe(200);
    expect((await client.get(`${from}/items`)).body.items).toMatchObject([{ uid: ann }]);
    expect((await client.get(`${to}/items`)).body.items).toMatchObject([{ uid: bob }]);
    expect((await client.put(`${from}/items/move`, { release_uid: 'nowhere', items: [annItem] })).status).toBe(422);
  });

  it('must say what they are, and be there', async () => {
    const client = await openStack();
    const path = await make(client);
    const wrong = [
      { ...annItem, uid: '' },
      { ...annItem, uid: 'blt00000000000000ff' },
      { ...annItem, content_type_uid: undefined },
      { ...annItem, content_type_uid: 'nothing' },
      { ...annItem, action: 'delete' },
      { ...annItem, version: 9 },
      { ...annItem, version: 'one' },
      { ...annItem, locale: 'xx' },
      { ...hillItem, uid: ann },
      { ...hillItem, version: 2 },
    ];
    for (const item of wrong) {
      const { status, body } = await client.post(`${path}/item`, { item });
      expect([status, typeof body.error_code], JSON.stringify(item)).toEqual([422, 'number']);
    }
    expect((await client.get(`${path}/items`)).body.items).toEqual([]);
  });

  it('are 25 a call and 500 in all at most', async () => {
    const client = await openStack();
    const path = await make(client);
    const many = (count: number) => Array.from({ length: count }, () => annItem);
    expect((await client.post(`${path}/items`, { items: many(26) })).body.error_code).toBe(141);
    expect((await client.post(`${path}/items`, { items: many(25) })).status).toBe(201);
    expect((await client.post(`${path}/items`, { items: [] })).status).toBe(422);
    const release = Object.values(client.sandbox.state.branches.main?.releases ?? {})[0];
    const [first] = release?.items ?? [];
    if (!release || !first) throw new Error('there is no release');
    release.items = Array.from({ length: 500 }, (_, index) => ({ ...first, uid: `blt${index}` }));
    expect((await client.post(`${path}/item`, { item: bobItem })).body).toMatchObject({ error_code: 141 });
  });

  it('bring what they refer to, in newer releases', async () => {
    const client = await openStack();
    const path = await make(client);
    const snowItem = { ...annItem, uid: snow, content_type_uid: 'article' };
    const { body } = await client.post(`${path}/items`, { items: [snowItem], reference_levels: 1 }, newer);
    expect(body.release.items.map((item: { uid: string }) => item.uid).sort()).toEqual([ann, bob, snow, hill].sort());
    const older = await make(client);
    const plain = await client.post(`${older}/items`, { items: [snowItem], reference_levels: 1 });
    expect(plain.body.release.items).toHaveLength(1);
    const odd = await client.post(`${path}/items`, { items: [snowItem], reference_levels: -1 }, newer);
    expect(odd.status).toBe(422);
  });

  it('may be in a language that they are not localised in, unless the stack says no', async () => {
    const item = { ...annItem, locale: 'fr-fr' };
    const open = await openStack();
    expect((await open.post(`${await make(open)}/item`, { item })).status).toBe(201);
    const strict = await openStack({ choices: { releaseFallback: 'refuse' } });
    const { body } = await strict.post(`${await make(strict)}/item`, { item });
    expect(body).toMatchObject({ error_code: 141, error_message: 'Failed to add item(s) to release.' });
    expect(body.errors.items[0]).toContain('not localized');
  });

  it('are brought up to their latest versions together', async () => {
    const client = await openStack();
    const path = await make(client, { ...bobItem, version: 1 }, annItem);
    await client.put(`${authors}/${ann}`, { entry: { title: 'Anna' } });
    const { body } = await client.put(`${path}/update_items`, { items: ['$all'] });
    expect(body.notice).toBe('Release items updated to their latest versions successfully.');
    expect(body.release.items).toMatchObject([
      { uid: bob, version: 2 },
      { uid: ann, version: 2, title: 'Anna' },
    ]);
    expect((await client.put(`${path}/update_items`, { items: [bob] })).body.error_code).toBe(141);
  });

  it('say of which variant they are to who asks for newer releases', async () => {
    const client = await openStack();
    const path = await make(client, annItem);
    const { release } = (await client.get(path, newer)).body;
    expect(release).toMatchObject({ sys_version: 2, sys_locked: false, items: [{ uid: ann, variant_id: null }] });
    expect((await client.get(path)).body.release.items[0]).not.toHaveProperty('variant_id');
  });
});
