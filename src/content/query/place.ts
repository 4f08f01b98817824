// Where the path of a read or a query leads, by the content type: to a field, into one, to what the CMA keeps, or nowhere.

import { nearestPath } from '../check/unknown.ts';
import { blocksOf, type Field, fieldsOf, findField, kindOf, systemKeys, topFields } from '../schema.ts';

export type Place =
  | { to: 'field'; field: Field; at: string }
  | { to: 'block' }
  /** What the system keeps of each entry, a part of a file, a link or an app's JSON: all that no schema tells of. */
  | { to: 'part' }
  /** Into the entries that a reference leads to. */
  | { to: 'referred'; field: Field; at: string; rest: string }
  | { to: 'nowhere'; near: string | undefined };

/** What a reference holds itself. */
const ofReference = new Set(['uid', '_content_type_uid']);

/** @param schema the content type's, global fields spelt out. */
export function toPlace(path: string, schema: readonly Field[]): Place {
  const fields = topFields(schema);
  // An item of a list may be named by its place.
  const steps = path.split('.').filter((step, index) => index === 0 || !/^\d+$/.test(step));
  const [first = ''] = steps;
  const isOwn = findField(fields, first) !== undefined;
  if (first === 'taxonomies' || (!isOwn && (systemKeys.has(first) || first.startsWith('_')))) return { to: 'part' };
  return follow(steps, fields, '') ?? { to: 'nowhere', near: findNear(path, fields) };
}

/** @param fields undefined where the schema does not spell them out. */
function follow(
  [step = '', ...rest]: string[],
  fields: readonly Field[] | undefined,
  above: string,
): Place | undefined {
  if (!fields) return { to: 'part' };
  const field = findField(fields, step);
  if (!field) return step === '_metadata' ? { to: 'part' } : undefined;
  const at = `${above}${step}`;
  const [next, ...later] = rest;
  if (next === undefined) return { to: 'field', field, at };
  switch (kindOf(field)) {
    case 'group':
      return follow(rest, fieldsOf(field), `${at}.`);
    case 'blocks': {
      const block = blocksOf(field).find(({ uid }) => uid === next);
      if (!block) return undefined;
      return later.length === 0 ? { to: 'block' } : follow(later, fieldsOf(block), `${at}.${next}.`);
    }
    case 'reference':
      return ofReference.has(next) ? { to: 'part' } : { to: 'referred', field, at, rest: rest.join('.') };
    case 'text':
    case 'number':
    case 'boolean':
    case 'isodate':
      return { to: 'nowhere', near: at };
    default:
      return { to: 'part' };
  }
}

const findNear = (path: string, fields: readonly Field[]): string | undefined =>
  nearestPath(
    path,
    fields.map(({ uid }) => uid),
    [],
    fields,
  );
