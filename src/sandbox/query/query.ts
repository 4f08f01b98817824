// The options that all lists share: filter, order, page, count and projection.
import type { Call } from '../http/call.ts';
import { CmaError, refuseRequest } from '../http/replies.ts';
import { markBranch, takeCount, takeFlag } from '../http/take.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import { compileFilter, type FindReferred, filterAll, listNames, parseQuery } from './filter.ts';
import { projectFields } from './projection.ts';
import { selectFirst } from './select.ts';

const largestPage = 100;

interface ListOptions<T> {
  findReferred?: FindReferred;
  /** What filter and order see of an item, when that is not the item itself; they look at no other keys than these. */
  look?: (names: ReadonlySet<string>) => (item: T) => Json;
  /** When an item was changed, for items that do not come newest first already. */
  changed?: (item: T) => string;
  /** Done to the items of the page alone: whatever is costly or must not be searched. */
  finish?: (item: T) => Json;
  /** Added beside the list. */
  beside?: Json;
}

/** Answers `{ [name]: [...], count? }` from all the items there are, in the order they have without a sort. */
export function answerList<T extends object = Json>(
  call: Call,
  name: string,
  items: readonly T[],
  options: ListOptions<T> = {},
): Json {
  const text = call.query.get('query');
  const query = text ? parseQuery(text) : {};
  const order = readOrder(call);
  const look = options.look?.(new Set([...listNames(query), order.names[0] ?? ''])) ?? toJson;
  const test = text ? compileFilter(query, options.findReferred) : undefined;
  const found = test ? filterAll(items, item => test(look(item))) : items;
  const { skip, limit } = readPage(call);
  if (takeFlag(call, 'count')) return { [name]: found.length };
  const compare = makeCompare(found, order, look, options.changed);
  const page = selectFirst(found.length, skip + limit, compare).slice(skip);
  const shown = page.map(index => {
    const item = found[index] as T;
    return projectFields(call, markBranch(call, options.finish?.(item) ?? toJson(item)));
  });
  return {
    [name]: shown,
    ...options.beside,
    ...(takeFlag(call, 'include_count') ? { count: found.length } : {}),
  };
}

const toJson = (item: object): Json => item as Json;

export function readPage(call: Call): { skip: number; limit: number } {
  const limit = takeCount(call, 'limit') ?? largestPage;
  if (limit > largestPage && call.choices.limitAboveMaximum === 'refuse') {
    throw refuseRequest(`The limit must not be above ${largestPage}.`, { limit: ['is not valid.'] });
  }
  return { skip: takeCount(call, 'skip') ?? 0, limit: Math.min(limit, largestPage) };
}

interface Order {
  /** The steps of the path to sort by; none without a sort. */
  names: string[];
  sign: 1 | -1;
}

function readOrder(call: Call): Order {
  const descends = call.query.has('desc');
  const path = call.query.get(descends ? 'desc' : 'asc');
  // The one request that the CMA is known to fail on itself.
  if (path !== null && !/^\w+(\.\w+)*$/.test(path)) throw new CmaError(500, 500, 'Something went wrong while sorting.');
  return { names: path?.split('.') ?? [], sign: descends ? -1 : 1 };
}

/** Compares two items by their places: by what is asked for, then newest first, then as they came. */
function makeCompare<T>(
  items: readonly T[],
  { names, sign }: Order,
  look: (item: T) => Json,
  changed?: (item: T) => string,
): (a: number, b: number) => number {
  const keys = names.length > 0 ? items.map(item => readPath(look(item), names)) : undefined;
  const times = changed && items.map(changed);
  return (a, b) =>
    (keys ? sign * compareKeys(keys[a], keys[b]) : 0) || (times ? compareKeys(times[b], times[a]) : 0) || a - b;
}

/** The first value at a dotted path, lists entered at their first item. */
function readPath(value: unknown, names: string[]): unknown {
  return names.reduce<unknown>((held, key) => {
    const inner = Array.isArray(held) ? held[0] : held;
    return isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }, value);
}

function compareKeys(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = toText(a);
  const right = toText(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

const toText = (key: unknown): string =>
  typeof key === 'string' ? key : key === undefined || key === null ? '' : String(key);
