// The instances of groups and blocks that lie in a value, by their uids.
import { instanceUid } from './address.ts';
import { isObject, listValues } from './value.ts';

/** The uid of each, as often as it is there, at any depth. */
export function listInstances(value: unknown): string[] {
  return [...listValues(value)].map(instanceUid).filter(uid => uid !== undefined);
}

/**
 * The value without the uids that are taken, as two instances must not share one; the same object where there are none.
 * @param taken takes up those that stay.
 * @param isOpen whether a uid may be taken out.
 */
export function withoutTaken(value: unknown, taken: Set<string>, isOpen = (_: string): boolean => true): unknown {
  if (Array.isArray(value)) {
    const items = value.map(item => withoutTaken(item, taken, isOpen));
    return items.some((item, place) => item !== value[place]) ? items : value;
  }
  if (!isObject(value)) return value;
  const uid = instanceUid(value);
  const isTaken = uid !== undefined && taken.has(uid) && isOpen(uid);
  if (uid !== undefined) taken.add(uid);
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    if (key !== '_metadata' || !isTaken || !isObject(inner)) return [[key, withoutTaken(inner, taken, isOpen)]];
    const { uid: _, ...metadata } = inner;
    return Object.keys(metadata).length > 0 ? [[key, metadata]] : [];
  });
  return isTaken || entries.some(([key, inner]) => inner !== value[key]) ? Object.fromEntries(entries) : value;
}
