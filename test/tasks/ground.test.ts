// What holds for every task, tried with tasks of the test's own: their door, their rights, their questions, their end.
import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { BadTask, defineTask, type Run, type Task } from '../../src/operations/task.ts';
import { open } from '../harness.ts';

const read = (run: Run, uses: Task['uses'] = { must: ['list_content_types'] }): Task =>
  defineTask('look_around', {
    title: 'Look around',
    effect: 'read',
    description: 'Looks.',
    uses,
    fields: { word: z.string().optional() },
    run,
  });

it('answers with its numbers first, then its table, and says how to go on', async () => {
  const task = read(async ({ word }, ground) => {
    const { content_types } = await ground.read('list_content_types', { limit: 2 });
    const rows = (content_types as { uid: string; title: string }[]).map(({ uid, title }) => [uid, title, word]);
    return {
      says: `${rows.length} types`,
      columns: ['uid', 'title', 'word'],
      rows,
      left: { says: 'the rest', next: { after: 'x' } },
    };
  });
  await using opened = await open({ tasks: [task] });
  const answer = await opened.call('look_around', { word: 'so' });
  expect(Object.keys(answer)).toEqual(['branch', 'says', 'columns', 'rows', 'left', 'next']);
  expect(answer).toMatchObject({ says: '2 types', columns: ['uid', 'title', 'word'], next: { after: 'x' } });
});

it('reaches nothing but what it uses', async () => {
  const task = read(async (_, ground) => {
    await ground.read('list_languages', {});
    return { says: 'never' };
  });
  await using opened = await open({ tasks: [task] });
  expect(await opened.fail('look_around')).toContain('list_languages is no part of look_around here');
  expect(opened.sandbox.requests).toEqual([]);
});

it('tells a refusal in the words of the operation', async () => {
  const task = read(
    async (_, ground) => {
      await ground.read('get_entry', { content_type_uid: 'product', entry_uid: 'blt0000000000000000' });
      return { says: 'never' };
    },
    { must: ['get_entry'] },
  );
  await using opened = await open({ tasks: [task] });
  expect(await opened.fail('look_around')).toMatch(/There is no entry "blt0000000000000000"/);
});

it('tells a problem with its arguments as such', async () => {
  const task = read(async () => {
    throw new BadTask('word: is odd');
  });
  await using opened = await open({ tasks: [task] });
  expect(await opened.fail('look_around')).toBe(
    'Nothing was sent, because the arguments are not valid:\n- word: is odd',
  );
  expect(await opened.fail('look_around', { wrod: 'x' })).toContain('did you mean word?');
});

it('goes with what it is made of, and says what is lacking', async () => {
  const task = read(async () => ({ says: 'here' }), { must: ['list_content_types'], may: ['list_languages'] });
  await using without = await open({ tasks: [task], settings: { TOOLS_DENY: 'list_content_types' } });
  expect(await without.list()).not.toContain('look_around');
  await expect(without.client.callTool({ name: 'look_around', arguments: {} })).rejects.toThrow(
    'it needs list_content_types, which is off: CONTENTSTACK_TOOLS_DENY names it',
  );
  await using other = await open({ tasks: [task], settings: { TOOLS_DENY: 'list_languages' } });
  expect(await other.list()).toContain('look_around');
  await using modules = await open({ tasks: [task], settings: { MODULES: 'entries' } });
  expect(await modules.list()).not.toContain('look_around');
  // What is only not listed is a part of it all the same.
  await using alone = await open({ tasks: [task], settings: { TOOLS: 'look_around' } });
  expect(await alone.list()).toEqual(['look_around', 'server_status']);
  expect(await alone.call('look_around')).toMatchObject({ says: 'here' });
});

it('asks once for the whole, and writes nothing before the answer', async () => {
  const task = defineTask('tidy_up', {
    title: 'Tidy up',
    effect: 'delete',
    description: 'Deletes.',
    uses: { must: ['delete_label'] },
    fields: { label_uid: z.string() },
    asks: true,
    async run({ label_uid }, ground) {
      await ground.ask('Delete 1 label?', [label_uid]);
      await ground.read('delete_label', { label_uid });
      return { says: 'done' };
    },
  });
  const find = (opened: { sandbox: { requests: { method: string }[] } }) =>
    opened.sandbox.requests.filter(({ method }) => method !== 'GET');
  let asked = '';
  await using declined = await open({
    tasks: [task],
    reply: question => {
      asked = question;
      return { action: 'decline' };
    },
  });
  expect(await declined.fail('tidy_up', { label_uid: 'x' })).toContain('Nothing was done');
  expect(asked).toBe('Delete 1 label?');
  expect(find(declined)).toEqual([]);
  await using two = await open({ tasks: [task] });
  const first = await two.client.callTool({ name: 'tidy_up', arguments: { label_uid: 'x' } });
  expect(JSON.stringify(first.content)).toContain('Nothing was done yet');
  expect(find(two)).toEqual([]);
  await using readOnly = await open({ tasks: [task], token: 'read_only' });
  expect(await readOnly.list()).not.toContain('tidy_up');
});

