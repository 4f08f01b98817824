// What a question tells is read first: the objects it is about, and what else is hit. By kept operations alone.

import { toRequest } from '../../door/request.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { type Confirm, type Operation, type RequestLine, toMethod, toTemplate } from '../../operations/operation.ts';
import { judge } from '../../operations/verdict.ts';
import { findObject } from '../../results/show/receipt.ts';
import type { Stack } from '../../stack/stack.ts';

type Json = Record<string, unknown>;

/** An object as it was found. */
export interface Seen {
  /** As the CMA's answer calls it: `entry`. */
  key: string;
  object: Json;
}

/** What else is hit. Without a count it could not be found out. */
export interface Hit {
  words: string;
  count?: number;
  /** The first of them. */
  names: string[];
}

export interface Looked {
  /** The path arguments that `objects` tell of. */
  by: string[];
  /** The object in each language that is named; empty where it cannot be read. */
  objects: Seen[];
  /** By argument: its items, undefined for one that could not be read. */
  each: Record<string, (Seen | undefined)[]>;
  hits: Hit[];
}

/** So many languages or items are looked up one by one: what a bulk request takes, and more than anybody reads. */
export const most = 10;

/** The JSON of a good answer; undefined where no kept operation has this line, or its answer is none. */
type Read = (line: RequestLine, given: Arguments) => Promise<Json | undefined>;

export async function look(
  stack: Omit<Stack, 'health'>,
  { operation, given, branch }: { operation: Operation; given: Arguments; branch: string },
  signal: AbortSignal,
): Promise<Looked> {
  const read = toRead(stack, branch, signal);
  const { hits = {}, each = {} } = operation.confirm ?? {};
  const shown = findObjectRead(stack.access.kept, operation);
  const [objects, items, found] = await Promise.all([
    shown ? lookAt(read, shown, given) : [],
    Promise.all(Object.entries(each).map(async ([name, how]) => [name, await lookAtEach(read, how, given[name])])),
    Promise.all(Object.entries(hits).map(([words, line]) => count(read, words, line, given))),
  ]);
  return { by: Object.keys(shown?.path ?? {}), objects, each: Object.fromEntries(items), hits: found };
}

function toRead({ access, cma }: Omit<Stack, 'health'>, branch: string, signal: AbortSignal): Read {
  return async (line, given) => {
    const operation = access.kept.find(each => each.line === line && each.effect === 'read');
    if (!operation || 'missing' in cma) return undefined;
    try {
      const answer = await cma.send(toRequest(operation, given, branch), signal);
      return judge(operation, answer) === 'good' && isObject(answer.body) ? answer.body : undefined;
    } catch {
      // Whatever it was: the question is asked without.
      return undefined;
    }
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

async function lookAt(read: Read, shown: Operation, given: Arguments): Promise<Seen[]> {
  const path = pick(given, Object.keys(shown.path));
  const locales = 'locale' in shown.query ? listLocales(given) : [];
  const wanted = locales.length > 0 ? locales.slice(0, most).map(locale => ({ ...path, locale })) : [path];
  const found = await Promise.all(wanted.map(async one => toSeen(await read(shown.line, one))));
  return found.filter(seen => seen !== undefined);
}

/** At the top, or as a publish names them, below the module's key. */
function listLocales(given: Arguments): string[] {
  const named = [given, ...Object.values(given).filter(isObject)].flatMap(({ locale, locales }) => [locale, locales]);
  return [...new Set(named.flat().filter(locale => typeof locale === 'string'))];
}

async function lookAtEach(
  read: Read,
  { line, by }: NonNullable<Confirm['each']>[string],
  items: unknown,
): Promise<(Seen | undefined)[]> {
  const list = Array.isArray(items) ? items.filter(isObject).slice(0, most) : [];
  return Promise.all(
    list.map(async item => {
      const path = Object.fromEntries(Object.entries(by).map(([brace, key]) => [brace, item[key]]));
      const { locale } = item;
      return toSeen(await read(line, { ...path, ...(typeof locale === 'string' ? { locale } : {}) }));
    }),
  );
}

async function count(read: Read, words: string, target: string, given: Arguments): Promise<Hit> {
  const [line = '', rest = ''] = target.split('?');
  const query = [...new URLSearchParams(rest)].map(([name, value]) => [
    name,
    value.replace(/^\{(\w+)\}$/, (_, argument: string) => String(given[argument])),
  ]);
  const braces = [...line.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const body = await read(line as RequestLine, { ...pick(given, braces), ...Object.fromEntries(query) });
  if (!body) return { words, names: [] };
  const list = Object.values(body).find(value => Array.isArray(value)) ?? [];
  // `count` beside a list; the total under the module's key where only that was asked for.
  const total = body.count ?? Object.values(body).find(value => typeof value === 'number') ?? list.length;
  return { words, count: Number(total), names: list.map(toName).filter(name => name !== '') };
}

const toSeen = (body: Json | undefined): Seen | undefined => {
  const [key, object] = findObject(body ?? {});
  return key === undefined ? undefined : { key, object };
};

/** What people call it. */
export function toName(item: unknown): string {
  if (!isObject(item)) return typeof item === 'string' ? item : '';
  const name = item.title ?? item.name ?? item.filename ?? item.code ?? item.uid;
  return typeof name === 'string' ? name : '';
}

const pick = (given: Arguments, names: readonly string[]): Arguments =>
  Object.fromEntries(names.flatMap(name => (given[name] === undefined ? [] : [[name, given[name]]])));
