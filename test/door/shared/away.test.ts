// Without a store to be reached: each process paces itself, at once, and says once that it does; and what it claims holds there.
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { makePace } from '../../../src/door/pace.ts';
import { openShared } from '../../../src/door/shared/shared.ts';
import { toUsed } from '../../../src/server/confirm/agreement.ts';

const read = { method: 'GET', path: '/locales' };
const never = new AbortController().signal;

function openAway() {
  const said: string[] = [];
  const shared = openShared({ path: '/nowhere/at/all', isTls: false, database: 0, password: 'hiddenword' }, line =>
    said.push(line),
  );
  onTestFinished(() => shared.close());
  return { shared, said };
}

it('lets requests leave at the pace of one process', async () => {
  const { shared, said } = openAway();
  const sharing = shared.share('https://api.contentstack.io', 'k');
  const pace = makePace({ reads: 3, writes: 1, bulk: 1 }, 30_000, sharing);
  const left: number[] = [];
  const ending = new AbortController();
  const all = Array.from({ length: 8 }, (_, index) =>
    pace
      .take(read, ending.signal, false)
      .then(() => left.push(index))
      .catch(() => {}),
  );
  await Promise.all(all.slice(0, 3));
  await wait(20);
  expect(left).toEqual([0, 1, 2]);
  expect(said).toEqual([expect.stringContaining('is away (ENOENT)')]);
  sharing.join('blt1234567890123456');
  ending.abort();
  await Promise.all(all);
  await pace.take({ ...read, method: 'POST' }, never, false);
  expect(said.length).toBe(1);
  expect(said.join()).not.toMatch(/hiddenword|nowhere/);
});

it('learns a pause and a limit all the same', async () => {
  const { shared } = openAway();
  const pace = makePace({ reads: 10, writes: 1, bulk: 1 }, 5_000, shared.share('https://api.contentstack.io', 'k'));
  await (await pace.take(read, never, false))({ status: 200, rate: { limit: 4, remaining: 3 } });
  expect(pace.now()).toMatchObject({ reads: { limit: 4 } });
  await (await pace.take(read, never, false))({ status: 429, retryAfter: 20_000 });
  await expect(pace.take(read, never, false)).rejects.toThrow('429 and Retry-After');
});

it('lets a yes be used once in this process, also by two at once', async () => {
  const { shared } = openAway();
  const used = toUsed(shared);
  expect((await Promise.all([used.add('one'), used.add('one')])).sort()).toEqual([false, true]);
  expect(await used.has('one')).toBe(true);
  expect(await used.has('two')).toBe(false);
});
