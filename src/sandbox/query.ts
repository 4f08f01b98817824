// The options that all lists share: filter, order, page, count and projection.
import { type Call, isObject, markBranch, takeFlag, takeNumber } from './call.ts';
import { type FindReferred, filterAll, parseFilter } from './filter.ts';
import { projectFields } from './projection.ts';
import { CmaError, refuseRequest } from './replies.ts';
import type { Json } from './state.ts';

const largestPage = 100;

interface ListOptions {
  findReferred?: FindReferred;
  /** Done to the objects of the page alone: whatever is costly or must not be searched. */
  finish?: (object: Json) => Json;
  /** Added beside the list. */
  beside?: Json;
}

/** Answers `{ [name]: [...], count? }` from all the objects there are, in the order they have without a sort. */
export function answerList(call: Call, name: string, objects: Json[], options: ListOptions = {}): Json {
  const text = call.query.get('query');
  const found = text ? filterAll(objects, parseFilter(text, options.findReferred)) : objects;
  const { skip, limit } = readPage(call);
  const sorted = sortAll(call, found);
  if (takeFlag(call, 'count')) return { [name]: found.length };
  const page = sorted.slice(skip, skip + limit).map(object => options.finish?.(object) ?? object);
  return {
    [name]: page.map(object => projectFields(call, markBranch(call, object))),
    ...options.beside,
    ...(takeFlag(call, 'include_count') ? { count: found.length } : {}),
  };
}

export function readPage(call: Call): { skip: number; limit: number } {
  const limit = takeNumber(call, 'limit') ?? largestPage;
  if (limit > largestPage && call.choices.limitAboveMaximum === 'refuse') {
    throw refuseRequest(`The limit must not be above ${largestPage}.`, { limit: ['is not valid.'] });
  }
  return { skip: takeNumber(call, 'skip') ?? 0, limit: Math.min(limit, largestPage) };
}

function sortAll(call: Call, objects: Json[]): Json[] {
  const descends = call.query.has('desc');
  const path = call.query.get(descends ? 'desc' : 'asc');
  if (path === null) return objects;
  // The one request that the CMA is known to fail on itself.
  if (!/^\w+(\.\w+)*$/.test(path)) throw new CmaError(500, 500, 'Something went wrong while sorting.');
  const sign = descends ? -1 : 1;
  return objects
    .map(object => ({ object, key: readPath(object, path) }))
    .sort((a, b) => sign * compareKeys(a.key, b.key))
    .map(({ object }) => object);
}

/** The first value at a dotted path, lists entered at their first item. */
function readPath(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((held, key) => {
    const inner = Array.isArray(held) ? held[0] : held;
    return isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }, value);
}

function compareKeys(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [a, b].map(key => (key === undefined || key === null ? '' : String(key))) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}
