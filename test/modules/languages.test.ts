// Languages through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('languages');
beforeEach(open);
afterAll(expectAllCalled);

const codes = async (args: Json = {}) =>
  ((await call('list_languages', args)).locales as Json[]).map(locale => locale.code);

it('lists them, filtered, paged and counted', async () => {
  expect((await codes()).sort()).toEqual(['de-de', 'en-us', 'fr-fr']);
  expect(await codes({ query: { code: 'fr-fr' } })).toEqual(['fr-fr']);
  expect(await call('list_languages', { limit: 1, include_count: true })).toMatchObject({ count: 3, locales: [{}] });
  const [first, ...rest] = await codes();
  expect([first, ...(await codes({ skip: 1 }))]).toEqual([first, ...rest]);
});

it('gets one, with its branch when asked', async () => {
  expect(await call('get_language', { code: 'fr-fr' })).toMatchObject({
    locale: { code: 'fr-fr', fallback_locale: 'en-us' },
  });
  expect(await call('get_language', { code: 'fr-fr', include_branch: true })).toMatchObject({
    locale: { _branch: 'main' },
  });
  expect(await fail('get_language', { code: 'xx-xx' })).toMatch(/status (404|422)/);
});

it('adds one, which content can then be written in', async () => {
  const added = await call('add_language', { locale: { code: 'it-it', name: 'Italian', fallback_locale: 'fr-fr' } });
  expect(added).toMatchObject({
    notice: 'Language added successfully.',
    locale: { code: 'it-it', fallback_locale: 'fr-fr' },
  });
  expect(await codes()).toContain('it-it');
  expect(await call('list_entries', { content_type_uid: 'author', locale: 'it-it', limit: 1 })).toHaveProperty(
    'entries',
  );
  expect(await fail('add_language', { locale: { code: 'it-it' } })).toContain('The language already exists.');
});

it('updates its name and fallback', async () => {
  await call('update_language', { code: 'de-de', locale: { name: 'German, renamed', fallback_locale: 'fr-fr' } });
  expect(await call('get_language', { code: 'de-de' })).toMatchObject({
    locale: { name: 'German, renamed', fallback_locale: 'fr-fr' },
  });
});

it('deletes one, but not the master', async () => {
  expect(await call('delete_language', { code: 'de-de' })).toEqual({ notice: 'Language removed successfully.' });
  expect((await codes()).sort()).toEqual(['en-us', 'fr-fr']);
  await fail('delete_language', { code: 'en-us' });
  expect((await codes()).sort()).toEqual(['en-us', 'fr-fr']);
});

it('keeps each branch its own languages', async () => {
  await call('delete_language', { code: 'de-de', branch: 'development' });
  expect(await codes({ branch: 'development' })).not.toContain('de-de');
  expect(await codes()).toContain('de-de');
});
