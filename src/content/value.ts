// What JSON values are to this room: objects, own members, what says nothing, and what is the same.

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own member; never one that every object has, such as `constructor`. */
export const member = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

export const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

/** Nothing that could be lost: absent, or a text, list or object without anything in it. */
export const isEmpty = (value: unknown): boolean =>
  isAbsent(value) ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0);

/** Equal as JSON: the order of members does not count, and null is as good as absent. Of any depth. */
export function isSame(one: unknown, other: unknown): boolean {
  const left: [unknown, unknown][] = [[one, other]];
  for (let pair = left.pop(); pair !== undefined; pair = left.pop()) {
    const [before, after] = pair;
    if (before === after || (isAbsent(before) && isAbsent(after))) continue;
    if (Array.isArray(before) && Array.isArray(after)) {
      if (before.length !== after.length) return false;
      for (let place = 0; place < before.length; place += 1) left.push([before[place], after[place]]);
    } else if (isObject(before) && isObject(after)) {
      for (const key of listKeys(before, after)) left.push([member(before, key), member(after, key)]);
    } else return false;
  }
  return true;
}

/** The members of both, those of the second first, as it is the newer. */
export const listKeys = (before: Json, after: Json): string[] => [
  ...new Set([...Object.keys(after), ...Object.keys(before)]),
];

/**
 * A value and all that lies in it, of any depth and length; the last of a holder first.
 * @param isEntered of a value that was listed: whether what lies in it is listed too.
 */
export function* listValues(value: unknown, isEntered = (_: unknown): boolean => true): Generator<unknown> {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    yield next;
    if (typeof next === 'object' && next !== null && isEntered(next))
      for (const inner of Object.values(next)) left.push(inner);
  }
}
