// Why a read may find nothing: what it asks for, held against the content type. Nothing of it is refused.
import { type Field, kindOf } from '../schema.ts';
import { isUid } from '../uid.ts';
import { isObject, type Json } from '../value.ts';
import { clip, tellValue } from '../words.ts';
import { isOperated, type Said, sayOfCondition, sayOfOperators, sayOfTerms } from './condition.ts';
import { isOperator } from './operators.ts';
import { type Place, toPlace } from './place.ts';

/** The arguments of a read that name fields, as they were given. */
export interface Asked {
  query?: unknown;
  only?: unknown;
  except?: unknown;
  include?: unknown;
  asc?: unknown;
  desc?: unknown;
  fields?: unknown;
}

/** So many notes are of use at once. */
const most = 5;

/** So many conditions are looked at, and so deep. */
const bounds = { conditions: 200, depth: 20 };

/** A condition with the path it is about. */
type Condition = [path: string, condition: unknown];

/**
 * @param isEmpty nothing was found: then all that may be the reason is said, else only of names that no field has.
 * @returns sentences, best first.
 */
export function explainAsked(asked: Asked, schema: readonly Field[], isEmpty: boolean): string[] {
  const { conditions, said } = listConditions(asked.query);
  const ofQuery = conditions.flatMap(([path, condition]) => sayOfPath(path, condition, schema, isEmpty));
  const ofNames = listNames(asked, isEmpty).flatMap(([argument, path]) => sayOfName(argument, path, schema));
  const all: Said[] = [...(isEmpty ? said : []), ...ofQuery, ...ofNames];
  const sure = all.filter(({ isLast }) => !isLast);
  return [...new Set((sure.length > 0 ? sure : all).map(({ text }) => text))].slice(0, most);
}

/** The names that are asked for, each by its first step: what is seen among the fields of an answer needs no content type. */
export function listFirstSteps(asked: Asked): string[] {
  const paths = [
    ...listConditions(asked.query).conditions.map(([path]) => path),
    ...listNames(asked, false).map(([, path]) => path),
  ];
  return [...new Set(paths.map(path => path.split('.')[0] ?? path))];
}

function listConditions(query: unknown): { conditions: Condition[]; said: Said[] } {
  const conditions: Condition[] = [];
  const said: Said[] = [];
  const enter = (part: unknown, depth: number): void => {
    if (!isObject(part) || depth > bounds.depth) return;
    for (const [key, value] of Object.entries(part)) {
      if (conditions.length >= bounds.conditions) return;
      if (!key.startsWith('$')) conditions.push([key, value]);
      else if (!isOperator(key)) said.push(...sayOfOperators('query', { [key]: value }));
      else if (Array.isArray(value)) for (const each of value) enter(each, depth + 1);
    }
  };
  enter(query, 0);
  return { conditions, said };
}

/** `body@4000` is the rest of `body`. */
function listNames(asked: Asked, withFields: boolean): [argument: string, path: string][] {
  const lists = ['only', 'except', 'include', 'asc', 'desc', ...(withFields ? ['fields'] : [])] as (keyof Asked)[];
  return lists.flatMap(argument =>
    [asked[argument]]
      .flat()
      .filter((path): path is string => typeof path === 'string' && path !== '' && path !== 'all')
      .slice(0, bounds.conditions)
      .map((path): [string, string] => [argument, path.replace(/@\d+$/, '')]),
  );
}

const toUnknown = (argument: string, path: string, near: string | undefined): Said => ({
  text: `${argument}: no field ${tellValue(path, 60)}${near === undefined ? '' : `; did you mean ${clip(near, 100)}?`}`,
});

function sayOfPath(path: string, condition: unknown, schema: readonly Field[], isEmpty: boolean): Said[] {
  const place = toPlace(path, schema);
  if (place.to === 'nowhere') return [toUnknown('query', path, place.near)];
  if (!isEmpty) return [];
  if (place.to === 'referred') return [sayOfReferred(place, condition)];
  if (place.to === 'field') return sayOfCondition(place.at, place.field, condition);
  return [...sayOfOperators(path, condition), ...sayOfSystem(path, condition)];
}

function sayOfReferred({ at, rest }: Place & { to: 'referred' }, condition: unknown): Said {
  const asked = typeof condition === 'string' ? tellValue(condition, 60) : '…';
  return {
    text: `${at}.${rest}: no path leads into a reference: ask {${JSON.stringify(at)}: {"$in_query": {${JSON.stringify(rest)}: ${asked}}}}`,
  };
}

/** What the CMA keeps of an entry, by the first step: when it is no uid that is asked for, and what to do instead. */
const kept: Json = {
  locale: 'give the language as the argument locale, not in the query',
  publish_details: 'holds uids; the argument environment takes a name',
  created_by: 'holds uids of users, no names or addresses',
  updated_by: 'holds uids of users, no names or addresses',
};

function sayOfSystem(path: string, condition: unknown): Said[] {
  if (path === 'taxonomies') return [sayOfTerms(path)];
  const [first = ''] = path.split('.');
  const text = Object.hasOwn(kept, first) ? kept[first] : undefined;
  const isWord = typeof condition === 'string' && !isUid(condition);
  return text !== undefined && (isWord || (isOperated(condition) && '$regex' in condition))
    ? [{ text: `${path}: ${text}` }]
    : [];
}

function sayOfName(argument: string, path: string, schema: readonly Field[]): Said[] {
  const place = toPlace(path, schema);
  if (place.to === 'nowhere') return [toUnknown(argument, path, place.near)];
  if (argument !== 'include' || place.to !== 'field' || kindOf(place.field) === 'reference') return [];
  return [{ text: `include: ${place.at} is no reference` }];
}
