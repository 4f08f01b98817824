// What was saved since a moment, with the versions to take back: two calls from "what happened today" to all of it undone.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { listRows, openStack } from '../sandbox.ts';
import { find, read, remember, save } from './plant.ts';

const tool = 'restore_entries';

it('lists what was saved since, in each language, with the versions that undo takes', async () => {
  await using stack = await openStack();
  const [home, product] = [await find(stack, 'page', 'Home'), await find(stack, 'product', 'Fell Shell Jacket')];
  const since = new Date().toISOString();
  const first = await save(stack, home, { title: 'Wrong' });
  const second = await save(stack, home, { title: 'Worse' });
  const french = await save(stack, home, { title: 'Faux' }, 'fr-fr');
  const third = await save(stack, product, { price: 1 });
  await stack.send('POST', '/content_types/announcement/entries', {
    entry: { title: 'New', message: 'New.', starts_at: '2026-05-04' },
  });
  const changed = remember(stack);
  const { answer, paths } = await stack.watch(tool, { since });
  expect(answer.says).toMatch(/^3 entries in 2 languages saved since 20.*; nothing was restored$/);
  expect(JSON.stringify(answer.notes)).toContain('a token is shared');
  const rows = listRows(answer, ['content_type', 'uid', 'locale', 'undo']);
  expect(rows).toHaveLength(4);
  expect(rows).toEqual(
    expect.arrayContaining([
      ['page', home.entry_uid, 'en-us', [first, second]],
      ['page', home.entry_uid, 'fr-fr', [french]],
      ['product', product.entry_uid, 'en-us', [third]],
    ]),
  );
  expect(rows.find(([type]) => type === 'announcement')?.[3]).toBe('new since then (v1)');
  expect(paths.every(path => path.startsWith('GET'))).toBe(true);
  expect(changed()).toEqual([]);
  const undone = rows.flatMap(([content_type_uid, entry_uid, locale, undo]): Json[] =>
    Array.isArray(undo) ? [{ content_type_uid, entry_uid, locale, undo }] : [],
  );
  await stack.call(tool, { rows: undone });
  expect((await read(stack, home)).title).toBe('Home');
  expect((await read(stack, home, 'fr-fr')).title).not.toBe('Faux');
  expect((await read(stack, product)).price).not.toBe(1);
});

it('takes types and languages, and refuses rows beside it, and what is no moment', async () => {
  await using stack = await openStack();
  const home = await find(stack, 'page', 'Home');
  const since = new Date().toISOString();
  await save(stack, home, { title: 'Wrong' });
  await save(stack, home, { title: 'Faux' }, 'fr-fr');
  const french = await stack.call(tool, { since, content_types: ['Page'], locales: ['French'] });
  expect(listRows(french, ['uid', 'locale'])).toEqual([[home.entry_uid, 'fr-fr']]);
  const none = await stack.call(tool, { since, content_types: ['product'] });
  expect(none.says).toContain('0 entries');
  expect(await stack.fail(tool, { since, rows: [{ ...home, to: 1 }] })).toContain('since: only lists');
  expect(await stack.fail(tool, { since: 'yesterday' })).toContain('since: give a day');
});

it('lists without the versions where these cannot be read', async () => {
  await using stack = await openStack({ settings: { TOOLS_DENY: 'list_entry_versions' } });
  const home = await find(stack, 'page', 'Home');
  const since = new Date().toISOString();
  await save(stack, home, { title: 'Wrong' });
  const answer = await stack.call(tool, { since });
  expect(listRows(answer, ['uid', 'undo'])).toEqual([[home.entry_uid, null]]);
});
