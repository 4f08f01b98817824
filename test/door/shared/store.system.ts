// What the store holds for all: departures within the limit, limits and pauses that one has heard of, and nothing that is secret.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'iovalkey';
import { expect, it, onTestFinished } from 'vitest';
import { makePace } from '../../../src/door/pace.ts';
import { reserve } from '../../../src/door/shared/scripts.ts';
import { openShared } from '../../../src/door/shared/shared.ts';
import type { Client } from '../../../src/door/shared/store.ts';
import { toUsed } from '../../../src/server/confirm/agreement.ts';
import type { SharedLimit } from '../../../src/settings/shared-limit.ts';
import { toSharedLimit } from '../../../src/settings/shared-limit.ts';
import { countMost } from './fleet.ts';
import { type Store, startStore } from './redis.ts';

const read = { method: 'GET', path: '/locales' };
const never = new AbortController().signal;
const origin = 'https://api.contentstack.io';
const rates = { reads: 10, writes: 10, bulk: 1 };

const toAddress = ({ url }: Store, password?: string) => {
  const address = toSharedLimit(url, password, message => new Error(message));
  if (!address) throw new Error('no address');
  return address;
};

/** What one process has. */
function open(
  store: Store,
  more: { stack?: string; address?: SharedLimit; password?: string; timeoutMs?: number } = {},
) {
  const said: string[] = [];
  const shared = openShared(more.address ?? toAddress(store, more.password), line => said.push(line));
  onTestFinished(() => shared.close());
  const sharing = shared.share(origin, more.stack ?? 'stack');
  const pace = makePace(rates, more.timeoutMs ?? 30_000, sharing);
  const ending = new AbortController();
  let left = 0;
  const burst = (count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        pace.take(read, ending.signal, false).then(
          heed => {
            left += 1;
            return heed;
          },
          () => undefined,
        ),
      ),
    );
  return { shared, sharing, pace, burst, end: () => ending.abort(), left: () => left, said };
}

