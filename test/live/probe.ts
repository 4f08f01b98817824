// What a probe is: a few plain requests that show how an API answers where the reference leaves it open.

import type { Answers, Choice, Plain } from '../../src/sandbox/state/choices/choice.ts';
import { type Choices, choiceTable } from '../../src/sandbox/state/choices.ts';
import type { Ground } from './ground.ts';
import { points } from './points.ts';

export type { Answers, Plain };

type Parted<T> = { [K in keyof T]: T[K] extends object ? `${K & string}.${keyof T[K] & string}` : K & string }[keyof T];

/** As choices are made of their tables. */
type Settled<T extends Record<string, Choice>> = {
  [K in keyof T]: T[K]['answers'] extends readonly unknown[] ? Plain : { [P in keyof T[K]['answers']]: Plain };
};

/** A choice of the sandbox, or a part of one as `notFoundStatus.labels`, or a point the sandbox has no choice for. */
export type Name = Parted<Choices> | Parted<Settled<typeof points>>;

/** Says which answer was seen; one that is none of those thought of is as welcome. */
export type Show = (name: Name, answer: Plain) => void;

export interface Probe {
  shows: readonly Name[];
  /** A token that it needs beside the usual one. */
  needs?: 'readOnly' | 'branch' | 'module';
  /** @throws {NotShown} for all it has not shown yet. */
  play(ground: Ground, show: Show): Promise<void>;
}

/** What was seen says nothing about the point: a plan, a refusal, something else in the way. */
export class NotShown extends Error {}

export interface Point {
  name: Name;
  about: string;
  /** The likeliest first. */
  answers: Answers;
}

/** All points one by one, those of several parts by their parts. */
export const allPoints: readonly Point[] = Object.entries<Choice>({ ...choiceTable, ...points }).flatMap(
  ([name, { about, answers }]) =>
    isPlain(answers)
      ? [{ name: name as Name, about, answers }]
      : Object.entries(answers).map(([part, each]) => ({ name: `${name}.${part}` as Name, about, answers: each })),
);

function isPlain(answers: Choice['answers']): answers is Answers {
  return Array.isArray(answers);
}
