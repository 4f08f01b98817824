// What else is hit by what is asked about: counted by requests that the catalogue names.
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Confirm } from '../../operations/operation.ts';
import { listHeld, listHeldIn, type SchemaChange } from '../../save/holding.ts';
import { type Json, type Reads, toName } from './reading.ts';

/** What else is hit. Without a count it could not be found out. */
export interface Hit {
  words: string;
  count?: number;
  /** The first of them, each with what is done to it where that is told. */
  names: Named[];
  /** How many in each content type, and of how many types that is. */
  types?: { each: { type: string; times: number }[]; counted: number; all: number };
  /** How many there are of each action, of the first so many. */
  actions?: { each: Readonly<Record<string, number>>; of: number };
}

interface Named {
  name: string;
  /** What is done to it, where the list says so. */
  action?: string;
}

/** What lists content types, for what is counted in each of them. */
const types = 'GET /content_types';

/** As many as a page of the CMA holds. */
const page = 100;

/** @param target see `Confirm.hits`. */
export async function count(reads: Reads, words: string, target: string, given: Arguments): Promise<Hit> {
  const [request = '', what] = target.split('#');
  const [line = '', rest = ''] = request.split('?');
  const query = fill(rest, given);
  const braces = [...line.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const [open] = braces.filter(name => given[name] === undefined);
  const path = Object.fromEntries(braces.map(name => [name, given[name]]));
  if (open === undefined) return toHit(words, await reads.read(line, { ...path, ...query }), what, given);
  const uids = await listTypes(reads, line);
  return add(
    words,
    uids.map(uid => () => reads.read(line, { ...path, [open]: uid, ...query })),
    uids,
    reads,
  );
}

/** Where it cannot be counted anyway, they need not be known. */
async function listTypes(reads: Reads, line: string): Promise<string[]> {
  if (!reads.find(line)) return [];
  if (reads.types) return [...reads.types];
  const listed = toList((await reads.read(types, { limit: page })) ?? {});
  return listed.flatMap(type => (isObject(type) && typeof type.uid === 'string' ? [type.uid] : []));
}

/** How many entries hold a value of each field that is taken away. */
export async function countHeld(
  reads: Reads,
  { entries, types: from }: NonNullable<Confirm['held']>,
  changes: readonly SchemaChange[],
  given: Arguments,
): Promise<Hit[]> {
  const uid = String(given.content_type_uid ?? given.global_field_uid ?? given.uid);
  const ask = (type: string, query: Json) => () => reads.read(entries, { content_type_uid: type, query, count: true });
  if (from === undefined) {
    return Promise.all(
      listHeld(changes, uid).map(async ({ type, paths, query }) =>
        toHit(`entries that hold a value of ${paths.join(', ')}`, await ask(type, query)(), undefined, given),
      ),
    );
  }
  const words = 'entries that hold a value of what is taken away';
  const listed = await reads.read(from, { limit: page });
  if (!listed) return [{ words, names: [] }];
  const held = listHeldIn(changes, uid, toList(listed));
  if (held.length === 0) return [{ words, count: 0, names: [] }];
  const asks = held.map(({ type, query }) => ask(type, query));
  return [
    await add(
      words,
      asks,
      held.map(({ type }) => type),
      reads,
    ),
  ];
}

/** The sum over content types, as far as the reads go. */
async function add(
  words: string,
  asks: readonly (() => Promise<Json | undefined>)[],
  uids: readonly string[],
  reads: Reads,
): Promise<Hit> {
  const found = await Promise.all(asks.slice(0, reads.left()).map(ask => ask()));
  const counts = found.flatMap((body, index) =>
    body ? [{ uid: uids[index] ?? '', count: Number(toCount(body, toList(body))) }] : [],
  );
  if (counts.length === 0) return { words, names: [] };
  return {
    words,
    count: counts.reduce((sum, each) => sum + each.count, 0),
    names: [],
    types: {
      each: counts.filter(each => each.count > 0).map(each => ({ type: each.uid, times: each.count })),
      counted: counts.length,
      all: uids.length,
    },
  };
}

function toHit(words: string, body: Json | undefined, what: string | undefined, given: Arguments): Hit {
  if (!body) return { words, names: [] };
  const list = toList(body);
  const holder = /^\{(\w+)\}$/.exec(what ?? '')?.[1];
  if (holder !== undefined) {
    const value = given[holder];
    const found = list.filter(item => isObject(item) && item.uid !== value && item.code !== value && has(item, value));
    return { words, count: found.length, names: toNames(found) };
  }
  const told = what === undefined ? undefined : findKey(body, what);
  if (Array.isArray(told)) return { words, count: told.length, names: [] };
  if (what !== undefined) return typeof told === 'number' ? { words, count: told, names: [] } : { words, names: [] };
  const each: Record<string, number> = {};
  for (const action of list.map(toAction).filter(name => name !== '')) each[action] = (each[action] ?? 0) + 1;
  // What is rarely meant stands first: of a release that publishes, what it takes off.
  const ordered = [...list].sort((one, other) => toAction(other).localeCompare(toAction(one)));
  return {
    words,
    count: toCount(body, list),
    names: toNames(ordered),
    ...(Object.keys(each).length > 0 ? { actions: { each, of: list.length } } : {}),
  };
}

const toNames = (items: readonly unknown[]): Named[] =>
  items.flatMap(item => {
    const [name, action] = [toName(item), toAction(item)];
    return name === '' ? [] : [{ name, ...(action === '' ? {} : { action }) }];
  });
const toAction = (item: unknown): string => (isObject(item) && typeof item.action === 'string' ? item.action : '');
const toList = (body: Json): unknown[] => Object.values(body).find(value => Array.isArray(value)) ?? [];

/** `count` beside a list; the total under the module's key where only that was asked for. */
const toCount = (body: Json, list: unknown[]): number =>
  Number(body.count ?? Object.values(body).find(value => typeof value === 'number') ?? list.length);

function findKey(value: unknown, key: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, key)) return value[key];
  return Object.values(value)
    .map(inner => findKey(inner, key))
    .find(found => found !== undefined);
}

/** Whether a value stands anywhere in it. */
const has = (item: unknown, value: unknown): boolean =>
  typeof item === 'object' && item !== null ? Object.values(item).some(inner => has(inner, value)) : item === value;

/** A parameter whose argument is not given is left out. JSON is filled in its texts, so that no argument can change its form. */
function fill(rest: string, given: Arguments): Arguments {
  const filled = [...new URLSearchParams(rest)].flatMap(([name, value]) => {
    const names = [...value.matchAll(brace)].map(([, argument = '']) => argument);
    if (names.some(argument => given[argument] === undefined)) return [];
    return [[name, value.startsWith('{"') ? fillIn(JSON.parse(value), given) : fillText(value, given)]];
  });
  return Object.fromEntries(filled);
}

const brace = /\{(\w+)\}/g;
const fillText = (text: string, given: Arguments): string =>
  text.replace(brace, (_, argument: string) => String(given[argument]));

function fillIn(value: unknown, given: Arguments): unknown {
  if (typeof value === 'string') return fillText(value, given);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillIn(inner, given)]));
}
