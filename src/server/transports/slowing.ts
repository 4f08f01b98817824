// Wrong bearers wait longer each time they are shown, each by itself: whoever shows a right one is never held up by them.
import { createHmac, randomBytes } from 'node:crypto';

/** What is told of one token, or of many together: then it has no digest. */
export interface Wrong {
  /** Tells one token from another until this process ends, and nothing of it. */
  digest?: string;
  address?: string | undefined;
  /** How often since it was told last. */
  count: number;
}

interface Slowing {
  /** @returns whether it has waited; false where too many wait already. It waits no longer than `gone`. */
  show(token: string, address: string | undefined, gone: AbortSignal): Promise<boolean>;
  /** How many wait, and how many tokens are remembered. */
  now(): { waiting: number; known: number };
  /** Nobody waits any longer, and what was not told is. */
  end(): void;
}

interface Shown {
  times: number;
  at: number;
  address: string | undefined;
  untold: number;
}

/** In milliseconds: for the first time and for any; when it begins anew; how often what was held back is told. */
const waits = { first: 250, longest: 5_000, forget: 600_000, tell: 60_000 };

/** What somebody could fill without end has an end. */
const most = { known: 4_096, waiting: 256, told: 20 };

export const retrySeconds = waits.longest / 1000;

/** @param tell hears of a token at its first time, and then at most once a minute; of many different ones of some. */
export function makeSlowing(tell: (wrong: Wrong) => void, now: () => number = Date.now): Slowing {
  const key = randomBytes(32);
  const known = new Map<string, Shown>();
  const waiting = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  /** How many were told since the last minute began. */
  let told = 0;
  /** Of those that were forgotten before they were told. */
  let lost = 0;

  const sweep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    told = 0;
    let rest = lost;
    lost = 0;
    for (const [digest, shown] of known) {
      if (shown.untold === 0) continue;
      if (told < most.told) {
        told += 1;
        tell({ digest, address: shown.address, count: shown.untold });
      } else rest += shown.untold;
      shown.untold = 0;
    }
    if (rest > 0) tell({ count: rest });
    // Those just told are not told again within a minute.
    if (told > 0) plan();
  };
  const plan = (): void => {
    timer ??= setTimeout(sweep, waits.tell);
    timer.unref();
  };
  const note = (digest: string, address: string | undefined): number => {
    const old = known.get(digest);
    const isFresh = old === undefined || now() - old.at > waits.forget;
    const shown: Shown = { times: isFresh ? 1 : old.times + 1, at: now(), address, untold: (old?.untold ?? 0) + 1 };
    known.delete(digest);
    known.set(digest, shown);
    const [oldest] = known.size > most.known ? known : [];
    if (oldest) {
      lost += oldest[1].untold;
      known.delete(oldest[0]);
    }
    if (old === undefined && told < most.told) {
      told += 1;
      shown.untold = 0;
      tell({ digest, address, count: 1 });
    }
    plan();
    return Math.min(waits.longest, waits.first * 2 ** (shown.times - 1));
  };
  return {
    show(token, address, gone) {
      const pause = note(createHmac('sha256', key).update(token).digest('hex').slice(0, 8), address);
      if (waiting.size >= most.waiting) return Promise.resolve(false);
      return new Promise(resolve => {
        const go = (): void => {
          clearTimeout(waking);
          waiting.delete(go);
          gone.removeEventListener('abort', go);
          resolve(true);
        };
        const waking = setTimeout(go, pause);
        waiting.add(go);
        gone.addEventListener('abort', go, { once: true });
      });
    },
    now: () => ({ waiting: waiting.size, known: known.size }),
    end() {
      for (const go of waiting) go();
      sweep();
      clearTimeout(timer);
    },
  };
}
