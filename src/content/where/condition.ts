// Conditions on a field, made ready for a content type once, and held against its entries.
import { isRequired } from '../check/required.ts';
import type { Field } from '../schema.ts';
import type { Json } from '../value.ts';
import { countCharacters, isBlank, isTextual, readText } from './blank.ts';
import { toEquals } from './equals.ts';
import { findNearTarget, findTarget, listPointing, listSpots, mayPoint, type Spot, type Target } from './field.ts';
import { type Test, toItems, type Unfit, unfit } from './fit.ts';
import { listPointers } from './points.ts';
import { toPointsQuery } from './query.ts';

export const tests = ['empty', 'filled', 'missing', 'longer', 'shorter', 'equals', 'refers_to'] as const;

export interface Condition {
  /** As queries take it; for `refers_to` any that may point, when absent. */
  field?: string | undefined;
  is: (typeof tests)[number];
  /** Characters for `longer` and `shorter`, the value for `equals`, a uid for `refers_to`. */
  value?: string | number | boolean | undefined;
}

/** A condition on entries of one content type. */
export interface Ready {
  /** Fields at the top that it looks at. */
  only: readonly string[];
  /** Where it holds; nowhere when it does not. */
  find(entry: Json): readonly Spot[];
  /** What finds at least the same entries by a query, as far as that is sure. */
  query?: Json | undefined;
}

/**
 * `unknown`: the content type has no such field; with the path that was most likely meant. `unfit`: the condition says
 * nothing of such a field, and why. `void`: nothing of the content type can ever meet it.
 */
type Prepared = Ready | { not: 'unknown'; near?: string | undefined } | Unfit | { not: 'void' };

/** @param isCase whether texts that are to equal something must do so to the letter. */
export function prepare(condition: Condition, schema: readonly Field[], isCase = false): Prepared {
  const { field: path, is, value } = condition;
  if (path === undefined) return preparePointing(listPointing(schema), schema, value);
  const target = findTarget(path, schema);
  if (!target) return { not: 'unknown', near: findNearTarget(path, schema) };
  if (is === 'refers_to') {
    if (!mayPoint(target.field)) return unfit(target, 'holds no references or files');
    return preparePointing([target], schema, value);
  }
  const test = toTest(is, value, target, isCase);
  if ('not' in test) return test;
  return {
    only: [target.steps[0] as string],
    find: entry => listSpots(entry, schema, target).flatMap(test.keep),
    query: test.query,
  };
}

function preparePointing(targets: readonly Target[], schema: readonly Field[], uid: unknown): Prepared {
  if (targets.length === 0) return { not: 'void' };
  return {
    only: [...new Set(targets.map(({ steps }) => steps[0] as string))],
    find: entry =>
      targets.flatMap(target =>
        listSpots(entry, schema, target).flatMap(spot => listPointers(target.field, spot, uid)),
      ),
    query: toPointsQuery(targets, uid),
  };
}

function toTest(is: Condition['is'], value: unknown, target: Target, isCase: boolean): Test | Unfit {
  const { field, part } = target;
  const keepIf = (holds: (value: unknown) => boolean): Test => ({ keep: spot => (holds(spot.value) ? [spot] : []) });
  switch (is) {
    case 'filled':
      return keepIf(held => !isBlank(field, held));
    case 'missing':
      if (part !== undefined || !isRequired(field)) return unfit(target, 'is not mandatory');
      return keepIf(held => isBlank(field, held));
    case 'longer':
    case 'shorter': {
      if (part === undefined && !isTextual(field)) return unfit(target, 'is not a text');
      const most = Number(value);
      return toItems(target, held => {
        const length = countCharacters(readText(field, held) ?? '');
        return is === 'longer' ? length > most : length < most && !isBlank(field, held);
      });
    }
    case 'equals':
      return toEquals(value, target, isCase);
    default:
      return keepIf(held => isBlank(field, held));
  }
}
