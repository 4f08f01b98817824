// What the trash keeps of entries and of their languages, and how they come back out of it.
import { expect, it } from 'vitest';
import { authors, bob, openStack } from '../small-stack.ts';

const taken = { status: 422, body: { error_code: 119, errors: { title: ['is not unique.'] } } };

it('holds the title of an entry, and of its master alone', async () => {
  const { get, post, remove } = await openStack();
  await remove(`${authors}/${bob}`);
  // The French Bob lives on; the master's title is not free for all that.
  expect((await get(`${authors}/${bob}?locale=fr-fr`)).status).toBe(200);
  expect((await get(`${authors}/${bob}`)).body.error_code).toBe(141);
  expect(await post(authors, { entry: { title: 'Bob' } })).toMatchObject(taken);
  await remove(`${authors}/${bob}?locale=fr-fr`);
  expect(await post(authors, { entry: { title: 'Bob' } })).toMatchObject(taken);
});

it('holds the title of a language that is deleted, not of one that is unlocalized', async () => {
  const deleted = await openStack();
  await deleted.put(`${authors}/${bob}?locale=fr-fr`, { entry: { title: 'Robert' } });
  await deleted.remove(`${authors}/${bob}?locale=fr-fr`);
  expect(await deleted.post(`${authors}?locale=fr-fr`, { entry: { title: 'Robert' } })).toMatchObject(taken);
  const unlocalized = await openStack();
  await unlocalized.put(`${authors}/${bob}?locale=fr-fr`, { entry: { title: 'Robert' } });
  await unlocalized.post(`${authors}/${bob}/unlocalize?locale=fr-fr`);
  expect((await unlocalized.post(`${authors}?locale=fr-fr`, { entry: { title: 'Robert' } })).status).toBe(201);
});

it('lets the entry itself have its title again', async () => {
  const { post, remove } = await openStack();
  await remove(`${authors}/${bob}`);
  const reply = await post(`${authors}?copy_to_master=true`, { entry: { uid: bob, title: 'Bob' } });
  expect(reply).toMatchObject({
    status: 201,
    body: { entry: { uid: bob, title: 'Bob', locale: 'en-us', _version: 1 } },
  });
  const again = await post(`${authors}?copy_to_master=true`, { entry: { uid: bob } });
  expect(again.body.errors).toEqual({ uid: ['is not unique.'] });
});

it('gives back an entry, with all its versions', async () => {
  const { get, put, remove } = await openStack();
  await remove(`${authors}/${bob}?delete_all_localized=true`);
  const reply = await put(`${authors}/${bob}/restore?deleted=true`, { entry: { locale: 'en-us' } });
  expect(reply).toMatchObject({ status: 200, body: { notice: expect.any(String), entry: { uid: bob, title: 'Bob' } } });
  expect((await get(`${authors}/${bob}/versions`)).body.versions).toHaveLength(2);
  expect((await get(`${authors}/${bob}/locales`)).body.locales).toEqual([
    { code: 'en-us', localized: true },
    { code: 'fr-fr', localized: true },
  ]);
});

it('gives back one language, and nothing that was never deleted', async () => {
  const { get, put, remove } = await openStack();
  await remove(`${authors}/${bob}?locale=fr-fr`);
  expect((await get(`${authors}/${bob}?locale=fr-fr`)).body.entry).toMatchObject({ locale: 'en-us', city: 'Oslo' });
  await put(`${authors}/${bob}/restore`, { entry: { locale: 'fr-fr' } });
  expect((await get(`${authors}/${bob}?locale=fr-fr`)).body.entry).toMatchObject({ locale: 'fr-fr', city: 'Paris' });
  expect(await put(`${authors}/${bob}/restore`, { entry: {} })).toMatchObject({
    status: 422,
    body: { error_code: 141 },
  });
  expect((await put(`${authors}/blt000000000000dead/restore`, { entry: {} })).status).toBe(422);
});

it('loses what is in a language that is removed', async () => {
  const { get, post, put, remove } = await openStack();
  await put(`${authors}/${bob}?locale=fr-ch`, { entry: { title: 'Röbi' } });
  await remove(`${authors}/${bob}?locale=fr-ch`);
  await remove('/locales/fr-ch');
  await post('/locales', { locale: { code: 'fr-ch' } });
  expect((await post(`${authors}?locale=fr-ch`, { entry: { title: 'Röbi' } })).status).toBe(201);
  await remove(`${authors}/${bob}?delete_all_localized=true`);
  await remove('/locales/fr-fr');
  await put(`${authors}/${bob}/restore`, { entry: {} });
  expect((await get(`${authors}/${bob}/locales`)).body.locales).toEqual([{ code: 'en-us', localized: true }]);
});

it('keeps a single entry single', async () => {
  const { post, put, remove } = await openStack();
  const settings = '/content_types/settings/entries';
  const first = (await post(settings, { entry: { title: 'One' } })).body.entry.uid;
  await remove(`${settings}/${first}`);
  await post(settings, { entry: { title: 'Two' } });
  expect((await put(`${settings}/${first}/restore`, { entry: {} })).body.error_code).toBe(119);
  expect((await put(`${settings}/blt000000000000dead/restore`, { entry: {} })).body.error_code).toBe(141);
});
