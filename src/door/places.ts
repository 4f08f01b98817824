// The places of one process: as many as may leave in a second, taken in turn, each free again a second later.
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { type Places, type Told, window } from './shared/departures.ts';

/**
 * So no second, wherever it begins, holds more than the limit, as it would where whole seconds are counted. Of less than one
 * in a second there is one place, for longer.
 */
export function makePlaces(): Places {
  const places = new RateLimiterMemory({ points: 1, duration: window });
  let next = 0;
  const toCount = (limit: number): number => Math.max(1, Math.floor(limit));
  const toSeconds = (limit: number): number => window / Math.min(1, limit);

  const heed = async ({ status, rate, pause }: Told, limit: number, left: number): Promise<void> => {
    if (pause) return;
    const order = Array.from({ length: toCount(limit) }, (_, turn) => (next + turn) % toCount(limit));
    // What others send in the name of the organisation takes places too: no more stay free than are said to be left.
    const rest = toSeconds(limit) - (Date.now() - left) / 1000;
    const remaining = status === 429 ? 0 : (rate?.remaining ?? limit);
    if (rest <= 0 || remaining >= limit) return;
    const known = await Promise.all(order.map(place => places.get(place)));
    const free = order.filter((_, turn) => known[turn] === null);
    for (const place of free.slice(remaining)) await places.block(place, rest);
  };

  return {
    async next(limit, hold) {
      const options = { customDuration: toSeconds(limit) };
      for (;;) {
        const full = await places.consume(next % toCount(limit), 1, options).then(
          () => undefined,
          (refused: { msBeforeNext: number }) => refused,
        );
        if (!full) break;
        await hold(Math.max(1, full.msBeforeNext));
      }
      next = (next + 1) % toCount(limit);
      const left = Date.now();
      return { heed: (told, now) => heed(told, now, left) };
    },
    async mark(limit) {
      await places.block(next % toCount(limit), toSeconds(limit));
      next = (next + 1) % toCount(limit);
    },
  };
}
