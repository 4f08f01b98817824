// Names in a call that the stack does not have, and which it has that are near. Pure: what is there was read after the call.

import type { Arguments } from '../../operations/arguments.ts';
import { nearest } from '../../operations/nearest.ts';
import type { Operation } from '../../operations/operation.ts';
import { isKnown, type Kind, sources, toEnum, type Vocabulary, type Word } from '../../operations/words.ts';
import { listNamed, type Named, toNamed } from './about.ts';

export interface Known {
  /** That of the call. */
  branch: string;
  /** Words read for this refusal: those of the kinds that it is about, as far as they could be read. */
  vocabulary: Vocabulary;
  /** Branches and aliases that can be used. */
  branches: readonly string[];
  /** All there are, where they were read for this refusal. */
  allBranches?: readonly string[];
}

interface Near {
  text: string;
  /** The request that lists such names, which need not be named any more. */
  line: string;
}

/** So many names are all listed where none is near. */
const few = 12;

const nouns: Record<Named, string> = {
  environments: 'environment',
  locales: 'language',
  content_types: 'content type',
  branches: 'branch',
};

interface Spoken {
  /** What the error is about. */
  about: readonly Named[];
  /** The only name that it speaks of. */
  name?: string | undefined;
  /** It may as well be that it is out of reach. */
  isUnsure: boolean;
  /** Makes what was given fit to be shown. */
  show: (value: string) => string;
}

/** Nothing is said of names that could not be looked at, nor of those that the error does not speak of. */
export function listNear(operation: Operation, given: Arguments, known: Known, spoken: Spoken): Near[] {
  const found = new Map<string, Near>();
  for (const [kind, value] of listSpoken(operation, given, spoken)) {
    const near = kind === 'branches' ? toNearBranch(value, known, spoken) : toNearWord(kind, value, known, spoken);
    if (near) found.set(near.text, near);
  }
  return [...found.values()].slice(0, 3);
}

function listSpoken(operation: Operation, given: Arguments, { about, name }: Pick<Spoken, 'about' | 'name'>) {
  return listNamed(operation, given).flatMap(([value, argument]): [Named, string][] => {
    const kind = toNamed(operation, argument);
    return kind && about.includes(kind) && (name === undefined || name === value) ? [[kind, value]] : [];
  });
}

/** What of a kind the call names and the stack has, though the error speaks as if it had not; undefined where it lacks one. */
export function listThere(
  operation: Operation,
  given: Arguments,
  known: Known,
  { name, kind }: { name?: string | undefined; kind: Named },
): string[] | undefined {
  const values = listSpoken(operation, given, { about: [kind], name }).map(([, value]) => value);
  return values.length > 0 && values.every(value => isThere(kind, value, known)) ? [...new Set(values)] : undefined;
}

const isThere = (kind: Named, value: string, { vocabulary, allBranches = [] }: Known): boolean =>
  kind === 'branches' ? allBranches.includes(value) : isKnown(vocabulary[kind] ?? [], value);

export const sayThere = (kind: Named, value: string): string => `The ${nouns[kind]} ${value} is there.`;

function toNearBranch(value: string, { branches, allBranches }: Known, { show, isUnsure }: Spoken): Near | undefined {
  if (branches.length === 0 || branches.includes(value) || allBranches?.includes(value)) return undefined;
  const close = nearest(value, branches);
  const line = 'GET /stacks/branches';
  if (allBranches && !isUnsure) return { text: say('branches', value, close, branches, show), line };
  return close ? { text: `Did you mean ${close}?`, line } : undefined;
}

function toNearWord(kind: Kind, value: string, { vocabulary }: Known, { show }: Spoken): Near | undefined {
  const words: readonly Word[] | undefined = vocabulary[kind];
  if (!words || isKnown(words, value)) return undefined;
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
  return { text: say(kind, value, close, names, show), line: sources[kind].line };
}

function say(
  kind: Named,
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
  return `No ${nouns[kind]} is called ${show(value)}.${known}`;
}
