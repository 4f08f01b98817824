// Puts values into others without touching them: what is around becomes new, all else stays the same object.
import type { Path } from './resolve.ts';
import { isObject } from './value.ts';

/** @returns the same where the path leads nowhere; without the member where the value is undefined. */
export function putAt(root: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(root) && typeof step === 'number') {
    return root.map((item, place) => (place === step ? putAt(item, rest, value) : item));
  }
  if (!isObject(root) || !Object.hasOwn(root, step)) return root;
  const isGone = value === undefined && rest.length === 0;
  // One by one: a key may be named as what every object has.
  return Object.fromEntries(
    Object.entries(root).flatMap(([key, inner]) => {
      if (key !== String(step)) return [[key, inner]];
      return isGone ? [] : [[key, putAt(inner, rest, value)]];
    }),
  );
}