/** What the page says that a user of the store needs. */
function readRules(): string[] {
  const page = readFileSync(new URL('../../../docs/serving.md', import.meta.url), 'utf8');
  const [, rules = ''] = /`(~\{contentstack-cma-mcp\}:\* [^`]+)`/.exec(page) ?? [];
  return rules.split(/\s+/);
}

/** So many have left, and no more do. */
async function leaves(each: { left: () => number }, count: number): Promise<void> {
  await expect.poll(each.left).toBe(count);
  await soon();
  expect(each.left()).toBe(count);
}

const soon = () => wait(150);

it.each([
  ['at one rate', [10]],
  ['at whatever rate', [5, 10, 10]],
])('reserves no more departures in any second than may leave, however many ask %s', async (_, of) => {
  const store = await startStore();
  const redis = new Redis({ path: toAddress(store).path ?? '' });
  onTestFinished(() => redis.disconnect());
  redis.defineCommand('reserve', { lua: reserve });
  const client = redis as unknown as Client;
  const window = 1_050_000;
  const keys = ['log', 'limit', 'pause', 'processes', 'moved'];
  const reserved = await Promise.all(
    Array.from({ length: 120 }, async (_, index) => {
      const rate = of[index % of.length] ?? 10;
      const asked = [rate, window, `process ${index % 7}`, 0, 60_000_000];
      return client.reserve(5, ...keys, ...asked) as Promise<number[]>;
    }),
  );
  const times = reserved.map(([, at]) => at ?? 0);
  expect(new Set(times).size).toBe(120);
  expect(countMost(times, window)).toBeLessThanOrEqual(10);
  // In one burst after the other.
  if (of.length === 1) expect(Math.max(...times) - Math.min(...times)).toBeLessThan(12 * window);
});

it('counts what left for a stack for its organisation, and that of all its stacks together', async () => {
  const store = await startStore();
  const [one, other, third] = [open(store), open(store), open(store, { stack: 'another' })];
  await one.burst(6);
  one.sharing.join('organization');
  // The other one is told by the store where to ask.
  void other.burst(6);
  await leaves(other, 4);
  third.sharing.join('organization');
  void third.burst(1);
  await soon();
  expect([other.left(), third.left()]).toEqual([4, 0]);
  for (const each of [other, third]) each.end();
});

it('tells all of a limit that one has heard of, also when it rises again', async () => {
  const store = await startStore();
  const [one, other] = [open(store), open(store)];
  const [heed] = await one.burst(1);
  await heed?.({ status: 200, rate: { limit: 3, remaining: 2 } });
  void other.burst(9);
  await leaves(other, 2);
  expect(other.pace.now()).toMatchObject({ reads: { limit: 3 } });
  await heed?.({ status: 200, rate: { limit: 10, remaining: 9 } });
  await expect.poll(() => other.left()).toBe(9);
  expect(other.pace.now()).toMatchObject({ reads: { limit: 10 } });
});

it('leaves to others what an answer says that they have taken', async () => {
  const store = await startStore();
  const [one, other] = [open(store), open(store)];
  const [heed] = await one.burst(1);
  await heed?.({ status: 200, rate: { limit: 10, remaining: 2 } });
  void other.burst(5);
  await leaves(other, 2);
  other.end();
});

it('holds all back while one is told to wait, whoever has a place already', async () => {
  const store = await startStore();
  const [one, other, late] = [open(store), open(store), open(store, { timeoutMs: 2_000 })];
  const [heed] = await one.burst(10);
  // It waits for the place that it has.
  void other.burst(1);
  await soon();
  await heed?.({ status: 429, retryAfter: 20_000 });
  await wait(1_500);
  expect(other.left()).toBe(0);
  await late.pace.take(read, AbortSignal.timeout(500), false).catch(() => {});
  await expect(late.pace.take(read, never, false)).rejects.toThrow('429 and Retry-After');
  other.end();
});

it('gives the place of a request that was given up to the next one', async () => {
  const store = await startStore();
  const one = open(store);
  await one.burst(10);
  const ending = new AbortController();
  const gone = one.pace.take(read, ending.signal, false).catch(() => 'gone');
  await soon();
  ending.abort();
  expect(await gone).toBe('gone');
  const before = await store.ask('ZCARD', (await toKeys(store)).find(key => key.endsWith('reads:log')) ?? '');
  void one.burst(1);
  await soon();
  expect(await store.ask('ZCARD', (await toKeys(store)).find(key => key.endsWith('reads:log')) ?? '')).toBe(before);
  one.end();
});

it('takes a yes or a code once, in whatever process', async () => {
  const store = await startStore();
  const [one, other] = [toUsed(open(store).shared), toUsed(open(store).shared)];
  const added = await Promise.all([one.add('a'), other.add('a'), one.add('a'), other.add('a')]);
  expect(added.filter(Boolean).length).toBe(1);
  expect([await one.has('a'), await other.has('a'), await other.has('b')]).toEqual([true, true, false]);
  expect(await other.add('b')).toBe(true);
  expect(await one.add('b')).toBe(false);
});

it('keeps nothing for ever, and nothing that tells of key, organisation or code', async () => {
  const store = await startStore('hiddenword');
  const one = open(store, { stack: 'blt00000000deadbeef', password: 'hiddenword' });
  const [heed] = await one.burst(3);
  one.sharing.join('organization-uid');
  await one.burst(1);
  await one.pace.take({ ...read, method: 'POST' }, never, false);
  await heed?.({ status: 429, rate: { limit: 9, remaining: 0 }, retryAfter: 300 });
  await toUsed(one.shared).add('the-code-itself');
  const keys = await toKeys(store);
  expect(keys.length).toBeGreaterThan(5);
  for (const key of keys) {
    expect(key).toMatch(/^\{contentstack-cma-mcp\}:(used:[\w-]{22}|[\w-]{22}:(moved|(reads|writes|bulk):\w+))$/);
    expect(Number((await store.ask('PTTL', key)).slice(1)), key).not.toBe(-1);
  }
  expect(keys.join()).not.toMatch(/deadbeef|organization-uid|the-code/);
  expect(one.said).toEqual([]);
});

it('needs no more rights than the page says, and each of them', async () => {
  const store = await startStore();
  const rules = readRules();
  const commands = rules.filter(rule => rule.startsWith('+'));
  expect(commands.length).toBeGreaterThan(10);
  const use = async (user: string, rights: readonly string[]): Promise<string[]> => {
    await store.ask('ACL', 'SETUSER', user, 'on', '>hiddenword', ...rights);
    const address = { ...toAddress(store, 'hiddenword'), username: user };
    const one = open(store, { address, stack: user });
    const [heed] = await one.burst(1);
    one.sharing.join(`organization of ${user}`);
    await heed?.({ status: 429, rate: { limit: 9, remaining: 0 }, retryAfter: 10 });
    await one.burst(1);
    const used = toUsed(one.shared);
    await used.has('a');
    await used.add(user);
    return one.said;
  };
  expect(await use('all', rules)).toEqual([]);
  const [last = ''] = commands.filter(rule => rule === '+exists');
  expect(
    await use(
      'fewer',
      rules.filter(rule => rule !== last),
    ),
  ).toEqual([expect.stringContaining('is away (NOPERM)')]);
});

it('says in a word what is wrong where it is not let in, without the password', async () => {
  const store = await startStore('hiddenword');
  const one = open(store, { password: 'wrongword' });
  await one.burst(1);
  expect(one.said).toEqual([expect.stringMatching(/is away \((WRONGPASS|NOAUTH)\)/)]);
  expect(one.said.join()).not.toContain('wrongword');
});

async function toKeys(store: Store): Promise<string[]> {
  return [...(await store.ask('KEYS', '*')).matchAll(/^\{.*$/gm)].map(([key]) => key.trim());
}
