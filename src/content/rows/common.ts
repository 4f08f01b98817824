// What two rows have in common, in its order: by the library, within a bound; and what of pairs keeps its order.
import { diffArrays } from 'diff';

/** Places of what is equal, rising on both sides. */
export type Pairs = (readonly [from: number, to: number])[];

/** More that comes and goes than this, and the two are taken for different things: to align them would take seconds. */
const mostEdits = 2_000;

/** Undefined where they differ in too much. */
export function listCommon(
  before: readonly string[],
  after: readonly string[],
  isLike: (old: string, fresh: string) => boolean = (old, fresh) => old === fresh,
): Pairs | undefined {
  const parts = diffArrays([...before], [...after], { comparator: isLike, maxEditLength: mostEdits });
  if (!parts) return undefined;
  const pairs: [number, number][] = [];
  let [from, to] = [0, 0];
  for (const { added, removed, count } of parts) {
    if (!added && !removed) for (let place = 0; place < count; place += 1) pairs.push([from + place, to + place]);
    if (!added) from += count;
    if (!removed) to += count;
  }
  return pairs;
}

/** Of pairs in the order of one side, the places of as many as keep their order on the other. */
export function listRising(others: readonly number[]): number[] {
  const ends: number[] = [];
  const previous: number[] = [];
  const at = (index: number | undefined): number => others[index ?? -1] ?? -1;
  others.forEach((other, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(ends[middle]) < other) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? (ends[low - 1] as number) : -1);
    ends[low] = index;
  });
  const kept: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) kept.push(index);
  return kept.reverse();
}

/** How many pieces two rows begin and end with alike; no piece counts twice. */
export function countEnds(old: readonly string[], now: readonly string[]): { head: number; tail: number } {
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return { head, tail };
}