it('ends with its time, and says so', async () => {
  const task = read(async (_, ground) => {
    for (;;) await ground.read('list_content_types', { limit: 1 });
  });
  await using opened = await open({ tasks: [task], settings: { TIMEOUT_MS: '1000' } });
  expect(await opened.fail('look_around')).toMatch(/not done within the time of a call/);
});

it('ends with the call', async () => {
  const task = read(async (_, ground) => {
    for (;;) await ground.read('list_content_types', { limit: 1 });
  });
  await using opened = await open({ tasks: [task] });
  const cancelling = new AbortController();
  const call = opened.client.callTool({ name: 'look_around', arguments: {} }, { signal: cancelling.signal });
  setTimeout(() => cancelling.abort(), 200);
  await expect(call).rejects.toThrow();
  const { length } = opened.sandbox.requests;
  await new Promise(resolve => setTimeout(resolve, 300));
  // What was on its way may still come.
  expect(opened.sandbox.requests.length).toBeLessThanOrEqual(length + 1);
});

it('sends nothing for a call that was given up before it began', async () => {
  const task = read(async (_, ground) => {
    await ground.read('list_content_types', { limit: 1 });
    return { says: 'looked' };
  });
  await using opened = await open({ tasks: [task], era: 'legacy' });
  const send = (message: object) => opened.client.transport?.send({ jsonrpc: '2.0', ...message } as JSONRPCMessage);
  await Promise.all([
    send({ id: 'early', method: 'tools/call', params: { name: 'look_around', arguments: {} } }),
    send({ method: 'notifications/cancelled', params: { requestId: 'early' } }),
  ]);
  // Whatever the first had to send would have left before this.
  expect(await opened.call('look_around')).toMatchObject({ says: 'looked' });
  expect(opened.sandbox.requests).toHaveLength(1);
});

it('strikes what only what was joined shows to be a secret', async () => {
  const joined = 'token: **csdeadbeef0123456789abcd**';
  const task = read(async () => ({ says: joined, columns: ['uid', 'snippet'], rows: [['blt1', joined]] }));
  await using opened = await open({ tasks: [task] });
  expect(JSON.stringify(await opened.call('look_around'))).not.toContain('csdeadbeef0123456789abcd');
});

it('does not say that nothing was sent where the stack was read first', async () => {
  const task = read(async (_, ground) => {
    await ground.read('list_content_types', { limit: 1 });
    throw new BadTask('word: is none of the stack');
  });
  await using opened = await open({ tasks: [task] });
  expect(await opened.fail('look_around')).toBe(
    'Not done, because the arguments are not valid:\n- word: is none of the stack',
  );
});

it('knows no words that were denied, though the server does', async () => {
  const task = read(async (_, ground) => ({ says: String((await ground.words('environments')) === undefined) }), {
    must: ['list_content_types'],
    may: ['list_environments'],
  });
  await using denied = await open({ tasks: [task], settings: { TOOLS_DENY: 'list_environments' } });
  expect((await denied.call('look_around')).says).toBe('true');
  await using allowed = await open({ tasks: [task] });
  expect((await allowed.call('look_around')).says).toBe('false');
});

it('takes the codes of the task that plans for it, and of no other', async () => {
  const make = (name: string, more: { codes?: string } = {}): Task =>
    defineTask(name, {
      title: 'Plan or do',
      effect: 'read',
      description: 'Plans.',
      uses: { must: ['list_content_types'] },
      fields: { word: z.string().optional(), code: z.string().optional() },
      ...more,
      async run({ word, code }, ground) {
        await ground.read('list_content_types', { limit: 1 });
        if (code === undefined) return { says: ground.toCode({ word }, ['a row']) };
        const planned = ground.readCode(String(code), { word });
        return { says: planned ? `${planned.rows} ${planned.isSame(['a row'])}` : 'not ours' };
      },
    });
  await using opened = await open({ tasks: [make('plan'), make('carry_out', { codes: 'plan' }), make('other')] });
  const { says: code } = await opened.call('plan', { word: 'x' });
  expect(await opened.call('carry_out', { word: 'x', code })).toMatchObject({ says: '1 true' });
  expect(await opened.call('carry_out', { word: 'y', code })).toMatchObject({ says: 'not ours' });
  expect(await opened.call('other', { word: 'x', code })).toMatchObject({ says: 'not ours' });
});
