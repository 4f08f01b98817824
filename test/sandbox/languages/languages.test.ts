// Languages: addressed by code, one step of fallback, and what goes when one goes.
import { expect, it } from 'vitest';
import { authors, bob, openStack } from '../small-stack.ts';

it('lists the master among the others', async () => {
  const { get } = await openStack();
  const { body } = await get('/locales?include_count=true&include_branch=true&asc=code');
  expect(body.count).toBe(3);
  expect(body.locales[0]).toMatchObject({ code: 'en-us', fallback_locale: null, _branch: 'main' });
  expect((await get('/locales/fr-fr')).body.locale).toMatchObject({ code: 'fr-fr', fallback_locale: 'en-us' });
});

it('adds a language by its code alone', async () => {
  const { get, post } = await openStack();
  const added = await post('/locales', { locale: { code: 'hi-in' } });
  expect(added).toMatchObject({ status: 201, body: { notice: 'Language added successfully.' } });
  expect(added.body.locale).toMatchObject({ name: 'Hindi - India', fallback_locale: 'en-us' });
  expect((await get('/locales/hi-in')).body.locale).toEqual(added.body.locale);
  expect((await get('/locales', { headers: { branch: 'next' } })).body.locales).toHaveLength(3);
});

it('changes name and fallback', async () => {
  const { post, put } = await openStack();
  await post('/locales', { locale: { code: 'it-it', name: 'Italian' } });
  const changed = await put('/locales/it-it', { locale: { name: 'Italiano', fallback_locale: 'fr-fr' } });
  expect(changed.body).toMatchObject({
    notice: 'Language updated successfully.',
    locale: { name: 'Italiano', fallback_locale: 'fr-fr', code: 'it-it' },
  });
});

it('keeps the code, and takes back what it gave', async () => {
  const { get, put } = await openStack();
  const { locale } = (await get('/locales/fr-fr')).body;
  expect((await put('/locales/fr-fr', { locale })).body.locale).toMatchObject({ code: 'fr-fr', _version: 2 });
  const master = (await get('/locales/en-us')).body.locale;
  expect((await put('/locales/en-us', { locale: { ...master, name: 'English' } })).status).toBe(200);
  const reply = await put('/locales/fr-fr', { locale: { code: 'fr-be' } });
  expect(reply).toMatchObject({ status: 422, body: { error_code: 247, errors: { code: [expect.any(String)] } } });
});

it('refuses codes that exist or are odd', async () => {
  const { post } = await openStack();
  for (const code of ['fr-fr', 'x', 'a-very-long-language', '-fr', 'fr--fr', undefined]) {
    const reply = await post('/locales', { locale: { code } });
    expect(reply).toMatchObject({ status: 422, body: { error_code: 247 } });
    expect(reply.body.errors).toHaveProperty('code');
  }
});

it('refuses fallbacks that are unknown, chained or circular, and long names', async () => {
  const { post, put, remove } = await openStack();
  for (const fallback of ['xx-xx', 'fr-ch']) {
    const reply = await post('/locales', { locale: { code: 'it-it', fallback_locale: fallback } });
    expect(reply.body.errors).toHaveProperty('fallback_locale');
  }
  expect((await put('/locales/fr-fr', { locale: { fallback_locale: 'fr-fr' } })).status).toBe(422);
  for (const code of ['fr-ch', 'fr-fr']) await remove(`/locales/${code}`);
  await post('/locales', { locale: { code: 'it-it' } });
  const own = await put('/locales/en-us', { locale: { fallback_locale: 'it-it' } });
  expect(own.body.errors).toEqual({ fallback_locale: [expect.any(String)] });
  expect((await put('/locales/it-it', { locale: { name: 'x'.repeat(51) } })).body.errors).toHaveProperty('name');
});

it('deletes a language with its localisations', async () => {
  const { get, remove } = await openStack();
  const removed = await remove('/locales/fr-fr');
  expect(removed.body).toEqual({ notice: 'Language removed successfully.' });
  expect((await get('/locales/fr-fr')).status).toBe(422);
  expect((await get('/locales/fr-ch')).body.locale.fallback_locale).toBe('en-us');
  expect((await get(`${authors}/${bob}?locale=fr-fr`)).status).toBe(422);
  expect((await get(`${authors}/${bob}?locale=fr-ch`)).body.entry).toMatchObject({ locale: 'en-us', city: 'Oslo' });
  expect((await get(`${authors}/${bob}/locales`)).body.locales).toEqual([{ code: 'en-us', localized: true }]);
});

it('takes the variants of a language along, for good', async () => {
  const { get, post, put, remove } = await openStack();
  await post('/variant_groups', { name: 'Mood', uid: 'mood', content_types: ['author'] });
  await post('/variant_groups/mood/variants', { name: 'Glad', uid: 'glad' });
  const path = `${authors}/${bob}/variants`;
  for (const locale of ['en-us', 'fr-fr']) await put(`${path}/glad?locale=${locale}`, { entry: { city: 'Nice' } });
  await remove('/locales/fr-fr');
  await post('/locales', { locale: { code: 'fr-fr' } });
  expect((await get(`${path}?locale=fr-fr`)).body.entries).toEqual([]);
  expect((await get(path)).body.entries).toHaveLength(1);
});

it('may refuse to delete a language that others fall back to', async () => {
  const { remove } = await openStack({ choices: { deleteFallback: 'refuse' } });
  expect((await remove('/locales/fr-fr')).status).toBe(422);
});

it('never deletes the master', async () => {
  const { get, remove } = await openStack();
  expect(await remove('/locales/en-us')).toMatchObject({ status: 422, body: { error_code: 247 } });
  expect((await get('/locales/en-us')).status).toBe(200);
});
