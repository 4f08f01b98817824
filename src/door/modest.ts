// Who leaves room for others: takes its turn among fewer places of each second, and only then one of all.
import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { window } from './shared/departures.ts';

/** Places of each second that are taken at most: all but two by what the server asks itself, half by a task. */
const shares = { some: (limit: number) => limit - 2, half: (limit: number) => Math.floor(limit / 2) };

/** @returns what waits until there is one of the fewer places. */
export function makeModest(share: keyof typeof shares): (limit: number, signal: AbortSignal) => Promise<void> {
  const few = new RateLimiterMemory({ points: 1, duration: window });
  const line = new PQueue({ concurrency: 1 });
  let turn = 0;
  return (limit, signal) =>
    line.add(
      async () => {
        const place = turn % Math.max(1, shares[share](limit));
        turn = place + 1;
        for (;;) {
          const full = await few.consume(place).then(
            () => undefined,
            (refused: { msBeforeNext: number }) => refused,
          );
          if (!full) return;
          await wait(Math.max(1, full.msBeforeNext), undefined, { signal });
        }
      },
      { signal },
    );
}
