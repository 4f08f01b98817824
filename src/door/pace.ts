// The pace: requests leave in the order they came, callers in turn, and no more of them in a second than the organisation may send.
import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import { type Answer, NoAnswer } from '../operations/answer.ts';
import { toKind } from './kind.ts';
import { makeModest } from './modest.ts';
import { makePlaces } from './places.ts';
import type { CmaRequest } from './request.ts';
import type { Departure, Departures, Pause, Sharing } from './shared/departures.ts';
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

interface Going {
  /** Requests a second, as the API or the settings say, whichever is less. */
  limit: number;
  waiting: number;
}

/** The paces of a server, as the API counts the requests of an organisation, whichever of its stacks they are for. */
export type Paces = Map<string, Pace>;

export type Heed = (answer: Pick<Answer, 'status' | 'rate' | 'retryAfter'>) => Promise<void>;

/**
 * @param timeoutMs how long a call may wait: who would have to wait longer is told at once.
 * @param sharing with other processes; those of this one go alone when not given.
 */
export function makePace(rates: Rates, timeoutMs: number, sharing?: Sharing): Pace {
  const make = (kind: keyof Rates): Lane => {
    const rate = rates[kind];
    if (rate === undefined) return { take: async () => async () => {}, now: () => undefined };
    const own = makePlaces();
    const departures = sharing?.of(kind, rate, own) ?? own;
    return makeLane(`RATE_${kind.toUpperCase()}`, rate, timeoutMs, departures);
  };
  const lanes = { reads: make('reads'), writes: make('writes'), bulk: make('bulk') };
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

interface Lane {
  take(request: Paced, signal: AbortSignal, isAgain: boolean): Promise<Heed>;
  now(): Going | undefined;
}

/** The longest that a lane pauses because it was told to, in milliseconds; then one request finds out. */
const longestPause = 60_000;

/** One queue, first come, first served within what is due to each; where the departures come from is none of its business. */
function makeLane(setting: string, rate: number, timeoutMs: number, departures: Departures): Lane {
  let turns = new Turns();
  class Own extends Turns {
    constructor() {
      super();
      turns = this;
    }
  }
  // It makes its queue itself.
  const queue = new PQueue<Own, Waiting>({ concurrency: 1, queueClass: Own });
  const modest = { some: makeModest('some'), half: makeModest('half') };
  let limit = rate;
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

  const halt = ({ left, told }: Pause): void => {
    const now = Date.now();
    pause = { until: now + Math.min(left, longestPause), told: now + told };
    isTrial = told > longestPause;
  };

  const leave = async (signal: AbortSignal): Promise<Heed> => {
    for (;;) {
      const endTrial = await heedPause(signal);
      const departure = await departures
        .next(limit, milliseconds => hold(wait(milliseconds, undefined, { signal })))
        .catch(error => {
          endTrial();
          throw error;
        });
      if (departure.limit) limit = Math.min(rate, departure.limit);
      if (!departure.pause) return answer => heed(answer, departure).finally(endTrial);
      halt(departure.pause);
      endTrial();
    }
  };

  const heed = async (answer: Parameters<Heed>[0], departure: Departure): Promise<void> => {
    const { status, rate: told, retryAfter } = answer;
    if (told && told.limit >= 1) limit = Math.min(rate, told.limit);
    const asked =
      status === 429 && retryAfter ? { left: Math.min(retryAfter, longestPause), told: retryAfter } : undefined;
    if (asked) halt(asked);
    await departure.heed({ status, rate: told && told.limit >= 1 ? told : undefined, pause: asked }, limit);
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
      if (leavesRoom) await modest[leavesRoom](limit, signal);
      return queue.add(() => leave(signal), { signal, caller, priority: isAgain ? 1 : isLate ? -1 : 0 });
    },
    now: () => ({ limit, waiting: queue.size }),
  };
}

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
