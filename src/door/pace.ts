// The pace: requests leave in the order they came, callers in turn, and no more of them in a second than the organisation may send.
import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { type Answer, NoAnswer } from '../operations/answer.ts';
import type { CmaRequest } from './request.ts';
import { Turns, type Waiting } from './turns.ts';

/** Requests a second of each kind that the API counts apart; undefined is as many as there are. */
export interface Rates {
  reads: number | undefined;
  writes: number | undefined;
  bulk: number | undefined;
}

type Paced = Pick<CmaRequest, 'method' | 'path' | 'givesWay' | 'leavesRoom' | 'caller' | 'until'>;

export interface Pace {
  /**
   * Waits until the request may leave.
   * @param isAgain it has left before, so it goes before those that came later.
   * @returns what is to be told of the answer, as that says what the organisation has left.
   * @throws {NoAnswer} when more are waiting than could leave in time, and the signal's reason.
   */
  take(request: Paced, signal: AbortSignal, isAgain: boolean): Promise<Heed>;
  /** What holds now, by kind; a kind without a limit is not there. */
  now(): Partial<Record<keyof Rates, Going>>;
}

export interface Going {
  /** Requests a second, as the API or the settings say, whichever is less. */
  limit: number;
  waiting: number;
}

/** The paces of a server, as the API counts the requests of an organisation, whichever of its stacks they are for. */
export type Paces = Map<string, Pace>;

export type Heed = (answer: Pick<Answer, 'status' | 'rate' | 'retryAfter'>) => Promise<void>;

/** In seconds: a little longer than the one the API counts by, as the network delays requests unequally. */
export const window = 1.05;

/** @param timeoutMs how long a call may wait: who would have to wait longer is told at once. */
export function makePace(rates: Rates, timeoutMs: number): Pace {
  const lanes = {
    reads: makeLane('RATE_READS', rates.reads, timeoutMs),
    writes: makeLane('RATE_WRITES', rates.writes, timeoutMs),
    bulk: makeLane('RATE_BULK', rates.bulk, timeoutMs),
  };
  return {
    take: (request, signal, isAgain) => lanes[toKind(request)].take(request, signal, isAgain),
    now: () =>
      Object.fromEntries(
        Object.entries(lanes).flatMap(([kind, lane]) => {
          const going = lane.now();
          return going ? [[kind, going]] : [];
        }),
      ),
  };
}

/** The API counts by the method, whatever a request does. */
function toKind({ method, path }: Paced): keyof Rates {
  if (method === 'GET') return 'reads';
  return path.startsWith('/bulk/') ? 'bulk' : 'writes';
}

interface Lane {
  take(request: Paced, signal: AbortSignal, isAgain: boolean): Promise<Heed>;
  now(): Going | undefined;
}

/** The longest that a lane pauses because it was told to, in milliseconds; then one request finds out. */
const longestPause = 60_000;

/** Places of each second that are taken at most by what leaves room: all but two by what the server asks itself, half by a task. */
const shares = { some: (limit: number) => limit - 2, half: (limit: number) => Math.floor(limit / 2) };

/**
 * As many places as may leave in a second, taken in turn, each free again a second later: so no second, wherever it
 * begins, holds more, as it would where whole seconds are counted.
 */
