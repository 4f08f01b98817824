// The pace: in the order of their coming, never more than the API takes, and not at all when too many wait.
import { expect, it, onTestFinished, vi } from 'vitest';
import { makePace } from '../../src/door/pace.ts';
import { NoAnswer } from '../../src/operations/answer.ts';
import { open } from '../harness.ts';

const read = { method: 'GET', path: '/locales' };
const write = { method: 'POST', path: '/locales' };
const bulk = { method: 'POST', path: '/bulk/publish' };
const never = new AbortController().signal;
const slow = { reads: 1, writes: 1, bulk: 1 };

/** What has left by now. */
function watch(pace: ReturnType<typeof makePace>) {
  const left: string[] = [];
  const take = (name: string, request = read, signal = never, isAgain = false) =>
    pace.take(request, signal, isAgain).then(heed => {
      left.push(name);
      return heed;
    });
  return { left, take };
}

const soon = () => new Promise(resolve => setTimeout(resolve, 20));

it('lets a burst of 200 reads through the limits of the API, none of them failing', async () => {
  await using opened = await open({ limits: {}, settings: { RATE_READS: '10' } });
  const calls = Array.from({ length: 200 }, () => opened.call('list_languages'));
  const failed = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected').length;
  const refused = opened.sandbox.requests.filter(({ status }) => status === 429).length;
  process.stdout.write(`pace: 200 reads, ${failed} failed, ${refused} of ${opened.sandbox.requests.length} refused\n`);
  expect(failed).toBe(0);
  expect(refused).toBeLessThanOrEqual(4);
});

it('counts reads, writes and bulk operations apart', async () => {
  const { left, take } = watch(makePace(slow, 30_000));
  await Promise.all([take('read'), take('write', write), take('bulk', bulk)]);
  expect(left.sort()).toEqual(['bulk', 'read', 'write']);
});

it('lets them leave in the order they came, those before that have left before', async () => {
  const { left, take } = watch(makePace({ ...slow, reads: 2 }, 30_000));
  await Promise.all([take('a'), take('b')]);
  await Promise.all([take('c'), take('d'), take('a again', read, never, true)]);
  // The first of those waiting is at the door already.
  expect(left).toEqual(['a', 'b', 'c', 'a again', 'd']);
});

it('refuses what could not leave in time, and says so', async () => {
  const { take } = watch(makePace(slow, 2000));
  await take('a');
  const ending = new AbortController();
  // One at the door and two behind it.
  const waiting = ['b', 'c', 'd'].map(name => take(name, read, ending.signal).catch(() => {}));
  const refusal = await take('e').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(NoAnswer);
  expect(refusal).toMatchObject({
    kind: 'busy',
    isSent: false,
    message: expect.stringContaining('CONTENTSTACK_RATE_READS'),
  });
  ending.abort();
  await Promise.all(waiting);
});

it('forgets at once who cancels, so that nobody waits for them', async () => {
  const { left, take } = watch(makePace({ ...slow, reads: 2 }, 30_000));
  await Promise.all([take('a'), take('b')]);
  const ending = new AbortController();
  const gone = Array.from({ length: 20 }, (_, n) => take(`gone ${n}`, read, ending.signal).catch(() => 'gone'));
  const waiting = take('c');
  ending.abort();
  expect(new Set(await Promise.all(gone))).toEqual(new Set(['gone']));
  expect(left).toEqual(['a', 'b']);
  await waiting;
  expect(left).toEqual(['a', 'b', 'c']);
});

it('learns a lower limit, and what others have used', async () => {
  const lowered = watch(makePace({ ...slow, reads: 10 }, 30_000));
  const heed = await lowered.take('a');
  await heed({ status: 200, rate: { limit: 3, remaining: 2 } });
  const ending = new AbortController();
  const rest = ['b', 'c', 'd', 'e'].map(name => lowered.take(name, read, ending.signal).catch(() => {}));
  await soon();
  expect(lowered.left).toEqual(['a', 'b', 'c']);
  ending.abort();
  await Promise.all(rest);

  const shared = watch(makePace({ ...slow, reads: 10 }, 30_000));
  const told = await shared.take('a');
  await told({ status: 200, rate: { limit: 10, remaining: 1 } });
  const last = new AbortController();
  const others = ['b', 'c', 'd'].map(name => shared.take(name, read, last.signal).catch(() => {}));
  await soon();
  expect(shared.left).toEqual(['a', 'b']);
  last.abort();
  await Promise.all(others);
});

it('never exceeds what it is set to, whatever the API would allow', async () => {
  const { left, take } = watch(makePace({ ...slow, reads: 2 }, 30_000));
  const heed = await take('a');
  await heed({ status: 200, rate: { limit: 100, remaining: 99 } });
  const ending = new AbortController();
  const rest = ['b', 'c'].map(name => take(name, read, ending.signal).catch(() => {}));
  await soon();
  expect(left).toEqual(['a', 'b']);
  ending.abort();
  await Promise.all(rest);
});

it('holds everybody back while one is told to wait', async () => {
  const { left, take } = watch(makePace({ ...slow, reads: 10 }, 30_000));
  const heed = await take('a');
  await heed({ status: 429, retryAfter: 500 });
  const waiting = take('b');
  await soon();
  expect(left).toEqual(['a']);
  await waiting;
  expect(left).toEqual(['a', 'b']);
});

