// What an old version holds and the stack does not any more: it is named, and all else comes back.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { openStack } from '../sandbox.ts';
import { find, read, remember, save } from './plant.ts';

const tool = 'restore_entries';

it('names files, entries and content types that are gone, and looks up only what comes back', async () => {
  await using stack = await openStack();
  const place = await find(stack, 'blog_post', 'Winter layering, explained');
  const other = await find(stack, 'blog_post', 'Storing down over the year');
  const first = await save(stack, place, {
    related_posts: [{ uid: other.entry_uid, _content_type_uid: 'blog_post' }],
  });
  const { hero_image: picture } = await read(stack, place);
  const assets = (await stack.send('GET', '/assets?limit=50')).assets as Json[];
  const jpeg = assets.find(({ uid, content_type }) => uid !== picture.uid && content_type === 'image/jpeg') as Json;
  await save(stack, place, { related_posts: [], hero_image: jpeg.uid });
  await stack.send('DELETE', `/content_types/blog_post/entries/${other.entry_uid}`, { entry: {} });
  await stack.send('DELETE', `/assets/${picture.uid}`, {});
  const dry = await stack.call(tool, { rows: [{ ...place, to: first }], dry_run: true });
  const notes = JSON.stringify(dry.notes);
  expect(notes).toContain(`hero_image: asset ${picture.uid} is gone`);
  expect(notes).toContain(`blog_post ${other.entry_uid} is gone`);
  const answer = await stack.call(tool, {
    rows: [{ ...place, to: first, except: ['hero_image'] }],
  });
  expect(JSON.stringify(answer.notes)).not.toContain('hero_image');
  expect((await read(stack, place)).hero_image.uid).toBe(jpeg.uid);
});

it('names a title and a URL that others have taken', async () => {
  await using stack = await openStack();
  const place = await find(stack, 'page', 'Repairs');
  const home = await find(stack, 'page', 'Home');
  const { title, url, tags } = await read(stack, place);
  const wrong = await save(stack, place, { title: 'Other', url: '/other', tags: ['wrong'] });
  await save(stack, home, { title, url });
  const changed = remember(stack);
  const rows = [{ ...place, undo: [wrong] }];
  const refused = await stack.watch('restore_entries', { rows }).catch((error: Error) => error.message);
  expect(refused).toContain('Nothing was restored.');
  expect(refused).toContain(`title: "${title}" is now used by ${home.entry_uid}`);
  expect(refused).toContain(`url: "${url}" is now used by ${home.entry_uid}`);
  expect(changed()).toEqual([]);
  const answer = await stack.call(tool, { rows, partial: true });
  expect(JSON.stringify(answer.notes)).toContain('left as it is: title');
  expect(await read(stack, place)).toMatchObject({ title: 'Other', url: '/other', tags });
});

it('leaves out fields that the content type has no more, and what it has since made mandatory', async () => {
  await using stack = await openStack();
  const place = await find(stack, 'author', 'Maya Lindqvist').catch(async () => {
    const { entries } = await stack.send('GET', '/content_types/author/entries');
    return { content_type_uid: 'author', entry_uid: String((entries as Json[])[0]?.uid) };
  });
  const { content_type: type } = (await stack.send('GET', '/content_types/author')) as { content_type: Json };
  const old = await save(stack, place, { role: 'Old role', bio: 'Old words.' });
  const added = { display_name: 'Motto', uid: 'motto', data_type: 'text', mandatory: false };
  const rest = (type.schema as Json[]).filter(({ uid }) => uid !== 'role');
  await stack.send('PUT', '/content_types/author', { content_type: { ...type, schema: [...rest, added] } });
  await save(stack, place, { bio: 'New words.', motto: 'Onwards' });
  const must = { ...added, mandatory: true };
  await stack.send('PUT', '/content_types/author', { content_type: { ...type, schema: [...rest, must] } });
  const answer = await stack.call(tool, { rows: [{ ...place, to: old }] });
  const notes = JSON.stringify(answer.notes);
  expect(notes).toContain(`left as it is: motto is mandatory, and version ${old} has none`);
  expect(await read(stack, place)).toMatchObject({ bio: 'Old words.', motto: 'Onwards' });
});

it('says so of a language that the entry has no more', async () => {
  await using stack = await openStack();
  const [home, repairs] = [await find(stack, 'page', 'Home'), await find(stack, 'page', 'Repairs')];
  const french = await save(stack, home, { title: 'Faux' }, 'fr-fr');
  const wrong = await save(stack, repairs, { title: 'Wrong' });
  await stack.send('POST', `/content_types/page/entries/${home.entry_uid}/unlocalize?locale=fr-fr`, {});
  const rows = [
    { ...home, locale: 'fr-fr', undo: [french] },
    { ...repairs, undo: [wrong] },
  ];
  const refused = await stack.fail(tool, { rows });
  expect(refused).toContain('1 of 2 rows cannot be done');
  expect(refused).toContain('it has no version of its own in fr-fr: it falls back to en-us');
  const answer = await stack.call(tool, { rows, partial: true });
  expect(answer.says).toBe('restored 1 of 2 rows: 1 change');
  expect((await read(stack, repairs)).title).toBe('Repairs');
  expect((await read(stack, home, 'fr-fr')).locale).toBe('en-us');
});
