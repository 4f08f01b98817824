// What a refusal is about: which names of the call the API's error speaks of, by its code, its words and its keys. Pure.
import type { Answer } from '../../operations/answer.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { type Operation, toTemplate } from '../../operations/operation.ts';
import { judge } from '../../operations/verdict.ts';
import { type Kind, kinds, toKind } from '../../operations/words.ts';
import { type CmaError, toError, toToldStatus } from './error.ts';

/** What a stack has names for, and one can look at. */
export type Named = Kind | 'branches';

interface Speech {
  /** As the API's messages call one. */
  nouns: readonly string[];
  /** A key of `errors` that stands for it, wherever it stands. */
  key: RegExp;
  code: readonly number[];
}

const speech: Record<Named, Speech> = {
  content_types: { nouns: ['content type'], key: /^content_types?(_uid)?$/, code: [118] },
  // 161 is documented for environments and for permissions alike.
  environments: { nouns: ['environment'], key: /^environments?(_(name|uid))?$/, code: [161] },
  locales: { nouns: ['language', 'locale'], key: /^(locales?|languages?)$/, code: [] },
  branches: {
    nouns: ['branch', 'branch alias', 'alias'],
    key: /^(branch(es)?|branch(_alias)?_uid|(base|compare)_branch)$/,
    code: [901, 905],
  },
};

/** The kinds whose names the error may be about, of those that the call names: worth a look at the names there are. */
export function listAbout(operation: Operation, given: Arguments, answer: Answer): Named[] {
  if (judge(operation, answer) !== 'refused') return [];
  const error = toError(answer);
  const status = toToldStatus(operation, answer);
  // Not where the credentials or the rate are, or the API itself.
  if (![400, 401, 404, 422].includes(status) || [105, 162].includes(error.code)) return [];
  const named = new Set(listNamed(operation, given).flatMap(([, argument]) => toNamed(operation, argument) ?? []));
  return [...kinds, 'branches' as const].filter(kind => named.has(kind) && isAbout(kind, operation, error, status));
}

function isAbout(kind: Named, operation: Operation, error: CmaError, status: number): boolean {
  const { nouns, key, code } = speech[kind];
  const { noun, keys } = error;
  const items = listItems(operation).filter(({ argument }) => toNamed(operation, argument) === kind);
  const last = items.find(item => isLast(item, operation));
  if (noun !== undefined && nouns.includes(noun)) return true;
  if (keys.some(each => key.test(toStep(each)))) return true;
  if (noun !== undefined) return false;
  if (last && (error.code === 0 ? status === 404 : keys.some(each => isOf(last, each, operation)))) return true;
  return code.includes(error.code) && (error.code !== 161 || operation.effect === 'publish');
}

/** `entry.environments` is about environments. */
const toStep = (key: string): string => key.split(/[.[]/).findLast(step => /[a-z]/i.test(step)) ?? key;

/** An argument in the path, and where it ends there. */
export interface Item {
  argument: string;
  end: number;
}

const listItems = ({ line }: Operation): Item[] =>
  [...toTemplate(line).matchAll(/\{(?!api_key\})(\w+)\}/g)].map(found => ({
    argument: found[1] ?? '',
    end: found.index + found[0].length,
  }));

const isLast = ({ end }: Item, { line }: Operation): boolean => end === toTemplate(line).length;

/** Whether a key of `errors` stands for this argument. What is only called `uid` is the thing itself, or one that was sent. */
function isOf(item: Item, key: string, operation: Operation): boolean {
  const base = item.argument.replace(/_(uid|name|id|number)$/, '');
  if ([item.argument, base].includes(key)) return true;
  return isLast(item, operation) && ['uid', 'id', 'name', 'code'].includes(key);
}

/**
 * The thing that an answer speaks of: in `/a/{b_uid}/c/{d_uid}` mostly d. Nothing when it speaks of one beside the path, or of
 * a part of what was sent.
 */
export function toItem(
  operation: Operation,
  given: Arguments,
  error: CmaError,
  about?: RegExp | 'holder',
): Item | undefined {
  // Whatever else is said of it, what has versions is the last that is none.
  if (about === 'holder') return listItems(operation).findLast(({ argument }) => !argument.startsWith('version'));
  const items = listItems(operation).filter(({ argument }) => about?.test(argument) ?? true);
  const { noun, name, keys } = error;
  if (noun !== undefined) {
    const item = items.findLast(({ argument }) => toNoun(argument) === noun);
    return item && (name === undefined || name === String(given[item.argument])) ? item : undefined;
  }
  const item = items.at(-1);
  if (!item || keys.length === 0) return item && (about || isLast(item, operation)) ? item : undefined;
  return keys.some(key => isOf(item, key, operation) || (about && key === 'uid')) ? item : undefined;
}

/** `content_type_uid` is a content type. */
export const toNoun = (argument: string): string =>
  argument === 'code' || argument === 'locale'
    ? 'language'
    : argument.replace(/_(uid|name|id|number)$/, '').replaceAll('_', ' ');

/** What a call does not name it is sent with all the same. */
export const withBranch = ({ reach }: Operation, given: Arguments, branch: string): Arguments =>
  reach === 'branch' ? { branch, ...given } : given;

/** Texts by their arguments. Below the top of what is saved stands content, whose fields may have such names. */
export function listNamed({ effect }: Operation, given: Arguments): [value: string, argument: string][] {
  const list = (value: unknown, argument: string, depth: number): [string, string][] => {
    if (Array.isArray(value)) return value.flatMap(item => list(item, argument, depth));
    if (typeof value === 'string') return [[value, argument]];
    if (!isObject(value) || (depth > 0 && effect !== 'publish')) return [];
    return Object.entries(value).flatMap(([key, inner]) => list(inner, key, depth + 1));
  };
  return list(given, '', 0);
}

const isBranch = (argument: string): boolean =>
  /(^|_)branch(_alias)?_uid$|^(base|compare)_branch$|^branch$/.test(argument);

export function toNamed({ line }: Operation, argument: string): Named | undefined {
  if (argument === 'code') return line.includes('/{code}') ? 'locales' : undefined;
  return isBranch(argument) ? 'branches' : toKind(argument);
}
