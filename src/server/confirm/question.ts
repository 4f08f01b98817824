// The question put to the user: what would be done to what, where, at which version, and what else is hit. Pure, and short.

import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import { readPath, toPath } from '../../results/text/paths.ts';
import { toVisibleJson } from '../../results/text/visible.ts';
import { tellLoss } from '../../save/holding.ts';
import type { Seen } from '../../save/reads.ts';
import type { Hit } from './hits.ts';
import { type Looked, listLive, most } from './look.ts';
import { toName } from './reading.ts';

/** Arguments that say where and when, at the top or below the module's key; beside them every flag that is set. */
const whereabouts = new Set(['environment', 'environments', 'locale', 'locales', 'version', 'scheduled_at', 'action']);

/** So many places of a publish are told, as a bulk call has them. */
const mostPlaces = 20;

/** Of what else is hit, so many are named. */
const named = 3;

/** Longer words of the stack are cut: a title is enough to know a thing by. */
const longest = 60;

interface Asked {
  operation: Operation;
  given: Arguments;
  branch: string;
  /** The branch that this one is another name for. */
  aliasOf?: string | undefined;
  /** The stack, in words. */
  where: string;
  /** Names of environments by uid. */
  names: ReadonlyMap<string, string>;
  /** Of a publish: per environment and language, what is live → what is sent. */
  places?: readonly string[] | undefined;
}

/** A sentence a line: nothing of the stack or the call can start a line of its own. */
export function toQuestion(asked: Asked, { by, objects, isItself, each, hits, changes }: Looked): string {
  const { operation, given, branch, aliasOf, where, names, places = [] } = asked;
  const alias = aliasOf === undefined ? '' : `, which is an alias of ${toPlain(aliasOf)}`;
  const place = operation.reach === 'branch' ? `on branch ${toPlain(branch)}${alias}` : 'shared by all branches';
  const address = Object.keys(operation.path).map(name => [name, given[name]] as const);
  return [
    `${operation.title}?`,
    ...toObjectLines(objects, address, by),
    ...(isItself && places.length === 0 ? toLiveLine(objects, names, given.locale) : []),
    ...Object.entries(each).flatMap(([name, seen]) => toListLine(name, seen, given[name])),
    ...(places.length === 0 ? toLiveLine(Object.values(each).flat().filter(isSeen), names, undefined) : []),
    ...listTold(operation, given).map(toToldLine),
    ...places.slice(0, mostPlaces).map(place => `In ${oneLine(place)}.`),
    ...(places.length > mostPlaces ? [`And ${places.length - mostPlaces} more places.`] : []),
    ...changes.slice(0, most).map(change => `It ${oneLine(tellLoss(change))}.`),
    ...(changes.length > most ? [`And ${changes.length - most} more changes of this kind.`] : []),
    `This is in ${where}, ${place}.`,
    ...hits.map(toHitLine),
  ].join('\n');
}

function toObjectLines(objects: readonly Seen[], address: (readonly [string, unknown])[], by: string[]): string[] {
  const [first] = objects;
  const told = address.filter(([name]) => first === undefined || !by.includes(name));
  const rest = told.map(([name, value]) => `${name} ${toWords(value)}`);
  if (!first) return address.length > 0 ? [`It is ${rest.join(', ')}, whose details could not be read.`] : [];
  const { uid, name, code } = first.object;
  const path = address.filter(([brace]) => by.includes(brace)).map(([, value]) => value);
  // What is imported is named in its file alone.
  const uids = ([uid, name, code].some(each => path.includes(each)) ? path : [...path, uid]).map(toWords);
  const versions = toVersions(objects.map(({ object }) => object));
  const kind = first.key.replaceAll('_', ' ');
  return [
    `It is the ${kind} ${quote(toName(first.object))} (${uids.join(', ')})${versions}.`,
    ...(rest.length > 0 ? [`It is about ${rest.join(', ')}.`] : []),
  ];
}

/** `, at version 3 in en-us, 2 in fr-fr` */
function toVersions(objects: Record<string, unknown>[]): string {
  const versions = objects.filter(({ _version }) => typeof _version === 'number');
  const words = versions.map(
    ({ _version, locale }) => `${_version}${typeof locale === 'string' ? ` in ${toPlain(locale)}` : ''}`,
  );
  return words.length > 0 ? `, at version ${[...new Set(words)].join(', ')}` : '';
}

/** Where visitors see it now. */
function toLiveLine(objects: readonly Seen[], names: ReadonlyMap<string, string>, only: unknown): string[] {
  // Where it is about one language the others stay.
  const isTold = ({ locale }: Record<string, unknown>): boolean =>
    typeof only !== 'string' || locale === undefined || locale === only;
  const words = listLive(objects)
    .filter(isTold)
    .map(({ environment, locale, version }) => {
      const name = names.get(String(environment)) ?? String(environment);
      const language = typeof locale === 'string' ? ` ${toPlain(locale)}` : '';
      return `${toPlain(name)}${language} at version ${Number(version)}`;
    });
  const told = [...new Set(words)];
  return told.length > 0 ? [`It is live in ${told.slice(0, most).join(', ')}${toMore(told.length - most)}.`] : [];
}

