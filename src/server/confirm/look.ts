// What a question tells is read first: the objects it is about, and what else is hit.
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { type Each, type Operation, toMethod, toTemplate } from '../../operations/operation.ts';
import { findList } from '../../results/show/list.ts';
import { findObject } from '../../results/show/receipt.ts';
import { pick } from '../../results/text/paths.ts';
import type { SchemaChange } from '../../save/holding.ts';
import type { Seen } from '../../save/reads.ts';
import type { Stack } from '../../stack/stack.ts';
import { count, countHeld, type Hit } from './hits.ts';
import { isFull, type Json, mostReads, type Reads, toReads } from './reading.ts';

export interface Looked {
  /** The path arguments that `objects` tell of. */
  by: string[];
  /** The object in each language that is named; empty where it cannot be read. */
  objects: readonly Seen[];
  /** By argument: its items, undefined for one that could not be read. */
  each: Record<string, (Seen | undefined)[]>;
  hits: Hit[];
  /** The objects are what it is about, and no part of them. */
  isItself: boolean;
  /** What it takes away from the fields of a content type or global field. */
  changes: readonly SchemaChange[];
}

interface Look {
  operation: Operation;
  given: Arguments;
  branch: string;
  /** What was read of it already. */
  seen: readonly Seen[];
  changes?: readonly SchemaChange[] | undefined;
}

/** So many items are told of, which is more than anybody reads. */
export const most = 10;

/** So many are looked up, as what becomes of the others must show as well: more than a bulk request takes. */
const mostItems = 100;

export async function look(stack: Stack, asked: Look, signal: AbortSignal): Promise<Looked> {
  const { operation, given, branch, seen } = asked;
  const reads = toReads(stack, given, branch, signal);
  const isBusy = isFull(stack);
  const { hits = {}, each = {}, held } = operation.confirm ?? {};
  const shown = findObjectRead(stack.access.kept, operation);
  // In this order they take of the few reads there are.
  const objects = seen.length > 0 ? seen : shown ? await lookAt(reads, shown, given) : [];
  const items: [name: string, Listed][] = [];
  for (const [name, how] of Object.entries(each)) items.push([name, await lookAtEach(reads, how, given[name])]);
  const told = { ...given, ...pick(objects[0]?.object ?? {}, ['uid']) };
  const targets = [
    ...Object.entries(hits).map(([words, line]) => ({ words, line, args: told })),
    ...items.flatMap(([, { referring }]) => referring),
  ];
  const counted = isBusy
    ? targets.map(({ words }) => ({ words, names: [] }))
    : await Promise.all(targets.map(({ words, line, args }) => count(reads, words, line, args)));
  const lost = held && asked.changes && !isBusy ? await countHeld(reads, held, asked.changes, told) : [];
  const by = Object.keys(shown?.path ?? {});
  return {
    by,
    objects,
    isItself: by.length === Object.keys(operation.path).length,
    each: Object.fromEntries(items.map(([name, { seen: found }]) => [name, found])),
    hits: [...merge(counted), ...lost],
    changes: asked.changes ?? [],
  };
}

/** The object of a request is what a GET of the longest part of its path shows: an entry for `…/{entry_uid}/publish`. */
function findObjectRead(kept: readonly Operation[], { line }: Operation): Operation | undefined {
  const template = `${toTemplate(line)}/`;
  return kept
    .filter(({ effect, line: other }) => effect === 'read' && toMethod(other) === 'GET' && other.endsWith('}'))
    .filter(other => template.startsWith(`${toTemplate(other.line)}/`))
    .sort((one, other) => other.line.length - one.line.length)[0];
}

/** In as many languages as leave a read for what else is hit. */
async function lookAt(reads: Reads, shown: Operation, given: Arguments): Promise<Seen[]> {
  const path = { ...pick(given, Object.keys(shown.path)), ...widen(shown) };
  const locales = 'locale' in shown.query ? listLocales(given) : [];
  const wanted = locales.length > 0 ? locales.slice(0, mostReads - 1).map(locale => ({ ...path, locale })) : [path];
  const found = await Promise.all(wanted.map(async one => toSeen(await reads.read(shown.line, one))));
  return found.filter(seen => seen !== undefined);
}

