// Turns the `query` parameter into a test of one object: the CMA's operators, no others, and no endless matching.
import sift from 'sift';
import { refuseRequest } from '../http/replies.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import { runWithin, TookTooLong } from './run-within.ts';

type Test = (object: Json) => boolean;

/**
 * The uids of the entries that a reference field may point at and that match the inner query; at
 * `taxonomies.<taxonomy_uid>` those of the terms that the condition means.
 */
export type FindReferred = (path: string, query: unknown) => string[];

const compare = ['$ne', '$lt', '$lte', '$gt', '$gte', '$in', '$nin', '$exists', '$regex', '$options'];
const longestPattern = 500;
/** Milliseconds: for any list, and more for each of its items, as a long one is no attack. */
const longestSearch = { any: 1000, item: 0.02 };

const refuse = (message: string): Error => refuseRequest(message, { query: ['is not valid.'] });

const orders: Record<string, (held: number, wanted: number) => boolean> = {
  $lt: (held, wanted) => held < wanted,
  $lte: (held, wanted) => held <= wanted,
  $gt: (held, wanted) => held > wanted,
  $gte: (held, wanted) => held >= wanted,
};

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(value);

/** Moments are compared as such, whatever time zone they are written in; all else as the package does. */
const operations = Object.fromEntries(
  Object.entries(orders).map(([name, holds]): [string, typeof sift.$lt] => [
    name,
    (wanted, owner, options, key) => {
      if (!isMoment(wanted)) return sift[name as '$lt'](wanted, owner, options, key);
      const moment = Date.parse(wanted);
      const test = (held: unknown): boolean => typeof held === 'string' && holds(Date.parse(held), moment);
      return sift.createEqualsOperation(test, owner, options);
    },
  ]),
);

// The package is CommonJS: its function is a member of what it exports.
const makeTest = (query: unknown): ((item: unknown) => boolean) => sift.default(query as object, { operations });

/** Keeps what passes a compiled filter; what takes too long is refused instead of waited for. */
export function filterAll<T>(items: readonly T[], test: (item: T) => boolean): T[] {
  try {
    return runWithin(Math.ceil(longestSearch.any + longestSearch.item * items.length), () => items.filter(test));
  } catch (error) {
    if (error instanceof TookTooLong) throw refuse('The query took too long.');
    throw error;
  }
}

export function parseQuery(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('The query is not valid JSON.');
  }
}

/** The keys of an object that a filter looks at. */
export function listNames(query: unknown): string[] {
  if (Array.isArray(query)) return query.flatMap(listNames);
  if (!isObject(query)) return [];
  return Object.entries(query).flatMap(([key, value]) =>
    key.startsWith('$') ? listNames(value) : [key.split('.')[0] ?? key],
  );
}

export function compileFilter(query: unknown, findReferred?: FindReferred): Test {
  return makeTest(rewriteQuery(query, findReferred));
}

/** A filter for the items of one list, where an item may be a plain value: `{ $in: [2, 3] }` or `{ field: … }`. */
export function compileItemFilter(query: unknown): (item: unknown) => boolean {
  const isOperators = isObject(query) && Object.keys(query).some(key => compare.includes(key));
  const known = isOperators ? rewriteOperators(query, '') : rewriteQuery(query);
  return makeTest(known);
}

function rewriteQuery(query: unknown, findReferred?: FindReferred): Json {
  if (!isObject(query)) throw refuse('The query must be an object.');
  const ofTerms = Object.entries(query).filter(([key]) => findReferred && key.startsWith('taxonomies.'));
  const others = Object.entries(query).filter(entry => !ofTerms.some(([key]) => key === entry[0]));
  const rewritten = rewriteOthers(others, findReferred);
  if (!findReferred || ofTerms.length === 0) return rewritten;
  const alternatives = Array.isArray(rewritten.$and) ? rewritten.$and : [];
  const conditions = ofTerms.map(([key, value]) => rewriteTerms(key, value, findReferred));
  return { ...rewritten, $and: [...alternatives, ...conditions] };
}

/** An entry has one of the terms that the condition means. */
function rewriteTerms(path: string, condition: unknown, findTerms: FindReferred): Json {
  const terms = findTerms(path, condition);
  const taxonomy_uid = path.replace('taxonomies.', '');
  if (!isObject(condition) || !('$exists' in condition)) {
    return { taxonomies: { $elemMatch: { taxonomy_uid, term_uid: { $in: terms } } } };
  }
  const has = { taxonomies: { $elemMatch: { taxonomy_uid } } };
  return condition.$exists === true ? has : { $nor: [has] };
}

function rewriteOthers(entries: [string, unknown][], findReferred?: FindReferred): Json {
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (key === '$and' || key === '$or') return [key, rewriteBranches(key, value, findReferred)];
      if (key.startsWith('$')) throw refuse(`The operator ${key} is not known here.`);
      if (!isObject(value) || !Object.keys(value).some(inner => inner.startsWith('$'))) {
        return [key, value];
      }
      return rewriteField(key, value, findReferred);
    }),
  );
}

function rewriteBranches(key: string, value: unknown, findReferred?: FindReferred): Json[] {
  const isSound = Array.isArray(value) && value.length > 0;
  if (!isSound || value.some(part => !isObject(part) || Object.keys(part).length === 0)) {
    throw refuse(`${key} takes a list of objects that are not empty.`);
  }
  return value.map(part => rewriteQuery(part, findReferred));
}

function rewriteField(path: string, value: Json, findReferred?: FindReferred): [string, unknown] {
  const inner = '$in_query' in value ? '$in_query' : '$nin_query' in value ? '$nin_query' : undefined;
  if (inner === undefined) return [path, rewriteOperators(value, path)];
  if (!findReferred || Object.keys(value).length > 1)
    throw refuse(`${inner} stands alone, on a reference of an entry.`);
  const uids = new Set<unknown>(findReferred(path, value[inner]));
  // A test instead of the uids: there may be many.
  const isOne = [(uid: unknown): boolean => uids.has(uid)];
  return [`${path}.uid`, inner === '$in_query' ? { $in: isOne } : { $nin: isOne }];
}

function rewriteOperators(value: Json, path: string): Json {
  for (const [operator, operand] of Object.entries(value)) {
    if (!compare.includes(operator)) throw refuse(`The operator ${operator} is not known here.`);
    if (['$in', '$nin'].includes(operator) && !Array.isArray(operand)) throw refuse(`${operator} takes a list.`);
    if (operator === '$exists' && typeof operand !== 'boolean') throw refuse('$exists takes true or false.');
  }
  if ('$options' in value && !('$regex' in value)) throw refuse(`$options without $regex at '${path}'.`);
  if (!('$regex' in value)) return value;
  const { $regex, $options, ...others } = value;
  return { ...others, $regex: makePattern($regex, $options ?? '') };
}

function makePattern(source: unknown, options: unknown): RegExp {
  if (typeof source !== 'string' || source.length > longestPattern) throw refuse('$regex takes a short string.');
  if (typeof options !== 'string' || !/^[ims]*$/.test(options)) throw refuse('$options takes i, m and s.');
  try {
    return new RegExp(source, [...new Set(options)].join(''));
  } catch {
    throw refuse('$regex is not a regular expression.');
  }
}
