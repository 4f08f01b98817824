// Which entries hold a value of a field that a change of the model takes away: what to count them by. Pure.
import { blocksOf, type Field, fieldsOf, targetsOf } from '../content/schema.ts';
import type { SchemaChange } from '../content/schema-changes.ts';
import { isObject, type Json } from '../content/value.ts';

export type { SchemaChange } from '../content/schema-changes.ts';

/** Entries of one content type that hold a value, as a query of the CMA. */
interface Held {
  type: string;
  /** The fields, from the top. */
  paths: string[];
  query: Json;
}

/** Nothing is asked of the value: through a list, a condition on it would hold for all of its blocks or for none. */
const holds = (path: string): Json => ({ [path]: { $exists: true } });

function toHeld(type: string, paths: string[]): Held {
  const [first = '', another] = paths;
  return { type, paths, query: another === undefined ? holds(first) : { $or: paths.map(holds) } };
}

const toPaths = (changes: readonly SchemaChange[]): string[] => [...new Set(changes.map(({ path }) => path))];

/** Of a content type: one for each field. */
export const listHeld = (changes: readonly SchemaChange[], type: string): Held[] =>
  toPaths(changes).map(path => toHeld(type, [path]));

/** Of a global field: one for each content type that has it, at whatever depth. @param types as `GET /content_types` lists them. */
export function listHeldIn(changes: readonly SchemaChange[], uid: string, types: readonly unknown[]): Held[] {
  return types.filter(isObject).flatMap(type => {
    const places = listPlaces(fieldsOf(type) ?? [], uid);
    const paths = places.flatMap(place => toPaths(changes).map(path => `${place}.${path}`));
    return paths.length > 0 && typeof type.uid === 'string' ? [toHeld(type.uid, paths)] : [];
  });
}

/** Where in these fields the global field stands. */
function listPlaces(fields: readonly Field[], uid: string, above = ''): string[] {
  return fields.flatMap(field => {
    const at = `${above}${field.uid}`;
    if (field.data_type === 'global_field' && targetsOf(field).includes(uid)) return [at];
    const inner = listPlaces(fieldsOf(field) ?? [], uid, `${at}.`);
    const blocks = blocksOf(field).flatMap(block => {
      const inBlock = `${at}.${block.uid}`;
      return targetsOf(block as unknown as Field).includes(uid)
        ? [inBlock]
        : listPlaces(fieldsOf(block) ?? [], uid, `${inBlock}.`);
    });
    return [...inner, ...blocks];
  });
}

/** What it does: `drops the field price`. @param field its name in the sentence. */
export function tellLoss({ path, kind, before, after, near }: SchemaChange, field = `the field ${path}`): string {
  const words = {
    dropped: `drops ${field}${near ? `, and values do not follow to ${near}` : ''}`,
    retyped: `changes the type of ${field} from ${before} to ${after}`,
    shared: `makes ${field} the same in every language`,
    narrowed: `no longer allows ${JSON.stringify(before)} in ${field}`,
  };
  return words[kind];
}
