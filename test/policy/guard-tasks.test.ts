// A policy over tasks: each write is held to it, all of a call are counted together, and a plan tells it before anything is written.
import { expect, it } from 'vitest';
import * as z from 'zod';
import { defineTask, type Run } from '../../src/operations/task.ts';
import type { Json } from '../harness.ts';
import { find, save } from '../tasks/restore/plant.ts';
import { isWrite, makePerson, neverProduction, openRuled, tried } from './guard.ts';

const place = { content_type_uid: 'announcement', entry_uid: 'bltcb8f9f8fc4526d43' };
const edit = { ...place, edits: [{ at: 'tags', insert: 'ruled' }] };
const stoves = { find: 'stove', with: 'burner' };

const offLimits = { name: 'products are off limits', content_types: ['product'], then: 'deny' };
const atMost = (over: number): Json => ({ name: `at most ${over}`, over, then: 'deny' });
const asking = { name: 'a person for every edit', effects: ['update'], then: 'ask' };

it('refuses an edit that a rule denies, and says so in a rehearsal', async () => {
  await using stack = await openRuled([{ ...offLimits, content_types: ['announcement'] }]);
  expect(await stack.fail('edit_entry', edit)).toContain('"products are off limits"');
  expect(JSON.stringify(await stack.call('edit_entry', { ...edit, dry_run: true }))).toContain(
    'products are off limits',
  );
  expect(
    await stack.fail('change_content_type', {
      content_type_uid: 'announcement',
      changes: [{ field: 'message', remove: true }],
    }),
  ).toContain('off limits');
  expect(stack.sandbox.requests.filter(isWrite)).toEqual([]);
});

it('leaves the rows of a bulk edit that a rule denies, names them, and does the others', async () => {
  await using stack = await openRuled([offLimits]);
  const told = await stack.call('bulk_edit', stoves);
  expect(JSON.stringify(told.notes)).toContain('products are off limits');
  expect(JSON.stringify(told.rows)).not.toContain('"product"');
  await stack.call('bulk_edit', { ...stoves, ...(told.next as Json) });
  const written = stack.sandbox.requests.filter(isWrite).map(({ path }) => path);
  expect(written.length).toBeGreaterThan(0);
  expect(written.filter(path => path.includes('/product/'))).toEqual([]);
});

it('counts all that a task writes in one call, and tells the plan that it is too much', async () => {
  await using stack = await openRuled([atMost(2)]);
  const told = await stack.call('bulk_edit', stoves);
  expect(JSON.stringify(told.notes)).toContain('at most 2');
  const all = { ...stoves, ...(told.next as Json) };
  expect(await stack.fail('bulk_edit', all)).toContain('"at most 2"');
  expect(stack.sandbox.requests.filter(isWrite)).toEqual([]);
  const uids = [...new Set(listUids(told))];
  expect(uids.length).toBeGreaterThan(2);
  await stack.call('bulk_edit', { ...all, except: uids.slice(2) });
  expect(new Set(stack.sandbox.requests.filter(isWrite).map(({ path }) => path)).size).toBe(2);
});

const listUids = ({ all, columns, rows }: Json): string[] => {
  const at = (columns as string[]).indexOf('uid');
  return at < 0 ? [String((all as Json).uid)] : (rows as unknown[][]).map(row => String(row[at]));
};

it('puts the question of a rule where the task has none, once for the call', async () => {
  const person = makePerson('yes');
  await using stack = await openRuled([asking], { ...person.options, settings: { CONFIRM: 'never' } });
  await stack.call('edit_entry', edit);
  expect(person.asked).toEqual([
    expect.stringMatching(/^Edit an entry\?[\s\S]*edits: [\s\S]*"a person for every edit"/),
  ]);
  expect(stack.sandbox.requests.filter(isWrite)).toHaveLength(1);
});

it.each(['auto', 'never'])('asks once for a bulk edit, though it came with a code, with CONFIRM=%s', async CONFIRM => {
  const person = makePerson('yes');
  await using stack = await openRuled([asking], { ...person.options, settings: { CONFIRM } });
  const told = await stack.call('bulk_edit', stoves);
  expect(person.asked).toEqual([]);
  await stack.call('bulk_edit', { ...stoves, ...(told.next as Json) });
  expect(person.asked).toEqual([expect.stringMatching(/^Change [\s\S]*"a person for every edit"/)]);
  expect(stack.sandbox.requests.filter(isWrite).length).toBeGreaterThan(1);
});

