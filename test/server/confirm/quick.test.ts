// Whose an answer is: within moments it is the client's own, later the user's. The clock is the test's.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Options, open } from '../../harness.ts';

type Reply = ReturnType<NonNullable<Options['reply']>>;

const page = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
const accept: Reply = { action: 'accept', content: { confirm: true } };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

/** One deletion, answered so after so many milliseconds. */
async function remove(era: 'legacy' | 'auto', reply: unknown, after: number, settings: Options['settings'] = {}) {
  const logged: string[] = [];
  await using opened = await open({
    era,
    settings,
    log: line => logged.push(line),
    reply: () => {
      vi.setSystemTime(Date.now() + after);
      return reply as Reply;
    },
  });
  const { content, isError } = await opened.client.callTool({ name: 'delete_entry', arguments: page });
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
  const writes = opened.sandbox.requests.filter(({ method }) => method !== 'GET').length;
  return { text: isError ? text : 'done', writes, logged, status: await opened.call('server_status') };
}

describe.each(['legacy', 'auto'] as const)('a client that speaks %s', era => {
  it.each([
    [{ action: 'decline' }, 'the client answered decline.', 'the user declined.', 'decline'],
    [{ action: 'cancel' }, 'the client answered cancel.', 'the user closed the question without an answer.', 'cancel'],
    [
      { action: 'accept', content: { confirm: false } },
      'the client sent the question back without a yes.',
      'the user did not tick the box to confirm.',
      'unticked',
    ],
  ])('says of the user nothing where %j comes faster than anybody reads', async (reply, own, theirs, said) => {
    const quick = await remove(era, reply, 0);
    expect(quick).toMatchObject({ text: `Nothing was done: ${own}`, writes: 0 });
    expect(quick.logged.filter(line => line.includes(`(${said} 1 times)`))).toHaveLength(1);
    expect(quick.status.questions).toMatch(/faster than a person can read.*CONTENTSTACK_CONFIRM=never/);
    const slow = await remove(era, reply, 300);
    expect(slow).toMatchObject({ text: `Nothing was done: ${theirs}`, writes: 0 });
    expect(slow.logged.filter(line => line.includes(said))).toEqual([]);
    expect(slow.status.questions).toBeUndefined();
  });

  it('counts an accept within moments as the client’s, which is none under always', async () => {
    const alone = 'Nothing was done: the client accepted by itself, faster than a person can read, and';
    for (const [CONFIRM, after, text, writes] of [
      ['auto', 299, 'done', 1],
      ['always', 299, `${alone} CONTENTSTACK_CONFIRM is always.`, 0],
      ['always', 300, 'done', 1],
    ] as const) {
      const told = await remove(era, accept, after, { CONFIRM });
      expect(told, `${CONFIRM} after ${after}`).toMatchObject({ text, writes });
      expect(told.status.questions !== undefined).toBe(after < 300);
      expect(told.logged.some(line => line.includes('(accept 1 times)'))).toBe(after < 300);
    }
  });
});

it('takes an answer without an action for none, however long it took', async () => {
  for (const after of [0, 1_000]) {
    // Clients of today do not let it through themselves.
    const { text, writes, status, logged } = await remove('legacy', {}, after);
    expect([text, writes]).toEqual(['Nothing was done: the client gave no answer to the question.', 0]);
    expect(status.questions).toMatch(/\(nothing 1 times\)/);
    expect(logged.join()).toContain('(nothing 1 times)');
  }
});
