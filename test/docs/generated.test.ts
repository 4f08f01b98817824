// README and docs say of settings, tools, clients and measured things what the code says: `vitest -u` makes those parts anew.
import { expect, it } from 'vitest';
import { fill, pages, read, sectionsOf } from './pages.ts';
import { rights, sections } from './tables.ts';

it.each(pages)('%s is as it is made', async path => {
  let text = read(path);
  for (const name of sectionsOf(text)) {
    const make = sections[name];
    if (!make) throw new Error(`nothing makes the section ${name} of ${path}`);
    text = fill(text, name, await make());
  }
  await expect(text).toMatchFileSnapshot(`../../${path}`);
});

it('has a place for each part, and for each one only', () => {
  expect(pages.flatMap(path => sectionsOf(read(path))).sort()).toEqual(Object.keys(sections).sort());
});

it('shows twelve settings that decide rights', () => {
  expect(new Set(rights).size).toBe(12);
});
