// Names in a call that the stack does not have, and which it has that are near. Pure: what is known is handed in.

import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { nearest } from '../../operations/nearest.ts';
import type { Operation } from '../../operations/operation.ts';
import { isKnown, type Kind, sources, toEnum, toKind, type Vocabulary, type Word } from '../../operations/words.ts';

export interface Known {
  /** That of the call. */
  branch: string;
  /** Its words. */
  vocabulary: Vocabulary;
  /** Branches and aliases that can be used. */
  branches: readonly string[];
}

interface Near {
  text: string;
  /** The request that lists such names, which need not be named any more. */
  line: string;
}

/** So many names are all listed where none is near. */
const few = 12;

const nouns: Record<Kind, string> = {
  environments: 'environment',
  locales: 'language',
  content_types: 'content type',
};

/** @param show makes what was given fit to be shown. */
export function listNear(
  operation: Operation,
  given: Arguments,
  { vocabulary, branches }: Known,
  show: (value: string) => string,
): Near[] {
  const found = new Map<string, Near>();
  for (const [value, argument] of listNamed(operation, given)) {
    const kind = toNamedKind(operation, argument);
    const words = kind && vocabulary[kind];
    const near = isBranch(argument)
      ? toNearBranch(value, branches, show)
      : kind && words && toNearWord(kind, value, words, show);
    if (near) found.set(near.text, near);
  }
  return [...found.values()].slice(0, 3);
}

/** The kinds of which the call names something that is not known; where the words of a kind are not, that is anything. */
export function listUnknownKinds(operation: Operation, given: Arguments, vocabulary: Vocabulary): Kind[] {
  const kinds = listNamed(operation, given).flatMap(([value, argument]) => {
    const kind = toNamedKind(operation, argument);
    return kind && !isKnown(vocabulary[kind] ?? [], value) ? [kind] : [];
  });
  return [...new Set(kinds)];
}

/** Texts by their arguments. Below the top of what is saved stands content, whose fields may have such names. */
function listNamed({ effect }: Operation, given: Arguments): [value: string, argument: string][] {
  const list = (value: unknown, argument: string, depth: number): [string, string][] => {
    if (Array.isArray(value)) return value.flatMap(item => list(item, argument, depth));
    if (typeof value === 'string') return [[value, argument]];
    if (!isObject(value) || (depth > 0 && effect !== 'publish')) return [];
    return Object.entries(value).flatMap(([key, inner]) => list(inner, key, depth + 1));
  };
  return list(given, '', 0);
}

const toNamedKind = ({ line }: Operation, argument: string): Kind | undefined =>
  argument === 'code' && line.includes('/{code}') ? 'locales' : toKind(argument);

const isBranch = (argument: string): boolean => /(^|_)branch(_alias)?_uid$|^(base|compare)_branch$/.test(argument);

function toNearBranch(value: string, branches: readonly string[], show: (value: string) => string): Near | undefined {
  if (branches.length === 0 || branches.includes(value)) return undefined;
  return { text: say('branch', value, nearest(value, branches), branches, show), line: 'GET /stacks/branches' };
}

function toNearWord(
  kind: Kind,
  value: string,
  words: readonly Word[],
  show: (value: string) => string,
): Near | undefined {
  if (isKnown(words, value)) return undefined;
  const names = toEnum(words);
  const shown = words.filter(word => names.includes(word.value));
  // By its own name first: another thing may have that for a title.
  const [, close] =
    [shown.map(word => [word.value, word.value] as const), shown.map(word => [word.title, word.value] as const)]
      .map(pairs =>
        pairs.find(
          ([name]) =>
            name ===
            nearest(
              value,
              pairs.map(([each]) => each),
            ),
        ),
      )
      .find(pair => pair !== undefined) ?? [];
  return { text: say(nouns[kind], value, close, names, show), line: sources[kind].line };
}

function say(
  noun: string,
  value: string,
  close: string | undefined,
  names: readonly string[],
  show: (value: string) => string,
): string {
  const known = close
    ? ` Did you mean ${close}?`
    : names.length <= few
      ? ` There are ${names.join(', ') || 'none'}.`
      : '';
  return `No ${noun} is called ${show(value)}.${known}`;
}
