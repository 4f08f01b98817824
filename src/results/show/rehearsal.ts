// What a rehearsal answers: the requests that would leave and what would be asked first, within the budget.

import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Unsent } from '../../operations/rehearsed.ts';
import { estimateJson, fits } from '../cut/estimate.ts';
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

/** @param beside what would come of it, and where. */
export function presentRehearsal(would: Would, beside: Arguments, budget: number): Json {
  return present(would, beside, budget, (own, rest) => ({ would: own, ...rest }));
}

/** @param show the task's own answer, within what is left. */
export function presentTaskRehearsal(would: Would, budget: number, show: (budget: number) => Json): Json {
  if (would.ask.length + would.send.length === 0) return show(budget);
  const own = present(would, {}, Math.floor(budget / share), (shown, rest) => ({ ...shown, ...rest }));
  return { ...show(budget - estimateJson({ would: own })), would: own };
}

/** What is to be sent where is never cut: what is too long of the rest of it is, and with many requests only some are told. */
function present(would: Would, beside: Arguments, budget: number, join: (would: Json, beside: Json) => Json): Json {
  const { send, ask, ...rest } = would;
  const named = send.slice(0, countFitting(send, budget / 2));
  const left = send.length - named.length;
  const value = { ...(ask.length > 0 ? { ask } : {}), ...beside, send: named.map(toContents) };
  return toFitting(value, budget, true, ({ ask: asked, send: contents, ...more }, cuts) => {
    const { cut } = toMore(cuts);
    const list = Array.isArray(contents) ? contents : [];
    const told = named.map(({ method, path, headers }, index) => {
      const { query, ...others } = isObject(list[index]) ? list[index] : {};
      return { method, path, ...(query === undefined ? {} : { query }), headers, ...others };
    });
    const own = {
      ...rest,
      ...(asked === undefined ? {} : { ask: asked }),
      ...(told.length > 0 ? { send: told } : {}),
      ...(left > 0 ? { more: `${left} more requests` } : {}),
    };
    return join(own, { ...more, ...(cut === undefined ? {} : { cut }) });
  });
}

const toContents = ({ method: _, path: __, headers: ___, ...contents }: Unsent): Json => contents;

/** At least one. */
function countFitting(send: readonly Unsent[], budget: number): number {
  const frames = send.map(({ method, path, headers }) => ({ method, path, headers }));
  let count = frames.length;
  while (count > 1 && !fits(frames.slice(0, count), budget)) count = Math.floor(count / 2);
  return count;
}