/** Where that can be asked, what is live comes along. */
const widen = (read: Operation | undefined): Arguments =>
  'include_publish_details' in (read?.query ?? {}) ? { include_publish_details: true } : {};

/** At the top, or as a publish names them, below the module's key. */
function listLocales(given: Arguments): string[] {
  const named = [given, ...Object.values(given).filter(isObject)].flatMap(({ locale, locales }) => [locale, locales]);
  return [...new Set(named.flat().filter(locale => typeof locale === 'string'))];
}

interface Listed {
  seen: (Seen | undefined)[];
  /** What refers to them is asked one by one. */
  referring: { words: string; line: string; args: Arguments }[];
}

/** Those of one content type and language by one read, where their list can be asked for uids. */
async function lookAtEach(reads: Reads, { line, by, hits = {} }: Each, items: unknown): Promise<Listed> {
  const list = Array.isArray(items) ? items.filter(isObject).slice(0, mostItems) : [];
  const [, listLine = '', last = ''] = /^(.*)\/\{(\w+)\}$/.exec(line) ?? [];
  const lists = 'query' in (reads.find(listLine)?.query ?? {});
  const paths = list.map(item => Object.fromEntries(Object.entries(by).map(([brace, key]) => [brace, item[key]])));
  const groups = new Map<string, number[]>();
  list.forEach(({ locale }, index) => {
    const { [last]: uid, ...rest } = paths[index] ?? {};
    const key = JSON.stringify([rest, typeof locale === 'string' ? { locale } : {}, lists ? '' : uid]);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  const seen: (Seen | undefined)[] = list.map(() => undefined);
  await Promise.all(
    [...groups].map(async ([key, indexes]) => {
      const [rest, locale] = JSON.parse(key) as [Arguments, Arguments];
      const uids = indexes.map(index => paths[index]?.[last]);
      const [only, another] = uids;
      if (another === undefined) {
        const body = await reads.read(line, { ...rest, [last]: only, ...locale, ...widen(reads.find(line)) });
        for (const index of indexes) seen[index] = toSeen(body);
        return;
      }
      const body = await reads.read(listLine, {
        ...rest,
        ...locale,
        ...widen(reads.find(listLine)),
        query: { uid: { $in: uids } },
        limit: mostItems,
      });
      const { key: listed, items: found } = findList(body) ?? { key: '', items: [] };
      for (const index of indexes) {
        const object = found.find(({ uid }) => uid === paths[index]?.[last]);
        seen[index] = object && { key: listed, object };
      }
    }),
  );
  const referring = paths.flatMap(path =>
    Object.entries(hits).map(([words, asked]) => ({ words, line: asked, args: path })),
  );
  return { seen, referring };
}

/** The same words once: what is not known of one is not known of all. */
function merge(hits: readonly Hit[]): Hit[] {
  const groups = new Map<string, Hit[]>();
  for (const hit of hits) groups.set(hit.words, [...(groups.get(hit.words) ?? []), hit]);
  return [...groups.values()].map(([first, ...rest]) => {
    const all = [first as Hit, ...rest];
    const { words, ...one } = first as Hit;
    if (rest.length === 0) return { words, ...one };
    const names = [...new Map(all.flatMap(hit => hit.names).map(each => [each.name, each])).values()];
    const known = all.every(({ count: each }) => each !== undefined);
    return { words, names, ...(known ? { count: all.reduce((sum, hit) => sum + (hit.count ?? 0), 0) } : {}) };
  });
}

const toSeen = (body: Json | undefined): Seen | undefined => {
  const [key, object] = findObject(body ?? {});
  return key === undefined ? undefined : { key, object };
};

/** Where visitors see it, as far as the objects tell. */
export const listLive = (objects: readonly Seen[]): Json[] =>
  objects.flatMap(({ object: { publish_details: details } }) =>
    Array.isArray(details) ? details.filter(isObject) : [],
  );
