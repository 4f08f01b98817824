// What a rehearsal answers: the requests that would leave and what would be asked first, within the budget.

import type { Arguments } from '../../operations/arguments.ts';
import type { Unsent } from '../../operations/rehearsed.ts';
import { estimateJson } from '../cut/estimate.ts';
import { toFitting, toMore } from '../cut/fit.ts';

type Json = Record<string, unknown>;

/** What did not happen. */
export interface Would {
  /** In words, what it would do. */
  do?: string;
  /** What the user would be asked, and so what would be hit. */
  ask: readonly string[];
  send: readonly Unsent[];
}

/** Of the whole answer of a task, what its requests may take. */
const share = 3;

const toJson = ({ ask, send, ...rest }: Would): Json => ({
  ...rest,
  ...(ask.length > 0 ? { ask } : {}),
  ...(send.length > 0 ? { send } : {}),
});

/** @param beside what would come of it, and where. What is too long is cut there and in the requests alike. */
export function presentRehearsal(would: Would, beside: Arguments, budget: number): Json {
  return toFitting({ would: toJson(would), ...beside }, budget, true, (value, cuts) => {
    const { cut } = toMore(cuts);
    return { ...value, ...(cut === undefined ? {} : { cut }) };
  });
}

/** @param show the task's own answer, within what is left. */
export function presentTaskRehearsal(would: Would, budget: number, show: (budget: number) => Json): Json {
  if (would.ask.length + would.send.length === 0) return show(budget);
  const short = toFitting(toJson(would), Math.floor(budget / share), true, (value, cuts) => {
    const { cut } = toMore(cuts);
    return { ...value, ...(cut === undefined ? {} : { cut }) };
  });
  return { ...show(budget - estimateJson({ would: short })), would: short };
}
