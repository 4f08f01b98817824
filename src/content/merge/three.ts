// Three states of one value, what is known of the place where they stand, and what two changes of it cannot agree on.
import { type Address, printAddress } from '../address.ts';

/** What both started from, and the two that it became. */
export interface Three {
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

/** Both changed what stands there, or one changed what the other removed. Undefined where a side has nothing. */
export interface Conflict extends Three {
  address: string;
}

export interface Place {
  address: Address;
  depth: number;
  /** Of the whole merge. */
  conflicts: Conflict[];
}

export type Same = (one: unknown, other: unknown) => boolean;

/** One value for three, where theirs stays wherever they do not agree. */
export type Merge = (three: Three, place: Place) => unknown;

/** Deeper than anything that is stored on purpose; what differs below is one value. */
export const deepest = 200;

export const below = (place: Place, ...steps: Address): Place => ({
  ...place,
  address: [...place.address, ...steps],
  depth: place.depth + 1,
});

/** What only one of the two changed, or both in the same way. Undefined where it takes a closer look. */
export function settle({ base, mine, theirs }: Three, isSame: Same): { value: unknown } | undefined {
  if (isSame(mine, base) || isSame(mine, theirs)) return { value: theirs };
  return isSame(theirs, base) ? { value: mine } : undefined;
}

/** @returns theirs, which stays. */
export function report({ base, mine, theirs }: Three, { address, conflicts }: Place): unknown {
  conflicts.push({ address: printAddress(address), base, mine, theirs });
  return theirs;
}

export const mapThree = <To>({ base, mine, theirs }: Three, map: (value: unknown) => To) => ({
  base: map(base),
  mine: map(mine),
  theirs: map(theirs),
});
