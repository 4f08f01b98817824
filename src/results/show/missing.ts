// Says of paths that are asked for and lead nowhere in an answer what that means: empty, no such field, or not known.
import { toPlace } from '../../content/query/place.ts';
import type { Field } from '../../content/schema.ts';
import { isObject } from '../../operations/is-object.ts';
import { nearest } from '../../operations/nearest.ts';
import { fits } from '../cut/estimate.ts';
import { type Path, readPath, toPath } from '../text/paths.ts';

/** The paths that no item has; of no items nothing is said. */
export const listMissing = (items: readonly unknown[], texts: readonly string[]): string[] =>
  items.length === 0 ? [] : texts.filter(text => items.every(item => readPath(item, toPath(text)) === undefined));

/** So many paths are told of, and so many characters of each. */
const most = { paths: 10, name: 120 };

/** What is said of paths that no item has. @param schema of the content type of the items, where it is known. */
export function complainOfPaths(
  missing: readonly string[],
  items: readonly unknown[],
  schema: readonly Field[] | undefined,
  budget: number,
): string[] {
  const told: string[] = [];
  for (const text of missing.slice(0, most.paths)) {
    const said = complain(toPath(text), items, schema);
    // What is said of what is not there must leave room for what is.
    if (told.length > 0 && !fits([...told, said], budget / 4)) break;
    told.push(said);
  }
  const more = missing.length - told.length;
  return more > 0 ? [...told, `and ${more} more like ${told.length === 1 ? 'this' : 'these'}`] : told;
}

/** Empty is not absent: only the content type tells the two apart. */
function complain({ name, steps }: Path, items: readonly unknown[], schema: readonly Field[] | undefined): string {
  const shown = JSON.stringify(name.length > most.name ? `${name.slice(0, most.name)}…` : name);
  const place = schema && toPlace(steps.join('.'), schema);
  if (place?.to === 'field' || place?.to === 'block')
    return `${shown} is a field, and empty ${items.length > 1 ? 'in all of these' : 'here'}`;
  const meant = place ? ('near' in place ? place.near : undefined) : guess(items, steps);
  const near = meant === undefined ? '' : `; did you mean ${meant}?`;
  if (place?.to === 'nowhere') return `there is no field ${shown}${near}`;
  return `nothing at ${shown} here: it is empty, or there is no such field${near}`;
}

function guess(items: readonly unknown[], [first = '']: readonly string[]): string | undefined {
  const known = [...new Set(items.flatMap(item => (isObject(item) ? Object.keys(item) : [])))];
  return nearest(
    first,
    known.filter(key => key !== first),
  );
}
