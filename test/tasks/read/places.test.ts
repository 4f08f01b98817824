// One entry as it is live, as it was, in a language of its own or not; and where it can be seen.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { type Json, type Opened, open } from '../../harness.ts';
import { makeSeed, save, uids } from './stack.ts';

const home = { content_type_uid: 'page', entry_uid: uidOf('page', 'home') };
const older = { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'shell-or-softshell') };
const asked = { content_type_uid: 'thing', entry_uid: uids.thing };

const read = async (opened: Opened, more: Json): Promise<Json & { fields: Json }> =>
  (await opened.call('read_entry', more)) as Json & { fields: Json };

const counting = async (opened: Opened, more: Json) => {
  opened.sandbox.requests.splice(0);
  const answer = await read(opened, more);
  return { answer, count: opened.sandbox.requests.length };
};

it('says in words where it is live, and where its page can be seen', async () => {
  await using opened = await open();
  const { says, live_at } = await read(opened, home);
  expect(says).toBe('Home (page, en-us v4): 19 fields; production and staging: en-us v4, fr-fr v1; preview: not live');
  expect(live_at).toEqual(['production: https://www.larkfell.example/', 'staging: https://staging.larkfell.example/']);
  const author = await read(opened, { content_type_uid: 'author', entry_uid: uidOf('author', 'ines-aguilar') });
  expect(Object.keys(author)).not.toEqual(expect.arrayContaining(['live_at']));
});

it('shows what is live in an environment, by one request more where that is not the latest', async () => {
  await using opened = await open();
  const latest = await counting(opened, older);
  const live = await counting(opened, { ...older, environment: 'production' });
  expect([latest.count, live.count]).toEqual([2, 3]);
  expect([latest.answer.version, live.answer.version]).toEqual([3, 2]);
  expect(live.answer.notes).toContain('this is what is live in production; the latest is v3');
  expect(live.answer.says).toContain('production and staging: en-us v2');
  const versioned = await read(opened, { ...older, version: 2 });
  expect(versioned.fields).toEqual(live.answer.fields);
  expect((await counting(opened, { ...home, environment: 'staging' })).count).toBe(2);
  const french = await read(opened, { ...home, environment: 'production', locale: 'fr-fr' });
  expect(french).toMatchObject({ locale: 'fr-fr', version: 1, fields: { title: 'Accueil' } });
});

it('says that it is not live, and shows no draft in its place', async () => {
  await using opened = await open();
  const answer = await read(opened, { ...home, environment: 'preview' });
  expect(answer.says).toBe('Home (page, en-us v4) is not live in preview');
  expect(answer.fields).toBeUndefined();
  expect(answer.published).toContain('production and staging: en-us v4');
  const german = await read(opened, { ...home, environment: 'production', locale: 'de-de' });
  expect(german.says).toBe('Home (page, en-us v4) is not live in production in de-de');
  const draft = await read(opened, { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'bothy-weekend') });
  expect(draft.says).toContain('where it is live is unknown');
  expect(draft.live_at).toBeUndefined();
});

it('says that a language has nothing of its own', async () => {
  await using opened = await open();
  const { notes, locale, version } = await read(opened, { ...home, locale: 'de-de' });
  expect(notes).toEqual(['no de-de: this is en-us, which it falls back to']);
  expect({ locale, version }).toEqual({ locale: 'en-us', version: 4 });
  expect((await read(opened, { ...home, locale: 'fr-fr' })).notes).toBeUndefined();
});

it('refuses what cannot be, with what was meant', async () => {
  await using opened = await open();
  expect(await opened.fail('read_entry', { ...home, environment: 'prodution' })).toContain('did you mean production');
  expect(await opened.fail('read_entry', { ...home, environment: 'production', version: 2 })).toContain(
    'either a version, or what is live',
  );
  expect(await opened.fail('read_entry', { ...home, entry_uid: 'blt0000000000000000' })).toContain('There is no entry');
  expect(await opened.fail('read_entry', { ...home, content_type_uid: 'pages' })).toMatch(/pages/);
});

it('names environments by uid, and no address, where these cannot be read', async () => {
  const published = [{ environment: 'production', locale: 'en-us', at: '2026-02-20T10:00:00.000Z' }];
  await using opened = await open({
    ...{ seed: makeSeed([save(3, { count: 2 })], { published }), token: 'writer' },
    settings: { TOOLS_DENY: 'list_environments' },
  });
  const { says, version } = await read(opened, asked);
  expect(version).toBe(2);
  expect(says).toMatch(/en-us v2$|en-us v2;/);
});
