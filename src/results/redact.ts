// What must not leave is struck out of values, before they are cut, tabulated or made text: by value, by shape, by key. Pure.

import { mask } from '../operations/answer.ts';

/** What must not leave; absent where there are no credentials. */
export interface Secrets {
  token?: string | undefined;
  /** Kept in answers where Contentstack itself shows it to everybody, in addresses: without it they lead nowhere. */
  apiKey?: string | undefined;
  /** What these have taken the place of. */
  former?: readonly Pick<Secrets, 'token' | 'apiKey'>[];
}

/** @param key the name that the text stands under, or that the list it is in does; none where it is itself a name. */
type Strike = (text: string, key?: string) => string;

/**
 * Each text of a good answer by itself, and the names in it, so that none is struck for what its neighbour says. Addresses
 * of assets (`…/v3/assets/<key>/…`) and of the web app (`…/stack/<key>/…`) stay whole.
 */
export const redactAnswer = <T>(value: T, secrets: Secrets): T => walk(value, toStrike(toOwn(secrets), true)) as T;

/** The same of an error: nothing in it is content, so the key goes from everywhere. */
export const redactError = <T>(value: T, secrets: Secrets): T => walk(value, toStrike(toOwn(secrets, true), true)) as T;

/**
 * What was made of parts that were struck one by one: its own secrets alone are looked for once more, as by its look a word
 * might now be taken for what the part before it speaks of.
 */
export const redactMade = <T>(value: T, secrets: Secrets, isError = false): T =>
  walk(value, toStrike(toOwn(secrets, isError), false)) as T;

/**
 * What nothing was struck in stays the object that it was: most answers are such, and a copy of each costs more than the
 * search. By index, as iterators cost as much again.
 */
function walk(node: unknown, strike: Strike, key = ''): unknown {
  if (typeof node === 'string') return strike(node, key);
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) {
    let items: unknown[] | undefined;
    for (let index = 0; index < node.length; index += 1) {
      const item = node[index];
      const struck = walk(item, strike, key);
      if (struck !== item) items ??= [...node];
      if (items) items[index] = struck;
    }
    return items ?? node;
  }
  const object = node as Record<string, unknown>;
  const names = Object.keys(object);
  let entries: [string, unknown][] | undefined;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    const value = object[name];
    const free = strike(name);
    const inner = walk(value, strike, name);
    if (free !== name || inner !== value) entries ??= Object.entries(node).slice(0, index);
    entries?.push([free, inner]);
  }
  if (!entries) return node;
  const taken = new Set<string>();
  return Object.fromEntries(entries.map(([name, inner]) => [toFree(name, taken), inner]));
}

/** Two names that were struck may be the same now; neither may be lost. */
function toFree(name: string, names: Set<string>): string {
  let free = name;
  for (let count = 2; names.has(free); count += 1) free = `${name} ${count}`;
  names.add(free);
  return free;
}

/** Short texts and names make up most of an answer: the first hold nothing, and each of the others comes again in all items. */
function toStrike({ strike: strikeOwn, shortest: own }: Own, isShaped: boolean): Strike {
  const least = Math.min(own, shortest);
  const strike: Strike = (text, key) => {
    if (text.length < least) return text;
    return isShaped ? strikeShapes(strikeOwn(text), key) : strikeOwn(text);
  };
  const names = new Map<string, string>();
  return (text, key) => {
    if (key !== undefined) return strike(text, key);
    let struck = names.get(text);
    if (struck === undefined) {
      struck = strike(text, '');
      names.set(text, struck);
    }
    return struck;
  };
}

interface Own {
  strike(text: string): string;
  /** No text that is shorter holds any of it. */
  shortest: number;
}

/** So many characters of a secret are one, where it was cut. */
const telling = 8;

/** A secret as it is, within JSON, within an address, and what is left of it before an ellipsis. */
function toOwn(secrets: Secrets, isError = false): Own {
  const all = [secrets, ...(secrets.former ?? [])];
  const tokens = new Set(all.flatMap(({ token }) => token || []));
  const keys = new Set(all.flatMap(({ apiKey }) => apiKey || []));
  const strikes = [
    ...[...tokens].map(token => toStrikeOne(token)),
    ...[...keys].map(key => toStrikeOne(key, isError ? '' : '(?<!/v3/assets/|/stack/)')),
  ];
  return {
    strike: text => strikes.reduce((left, strike) => strike(left), text),
    shortest: Math.min(telling, ...[...tokens, ...keys].map(({ length }) => length)),
  };
}

