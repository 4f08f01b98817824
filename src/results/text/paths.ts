// Picks parts of an item by path: `seo.title`, `blocks.hero.headline`, and from a place on: `body@4000`.
import { leadTo } from '../../content/paths.ts';
import type { Field } from '../../content/schema.ts';
import { isObject } from '../../operations/is-object.ts';
import { nearest } from '../../operations/nearest.ts';

export interface Path {
  /** As given, without its place. */
  name: string;
  steps: string[];
  /** From this character of a text, item of a list or key of an object on. */
  from: number;
}

export function toPath(text: string): Path {
  const [, name = text, from = '0'] = /^(.*?)(?:@(\d+))?$/s.exec(text) ?? [];
  return { name, steps: name === '' ? [] : name.split('.'), from: Number(from) };
}

/** The value at a path; lists on the way are entered, so that one value of each item comes back. */
export function readPath(value: unknown, { steps, from }: Path): unknown {
  const found = follow(value, steps);
  if (from === 0) return found;
  if (isObject(found)) return Object.fromEntries(Object.entries(found).slice(from));
  return typeof found === 'string' || Array.isArray(found) ? found.slice(from) : found;
}

function follow(value: unknown, steps: string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    if (/^\d+$/.test(step)) return follow(value[Number(step)], rest);
    const found = value.map(item => follow(item, steps)).filter(item => item !== undefined);
    return found.length > 0 ? found : undefined;
  }
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, step)) return follow(value[step], rest);
  // A key may itself hold a dot.
  const [next, ...later] = rest;
  return next === undefined ? undefined : follow(value, [`${step}.${next}`, ...later]);
}

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
): string[] {
  const told = missing.slice(0, most.paths).map(text => complain(toPath(text), items, schema));
  const more = missing.length - told.length;
  return more > 0 ? [...told, `and ${more} more like these`] : told;
}

/** Empty is not absent: only the content type tells the two apart. */
function complain({ name, steps }: Path, items: readonly unknown[], schema: readonly Field[] | undefined): string {
  const shown = JSON.stringify(name.length > most.name ? `${name.slice(0, most.name)}…` : name);
  const lead = schema && leadTo(schema, steps);
  if (lead?.to === 'field') return `${shown} is a field, and empty ${items.length > 1 ? 'in all of these' : 'here'}`;
  const meant = lead ? ('near' in lead ? lead.near : undefined) : guess(items, steps);
  const near = meant === undefined ? '' : `; did you mean ${meant}?`;
  if (lead?.to === 'unknown') return `there is no field ${shown}${near}`;
  return `nothing at ${shown} here: it is empty, or there is no such field${near}`;
}

function guess(items: readonly unknown[], [first = '']: readonly string[]): string | undefined {
  const known = [...new Set(items.flatMap(item => (isObject(item) ? Object.keys(item) : [])))];
  return nearest(
    first,
    known.filter(key => key !== first),
  );
}

/** Those of the keys that say something. */
export const pick = (object: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    keys.flatMap(key => (object[key] === undefined || object[key] === '' ? [] : [[key, object[key]]])),
  );
