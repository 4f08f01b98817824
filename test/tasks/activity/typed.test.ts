// What the log tells without its content type or title is told with those it has, and never under another.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { listRows, openStack } from '../sandbox.ts';
import { audited, columns, openPlanted } from './plant.ts';

const at = (minute: number): string => `2026-11-10T10:${String(minute).padStart(2, '0')}:00.000Z`;
const bare = { title: undefined, version: undefined, content_type: undefined };
const about = uidOf('page', 'about');

it('lets no event of another type through that does not tell its own', async () => {
  await using stack = await openStack();
  const state = stack.sandbox.state.branches.main?.entries ?? {};
  for (const type of ['page', 'announcement', 'blog_post', 'sys_assets']) {
    const rows = listRows(await stack.call('list_activity', { content_type_uid: type }), columns);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row[3]).toBe(type);
      if (type !== 'sys_assets') expect(Object.keys(state[type] ?? {})).toContain(row[4]);
    }
  }
});

it('finds it by what else is told of the entry, else among the entries of the type', async () => {
  const logs = [
    audited(at(1), 'create', { uid: 'gone' }),
    audited(at(2), 'update', { ...bare, uid: 'gone' }),
    audited(at(3), 'update', { ...bare, uid: about }),
    audited(at(4), 'update', { ...bare, uid: 'never' }),
  ];
  await using stack = await openPlanted(logs, []);
  const { answer, paths } = await stack.watch('list_activity', { content_type_uid: 'page' });
  expect(listRows(answer, columns).map(row => [row[3], row[4]])).toEqual([
    ['page', about],
    ['page', 'gone'],
    ['page', 'gone'],
  ]);
  expect(paths.filter(path => path.endsWith('/entries'))).toHaveLength(1);
  expect((await stack.rows({})).map(row => row[3])).toEqual([null, null, 'page', 'page']);
  await using without = await openPlanted(logs, [], { settings: { TOOLS_DENY: 'list_entries' } });
  const left = await without.call('list_activity', { content_type_uid: 'page' });
  expect(left.says).toBe('2 events: 1 saved, 1 created');
  expect(left.notes).toContain('2 left out: their content type is not told, and could not be looked up');
});

it('calls an entry by its title in the language of the event, else by that of the master', async () => {
  const french: Json = { title: 'Qui sommes-nous', locale: { code: 'fr-fr' } };
  const logs = [
    audited(at(1), 'update', french),
    audited(at(2), 'update', bare),
    audited(at(3), 'update', { ...bare, locale: { code: 'fr-fr' } }),
  ];
  await using stack = await openPlanted(logs, []);
  const titles = async () => (await stack.rows()).map(row => [row[6], row[5]]);
  expect(await titles()).toEqual([
    ['fr-fr', 'Qui sommes-nous'],
    ['en-us', null],
    ['fr-fr', 'Qui sommes-nous'],
  ]);
  await using known = await openPlanted(
    [
      audited(at(0), 'create', { title: 'About us' }),
      ...logs,
      audited(at(4), 'update', { ...bare, locale: { code: 'de-de' } }),
    ],
    [],
  );
  expect((await known.rows()).map(row => [row[6], row[5]])).toEqual([
    ['de-de', 'About us'],
    ['fr-fr', 'Qui sommes-nous'],
    ['en-us', 'About us'],
    ['fr-fr', 'Qui sommes-nous'],
    ['en-us', 'About us'],
  ]);
});
