// Several processes, one limit: what they send together keeps within it, is shared evenly, and none of it is lost, whoever falls.
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Process, readAll, refusedOf, startFleet, tell } from './fleet.ts';
import { startStore, startStoreFor } from './redis.ts';

/** None on a machine that has time; where it has none, requests arrive later than they left. Without a store it is every other one. */
const few = 20;

const isAway = expect.stringMatching(/the store of CONTENTSTACK_SHARED_LIMIT is away/);
const isBack = expect.stringMatching(/the store of CONTENTSTACK_SHARED_LIMIT is back/);

it('lets four processes read as fast as one, and nobody is refused', async () => {
  const store = await startStore();
  const { sandbox, processes } = await startFleet(4, store.url);
  const begun = performance.now();
  const failed = (await Promise.all(processes.map(each => readAll(each, 50)))).flat();
  tell('shared limit', 200, performance.now() - begun, sandbox);
  expect(failed).toEqual([]);
  expect(refusedOf(sandbox)).toBeLessThanOrEqual(few);
  expect(processes.flatMap(each => each.said())).toEqual([]);
});

it('gives each process about as much, however many callers it has', async () => {
  const store = await startStore();
  const { sandbox, processes } = await startFleet(4, store.url);
  const done = [0, 0, 0, 0];
  const sum = () => done.reduce((all, one) => all + one, 0);
  const failed: string[] = [];
  const callOn = async (each: Process, index: number) => {
    while (sum() < 120) {
      failed.push(...(await readAll(each, 1)));
      done[index] = (done[index] ?? 0) + 1;
    }
  };
  await Promise.all(
    processes.flatMap((each, index) => Array.from({ length: index === 0 ? 20 : 2 }, () => callOn(each, index))),
  );
  process.stdout.write(`shares of 20, 2, 2 and 2 callers: ${done.join(', ')}\n`);
  expect(failed).toEqual([]);
  expect(refusedOf(sandbox)).toBeLessThanOrEqual(few);
  // By their number, the first would have 92 of 120, the others 9 each. What it had under way at the end counts for it.
  for (const one of done.slice(1)) expect(one).toBeGreaterThan(18);
});

// Those in which something falls mostly wait for each other's patience, and so run at once; each has a store and processes of its own.
it.concurrent.for(['SIGKILL', 'SIGSTOP'] as const)(
  'loses no call of the others when a process gets %s',
  async (signal, { expect, onTestFinished: atEnd }) => {
    const store = await startStoreFor(atEnd);
    const { sandbox, processes } = await startFleet(3, store.url, {}, atEnd);
    const [first, ...others] = processes as [Process, ...Process[]];
    let done = 0;
    const count = () => {
      done += 1;
    };
    void readAll(first, 30);
    const reading = others.map(each => readAll(each, 30, count));
    await expect.poll(() => done).toBeGreaterThan(8);
    first.signal(signal);
    expect((await Promise.all(reading)).flat()).toEqual([]);
    expect(refusedOf(sandbox)).toBeLessThanOrEqual(few);
    expect(others.flatMap(each => each.said())).toEqual([]);
  },
);

it.concurrent.for(['SIGKILL', 'SIGSTOP'] as const)(
  'loses no call when the store gets %s, says so once, and returns after it',
  async (signal, { expect, onTestFinished: atEnd }) => {
    const store = await startStoreFor(atEnd);
    const { processes } = await startFleet(3, store.url, {}, atEnd);
    let done = 0;
    const count = () => {
      done += 1;
    };
    const reading = processes.map(each => readAll(each, 60, count));
    await expect.poll(() => done).toBeGreaterThan(20);
    if (signal === 'SIGKILL') await store.kill();
    else store.signal(signal);
    await expect.poll(() => processes.map(each => each.said())).toEqual(processes.map(() => [isAway]));
    // They go on without it.
    const before = done;
    await expect.poll(() => done).toBeGreaterThan(before + 15);
    if (signal === 'SIGKILL') await store.restart();
    else store.signal('SIGCONT');
    await expect.poll(() => processes.map(each => each.said())).toEqual(processes.map(() => [isAway, isBack]));
    expect((await Promise.all(reading)).flat()).toEqual([]);
    // What they send now is in its log again.
    await Promise.all(processes.map(each => readAll(each, 1)));
    expect(await store.ask('KEYS', '*reads:log')).toContain('reads:log');
  },
);

it('holds all back by a pause that one has heard of', async () => {
  const store = await startStore();
  const { sandbox, processes } = await startFleet(3, store.url);
  const [first, ...others] = processes as [Process, ...Process[]];
  sandbox.fault({ method: 'GET', path: '/locales', answer: { status: 429, headers: { 'retry-after': '5' } } });
  const held = readAll(first, 1);
  await expect.poll(() => refusedOf(sandbox)).toBe(1);
  // It has reached the process, which has told the store.
  await expect.poll(() => store.ask('KEYS', '*:pause')).toContain(':pause');
  const before = sandbox.requests.length;
  const reading = others.map(each => readAll(each, 10));
  await wait(2_000);
  expect(sandbox.requests.length).toBe(before);
  expect((await Promise.all([held, ...reading])).flat()).toEqual([]);
  expect(sandbox.requests.length).toBe(22);
});
