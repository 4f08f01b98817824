// Every point where the reference leaves the answer open: what the sandbox does, and how to have it do otherwise.
import { access } from './choices/access.ts';
import type { AnswerOf, Choice, Plain } from './choices/choice.ts';
import { content } from './choices/content.ts';
import { model } from './choices/model.ts';
import { publishing } from './choices/publishing.ts';
import { Unusable } from './unusable.ts';

const all = { ...access, ...model, ...content, ...publishing };

/** All of them, with what each is a guess about, the evidence and the answers. */
export const choiceTable: Readonly<Record<keyof typeof all, Choice>> = all;

export type Choices = { -readonly [K in keyof typeof all]: AnswerOf<(typeof all)[K]['answers']> };

/** Other answers; of a point of several parts some will do. */
export type GivenChoices = { [K in keyof Choices]?: Choices[K] extends object ? Partial<Choices[K]> : Choices[K] };

/** What the sandbox does unless it is told otherwise. */
export const likeliest = Object.fromEntries(
  Object.entries(choiceTable).map(([name, { answers }]) => [
    name,
    isParted(answers) ? firstOfEach(answers) : answers[0],
  ]),
) as Choices;

type Parts = Exclude<Choice['answers'], readonly unknown[]>;

function isParted(answers: Choice['answers']): answers is Parts {
  return !Array.isArray(answers);
}

function firstOfEach(parts: Parts): Record<string, Plain> {
  return Object.fromEntries(Object.entries(parts).map(([part, [first]]) => [part, first]));
}

/** The likeliest answers, and over them those given: later ones win. */
export function settleChoices(...given: (GivenChoices | undefined)[]): Choices {
  const settled: Record<string, unknown> = { ...likeliest };
  for (const [name, value] of given.flatMap(each => Object.entries(each ?? {}))) {
    const held = settled[name];
    settled[name] = typeof held === 'object' ? { ...held, ...(value as object) } : value;
  }
  return settled as unknown as Choices;
}

/** What is wrong with choices somebody wrote down: `notFoundStatus.assets` and why; empty when nothing is. */
export function checkChoices(given: Record<string, unknown>): [path: string[], message: string][] {
  return Object.entries(given).flatMap(([name, value]): [string[], string][] => {
    const choice = find(choiceTable, name);
    if (!choice) return [[[name], 'there is no such choice']];
    if (!isParted(choice.answers)) return checkAnswer([name], choice.answers, value);
    const parts = choice.answers;
    const names = Object.keys(parts).join(', ');
    if (typeof value !== 'object' || value === null) return [[[name], `has parts: ${names}`]];
    return Object.entries(value).flatMap(([part, inner]) => {
      const answers = find(parts, part);
      return answers
        ? checkAnswer([name, part], answers, inner)
        : [[[name, part], `is not one of its parts: ${names}`]];
    });
  });
}

const find = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

function checkAnswer(path: string[], answers: readonly Plain[], value: unknown): [string[], string][] {
  const [first] = answers;
  const fits = answers.length > 1 ? answers.includes(value as Plain) : typeof value === typeof first;
  if (fits) return [];
  return [[path, answers.length > 1 ? `takes ${answers.join(', ')}` : `takes a ${typeof first}`]];
}

/**
 * Of lines such as `missingFields=clear` and `notFoundStatus.assets=404`.
 * @throws {Unusable}
 */
export function readChoices(lines: readonly string[]): GivenChoices {
  const given: Record<string, unknown> = {};
  for (const line of lines) {
    const [, name = '', part, text] = /^(\w+)(?:\.([\w-]+))?=(.*)$/s.exec(line) ?? [];
    if (text === undefined) throw new Unusable(`"${line}" is not NAME=VALUE`, 'choice');
    const value = toPlain(text);
    if (part === undefined) given[name] = value;
    else given[name] = { ...(given[name] as object | undefined), [part]: value };
  }
  const [wrong] = checkChoices(given);
  if (wrong) throw new Unusable(`${wrong[0].join('.')}: ${wrong[1]}`, 'choice');
  return given as GivenChoices;
}

/** Numbers, true, false and null as in JSON; anything else is text. */
function toPlain(text: string): Plain {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text === 'null' ? null : text;
}

/*
 * Settled without a switch, because either answer would read the same to a careful client:
 * - versions count per locale, from 1, +1 for each save in that locale;
 * - a unique value is compared with the other entries' latest version in the same locale, what is in the trash included;
 * - lists without `asc` or `desc` come newest change first;
 * - environments are global, so they ignore the branch header, a wrong one too;
 * - a group's or block's value that is sent replaces the stored one whole;
 * - non-localizable fields sent in another locale than the master are ignored; instances of groups and blocks belong
 *   together by `_metadata.uid`, whether or not `non_localizable_content` says so;
 * - what is unlocalised or goes with its language leaves the trash empty, what is deleted waits there;
 * - a default fills what is not sent, `null` is sent, and a group that is not sent does not come about by its defaults;
 * - references, files and embeds that point at nothing are taken (a seed must not have them);
 * - an import keeps the file's uid where it is free and makes a new one where it is not;
 * - a filter sees entries in read shape, so a file is found by `field.uid`;
 * - token scopes name modules as clients' tests do: content_type, entry, asset, environment and locale with read and
 *   write, branch and branch_alias with read; every scope names a branch (M, `scope.branch_or_alias`), though no
 *   request here makes a token;
 * - uids of assets may begin otherwise than `blt`, and no check assumes how a uid looks (M: in exports of real stacks);
 * - drafts are not part of the sandbox: what asks for them adds nothing;
 */
