// The task audit_content, duplicates: the same title in a content type and language, the same url in a language.
import { expect, it } from 'vitest';
import { audit, openPlanted, plant } from './stack.ts';

const names = ['one', 'two', 'three', 'four', 'five', 'six', 'page'];
const note = (title: string, url: string) => ({ mood: 'sad', title, url });

/** A second type with pages, so that a url is held against those of other types. */
const page = {
  uid: 'page',
  title: 'Page',
  schema: [
    { uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true, unique: false },
    { uid: 'url', display_name: 'URL', data_type: 'text', unique: false },
  ],
};

const stack = {
  types: [page],
  entries: [
    plant('note', 'one', { 'en-us': note('Same', '/one'), 'fr-fr': { title: 'Un', url: '/un' } }),
    plant('note', 'two', note('Same', '/two')),
    plant('note', 'three', note('Same', '/three')),
    // The same title, but of another type, and in another language alone.
    plant('person', 'four', { title: 'Same' }),
    plant('note', 'five', { 'en-us': note('Five', '/five'), 'fr-fr': { title: 'Same', url: '/one' } }),
    plant('note', 'six', { 'en-us': note('Un', '/same'), 'fr-fr': { title: 'Six', url: '/un' } }),
    plant('page', 'page', { title: 'Page', url: '/same' }),
  ],
};

it('finds both, across content types for a url, and not across languages', async () => {
  await using opened = await openPlanted(stack);
  const { answer, lines } = await audit(opened, { checks: ['duplicates'] }, names);
  expect(lines.sort()).toEqual(
    [
      '<one> en-us title: same title as <two> and 1 more',
      '<two> en-us title: same title as <one> and 1 more',
      '<three> en-us title: same title as <one> and 1 more',
      '<six> en-us url: same url as page <page>',
      '<page> en-us url: same url as note <six>',
      '<one> fr-fr url: same url as <six>',
      '<six> fr-fr url: same url as <one>',
    ].sort(),
  );
  expect(answer.says).toBe('7 duplicates in 7 entries, 3 languages');
});

it('shares one scan with other checks, whatever they hold together', async () => {
  await using opened = await openPlanted(stack);
  const checks = ['duplicates', 'untranslated', 'broken_references', 'unused_assets'];
  const { answer } = await audit(opened, { checks }, names);
  expect(answer.says).toMatch(
    /^7 duplicates, \d+ missing translations, 0 broken references, 0 unused assets in 7 entries/,
  );
  const lists = opened.sandbox.requests.filter(({ path }) => /\/entries$/.test(path));
  expect(lists.length).toBe(4 * 3);
});
