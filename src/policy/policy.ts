// Reads a policy from its file: what is wrong is named by its place in the file, with what was meant.
import { toBrief } from '../operations/brief.ts';
import { findFaultyLine, findTwice } from '../operations/faulty-json.ts';
import { isObject } from '../operations/is-object.ts';
import { nearest } from '../operations/nearest.ts';
import { isUnfilled } from '../operations/unfilled.ts';
import { findFault } from './faults.ts';
import { type Policy, policyFile } from './rules.ts';

export type { Policy, Rule } from './rules.ts';

/** A policy that cannot hold: nothing starts with it. */
export class BadPolicy extends Error {}

/**
 * @param source where the text comes from, as it is told.
 * @throws {BadPolicy} with the path in the file of what is wrong.
 */
export function readPolicy(text: string, source: string): Policy {
  const wrong = (at: string, what: string) => new BadPolicy(`${at === '' ? 'it' : at} ${what}`);
  const given = parse(text, wrong);
  const empty = findUnfilled(given, '');
  if (empty !== undefined) throw wrong(empty, 'is a placeholder that was not filled in');
  const read = policyFile.safeParse(given);
  const [issue] = read.error?.issues ?? [];
  if (issue) throw wrong(...toWords(issue, given));
  const { otherwise, rules } = read.data as Omit<Policy, 'source'>;
  const policy = { source, otherwise, rules: rules.map(trim) };
  const fault = findFault(policy);
  if (fault) throw wrong(fault.at, fault.what);
  return policy;
}

type Wrong = (at: string, what: string) => BadPolicy;

function parse(text: string, wrong: Wrong): unknown {
  // As some editors begin a file.
  const plain = text.replace(/^\uFEFF/, '');
  let given: unknown;
  try {
    given = JSON.parse(plain);
  } catch {
    throw wrong('', `is not valid JSON: see line ${findFaultyLine(plain)}`);
  }
  const twice = findTwice(plain);
  if (twice !== undefined) throw wrong('', `has the key ${toBrief(twice, 40)} twice in one place`);
  if (!isObject(given)) throw wrong('', 'is not an object');
  return given;
}

/** The place of the first text that stands for another. */
function findUnfilled(value: unknown, at: string): string | undefined {
  // Contentstack's own word for all there are: of that more is told.
  if (typeof value === 'string') return value !== '$all' && isUnfilled(value) ? at : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$schema') continue;
    const found = findUnfilled(inner, join(at, Array.isArray(value) ? Number(key) : key));
    if (found !== undefined) return found;
  }
  return undefined;
}

const join = (at: string, step: PropertyKey): string =>
  typeof step === 'number' ? `${at}[${step}]` : at === '' ? String(step) : `${at}.${String(step)}`;

type Issue = NonNullable<ReturnType<typeof policyFile.safeParse>['error']>['issues'][number];

/** Where it is and what is wrong there, with the nearest of what may stand there. */
function toWords(issue: Issue, given: unknown): [at: string, what: string] {
  const at = issue.path.reduce<string>(join, '');
  const value = issue.path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown>)?.[step], given);
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return [join(at, toBrief(key, 40)), `is not known${toHint(key, keysAt(issue.path))}`];
  }
  if (value === undefined) return [at, 'is missing'];
  if (issue.code === 'invalid_value') {
    const shown = typeof value === 'string' ? `"${toBrief(value, 40)}"` : 'no word';
    return [at, `is ${shown}${toHint(String(value), issue.values.map(String))}`];
  }
  if (issue.code === 'too_small' && Array.isArray(value))
    return [at, 'is an empty list: leave it out, or name something'];
  if (issue.code === 'too_small' && value === '') return [at, 'is empty'];
  if (issue.code === 'too_big' && typeof value === 'string') return [at, `has more than ${issue.maximum} characters`];
  if (issue.code === 'invalid_type' && issue.expected === 'array') return [at, 'is not a list'];
  if (issue.code === 'invalid_type' && issue.expected === 'string') return [at, 'is not a text'];
  if (issue.code === 'invalid_type' && issue.expected === 'object') return [at, 'is not an object'];
  return [at, 'is not a whole number of at least 1'];
}

function toHint(given: string, known: readonly string[]): string {
  const close = nearest(given, known);
  return close === undefined ? `; it takes ${known.join(', ')}` : `; did you mean ${close}?`;
}

/** What an object of the file may have. */
const keysAt = (path: readonly PropertyKey[]): string[] =>
  Object.keys(path.length === 0 ? policyFile.shape : policyFile.shape.rules.element.shape);

/** Blanks around a name are nobody's. */
const trim = (rule: Policy['rules'][number]): Policy['rules'][number] =>
  Object.fromEntries(
    Object.entries(rule).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.trim() : Array.isArray(value) ? value.map(each => each.trim()) : value,
    ]),
  ) as unknown as Policy['rules'][number];
