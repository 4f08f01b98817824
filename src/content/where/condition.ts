// Conditions on a field, made ready for a content type once, and held against its entries.
import { isRequired } from '../check/required.ts';
import { choicesOf, type Field, kindOf } from '../schema.ts';
import { isAbsent, isObject, type Json } from '../value.ts';
import { countCharacters, isBlank, isTextual, readText } from './blank.ts';
import {
  findNearTarget,
  findTarget,
  isHtml,
  listPointing,
  listSpots,
  mayPoint,
  type Spot,
  type Target,
} from './field.ts';
import { listPointers } from './points.ts';
import { toEqualsQuery, toPointsQuery } from './query.ts';

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
export type Prepared =
  | Ready
  | { not: 'unknown'; near?: string | undefined }
  | { not: 'unfit'; why: string }
  | { not: 'void' };

export function prepare(condition: Condition, schema: readonly Field[]): Prepared {
  const { field: path, is, value } = condition;
  if (path === undefined) return preparePointing(listPointing(schema), schema, value);
  const target = findTarget(path, schema);
  if (!target) return { not: 'unknown', near: findNearTarget(path, schema) };
  if (is === 'refers_to') {
    if (!mayPoint(target.field)) return unfit(target, 'holds no references or files');
    return preparePointing([target], schema, value);
  }
  const test = toTest(is, value, target);
  if ('not' in test) return test;
  return {
    only: [target.steps[0] as string],
    find: entry => listSpots(entry, schema, target).flatMap(test.keep),
    query: test.query,
  };
}

const unfit = ({ path }: Target, why: string): { not: 'unfit'; why: string } => ({
  not: 'unfit',
  why: `${path} ${why}`,
});

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

interface Test {
  keep: (spot: Spot) => Spot[];
  query?: Json | undefined;
}

function toTest(is: Condition['is'], value: unknown, target: Target): Test | Exclude<Prepared, Ready> {
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
      if (part === undefined && !isTextual(field)) return unfit(target, 'is no text');
      const most = Number(value);
      return toItems(target, held => {
        const length = countCharacters(readText(field, held) ?? '');
        return is === 'longer' ? length > most : length < most && !isBlank(field, held);
      });
    }
    case 'equals':
      return toEquals(value, target);
    default:
      return keepIf(held => isBlank(field, held));
  }
}

/** Of a list each item by itself. */
const toItems = ({ field }: Target, holds: (value: unknown) => boolean): Test => ({
  keep: ({ address, value }) => {
    if (!Array.isArray(value)) return holds(value) ? [{ address, value }] : [];
    return value.flatMap((item, place) =>
      holds(kindOf(field) === 'taxonomy' && isObject(item) ? item.term_uid : item)
        ? [{ address: [...address, { place }], value: item }]
        : [],
    );
  },
});

function toEquals(value: unknown, target: Target): Test | Exclude<Prepared, Ready> {
  const { field, part } = target;
  const kind = part === undefined ? kindOf(field) : 'text';
  if (kind === 'reference' || kind === 'file')
    return unfit(target, 'points at something: ask for refers_to and its uid');
  if (['group', 'blocks', 'rich_text', 'json', 'other'].includes(kind)) return unfit(target, 'is no single value');
  const wanted = toWanted(field, kind, value);
  if (wanted === undefined)
    return unfit(target, `holds no ${kind === 'boolean' ? 'such value: it is true or false' : 'such value'}`);
  const moment = kind === 'isodate' ? Date.parse(String(wanted)) : Number.NaN;
  const isHeld = (held: unknown): boolean => {
    if (isAbsent(held)) return false;
    if (held === wanted) return true;
    if (typeof held !== 'string') return false;
    if (isHtml(field) && part === undefined) return readText(field, held) === wanted;
    return Date.parse(held) === moment;
  };
  return { ...toItems(target, isHeld), query: toEqualsQuery(target, wanted) };
}

/** As it is stored: the value of a choice that is called by its label, a number without its quotes. */
function toWanted(field: Field, kind: string, value: unknown): unknown {
  const choices = choicesOf(field);
  const choice =
    choices?.find(each => each.value === value || String(each.value) === String(value)) ??
    choices?.find(each => each.label === value);
  if (choice) return choice.value;
  if (kind === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
  }
  if (kind === 'boolean') {
    if (typeof value === 'boolean') return value;
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }
  return String(value);
}
