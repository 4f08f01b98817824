// The operators of the CMA's queries, as its reference lists them.
import { nearestName } from '../near.ts';

/** https://www.contentstack.com/docs/developers/apis/content-management-api#queries */
export const queryOperators = [
  '$and',
  '$or',
  '$in',
  '$nin',
  '$ne',
  '$lt',
  '$lte',
  '$gt',
  '$gte',
  '$exists',
  '$regex',
  '$options',
  '$in_query',
  '$nin_query',
] as const;

/** Of terms alone, at `taxonomies.<taxonomy uid>`. */
export const termOperators = ['$below', '$eq_below', '$above', '$eq_above'] as const;

const known: ReadonlySet<string> = new Set([...queryOperators, ...termOperators]);

export const isOperator = (key: string): boolean => known.has(key);

/** Written without its sign: `{regex: …}`. */
export const withSign = (key: string): string | undefined => (known.has(`$${key}`) ? `$${key}` : undefined);

export const nearestOperator = (key: string): string | undefined => nearestName(key, [...known]);