it('is one for all that a server sends, also what it asks at the start', async () => {
  await using opened = await open({ limits: {}, settings: { RATE_READS: '10' } });
  await Promise.all(Array.from({ length: 12 }, () => opened.call('list_languages')));
  expect(opened.sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
});

it('refuses at once what cannot leave before the API wants to be asked again, and says who wanted that', async () => {
  const { take } = watch(makePace({ ...slow, reads: 10 }, 5_000));
  const heed = await take('a');
  await heed({ status: 429, retryAfter: 20_000 });
  const refused = (await take('b').catch((error: unknown) => error)) as NoAnswer;
  expect(refused).toMatchObject({ kind: 'busy', isSent: false });
  expect(refused.message).toMatch(/429 and Retry-After: nothing before 20\d\d-.+Z\. Try again in (19|20) s\./);
});

it('pauses a minute at most, however long it is told to', async () => {
  const { take } = watch(makePace({ ...slow, reads: 10 }, 5_000));
  const heed = await take('a');
  await heed({ status: 429, retryAfter: 86_400_000 });
  const { message } = (await take('b').catch((error: unknown) => error)) as NoAnswer;
  expect(message).toMatch(/It is asked again at .+Z, to find out\. Try again in (59|60) s\./);
  const absurd = watch(makePace({ ...slow, reads: 10 }, 5_000));
  await (await absurd.take('a'))({ status: 429, retryAfter: 1e300 });
  await expect(absurd.take('b')).rejects.toThrow('Try again in');
});

it('tries once when a pause is over that was cut short, then lets the others follow', async () => {
  vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { left, take } = watch(makePace({ ...slow, reads: 10 }, 200_000));
  await (await take('a'))({ status: 429, retryAfter: 3_600_000 });
  vi.setSystemTime(Date.now() + 60_001);
  const first = take('b');
  const others = [take('c'), take('d')];
  await soon();
  expect(left).toEqual(['a', 'b']);
  await (await first)({ status: 200 });
  await Promise.all(others);
  expect(left).toEqual(['a', 'b', 'c', 'd']);
});

it('lets callers take turns, so that nobody waits for all that another has asked', async () => {
  const { left, take } = watch(makePace({ ...slow, reads: 5 }, 60_000));
  const ending = new AbortController();
  const by = (caller: string) => (number: number) =>
    take(`${caller}${number}`, { ...read, caller } as typeof read, ending.signal).catch(() => {});
  const many = Array.from({ length: 100 }, (_, number) => by('one')(number));
  const few = [0, 1].map(by('two'));
  await Promise.all(few);
  // Five of the first leave at once, and one more is at the door; from there on it is turn by turn.
  expect(left.filter(name => name.startsWith('one')).length).toBeLessThanOrEqual(9);
  ending.abort();
  await Promise.all(many);
});

it('leaves places free in each second for others than who is to leave room', async () => {
  const pace = makePace({ ...slow, reads: 10 }, 30_000);
  const { left, take } = watch(pace);
  const ending = new AbortController();
  const modest = Array.from({ length: 12 }, (_, index) =>
    take(`modest ${index}`, { ...read, leavesRoom: 'some' } as typeof read, ending.signal).catch(() => {}),
  );
  await soon();
  expect(left).toHaveLength(8);
  await Promise.all([take('a'), take('b')]);
  expect(left.slice(8)).toEqual(['a', 'b']);
  expect(pace.now()).toMatchObject({ reads: { limit: 10 } });
  ending.abort();
  await Promise.all(modest);
});

it('takes at most half of the places for a task, which gives way to whatever else waits', async () => {
  const pace = makePace({ ...slow, reads: 4 }, 30_000);
  const { left, take } = watch(pace);
  const ending = new AbortController();
  const half = { ...read, leavesRoom: 'half' } as typeof read;
  const tasks = Array.from({ length: 8 }, (_, index) => take(`task ${index}`, half, ending.signal).catch(() => {}));
  await soon();
  expect(left).toEqual(['task 0', 'task 1']);
  // The rest of this second is taken by others; of the next, a task gets nothing while others wait.
  await Promise.all([take('a'), take('b')]);
  const more = Array.from({ length: 6 }, (_, index) => take(`more ${index}`));
  await Promise.all(more);
  expect(left.slice(2, 10)).toEqual(['a', 'b', 'more 0', 'more 1', 'more 2', 'more 3', 'more 4', 'more 5']);
  ending.abort();
  await Promise.all(tasks);
});

it('lets a task have its turn, if late, however many others there are', async () => {
  const pace = makePace({ ...slow, reads: 20 }, 30_000);
  const { left, take } = watch(pace);
  // One second is used up, so that all of these wait.
  await Promise.all(Array.from({ length: 20 }, (_, index) => take(`first ${index}`)));
  const half = { ...read, leavesRoom: 'half' } as typeof read;
  const task = take('task', half);
  const others = Array.from({ length: 30 }, (_, index) => take(`other ${index}`));
  await task;
  expect(left.filter(name => name.startsWith('other')).length).toBeLessThanOrEqual(10);
  await Promise.all(others);
});
