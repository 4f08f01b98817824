// Work that waits for its time: scheduled publishing, steps of jobs. Done by the clock, before the next request is answered.

import { tellTime } from '../state/clock.ts';
import type { IsoDate, Json } from '../state/json.ts';
import type { Due, State } from '../state/state.ts';
import type { Call, Pace } from './call.ts';

export const atOnce: Pace = { queue: 0, work: 0, retry: 0, timeout: 30_000 };

export type Worker = (call: Call, data: Json) => void;

/** Puts work where it belongs by time; what is due at the same moment keeps the order in which it came. */
export function defer(call: Call, at: IsoDate, work: string, data: Json): void {
  const { due } = call.state;
  const place = due.findIndex(other => other.at > at);
  due.splice(place < 0 ? due.length : place, 0, { at, work, branch: call.branch.uid, by: call.stamp.by, data });
}

/** Takes back what was deferred and meets the test. */
export function takeBack(state: State, test: (due: Due) => boolean): void {
  state.due = state.due.filter(due => !test(due));
}

interface Doing {
  workers: Record<string, Worker>;
  /** Nothing when the branch it was for is gone. */
  makeCall: (due: Due) => Call | undefined;
  finish: (call: Call, due: Due) => void;
}

/** Does all that is due by now, work that this brings up included. */
export function doDue(state: State, { workers, makeCall, finish }: Doing): void {
  for (let next = state.due[0]; next && Date.parse(next.at) <= Date.now(); next = state.due[0]) {
    state.due.shift();
    const call = makeCall(next);
    if (!call) continue;
    workers[next.work]?.(call, next.data);
    finish(call, next);
  }
}

/** Milliseconds from now as a date. */
export const after = (milliseconds: number): IsoDate => new Date(Date.parse(tellTime()) + milliseconds).toISOString();
