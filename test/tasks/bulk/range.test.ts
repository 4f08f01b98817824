// A stack that is too much for one call: part by part, each told before it is done, none missed and none done twice.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareMarks, type Mark, printRange, type Range, readRange } from '../../../src/tasks/bulk/range.ts';
import '../../draws.ts';
import type { Json } from '../../harness.ts';
import { openStack, type Stack } from '../sandbox.ts';
import { copy, listChanged } from './stack.ts';

const uid = fc.nat().map(number => `blt${number.toString(16).padStart(16, '0')}`);
const mark: fc.Arbitrary<Mark> = fc.record({
  lane: fc.constantFrom('page/en-us', 'blog_post/de-de', 'page/zh-hans-cn'),
  created: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map(date => date.toISOString()),
  uid,
});
const some = <T>(each: fc.Arbitrary<T>) => fc.option(each, { nil: undefined });
const ranges: fc.Arbitrary<Range> = fc.record({
  from: some(fc.constantFrom('page/en-us/0', 'blog_post/de-de/10500')),
  to: some(mark),
  done: some(mark),
  since: some(fc.nat()),
  beyond: some(
    fc
      .record({ from: fc.constant('page/de-de/0'), done: mark })
      .map(({ from, done }) => printRange({ from, to: undefined, done, since: undefined, beyond: undefined })),
  ),
});

it('is read as it was printed', () => {
  fc.assert(
    fc.property(ranges, range => {
      const isPlain = !range.to && !range.done && range.since === undefined;
      const printed = printRange(range);
      expect(readRange(printed === '' ? undefined : printed)).toEqual(
        isPlain && range.from === undefined ? {} : isPlain ? { ...range, beyond: undefined } : range,
      );
    }),
  );
});

it('puts entries in one order', () => {
  const order = new Map(['page/en-us', 'blog_post/de-de', 'page/zh-hans-cn'].map((lane, place) => [lane, place]));
  fc.assert(
    fc.property(mark, mark, mark, (one, other, third) => {
      const sign = (left: Mark, right: Mark) => Math.sign(compareMarks(left, right, order));
      expect(sign(one, other)).toBe(sign(other, one) === 0 ? 0 : -sign(other, one));
      if (sign(one, other) <= 0 && sign(other, third) <= 0) expect(sign(one, third)).toBeLessThanOrEqual(0);
    }),
  );
});

/** So slow that a call gets through some of the lists only. */
const slow = { method: 'GET', path: /\/entries$/, delay: 500, times: 1_000 };
const settings = { TIMEOUT_MS: '3000' };

/** Follows what each answer says, with the network slow in every call that only tells. */
async function follow(opened: Stack, args: Json): Promise<{ plans: number; parts: number }> {
  const seen = { plans: 0, parts: 0 };
  let next: Json = {};
  for (let call = 0; call < 60; call += 1) {
    const isPlan = next.code === undefined;
    if (isPlan) opened.sandbox.fault(slow);
    const answer = await opened.call('bulk_edit', { ...args, ...next });
    await fetch(`${opened.sandbox.origin}/faults`, { method: 'DELETE' });
    if (isPlan) seen.plans += 1;
    else seen.parts += 1;
    const on = answer.next as Json | undefined;
    if (!on) return seen;
    // A part that is done is followed by a plan, which has no code.
    next = on.code === undefined && !isPlan ? on : { ...next, ...on };
  }
  throw new Error('it has no end');
}

it.concurrent.each([
  ['a text', { find: 'e', with: 'zq' }],
  [
    'edits of what meets a condition',
    { edits: [{ at: 'tags', insert: 'new' }], where: [{ field: 'title', is: 'filled' }] },
  ],
  [
    'edits of what no longer meets the condition',
    { edits: [{ at: 'tags', set: ['new'] }], where: [{ field: 'tags', is: 'empty' }] },
  ],
])('goes through all of it for %s', async (_, asked) => {
  const args = { ...asked, content_types: ['page', 'author'] };
  await using whole = await openStack({ settings: { MAX_RESULT_TOKENS: '100000', TIMEOUT_MS: '30000' } });
  const before = copy(whole);
  const plan = await whole.call('bulk_edit', args);
  let next = plan.next as Json | undefined;
  while (next) next = (await whole.call('bulk_edit', { ...args, ...next })).next as Json | undefined;
  const wanted = listChanged(before, whole).sort();
  expect(wanted.length).toBeGreaterThan(5);
  await using opened = await openStack({ settings });
  const untouched = copy(opened);
  const seen = await follow(opened, args);
  expect(listChanged(untouched, opened).sort()).toEqual(wanted);
  expect(seen.plans).toBeGreaterThan(1);
});
