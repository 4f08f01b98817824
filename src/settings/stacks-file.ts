// Several stacks, and callers with less than all of them: read from the JSON file that CONTENTSTACK_STACKS names.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { findFaultyLine } from '../operations/faulty-json.ts';
import { isObject } from '../operations/is-object.ts';
import { nearest } from '../operations/nearest.ts';
import { hasUnfilled, toShown } from './given.ts';
import type { Proxies } from './proxies.ts';
import type { Ceiling } from './settings.ts';
import { BadSetting, type Given, read, type Settings, toPolicies, toSettings } from './settings.ts';
import { type Key, type Setting, table } from './table.ts';

export interface StackEntry {
  name: string;
  isDefault: boolean;
  settings: Settings;
  /** Names settings as the file does, where the file gives them or should. */
  inItsWords: (text: string) => string;
}

/** Who shows this token over HTTP sees these stacks, below that ceiling. */
export interface BearerEntry {
  name: string;
  token: string;
  stacks: readonly string[];
  ceiling: Ceiling;
  inItsWords: (text: string) => string;
}

export interface StacksFile {
  stacks: readonly StackEntry[];
  bearers: readonly BearerEntry[];
}

/** What is given beside the file. */
export interface Beside {
  /** Settings for all stacks. */
  given: Given;
  proxies: Proxies | undefined;
  /** Of a variable of the environment; undefined when it is not set. */
  look(name: string): string | undefined;
  /** Of variables: those that were looked for. */
  named: ReadonlySet<string>;
  /** A variable that is not set is no mistake: the demo stack has tokens of its own. */
  isLenient: boolean;
}

type Json = Record<string, unknown>;

/** Not an entry's own: what says how this server serves, and the token, of which the file has the variable's name alone. */
const notInEntries = new Set<string>(['MANAGEMENT_TOKEN', 'STACKS', 'HTTP_TOKEN', 'HTTP_HOSTS', 'SURFACE']);
const inEntries = (Object.keys(table) as Key[]).filter(key => !notInEntries.has(key));
const inBearers = [
  'READ_ONLY',
  'BRANCHES',
  'GLOBAL_WRITES',
  'MODULES',
  'TOOLS',
  'TOOLS_DENY',
  'POLICY',
] as const satisfies Key[];

const toName = (key: string): string => key.toLowerCase();

/** @throws {BadSetting} with the path in the file of what is wrong. */
export function readStacksFile(path: string, beside: Beside): StacksFile {
  const root = toObject(path, '', parse(path));
  requireKnown(path, '', root, ['stacks', 'bearers']);
  if (beside.given.API_KEY !== undefined) {
    throw new BadSetting('CONTENTSTACK_API_KEY and CONTENTSTACK_STACKS both say which stack: give only one of them');
  }
  const stacks = toEntries(path, root, 'stacks').map(([name, entry]) => toStack(path, name, entry, beside));
  if (stacks.length === 0) throw wrong(path, 'stacks', 'names no stack');
  const [, second] = stacks.filter(({ isDefault }) => isDefault);
  if (second)
    throw wrong(path, `stacks.${second.name}.default`, 'is true for a second stack: only one can be the default');
  const names = stacks.map(({ name }) => name);
  const bearers = toEntries(path, root, 'bearers').map(([name, entry]) => toBearer(path, name, entry, names, beside));
  const shown = new Map<string, string>();
  const { HTTP_TOKEN } = beside.given;
  if (HTTP_TOKEN !== undefined) shown.set(HTTP_TOKEN, 'CONTENTSTACK_HTTP_TOKEN');
  for (const { settings, name } of stacks)
    if (settings.token) shown.set(settings.token, `stacks.${name}, which no caller should know`);
  for (const { name, token } of bearers) {
    const other = shown.get(token);
    if (other) throw wrong(path, `bearers.${name}.token_env`, `holds the token of ${other}`);
    shown.set(token, `bearers.${name}`);
  }
  return { stacks, bearers };
}

function parse(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadSetting(
      `CONTENTSTACK_STACKS is "${path}", which cannot be read (${(error as NodeJS.ErrnoException).code})`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words may show what stands around, which might be a token.
    throw wrong(path, '', `is not valid JSON: see line ${findFaultyLine(text)}`);
  }
}

