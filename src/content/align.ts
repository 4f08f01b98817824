// Which item of one list is which of another: by uid, then the same value, then likeness.
import { identify, instanceUid } from './address.ts';
import { kindOfItem, likeness, lookAt } from './likeness.ts';
import { isObject } from './value.ts';

export interface Aligned {
  /** Places before and after, in the order of those after. */
  pairs: readonly (readonly [before: number, after: number])[];
  removed: readonly number[];
  added: readonly number[];
  /** Places after, of those that stand elsewhere among their fellows: as few as explain the new order. */
  moved: ReadonlySet<number>;
}

/** Below it two items are not taken for one that was changed. */
const alike = 0.5;

/** Beyond so many comparisons items without uids are paired by their value or their order alone. */
const mostCompared = 10_000;

export interface AlignOptions {
  /** Pairs also what has different uids, as instances of two languages may have. */
  isLoose?: boolean;
  /** Pairs at last what has nothing in common but its kind and its order. */
  isByOrder?: boolean;
}

export function align(before: readonly unknown[], after: readonly unknown[], options: AlignOptions = {}): Aligned {
  const { isLoose = false, isByOrder = false } = options;
  const twin = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (from: number, to: number): void => {
    twin.set(to, from);
    taken.add(from);
  };
  const open = (): { from: number[]; to: number[] } => ({
    from: [...before.keys()].filter(place => !taken.has(place)),
    to: [...after.keys()].filter(place => !twin.has(place)),
  });
  pairByKey(
    open(),
    place => identify(before[place]),
    place => identify(after[place]),
    pair,
  );
  const loose = open();
  pairByKey(
    loose,
    place => keyOf(before[place]),
    place => keyOf(after[place]),
    pair,
    mayPair,
  );
  pairByLikeness(open(), before, after, mayPair, pair);
  if (isByOrder) pairByOrder(open(), before, after, mayPair, pair);
  const pairs = [...twin.entries()].sort(([one], [other]) => one - other).map(([to, from]) => [from, to] as const);
  const { from: removed, to: added } = open();
  return { pairs, removed, added, moved: listMoved(pairs) };

  /** Two that both have uids are two things, unless told otherwise; what never had one may be any. */
  function mayPair(from: number, to: number): boolean {
    return isLoose || identify(before[from]) === undefined || identify(after[to]) === undefined;
  }
}

interface Places {
  from: readonly number[];
  to: readonly number[];
}

/** What has the same key, in order. */
function pairByKey(
  { from, to }: Places,
  keyBefore: (place: number) => string | undefined,
  keyAfter: (place: number) => string | undefined,
  pair: (from: number, to: number) => void,
  mayPair: (from: number, to: number) => boolean = () => true,
): void {
  const held = new Map<string, number[]>();
  for (const place of from.toReversed()) {
    const key = keyBefore(place);
    if (key === undefined) continue;
    const places = held.get(key);
    if (places) places.push(place);
    else held.set(key, [place]);
  }
  for (const place of to) {
    const key = keyAfter(place);
    const places = key === undefined ? undefined : held.get(key);
    // The first in order is the last here, where it is taken out at once.
    const index = places?.findLastIndex(other => mayPair(other, place)) ?? -1;
    if (places && index >= 0) pair(places.splice(index, 1)[0] as number, place);
  }
}

/** A value as text, the order of members and its own uid aside. Nothing for what nests too deep to be written. */
function keyOf(item: unknown): string | undefined {
  try {
    return JSON.stringify(item, (key, value) =>
      key === '_metadata' && instanceUid({ _metadata: value }) !== undefined
        ? undefined
        : isObject(value)
          ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
          : value,
    );
  } catch {
    return undefined;
  }
}

/** The most alike first; short plain values are never taken for each other. */
function pairByLikeness(
  { from, to }: Places,
  before: readonly unknown[],
  after: readonly unknown[],
  mayPair: (from: number, to: number) => boolean,
  pair: (from: number, to: number) => void,
): void {
  if (from.length * to.length > mostCompared) return;
  const looks = new Map(from.map(place => [place, lookAt(before[place])]));
  const found = to.flatMap(place => {
    const look = lookAt(after[place]);
    return [...looks].flatMap(([other, held]) => {
      const least = isObject(after[place]) || look.words.size > 3 ? alike : 1;
      const score = mayPair(other, place) ? likeness(held, look) : 0;
      return score >= least ? [{ other, place, score }] : [];
    });
  });
  found.sort((one, two) => two.score - one.score || one.place - two.place || one.other - two.other);
  const [pairedBefore, pairedAfter] = [new Set<number>(), new Set<number>()];
  for (const { other, place } of found) {
    if (pairedBefore.has(other) || pairedAfter.has(place)) continue;
    pairedBefore.add(other);
    pairedAfter.add(place);
    pair(other, place);
  }
}

/** What is left of a kind, where as many are left on either side: all that was in them changed. */
function pairByOrder(
  { from, to }: Places,
  before: readonly unknown[],
  after: readonly unknown[],
  mayPair: (from: number, to: number) => boolean,
  pair: (from: number, to: number) => void,
): void {
  const byKind = (places: readonly number[], items: readonly unknown[]): Map<string, number[]> => {
    const found = new Map<string, number[]>();
    for (const place of places) {
      const item = items[place];
      if (typeof item !== 'object' || item === null) continue;
      const kind = kindOfItem(item);
      found.set(kind, found.get(kind) ?? []);
      found.get(kind)?.push(place);
    }
    return found;
  };
  const left = byKind(from, before);
  for (const [kind, places] of byKind(to, after)) {
    const others = left.get(kind);
    if (others?.length !== places.length) continue;
    for (const [index, place] of places.entries()) {
      const other = others[index] as number;
      if (mayPair(other, place)) pair(other, place);
    }
  }
}

/** All but a longest run that kept its order. */
function listMoved(pairs: Aligned['pairs']): ReadonlySet<number> {
  const ends: number[] = [];
  const previous: number[] = [];
  const fromAt = (index: number | undefined): number => pairs[index ?? -1]?.[0] ?? -1;
  pairs.forEach(([from], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fromAt(ends[middle]) < from) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? (ends[low - 1] as number) : -1);
    ends[low] = index;
  });
  const kept = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) kept.add(index);
  return new Set(pairs.flatMap(([, to], index) => (kept.has(index) ? [] : [to])));
}
