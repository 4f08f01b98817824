// Several processes, one limit: what they send together keeps within it, is shared evenly, and none of it is lost.
import { expect, it } from 'vitest';
import { readAll, refusedOf, startFleet, tell } from './fleet.ts';
import { startStore } from './redis.ts';

it('lets four processes read as fast as one, and nobody is refused', async () => {
  const store = await startStore();
  const { sandbox, processes } = await startFleet(4, store.url);
  const begun = performance.now();
  const failed = (await Promise.all(processes.map(each => readAll(each, 50)))).flat();
  tell('shared limit', 200, performance.now() - begun, sandbox);
  expect(failed).toEqual([]);
  // None on a machine that has time; where it has none, requests arrive later than they left.
  expect(refusedOf(sandbox)).toBeLessThanOrEqual(4);
  expect(processes.flatMap(each => each.said())).toEqual([]);
});
