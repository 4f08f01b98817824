// The question put to the user: what would be done to what, where, at which version, and what else is hit. Pure, and short.

import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import { readPath, toPath } from '../../results/text/paths.ts';
import { toVisibleJson } from '../../results/text/visible.ts';
import { type Hit, type Looked, most, type Seen, toName } from './look.ts';

/** Arguments that say where and when, at the top or below the module's key; beside them every flag that is set. */
const whereabouts = new Set(['environment', 'environments', 'locale', 'locales', 'version', 'scheduled_at', 'action']);

/** Of what else is hit, so many are named. */
const named = 3;

/** Longer words of the stack are cut: a title is enough to know a thing by. */
const longest = 60;

export interface Asked {
  operation: Operation;
  given: Arguments;
  branch: string;
  /** The stack, in words. */
  where: string;
}

/** One line each: nothing of the stack or the call can start a line of its own. */
export function toQuestion({ operation, given, branch, where }: Asked, { by, objects, each, hits }: Looked): string {
  const place = operation.reach === 'branch' ? `branch ${toPlain(branch)}` : 'shared by all branches';
  const address = Object.keys(operation.path).map(name => [name, given[name]] as const);
  return [
    `${operation.title}?`,
    ...toObjectLines(objects, address, by),
    ...Object.entries(each).flatMap(([name, seen]) => toListLine(name, seen, given[name])),
    ...listTold(operation, given).map(([name, value]) => `${name}: ${toWords(value)}`),
    `in ${where}, ${place}`,
    ...hits.map(toHitLine),
  ].join('\n');
}

function toObjectLines(objects: Seen[], address: (readonly [string, unknown])[], by: string[]): string[] {
  const [first] = objects;
  const told = address.filter(([name]) => first === undefined || !by.includes(name));
  const rest = told.map(([name, value]) => `${name}: ${toWords(value)}`);
  if (!first) return address.length > 0 ? [...rest, 'its details could not be read'] : [];
  const uids = address.filter(([name]) => by.includes(name)).map(([, value]) => toWords(value));
  const versions = toVersions(objects.map(({ object }) => object));
  return [`${first.key} ${quote(toName(first.object))} (${uids.join(', ')})${versions}`, ...rest];
}

/** `, at version 3 in en-us, 2 in fr-fr` */
function toVersions(objects: Record<string, unknown>[]): string {
  const versions = objects.filter(({ _version }) => typeof _version === 'number');
  const words = versions.map(
    ({ _version, locale }) => `${_version}${typeof locale === 'string' ? ` in ${toPlain(locale)}` : ''}`,
  );
  return words.length > 0 ? `, at version ${[...new Set(words)].join(', ')}` : '';
}

function toListLine(name: string, seen: (Seen | undefined)[], items: unknown): string[] {
  if (!Array.isArray(items) || items.length === 0) return [];
  const words = seen.map((one, index) => {
    const uid = toPlain(String(isObject(items[index]) ? items[index].uid : items[index]));
    return one ? `${quote(toName(one.object))} (${uid})${toVersions([one.object])}` : `${uid} (could not be read)`;
  });
  return [`${name}, ${items.length}: ${words.join('; ')}${toMore(items.length - words.length)}`];
}

function toHitLine({ words, count, names }: Hit): string {
  if (count === undefined) return `${words}: number not known`;
  const some = names.slice(0, named).map(quote);
  return `${words}: ${count}${some.length > 0 ? ` (${some.join(', ')}${toMore(count - some.length)})` : ''}`;
}

const toMore = (count: number): string => (count > 0 ? `, and ${count} more` : '');

function listTold({ confirm }: Operation, given: Arguments): [string, unknown][] {
  const all = [given, ...Object.values(given).filter(isObject)].flatMap(part => Object.entries(part));
  const told = (confirm?.tells ?? []).map((path): [string, unknown] => [path, readPath(given, toPath(path))]);
  const usual = all.filter(([name, value]) => value === true || (whereabouts.has(name) && !isObject(value)));
  return [...told, ...usual].filter(([, value]) => value !== undefined);
}

function toWords(value: unknown): string {
  const list = (Array.isArray(value) ? value.flat() : [value]).map(item => toPlain(toAddress(String(item))));
  return list.slice(0, most).join(', ') + toMore(list.length - most);
}

/** Of an address what says where it leads: name, password and query may be secrets. */
function toAddress(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  return URL.canParse(text)
    ? `${new URL(text).origin}${new URL(text).pathname}`
    : text.replace(/[?#].*|\/\/[^/]*@/gs, '');
}

/** Words that can only be a name stand as they are. */
const toPlain = (text: string): string => (/^[\w.:/-]{1,120}$/.test(text) ? text : quote(text));

const quote = (text: string): string =>
  toVisibleJson(JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text));
