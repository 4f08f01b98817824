// README and docs say of settings, tools, clients and measured things what the code says: `vitest -u` makes those parts anew.
import { expect, it } from 'vitest';
import { pages, read, sectionsOf } from './pages.ts';
import { rights, sections, showsPlays, toPage } from './tables.ts';

// What the evaluation comes to is shown by the others: test/eval/eval.test.ts plays it, and makes them.
it.each(pages.filter(path => !showsPlays(path)))('%s is as it is made', async path => {
  await expect(await toPage(path)).toMatchFileSnapshot(`../../${path}`);
});

it('has a place for each part, and for each one only', () => {
  expect(pages.flatMap(path => sectionsOf(read(path))).sort()).toEqual(Object.keys(sections).sort());
});

it('shows twelve settings that decide rights', () => {
  expect(new Set(rights).size).toBe(12);
});