function makeLane(setting: string, rate: number | undefined, timeoutMs: number): Lane {
  if (rate === undefined) return { take: async () => async () => {}, now: () => undefined };
  const places = new RateLimiterMemory({ points: 1, duration: window });
  let turns = new Turns();
  class Own extends Turns {
    constructor() {
      super();
      turns = this;
    }
  }
  // It makes its queue itself.
  const queue = new PQueue<Own, Waiting>({ concurrency: 1, queueClass: Own });
  const modest = { some: makeModest(), half: makeModest() };
  let limit = rate;
  let next = 0;
  /** The first in the queue waits, and with it all others. */
  let isHeld = false;
  /** What the API asked for: until when nothing is sent, and what it said itself; as Date.now() tells it. */
  let pause = { until: 0, told: 0 };
  /** After a pause that is shorter than it was told: the one request that finds out whether it is over. */
  let trial: Promise<void> | undefined;
  let isTrial = false;

  const hold = async (work: Promise<unknown>): Promise<void> => {
    isHeld = true;
    await work.finally(() => {
      isHeld = false;
    });
  };
  /** Until there is no pause, and nobody else is finding out. */
  const heedPause = async (signal: AbortSignal): Promise<() => void> => {
    for (;;) {
      const left = pause.until - Date.now();
      if (left > 0) await hold(wait(left, undefined, { signal }));
      else if (trial) await hold(orAborted(trial, signal));
      else break;
    }
    if (!isTrial) return () => {};
    isTrial = false;
    let end = (): void => {};
    const answered = new Promise<void>(resolve => {
      end = resolve;
    });
    trial = Promise.race([answered, wait(timeoutMs, undefined, { ref: false })]).finally(() => {
      trial = undefined;
    });
    return end;
  };

  /** What leaves room for others takes its turn among fewer places, and only then one of all. */
  const leaveRoom = (share: keyof typeof shares, signal: AbortSignal): Promise<void> => {
    const { places: few, queue: line } = modest[share];
    return line.add(
      async () => {
        const place = modest[share].turn % Math.max(1, shares[share](limit));
        modest[share].turn = place + 1;
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
  };

  const leave = async (signal: AbortSignal): Promise<Heed> => {
    const endTrial = await heedPause(signal);
    for (;;) {
      const full = await places.consume(next % limit).then(
        () => undefined,
        (refused: { msBeforeNext: number }) => refused,
      );
      if (!full) break;
      await hold(wait(Math.max(1, full.msBeforeNext), undefined, { signal }));
    }
    next = (next + 1) % limit;
    const left = Date.now();
    return answer => heed(answer, left).finally(endTrial);
  };

  const heed = async ({ status, rate: told, retryAfter }: Parameters<Heed>[0], left: number): Promise<void> => {
    if (told && told.limit >= 1) limit = Math.min(rate, told.limit);
    if (status === 429 && retryAfter) {
      const now = Date.now();
      pause = { until: now + Math.min(retryAfter, longestPause), told: now + retryAfter };
      isTrial = retryAfter > longestPause;
      return;
    }
    const order = Array.from({ length: limit }, (_, turn) => (next + turn) % limit);
    // What others send in the name of the organisation takes places too: no more stay free than are said to be left.
    const rest = window - (Date.now() - left) / 1000;
    const remaining = status === 429 ? 0 : (told?.remaining ?? limit);
    if (rest <= 0 || remaining >= limit) return;
    const known = await Promise.all(order.map(place => places.get(place)));
    const free = order.filter((_, turn) => known[turn] === null);
    for (const place of free.slice(remaining)) await places.block(place, rest);
  };

  return {
    async take({ givesWay = false, leavesRoom, caller = '', until = Date.now() + timeoutMs }, signal, isAgain) {
      if (givesWay && isHeld) throw new NoAnswer('busy', 'Nothing was sent: others are waiting.');
      if (pause.until >= until) throw toPaused(pause);
      // More would not leave before their time is up.
      const most = Math.ceil((limit * (until - Date.now())) / 1000);
      const isLate = leavesRoom === 'half';
      const before = turns.countBefore(caller, isLate);
      if (!isAgain && before >= most) {
        throw new NoAnswer(
          'busy',
          `Nothing was sent: ${before} requests are already waiting, as many as can be sent within CONTENTSTACK_TIMEOUT_MS (${timeoutMs}) at ${limit} a second (CONTENTSTACK_${setting}). Wait for some of them, then try again.`,
        );
      }
      if (leavesRoom) await leaveRoom(leavesRoom, signal);
      return queue.add(() => leave(signal), { signal, caller, priority: isAgain ? 1 : isLate ? -1 : 0 });
    },
    now: () => ({ limit, waiting: queue.size }),
  };
}

const makeModest = () => ({
  places: new RateLimiterMemory({ points: 1, duration: window }),
  queue: new PQueue({ concurrency: 1 }),
  turn: 0,
});

const toTime = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19)}Z`;

/** A time that no date can hold is one that nobody will see. */
const latest = 8.64e15;

function toPaused({ until, told }: { until: number; told: number }): NoAnswer {
  const seconds = Math.ceil((until - Date.now()) / 1000);
  const again = told > until ? ` It is asked again at ${toTime(until)}, to find out.` : '';
  return new NoAnswer(
    'busy',
    `Nothing was sent: the API answered an earlier request with 429 and Retry-After: nothing before ${toTime(Math.min(told, latest))}.${again} Try again in ${seconds} s.`,
  );
}

function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    void work.then(resolve).finally(() => signal.removeEventListener('abort', end));
  });
}
