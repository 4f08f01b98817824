// The operators that change part of a stored value: PUSH, PULL, UPDATE, ADD, SUB.

import { compileItemFilter, filterAll } from '../query/filter.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';

/** What an operator says when the stored value does not suit it. */
export class Unsuited extends Error {}

type Operate = (held: unknown, operand: unknown) => unknown;

const operators: Record<string, Operate> = {
  PUSH: (held, operand) => [...toList(held), ...[takeData(operand)].flat()],
  PULL: (held, operand) => {
    const matches = compileItemFilter(isObject(operand) ? operand.query : undefined);
    return filterAll(toList(held), item => !matches(item));
  },
  UPDATE: (held, operand) => {
    const data = takeData(operand);
    const index = (operand as Json).index;
    if (index === undefined) {
      if (Array.isArray(held) && !Array.isArray(data)) throw new Unsuited('needs the index of what is updated.');
      return applyChange(held, data, true);
    }
    const list = toList(held);
    if (typeof index !== 'number' || !(index in list)) throw new Unsuited('has no such index.');
    return list.map((item, place) => (place === index ? applyChange(item, data, true) : item));
  },
  ADD: (held, operand) => toNumber(held) + toNumber(operand),
  SUB: (held, operand) => toNumber(held) - toNumber(operand),
};

function toList(held: unknown): unknown[] {
  if (held === undefined || held === null) return [];
  if (!Array.isArray(held)) throw new Unsuited('does not hold a list.');
  return held;
}

function toNumber(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number') throw new Unsuited('is not a number.');
  return value;
}

function takeData(operand: unknown): unknown {
  if (!isObject(operand) || !('data' in operand)) throw new Unsuited('has an operator without data.');
  return operand.data;
}

function readOperator(change: unknown): [string, unknown] | undefined {
  const [entry, another] = isObject(change) ? Object.entries(change) : [];
  return entry && !another && Object.hasOwn(operators, entry[0]) ? entry : undefined;
}

export const isPull = (change: unknown): boolean => readOperator(change)?.[0] === 'PULL';

export const isAtomic = (change: unknown): boolean => readOperator(change) !== undefined;

/** The value after a change: an operator's result, or the value that was sent. With `merge`, objects are merged. */
export function applyChange(held: unknown, change: unknown, merge = false): unknown {
  const [name, operand] = readOperator(change) ?? [];
  if (name === 'PULL' && merge) throw new Unsuited('has PULL within a group or block.');
  if (name !== undefined) return operators[name]?.(held, operand);
  if (!merge || !isObject(held) || !isObject(change)) return change;
  const merged = Object.entries(change).map(([key, inner]) => [key, applyChange(pick(held, key), inner, true)]);
  return { ...held, ...Object.fromEntries(merged) };
}
