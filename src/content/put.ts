// Puts a value at a place, and copies only what is on the way there.
import { isObject } from './value.ts';

/** @param path keys and places, as `resolveAddress` gives them; where it leads nowhere, the root as it is. */
export function putAt(root: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(root) && typeof step === 'number') {
    return root.map((item, place) => (place === step ? putAt(item, rest, value) : item));
  }
  if (!isObject(root)) return root;
  const key = String(step);
  if (value === undefined && rest.length === 0) {
    return Object.fromEntries(Object.entries(root).filter(([each]) => each !== key));
  }
  return { ...root, [key]: putAt(root[key], rest, value) };
}
