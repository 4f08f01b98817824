// Several stacks, and callers with less than all of them: read from the JSON file that CONTENTSTACK_STACKS names.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { findFaultyLine } from '../operations/faulty-json.ts';
import { isObject } from '../operations/is-object.ts';
import { nearest } from '../operations/nearest.ts';
import { holdBearers, type TokenSource, toTaken } from './bearers.ts';
import { hasUnfilled, toShown } from './given.ts';
import type { Proxies } from './proxies.ts';
import { readSecretFile } from './secret-file.ts';
import type { Ceiling } from './settings.ts';
import { BadSetting, type Given, read, refuse, type Settings, toPolicies, toSettings } from './settings.ts';
import { type Key, type Setting, table } from './table.ts';

interface StackEntry {
  name: string;
  isDefault: boolean;
  settings: Settings;
  /** Names settings as the file does, where the file gives them or should. */
  inItsWords: (text: string) => string;
}

/** Who shows this token over HTTP sees these stacks, below that ceiling. */
export interface BearerEntry {
  name: string;
  source: TokenSource;
  stacks: readonly string[];
  ceiling: Ceiling;
  inItsWords: (text: string) => string;
}

interface StacksFile {
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
  /** Who sees all stacks. */
  bearer?: TokenSource | undefined;
  /** Of variables: those that were looked for. */
  named: ReadonlySet<string>;
  /** A variable that is not set is no mistake: the demo stack has tokens of its own. */
  isLenient: boolean;
}

type Json = Record<string, unknown>;

/** Not an entry's own: what says how this server serves, and the token, of which the file says only where it is. */
const notInEntries = new Set<string>([
  'MANAGEMENT_TOKEN',
  'MANAGEMENT_TOKEN_FILE',
  'STACKS',
  'SHARED_LIMIT',
  'SHARED_LIMIT_PASSWORD_FILE',
  'HTTP_TOKEN',
  'HTTP_TOKEN_FILE',
  'HTTP_HOSTS',
  'METRICS',
  'SURFACE',
  'LOG',
  'LOG_FILE',
]);
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
  for (const key of ['API_KEY', 'API_KEY_FILE'] as const) {
    if (beside.given[key] !== undefined)
      throw new BadSetting(`CONTENTSTACK_${key} and CONTENTSTACK_STACKS both say which stack: give only one of them`);
  }
  const stacks = toEntries(path, root, 'stacks').map(([name, entry]) => toStack(path, name, entry, beside));
  if (stacks.length === 0) throw wrong(path, 'stacks', 'names no stack');
  const [, second] = stacks.filter(({ isDefault }) => isDefault);
  if (second)
    throw wrong(path, `stacks.${second.name}.default`, 'is true for a second stack: only one can be the default');
  const names = stacks.map(({ name }) => name);
  const bearers = toEntries(path, root, 'bearers').map(([name, entry]) => toBearer(path, name, entry, names, beside));
  // Whether they are long enough is asked where they are served.
  const sources = [...(beside.bearer ? [beside.bearer] : []), ...bearers.map(({ source }) => source)];
  holdBearers(sources, { host: undefined, taken: () => toTaken(stacks), refuse });
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
  requireKnown(path, at, entry, ['token_env', 'token_file', 'default', ...inEntries.map(toName)]);
  const own = toGiven(path, at, entry, inEntries);
  if (own.API_KEY_FILE) own.API_KEY_FILE = toPath(path, own.API_KEY_FILE);
  if (!own.API_KEY && !own.API_KEY_FILE) throw wrong(path, `${at}.api_key`, 'is missing');
  const isDefault = entry.default ?? false;
  if (typeof isDefault !== 'boolean') throw wrong(path, `${at}.default`, 'is not true or false');
  const place = toTokenPlace(path, at, entry);
  const { HOST, MANAGEMENT_TOKEN: _, MANAGEMENT_TOKEN_FILE: __, STACKS: ___, ...rest } = given;
  const all: Given = {
    ...rest,
    // A region of its own is not meant to be another's host.
    ...(HOST === undefined || own.REGION !== undefined ? {} : { HOST }),
    ...own,
    ...('file' in place ? toTokenFile(place, isLenient) : toToken(path, place, look, isLenient)),
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
      if (key.startsWith('MANAGEMENT_TOKEN')) return 'file' in place ? place.at : place.variable;
      if (key === 'API_KEY' && !own.API_KEY) return `${at}.api_key_file`;
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
  requireKnown(path, at, entry, ['token_env', 'token_file', 'stacks', ...inBearers.map(toName)]);
  const place = toTokenPlace(path, at, entry);
  const told = `${path}: ${place.at}`;
  const { MANAGEMENT_TOKEN = '' } = 'file' in place ? {} : toToken(path, place, look, false);
  const source: TokenSource = {
    owner: at,
    at: told,
    ...('file' in place
      ? { path: place.file, read: () => readSecretFile(told, place.file, refuse) }
      : { read: () => MANAGEMENT_TOKEN }),
  };
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
  return { name, source, stacks: names.filter(each => stacks.includes(each)), ceiling, inItsWords };
}