function toStack(path: string, name: string, entry: Json, { given, proxies, look, isLenient }: Beside): StackEntry {
  const at = `stacks.${name}`;
  requireKnown(path, at, entry, ['token_env', 'default', ...inEntries.map(toName)]);
  const own = toGiven(path, at, entry, inEntries);
  if (!own.API_KEY) throw wrong(path, `${at}.api_key`, 'is missing');
  const isDefault = entry.default ?? false;
  if (typeof isDefault !== 'boolean') throw wrong(path, `${at}.default`, 'is not true or false');
  const variable = toVariable(path, `${at}.token_env`, entry.token_env);
  const token = look(variable);
  if (token === undefined && !isLenient) throw wrong(path, `${at}.token_env`, `names ${variable}, which is not set`);
  const { HOST, MANAGEMENT_TOKEN: _, STACKS: __, ...rest } = given;
  const all: Given = {
    ...rest,
    // A region of its own is not meant to be another's host.
    ...(HOST === undefined || own.REGION !== undefined ? {} : { HOST }),
    ...own,
    ...(token === undefined ? {} : { MANAGEMENT_TOKEN: token }),
    // What is withheld from all, no entry gives back.
    ...(read(given, 'READ_ONLY') ? { READ_ONLY: 'true' } : {}),
    ...(read(given, 'DRY_RUN') ? { DRY_RUN: 'true' } : {}),
    ...toStricter('CONFIRM', ['never', 'auto', 'always'], given, own),
    ...toStricter('GLOBAL_WRITES', ['allow', 'auto', 'deny'], given, own),
    ...toBoth(given.PROTECTED, own.PROTECTED),
    ...(given.TOOLS_DENY === undefined ? {} : { TOOLS_DENY: [given.TOOLS_DENY, own.TOOLS_DENY ?? ''].join(',') }),
  };
  const inItsWords = (text: string): string =>
    text.replace(/CONTENTSTACK_([A-Z_]*[A-Z])/g, (setting, key: string) => {
      if (key === 'MANAGEMENT_TOKEN') return variable;
      const isFromAll = key in given && !(key in own);
      return !isFromAll && (inEntries as string[]).includes(key) ? `${at}.${toName(key)}` : setting;
    });
  const common = toPolicies(given.POLICY);
  const settings = inWords(path, inItsWords, () => ({
    ...toSettings(withoutPolicy(all)),
    policies: [...common, ...readOwn(path, own)],
    proxies,
  }));
  return { name, isDefault, settings, inItsWords };
}

function toBearer(path: string, name: string, entry: Json, names: readonly string[], { look }: Beside): BearerEntry {
  const at = `bearers.${name}`;
  requireKnown(path, at, entry, ['token_env', 'stacks', ...inBearers.map(toName)]);
  const variable = toVariable(path, `${at}.token_env`, entry.token_env);
  const token = look(variable);
  if (token === undefined) throw wrong(path, `${at}.token_env`, `names ${variable}, which is not set`);
  const { stacks } = entry;
  if (!isTexts(stacks) || stacks.length === 0) throw wrong(path, `${at}.stacks`, 'is not a list of stack names');
  for (const [index, stack] of stacks.entries()) {
    if (!names.includes(stack))
      throw wrong(
        path,
        `${at}.stacks[${index}]`,
        `names ${toShown(stack)}, which does not exist`,
        nearest(stack, [...names]),
      );
  }
  const own = toGiven(path, at, entry, inBearers);
  const inItsWords = (text: string): string =>
    text.replace(/CONTENTSTACK_([A-Z_]*[A-Z])/g, (setting, key: string) =>
      key in own ? `${at}.${toName(key)}` : setting,
    );
  const { readOnly, branches, modules, tools, toolsDeny, globalWrites, policies } = inWords(path, inItsWords, () => ({
    ...toSettings(withoutPolicy(own)),
    policies: readOwn(path, own),
  }));
  const ceiling: Ceiling = {
    readOnly,
    branches,
    tools,
    toolsDeny,
    policies,
    // What is not said leaves to the stack what it has.
    modules: modules ?? ['all'],
    globalWrites: own.GLOBAL_WRITES === undefined && branches === undefined ? 'allow' : globalWrites,
  };
  return { name, token, stacks: names.filter(each => stacks.includes(each)), ceiling, inItsWords };
}

const withoutPolicy = ({ POLICY: _, ...rest }: Given): Given => rest;