it.each([
  ['no', 'auto'],
  ['no', 'never'],
  ['at once', 'auto'],
  ['at once', 'never'],
] as const)('writes nothing after an answer %s, with CONFIRM=%s', tried, async (answer, CONFIRM) => {
  for (const [name, given] of [
    ['edit_entry', edit],
    ['restore_entries', { rows: [{ content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5', to: 1 }] }],
  ] as const) {
    const person = makePerson(answer);
    await using stack = await openRuled([asking], { ...person.options, settings: { CONFIRM } });
    expect(await stack.fail(name, given)).toMatch(answer === 'no' ? /the user declined/ : /faster than a person/);
    expect(person.asked).toHaveLength(1);
    expect(stack.sandbox.requests.filter(isWrite)).toEqual([]);
  }
});

it('writes nothing where nobody can be asked, and its plans say so', async () => {
  await using stack = await openRuled([asking], { settings: { CONFIRM: 'never' } });
  for (const [name, given] of [
    ['edit_entry', edit],
    ['bulk_edit', stoves],
    ['restore_entries', { rows: [{ content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5', to: 1 }] }],
    ['change_content_type', { content_type_uid: 'author', changes: [{ field: 'role', remove: true }] }],
  ] as const)
    expect(await stack.fail(name, given), name).toMatch(/"a person for every edit"[\s\S]*cannot ask/);
  expect(stack.sandbox.requests.filter(isWrite)).toEqual([]);
});

it('publishes with a restore only where a rule lets it, and says so before anything is saved', async () => {
  await using stack = await openRuled([{ ...neverProduction, environments: ['staging'] }]);
  const home = await find(stack, 'page', 'Home');
  const wrong = await save(stack, home, { title: 'Wrong' });
  await stack.send('POST', `/content_types/page/entries/${home.entry_uid}/publish`, {
    entry: { environments: ['staging'], locales: ['en-us'] },
    locale: 'en-us',
    version: wrong,
  });
  stack.sandbox.requests.splice(0);
  const given = { rows: [{ ...home, undo: [wrong] }] };
  expect(await stack.fail('restore_entries', { ...given, publish: true })).toMatch(
    /"never production"[\s\S]*Without publish/,
  );
  expect(stack.sandbox.requests.filter(isWrite)).toEqual([]);
  await stack.call('restore_entries', given);
});

const writing = (run: Run) =>
  defineTask('mark_all', {
    title: 'Mark all',
    effect: 'publish',
    description: 'Marks.',
    uses: { must: ['create_label', 'publish_entry', 'update_entry', 'get_entry', 'get_content_type'] },
    fields: { word: z.string().optional() },
    asks: true,
    run,
  });

const publishTo = (environment: string): Json => ({
  ...place,
  entry: { environments: [environment], locales: ['en-us'] },
});

it('does not ask in the midst of a task: what was not agreed to before the first write is refused', async () => {
  const person = makePerson('yes');
  const told: string[] = [];
  const task = writing(async (_, ground) => {
    await ground.send('create_label', { label: { name: 'One', content_types: ['page'] } });
    await ground.send('publish_entry', publishTo('staging')).catch(error => told.push(String(error.message)));
    return { says: 'done' };
  });
  await using stack = await openRuled([{ name: 'look first', effects: ['publish'], then: 'ask' }], {
    ...person.options,
    tasks: [task],
  });
  await stack.call('mark_all');
  expect(told).toEqual([expect.stringMatching(/"look first".*Nobody was asked/)]);
  expect(person.asked).toEqual([]);
  expect(stack.sandbox.requests.filter(isWrite)).toMatchObject([{ path: '/v3/labels' }]);
});

it('takes the yes to the question of the task for all that it writes', async () => {
  const person = makePerson('yes');
  const task = writing(async (_, ground) => {
    await ground.ask('Mark them?', []);
    await ground.send('create_label', { label: { name: 'One', content_types: ['page'] } });
    await ground.send('publish_entry', publishTo('staging'));
    return { says: 'done' };
  });
  await using stack = await openRuled([{ name: 'look first', effects: ['publish'], then: 'ask' }], {
    ...person.options,
    tasks: [task],
  });
  await stack.call('mark_all');
  expect(person.asked).toHaveLength(1);
  expect(stack.sandbox.requests.filter(isWrite)).toHaveLength(2);
});

it('tells a task what stands in the way of requests, taken together', async () => {
  const found: unknown[] = [];
  const task = writing(async (_, ground) => {
    const labels = ['One', 'Two', 'Three'].map(name => ({ label: { name, content_types: ['page'] } }));
    found.push(
      ground.forbids('publish_entry', [publishTo('staging')]),
      ground.forbids('publish_entry', [publishTo('staging'), publishTo('production')]),
      ground.forbids('create_label', labels.slice(0, 1)),
      ground.forbids('deploy_release', [{ release_uid: 'blt1', release: { environments: ['production'] } }]),
    );
    return { says: 'done' };
  });
  await using stack = await openRuled([neverProduction], { tasks: [task] });
  await stack.call('mark_all');
  expect(found).toEqual([
    undefined,
    expect.stringContaining('"never production"'),
    undefined,
    expect.stringContaining('"never production"'),
  ]);
  expect(stack.sandbox.requests).toEqual([]);
});
