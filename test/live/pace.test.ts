// How fast it asks, as the sandbox sees it, and what it makes of a 429.
import { expect, it } from 'vitest';
import { gentle } from './client.ts';
import { labels } from './probes/labels.ts';
import { publishing } from './probes/publishing.ts';
import { run } from './run.ts';
import { accessOf, openSandbox, unpaced } from './stack.ts';

it('never sends more than ten requests in any second, nor a bulk operation more than once', async () => {
  const sandbox = await openSandbox({ limits: {} });
  const { requests } = sandbox;
  const arrivals: { at: number; isBulk: boolean }[] = [];
  requests.push = (...items) => {
    for (const { method, path } of items) {
      arrivals.push({ at: performance.now(), isBulk: method !== 'GET' && path.startsWith('/v3/bulk/') });
    }
    return Array.prototype.push.apply(requests, items);
  };
  const only = publishing.filter(({ shows }) => shows.some(name => name === 'bulkLimits' || name === 'bulkJobsKey'));
  const { left, broken } = await run(accessOf(sandbox), { pace: gentle, only });
  expect([left, broken]).toEqual(['', undefined]);
  const most = (times: number[]): number =>
    Math.max(...times.map(from => times.filter(at => at >= from && at < from + 1000).length));
  expect(arrivals.length).toBeGreaterThan(30);
  expect(most(arrivals.map(({ at }) => at))).toBeLessThanOrEqual(10);
  expect(most(arrivals.filter(({ isBulk }) => isBulk).map(({ at }) => at))).toBe(1);
  expect(requests.filter(({ status }) => status === 429)).toEqual([]);
});

it.each([
  { code: 429, retryAfter: false, body: 'json' },
  { code: null, retryAfter: true, body: 'text' },
] as const)('waits where it is told to, and says how it was told: $code, $retryAfter, $body', async rateRefusal => {
  // So few a second that a busy machine, too, meets them.
  const sandbox = await openSandbox({ limits: { reads: 4, writes: 4 }, choices: { rateRefusal } });
  const { rows, broken, left } = await run(accessOf(sandbox), { pace: unpaced, only: labels });
  expect([broken, left]).toEqual([undefined, '']);
  expect(sandbox.requests.some(({ status }) => status === 429)).toBe(true);
  const shown = rows.filter(({ name }) => name.startsWith('rateRefusal.')).map(row => [row.name, row.shown]);
  expect(Object.fromEntries(shown)).toEqual(
    Object.fromEntries(Object.entries(rateRefusal).map(([part, value]) => [`rateRefusal.${part}`, value])),
  );
});
