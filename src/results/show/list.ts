// A list as the model gets it: a table of what one chooses by, or whole items if asked, as many as fit, and how to go on.

import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import { fits } from '../cut/estimate.ts';
import { toFitting, toMore } from '../cut/fit.ts';
import { readPath, toPath } from '../text/paths.ts';
import { toLive } from './live.ts';
import { type Names, toTable } from './outline.ts';

type Json = Record<string, unknown>;

export interface Found {
  key: string;
  items: Json[];
  /** What stands beside the list. */
  beside: Json;
}

/** The list that an answer is, or holds under its first key that has one. */
export function findList(body: unknown): Found | undefined {
  if (Array.isArray(body)) return body.every(isObject) ? { key: 'items', items: body, beside: {} } : undefined;
  if (!isObject(body)) return undefined;
  const entry = Object.entries(body).find(([, value]) => Array.isArray(value));
  if (!entry) return undefined;
  const [key, list] = entry as [string, unknown[]];
  // A list of plain words, such as titles, has nothing to choose by.
  if (!list.every(isObject)) return undefined;
  const { [key]: _, ...beside } = body;
  return { key, items: list as Json[], beside };
}

/** The most that one request gives; the CMA's own limit, and what it gives when none is named. */
export const pageSize = 100;

interface Showing {
  operation: Operation;
  given: Arguments;
  fields: string[];
  /** What stands before the list. */
  head: Json;
  names: Names;
  budget: number;
  /** What is told besides. */
  notes: readonly string[];
}

export function presentList(found: Found, showing: Showing): Json {
  const { operation, given, names, budget, notes } = showing;
  const { count, total_count = count, ...beside } = found.beside;
  // Where the API knows no skip, the place to go on from is named as that of a list within the answer.
  const [start, fields] = takeStart(showing.fields, found.key);
  const isWhole = isAskedWhole(fields, given);
  const live = toLive(found.items.slice(start), operation, given, { names, isWhole });
  const { items, outline } = live ?? { items: found.items.slice(start), outline: operation.outline ?? [] };
  const total = total_count === undefined ? undefined : Number(total_count);
  const head = {
    ...showing.head,
    ...(total === undefined ? {} : { total }),
    ...Object.fromEntries(Object.entries(beside).filter(([, value]) => !isEmpty(value))),
  };
  const page: Page = { operation, given, fields, start, key: found.key, got: items.length, total };
  const show = (number: number): Json => {
    const shown = items.slice(0, number);
    const table = isWhole ? undefined : toTable(shown, outline, fields, names);
    const { notes: more, ...body } = table ?? { notes: [], [found.key]: shown };
    return {
      ...head,
      ...body,
      ...toNotes([...(more as string[]), ...(live?.tell(shown) ?? []), ...notes]),
      ...toNext(page, number),
    };
  };
  const fitting = findMost(items.length, number => fits(show(number), budget));
  const [only] = items;
  if (fitting > 0 || only === undefined) return show(fitting);
  // Not even one fits: that one is cut.
  const paths = [...new Set([...fields, ...outline])];
  const single = isWhole ? only : Object.fromEntries(paths.map(name => [name, readPath(only, toPath(name)) ?? null]));
  return toFitting(single, budget, !isWhole, (value, cuts) => ({
    ...head,
    ...(isWhole ? { [found.key]: [value] } : { columns: Object.keys(value), rows: [Object.values(value)] }),
    ...toNotes([...(live?.tell([only]) ?? []), ...notes]),
    ...toMore(cuts, '', toPlace(page)),
    ...toNext(page, 1),
  }));
}

/** Who names what the API is to send or leave out has made the choice already. */
const isAskedWhole = (fields: readonly string[], { only, except }: Arguments): boolean =>
  fields.includes('all') || only !== undefined || except !== undefined;

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const toNotes = (notes: readonly string[]): Json => (notes.length > 0 ? { notes } : {});

interface Page {
  operation: Operation;
  given: Arguments;
  fields: string[];
  /** How many of what the API gave were shown before. */
  start: number;
  key: string;
  got: number;
  total: number | undefined;
}

function takeStart(fields: string[], key: string): [start: number, fields: string[]] {
  const start = fields.find(field => field.startsWith(`${key}@`) && /@\d+$/.test(field));
  return start === undefined ? [0, fields] : [toPath(start).from, fields.filter(field => field !== start)];
}

const canSkip = ({ operation }: Page): boolean => 'skip' in operation.query;

/** The arguments by which the first item shown comes alone. */
function toPlace(page: Page): Json {
  return canSkip(page) ? { skip: Number(page.given.skip ?? 0), limit: 1 } : {};
}

/** How to go on: how many are left, and what to change in the call. Nothing when all has been shown. */
function toNext(page: Page, shown: number): Json {
  const { given, fields, start, key, got, total } = page;
  if (!canSkip(page)) {
    return shown < got ? { left: got - shown, next: { fields: [...fields, `${key}@${start + shown}`] } } : {};
  }
  const skip = Number(given.skip ?? 0);
  const next = { skip: skip + shown, limit: Math.max(1, shown) };
  if (total !== undefined) return total > skip + shown ? { left: total - skip - shown, next } : {};
  // A full page of a list that is not counted may be the last.
  if (shown === got) return got >= Number(given.limit ?? pageSize) ? { left: 'unknown', next } : {};
  return { left: `${got - shown} or more`, next };
}

/** The largest number for which it holds, by doubling and then halving; it holds for 0. Far more may be there than is tried. */
function findMost(most: number, holds: (number: number) => boolean): number {
  let [low, high] = [0, Math.min(64, most)];
  while (high < most && holds(high)) [low, high] = [high, Math.min(2 * high, most)];
  if (holds(high)) return high;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