/** Its patterns are made where they are needed: most answers hold nothing of a secret, and each is struck several times. */
function toStrikeOne(secret: string, unless = ''): (text: string) => string {
  const written = [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])];
  const toWhole = () => new RegExp(written.map(each => unless + toLiteral(each)).join('|'), 'g');
  const toCut = () =>
    new RegExp(`${unless}${toLiteral(secret.slice(0, telling))}[^…\\s]{0,${secret.length}}(?=…)`, 'g');
  let whole: RegExp | undefined;
  let cut: RegExp | undefined;
  return text => {
    let left = text;
    if (written.some(each => text.includes(each))) {
      whole ??= toWhole();
      left = text.replace(whole, mask);
    }
    if (secret.length <= telling || !left.includes('…')) return left;
    cut ??= toCut();
    return left.replace(cut, found => (secret.startsWith(found) ? mask : found));
  };
}

const toLiteral = (text: string): string => text.replace(/[^\w\s]/g, '\\$&');

/** Words that a secret stands beside; the mask itself holds one of them and says nothing. */
const word = String.raw`(?:token|password|authorization|secret(?<!\[secret(?=\])))`;

/** What may stand between: quotes, colons, brackets. What is closed before a comma is a neighbour's, also of JSON in a text. */
const between = String.raw`(?:(?!["'\]}]+\\?,|\\["'],)[^\w\n]){1,8}`;

/** Uids of some of a stack's own objects look like its tokens (`cs` and 16 hex digits), so the look alone says nothing. */
const look = String.raw`(?:cs|blt)[0-9a-f]{16,}\b`;

type Shape = [shape: RegExp, instead: string | ((...found: string[]) => string), sign: RegExp];

/** All are bounded, so that no text takes long; what all of a shape have in it is looked for first, which takes less still. */
const shapes: Shape[] = [
  // Tokens of Contentstack.
  [
    new RegExp(String.raw`(${word}\b(?:[^\w\n]{1,8}(?:is|was|bearer|basic)\b)?${between})${look}`, 'gi'),
    `$1${mask}`,
    /token|secret|password|authorization/i,
  ],
  // A header's value. Prose about such headers has neither digits nor the mixed case of base64 in its next word.
  [/\b(Bearer)(\s+)(?=[\w.~+/-]{0,4000}(?:\d|[a-z][A-Z]|=))[\w.~+/-]{12,4000}=*/g, `$1$2${mask}`, /Bearer/],
  // A name and a password, and no title that begins with this word.
  [
    /\b(Basic\s+)([\w+/-]{4,4000}={0,2})/g,
    (all, before = '', word = '') => (isLogin(word) ? `${before}${mask}` : all),
    /Basic/,
  ],
  // Addresses with a name and a password in them.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>\\?#]{1,256}):[^\s/@"'<>\\?#]{1,256}@/gi, `$1:${mask}@`, /@/],
];

const isLogin = (word: string): boolean =>
  /^[^\p{Cc}\ufffd]*:[^\p{Cc}\ufffd]*$/u.test(Buffer.from(word, 'base64').toString());

/** What a text has that any of them could strike: of most texts no more is looked for. */
const signs = /token|secret|password|authorization|bearer|basic|@/i;

/** Nothing that is shorter has one: of all the shapes, `ab://c:d@` is the shortest. */
const shortest = 9;

/** Names that say what stands under them. */
const named = /(?:token|secret|password|authorization)$/i;
const first = new RegExp(String.raw`^([^\w\n]{0,8})${look}`, 'i');

function strikeShapes(text: string, key = ''): string {
  if (text.length < shortest) return text;
  const known = named.test(key) ? text.replace(first, `$1${mask}`) : text;
  if (!signs.test(known)) return known;
  return shapes.reduce(
    (left, [shape, instead, sign]) => (sign.test(left) ? left.replace(shape, instead as string) : left),
    known,
  );
}
