// The ways to pair items of two lists: by a key, by likeness, by their order.
import { instanceUid } from './address.ts';
import { kindOfItem, likeness, lookAt } from './likeness.ts';
import { isObject } from './value.ts';

/** Below it two items are not taken for one that was changed. */
const alike = 0.5;

/** Beyond so many comparisons items without uids are paired by their value or their order alone. */
const mostCompared = 10_000;

interface Places {
  from: readonly number[];
  to: readonly number[];
}

/** What has the same key, in order. */
export function pairByKey(
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
export function keyOf(item: unknown): string | undefined {
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
export function pairByLikeness(
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
export function pairByOrder(
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