function toListLine(name: string, seen: (Seen | undefined)[], items: unknown): string[] {
  if (!Array.isArray(items) || items.length === 0) return [];
  const words = seen.slice(0, most).map((one, index) => {
    const uid = toPlain(String(isObject(items[index]) ? items[index].uid : items[index]));
    return one ? `${quote(toName(one.object))} (${uid})${toVersions([one.object])}` : `${uid} (could not be read)`;
  });
  return [`It names these ${name} (${items.length}): ${words.join('; ')}${toMore(items.length - words.length)}.`];
}

function toHitLine({ words, count, names, types, actions }: Hit): string {
  const label = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
  if (count === undefined) return `${label}: how many is not known.`;
  if (types) return `${label}: ${toSum(count, types)}.`;
  const some = names.slice(0, named).map(({ name, action }) => `${action ? `${toPlain(action)} ` : ''}${quote(name)}`);
  const each = Object.entries(actions?.each ?? {}).map(([action, times]) => `${times} to ${toPlain(action)}`);
  const first = actions && actions.of < count ? ` among the first ${actions.of}` : '';
  const told = some.length > 0 ? ` (${some.join(', ')}${toMore(count - some.length)})` : '';
  return `${label}: ${count}${each.length > 0 ? `, ${each.join(' and ')}${first}` : ''}${told}.`;
}

/** `at least 25 (10 of page, 15 of blog_post), as only 4 of 7 content types were counted` */
function toSum(count: number, { each, counted, all }: NonNullable<Hit['types']>): string {
  const some = each.slice(0, named).map(({ type, times }) => `${times} of ${toPlain(type)}`);
  const told = some.length > 0 ? ` (${some.join(', ')}${each.length > named ? ', and others' : ''})` : '';
  if (counted === all) return `${count}${told}`;
  return `at least ${count}${told}, as only ${counted} of ${all} content types were counted`;
}

const isSeen = (seen: Seen | undefined): seen is Seen => seen !== undefined;

const toMore = (count: number): string => (count > 0 ? `, and ${count} more` : '');

function listTold({ effect, confirm }: Operation, given: Arguments): [string, unknown][] {
  const below = Object.values(given).filter(isObject);
  const told = (confirm?.tells ?? []).map((path): [string, unknown] => [path, readPath(given, toPath(path))]);
  // Below the top of what is saved stands content, whose fields may have any name.
  const flags = [given, ...(effect === 'publish' ? below : [])].flatMap(part => Object.entries(part));
  const places = [given, ...below].flatMap(part => Object.entries(part));
  const usual = [
    ...flags.filter(([, value]) => value === true),
    ...places.filter(([name, value]) => whereabouts.has(name) && !isObject(value)),
  ];
  const others = usual.filter(([name]) => !told.some(([path]) => path === name));
  return [...told, ...others].filter(([, value]) => value !== undefined);
}

/** What most often stands in a question reads as a sentence; the rest as what it is called. */
const sentences: Readonly<Record<string, (words: string) => string>> = {
  environment: words => `The environment is ${words}.`,
  environments: words => `The environments are ${words}.`,
  locale: words => `The language is ${words}.`,
  locales: words => `The languages are ${words}.`,
  version: words => `The version named is ${words}.`,
  scheduled_at: words => `Nothing happens before ${words}.`,
  action: words => `The action named is ${words}.`,
};

function toToldLine([name, value]: [string, unknown]): string {
  const words = toWords(value);
  return sentences[name]?.(words) ?? (value === true ? `${toPlain(name)} is set.` : `${toPlain(name)}: ${words}.`);
}

function toWords(value: unknown): string {
  if (isObject(value)) {
    const pairs = Object.entries(value).map(([key, inner]) => `${toPlain(key)}: ${toWords(inner)}`);
    return pairs.slice(0, most).join('; ') + toMore(pairs.length - most);
  }
  const list = (Array.isArray(value) ? value.flat() : [value]).map(item => toAddress(String(item)));
  return list.slice(0, most).join(', ') + toMore(list.length - most);
}

/** Of an address what says where it leads: name, password and query may be secrets. Other words as they are. */
function toAddress(text: string): string {
  // As lenient as who opens it: with blanks before it, without its slashes, with others.
  if (!/^\s*[a-z][a-z0-9+.-]*:[/\\]|^\s*https?:/i.test(text)) return toPlain(text);
  if (!URL.canParse(text) || new URL(text).host === '') return toPlain(text.replace(/[?#].*|[/\\]{2}[^/]*@/gs, ''));
  const { protocol, host, pathname } = new URL(text);
  const address = `${protocol}//${host}${pathname}`;
  // Its end must not run into the sentence's.
  return isPlain(address) ? `<${address}>` : quote(address);
}

/** Words that can only be a name, or an address. */
const isPlain = (text: string): boolean => /^[\w.:/-]{1,120}$/.test(text);

const toPlain = (text: string): string => (isPlain(text) ? text : quote(text));

/** Names of fields and choices of the stack stand in it. */
const oneLine = (text: string): string => toVisibleJson(JSON.stringify(text)).slice(1, -1).replaceAll('\\"', '"');

const quote = (text: string): string =>
  toVisibleJson(JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text));
