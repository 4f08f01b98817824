// Uids of assets that look unlike all others here: nothing takes a uid for more than a name.
import { expect, it } from 'vitest';
import { articles, hill, openStack, seed, snow } from '../small-stack.ts';

it('serves, finds, saves and publishes assets whose uids begin otherwise', async () => {
  const uid = 'am7f3c-Q_9';
  const [first] = seed.assets;
  if (!first) throw new Error('the seed has no asset');
  const { get, post, put, remove } = await openStack({
    seed: { ...seed, assets: [...seed.assets, { ...first, uid, title: 'Dale' }] },
  });
  expect((await get(`/assets/${uid}`)).body.asset).toMatchObject({ uid, title: 'Dale' });
  const listed = (await get('/assets')).body.assets.map((asset: { uid: string }) => asset.uid);
  expect(listed).toEqual(expect.arrayContaining([uid, hill]));
  expect((await put(`${articles}/${snow}`, { entry: { cover: uid } })).body.entry.cover).toMatchObject({ uid });
  const found = await get(`${articles}?query=${JSON.stringify({ 'cover.uid': uid })}`);
  expect(found.body.entries).toMatchObject([{ uid: snow }]);
  expect((await get(`/assets/${uid}/references`)).body.references).toHaveLength(1);
  const places = { asset: { environments: ['development'], locales: ['en-us'] } };
  expect((await post(`/assets/${uid}/publish`, places)).status).toBe(200);
  expect((await remove(`/assets/${uid}`)).status).toBe(200);
});