const withoutPolicy = ({ POLICY: _, ...rest }: Given): Given => rest;

/** Of an entry: its path is relative to the file that names it. */
const readOwn = (path: string, { POLICY: own }: Given) =>
  toPolicies(own, own === undefined ? undefined : toPath(path, own));

const toPath = (path: string, own: string): string => resolve(dirname(path), own);

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

type TokenPlace = { at: string } & ({ variable: string } | { file: string });

/** Where the token of a stack or a caller is: exactly one of the two ways is given. */
function toTokenPlace(path: string, at: string, { token_env, token_file }: Json): TokenPlace {
  if (token_file === undefined)
    return { at: `${at}.token_env`, variable: toVariable(path, `${at}.token_env`, token_env) };
  if (token_env !== undefined)
    throw wrong(path, `${at}.token_env`, 'and token_file are both given: give only one of them');
  if (typeof token_file === 'string' && token_file.trim() !== '' && !secretLike.test(token_file))
    return { at: `${at}.token_file`, file: toPath(path, token_file) };
  const takes = 'it takes the path of a file that holds the token, never the token itself';
  throw wrong(path, `${at}.token_file`, `is not a path: ${takes}`);
}

/** Where there need not be a token, a file need not be there either. */
function toTokenFile({ at, file }: { at: string; file: string }, isLenient: boolean): Given {
  try {
    readSecretFile(at, file, refuse);
  } catch (error) {
    // What is wrong with it is said by who reads it.
    if (isLenient) return {};
    if (!(error instanceof BadSetting)) throw error;
  }
  return { MANAGEMENT_TOKEN_FILE: file };
}

function toToken(
  path: string,
  { at, variable }: { at: string; variable: string },
  look: Beside['look'],
  isLenient: boolean,
): Given {
  const token = look(variable);
  if (token === undefined && !isLenient) throw wrong(path, at, `names ${variable}, which is not set`);
  return token === undefined ? {} : { MANAGEMENT_TOKEN: token };
}

/** A token in the place of a variable's name is not shown again. */
function toVariable(path: string, at: string, value: unknown): string {
  if (typeof value === 'string' && /^[A-Za-z_]\w{0,99}$/.test(value) && !secretLike.test(value)) return value;
  const what = value === undefined ? 'is missing' : 'is not the name of a variable';
  throw wrong(
    path,
    at,
    `${what}: it takes the name of the environment variable that holds the token, never the token itself; or give the path of a file that holds it as token_file`,
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
      'is not accepted: this file is kept and shared, and a token must not be. Put the token in an environment variable, and the name of that in token_env; or in a file of its own, and the path of that in token_file',
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
