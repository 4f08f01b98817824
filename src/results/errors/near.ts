// Names in a call that the stack does not have, and which it has that are near. Asks for nothing: what is not known is not said.

import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { nearest } from '../../operations/nearest.ts';
import type { Operation } from '../../operations/operation.ts';
import { type Kind, sources, toEnum, toKind, type Vocabulary } from '../../operations/words.ts';

export interface Known {
  vocabulary: Vocabulary;
  /** The branch of the call. */
  branch: string;
  /** The branch that the words are of. */
  home: string;
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
  known: Known,
  show: (value: string) => string,
): Near[] {
  const found = new Map<string, Near>();
  const look = (value: unknown, argument: string, depth: number): void => {
    if (Array.isArray(value)) for (const item of value) look(item, argument, depth);
    else if (typeof value === 'string') {
      const near = toNear(value, argument, operation, known, show);
      if (near) found.set(near.text, near);
    } else if (isObject(value) && (depth === 0 || operation.effect === 'publish')) {
      // Below the top of what is saved stands content, whose fields may have such names.
      for (const [key, inner] of Object.entries(value)) look(inner, key, depth + 1);
    }
  };
  look(given, '', 0);
  return [...found.values()].slice(0, 3);
}

function toNear(
  value: string,
  argument: string,
  operation: Operation,
  known: Known,
  show: (value: string) => string,
): Near | undefined {
  if (isBranch(argument)) {
    const { branches } = known;
    if (branches.length === 0 || branches.includes(value)) return undefined;
    return { text: say('branch', value, branches, show), line: 'GET /stacks/branches' };
  }
  const kind = argument === 'code' && operation.line.includes('/{code}') ? 'locales' : toKind(argument);
  const words = kind && known.vocabulary[kind];
  // Environments are the same on every branch; of the rest only one branch's are known.
  if (!kind || !words || (kind !== 'environments' && known.branch !== known.home)) return undefined;
  if (words.some(word => word.value === value || word.uid === value)) return undefined;
  return { text: say(nouns[kind], value, toEnum(words), show), line: sources[kind].line };
}

const isBranch = (argument: string): boolean => /(^|_)branch(_alias)?_uid$|^(base|compare)_branch$/.test(argument);

function say(noun: string, value: string, names: readonly string[], show: (value: string) => string): string {
  const close = nearest(value, names);
  const known = close
    ? ` Did you mean ${close}?`
    : names.length <= few
      ? ` There are ${names.join(', ') || 'none'}.`
      : '';
  return `No ${noun} is called ${show(value)}.${known}`;
}
