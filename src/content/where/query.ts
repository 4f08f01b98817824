// The part of a condition that a query can ask: only where it surely leaves out no entry that the condition finds.
import { choicesOf, type Field, isCustom, kindOf } from '../schema.ts';
import type { Json } from '../value.ts';
import { isHtml, type Target } from './field.ts';

/** Integers beyond 32 bits are none to a query. */
const largest = 2 ** 31 - 1;

/**
 * One plain value, in groups at most. A field that is the same in every language is left out, as where that is kept for
 * the others is not documented.
 */
export function toEqualsQuery(
  { path, field, part, isSingle, isLocalizable }: Target,
  value: unknown,
): Json | undefined {
  if (!isSingle || !isLocalizable || part !== undefined || isCustom(field) || isHtml(field)) return undefined;
  const kind = kindOf(field);
  const isSure =
    (kind === 'text' && typeof value === 'string' && value !== '') ||
    (kind === 'boolean' && typeof value === 'boolean') ||
    (kind === 'number' && typeof value === 'number' && Math.abs(value) <= largest && !choicesOf(field));
  return isSure ? { [path]: value } : undefined;
}

/** References as they are made today; those of old fields are uids without a type. */
const isPlainReference = (field: Field): boolean =>
  kindOf(field) === 'reference' && Array.isArray(field.reference_to) && !isCustom(field);

export function toPointsQuery(targets: readonly Target[], uid: unknown): Json | undefined {
  if (!targets.every(({ field, isLocalizable }) => isPlainReference(field) && isLocalizable)) return undefined;
  const asked = targets.map(({ steps }) => ({ [`${steps.join('.')}.uid`]: uid }));
  return asked.length === 1 ? asked[0] : { $or: asked };
}

/** Any of them; undefined where one cannot be asked. */
export function eitherQuery(queries: readonly (Json | undefined)[]): Json | undefined {
  const known = queries.filter(query => query !== undefined);
  if (known.length < queries.length) return undefined;
  return known.length < 2 ? known[0] : { $or: known };
}

/** All of them at once; undefined where there is none. */
export function joinQueries(queries: readonly (Json | undefined)[]): Json | undefined {
  const known = queries.filter(query => query !== undefined);
  return known.length < 2 ? known[0] : { $and: known };
}