/** Of an entry: its path is relative to the file that names it. */
const readOwn = (path: string, { POLICY: own }: Given) =>
  toPolicies(own, own === undefined ? undefined : resolve(dirname(path), own));

/** Of what both give, the one further on in the order. */
function toStricter(key: 'CONFIRM' | 'GLOBAL_WRITES', order: readonly string[], all: Given, own: Given): Given {
  const [one, two] = [all[key], own[key]];
  if (one === undefined || two === undefined) return {};
  return { [key]: order.indexOf(one) > order.indexOf(two) ? one : two };
}

/** What all have protected stays so; `none` protects nothing more. */
function toBoth(all: string | undefined, own: string | undefined): Given {
  if (all === undefined || own === undefined) return {};
  const named = [all, own].filter(names => names.trim() !== 'none');
  return { PROTECTED: named.length > 0 ? named.join(',') : 'none' };
}

/** The settings of an entry as the environment would give them. */
function toGiven(path: string, at: string, entry: Json, keys: readonly Key[]): Given {
  const given: Given = {};
  for (const key of keys) {
    const value = entry[toName(key)];
    if (value === undefined) continue;
    if (key === 'UPLOAD_DIRS' && isTexts(value)) {
      // The name of a directory may hold a comma.
      given[key] = value;
      continue;
    }
    const text = isTexts(value) ? value.join(',') : value;
    if (!['string', 'number', 'boolean'].includes(typeof text)) {
      throw wrong(path, `${at}.${toName(key)}`, 'is not a text, a number, true, false or a list of texts');
    }
    const { restricts }: Setting = table[key];
    if (restricts && hasUnfilled(String(text)))
      throw wrong(path, `${at}.${toName(key)}`, 'is a placeholder that was not filled in');
    given[key] = String(text);
  }
  return given;
}

const secretLike = /^(?:cs|blt)[0-9a-f]{12,}$/i;

/** A token in the place of a variable's name is not shown again. */
function toVariable(path: string, at: string, value: unknown): string {
  if (typeof value === 'string' && /^[A-Za-z_]\w{0,99}$/.test(value) && !secretLike.test(value)) return value;
  const what = value === undefined ? 'is missing' : 'is not the name of a variable';
  throw wrong(
    path,
    at,
    `${what}: it takes the name of the environment variable that holds the token, never the token itself`,
  );
}

function toEntries(path: string, root: Json, key: 'stacks' | 'bearers'): [string, Json][] {
  if (root[key] === undefined) {
    if (key === 'bearers') return [];
    throw wrong(path, key, 'is missing');
  }
  return Object.entries(toObject(path, key, root[key])).map(([name, entry]) => {
    if (!/^[a-z][a-z0-9_-]{0,29}$/.test(name) || secretLike.test(name)) {
      throw wrong(
        path,
        key,
        'has a name that is not valid: it takes up to 30 of a-z, 0-9, - and _, beginning with a letter',
      );
    }
    return [name, toObject(path, `${key}.${name}`, entry)];
  });
}

function toObject(path: string, at: string, value: unknown): Json {
  if (isObject(value)) return value;
  throw wrong(path, at, 'is not an object');
}

/** A token under whatever name is refused by name; what it is is not shown. */
function requireKnown(path: string, at: string, object: Json, known: readonly string[]): void {
  const stray = Object.keys(object).find(key => !known.includes(key));
  if (stray === undefined) return;
  if (secretLike.test(stray)) throw wrong(path, at, 'has a token as a key; tokens do not belong in this file');
  const where = at === '' ? stray : `${at}.${stray}`;
  if (/token|authorization|bearer|secret|password/i.test(stray)) {
    throw wrong(
      path,
      where,
      'is not accepted: this file is kept and shared, and a token must not be. Put the token in an environment variable, and the name of that in token_env',
    );
  }
  throw wrong(path, where, 'is not known', nearest(stray, [...known]), known);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}

function inWords<T>(path: string, inItsWords: (text: string) => string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof BadSetting ? new BadSetting(`${path}: ${inItsWords(error.message)}`) : error;
  }
}

function wrong(path: string, at: string, what: string, close?: string, known: readonly string[] = []): BadSetting {
  const hint = close ? `; did you mean ${close}?` : known.length > 0 ? `; it takes ${known.join(', ')}` : '';
  return new BadSetting(`${path}: ${at === '' ? 'it' : at} ${what}${hint}`);
}
