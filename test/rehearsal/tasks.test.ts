// Every task that writes, rehearsed: its answer is that of a dry run, with the requests that the same call really sends.
import { expect, it } from 'vitest';
import * as z from 'zod';
import { defineTask } from '../../src/operations/task.ts';
import type { RecordedRequest } from '../../src/sandbox/http/request-log.ts';
import { ofTasks } from '../chaos/arguments.ts';
import { plays } from '../chaos/writing.ts';
import { type Json, open, toCode } from '../harness.ts';
import { tasks } from '../operations.ts';
import { type Both, mark, openBoth, type Server, toText } from './both.ts';

/** Nothing is cut, so that all can be compared. */
const whole = { MAX_RESULT_TOKENS: '200000' };

interface Would {
  ask?: string[];
  send?: { method: string; path: string; query?: Json; body: unknown }[];
}

/** The call that writes, by those before it; where nobody can be asked it gives its code by a first step, if it is asked for. */
async function playOn(server: Server, name: string, more: Json = {}): Promise<Json> {
  const play = plays[name] ?? (async () => ofTasks[name] as Json);
  const args = await play(async (given: Json, tool = name) => {
    const { text, answer } = await server.call(tool, given);
    const confirm = toCode(text);
    return confirm === undefined ? { next: answer.next ?? {} } : { confirm };
  });
  const { next: _, ...rest } = args;
  return { ...rest, ...more };
}

const toSent = ({ method, path, query, body }: RecordedRequest) => ({
  method,
  path,
  query: Object.fromEntries(new URLSearchParams(query)),
  body,
});

const sort = <T extends { path: string }>(list: readonly T[]): T[] =>
  [...list].sort((one, other) => one.path.localeCompare(other.path));

const variants: [string, Json][] = [
  ...tasks.filter(({ effect }) => effect !== 'read').map(({ name }): [string, Json] => [name, {}]),
  ['restore_entries', { publish: true }],
];

it.each(variants)('%s %o', async (name, more) => {
  await using both = await openBoth(whole);
  const { sandbox, rehearsing, real, writes } = both;
  const untouched = toText(sandbox.state);
  const told = await rehearsing.call(name, await playOn(rehearsing, name, more));
  expect(told.isError, told.text).toBe(false);
  expect(told.text).not.toContain('Nothing was done yet');
  expect(writes()).toEqual([]);
  expect(toText(sandbox.state) === untouched, `${name}: the stack is as it was`).toBe(true);
  expect(told.answer.rehearsal).toBe(mark);
  expect(told.answer.says).toMatch(/^nothing was /);
  const { send = [], ask = [] } = told.answer.would as Would;
  const args = await playOn(real, name, more);
  const first = await real.call(name, args);
  const code = toCode(first.text);
  const done = code === undefined ? first : await real.call(name, { ...args, confirm: code });
  expect(done.isError, done.text).toBe(false);
  const sent = writes().map(toSent);
  expect(sent.length).toBeGreaterThan(0);
  const would = send.map(({ method, path, query = {}, body }) => ({ method, path, query, body }));
  // In which order may follow from what is answered meanwhile.
  expect(sort(would)).toEqual(sort(sent));
  // What was asked for real is what would be asked.
  if (code !== undefined) expect(first.text).toContain(ask[0] ?? 'nothing was told');
});

async function expectRefused({ rehearsing, real, writes }: Both, name: string, args: Json): Promise<void> {
  const [told, done] = [await rehearsing.call(name, args), await real.call(name, args)];
  expect(done.isError, `${name}: ${done.text}`).toBe(true);
  expect(told.text, name).toBe(`${done.text}\nThis is a rehearsal: ${mark}.`);
  expect(told.isError, name).toBe(true);
  expect(writes()).toEqual([]);
}

it('is refused where the call is, in the same words', async () => {
  await using both = await openBoth(whole);
  const entry = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
  await expectRefused(both, 'edit_entry', { ...entry, edits: [{ at: 'no_such_field', set: 1 }] });
  await expectRefused(both, 'draft_entry', { content_type_uid: 'announcement', fields: { titel: 'x' } });
  await expectRefused(both, 'restore_entries', {
    rows: [
      { ...entry, to: 1 },
      { ...entry, entry_uid: 'blt29ffe8869c2255ad', undo: [99] },
    ],
  });
  await expectRefused(both, 'restore_entries', { rows: [{ ...entry, to: 99 }] });
  await expectRefused(both, 'change_content_type', {
    content_type_uid: 'author',
    changes: [{ field: 'nobody', remove: true }],
  });
  await expectRefused(both, 'bulk_edit', { find: 'stove', with: 'burner', code: 'made-up' });
});

it('sends nothing and says so where nothing would change', async () => {
  await using both = await openBoth(whole);
  const place = { content_type_uid: 'announcement', entry_uid: 'bltcb8f9f8fc4526d43' };
  const { answer } = await both.rehearsing.call('edit_entry', {
    ...place,
    edits: [{ at: 'title', set: 'The bench is on holiday' }],
  });
  expect(answer).toMatchObject({ rehearsal: mark, says: expect.stringMatching(/^nothing to change/) });
  expect(answer).not.toHaveProperty('would');
});

it('tells what a task would have sent that does not know of rehearsals, and ends there', async () => {
  const task = defineTask('tidy_up', {
    title: 'Tidy up',
    effect: 'delete',
    description: 'Deletes two labels.',
    uses: { must: ['delete_label', 'list_labels'] },
    fields: { label_uid: z.string() },
    asks: true,
    async run({ label_uid }, ground) {
      await ground.read('list_labels', {});
      await ground.ask('Delete 1 label?', [label_uid]);
      await ground.read('delete_label', { label_uid });
      return { says: 'deleted' };
    },
  });
  await using opened = await open({ tasks: [task], settings: { DRY_RUN: 'true' } });
  const answer = await opened.call('tidy_up', { label_uid: 'blt28f7faac0fc95b66' });
  expect(answer).toMatchObject({
    rehearsal: mark,
    says: expect.stringMatching(/^nothing was sent/),
    would: {
      ask: ['Delete 1 label?'],
      send: [{ method: 'DELETE', path: '/v3/labels/blt28f7faac0fc95b66', headers: { branch: 'main' } }],
    },
  });
  expect(opened.sandbox.requests.map(({ method }) => method)).toEqual(['GET']);
});
