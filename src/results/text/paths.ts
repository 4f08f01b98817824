// Picks parts of an item by path: `seo.title`, `blocks.hero.headline`, and from a place on: `body@4000`.
import { isObject } from '../../operations/is-object.ts';

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
  // Most paths are the name of a field.
  if (steps.length === 1 && isObject(value))
    return Object.hasOwn(value, steps[0] as string) ? value[steps[0] as string] : undefined;
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

/** Those of the keys that say something. */
export const pick = (object: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    keys.flatMap(key => (object[key] === undefined || object[key] === '' ? [] : [[key, object[key]]])),
  );
