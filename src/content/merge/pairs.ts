// Which items of three lists are one: by uid, else by what they say, else by where they stand.
import { align } from '../align.ts';
import { isObject } from '../value.ts';

/** Places in the three lists; at least one is there. */
export interface Item {
  base?: number;
  mine?: number;
  theirs?: number;
  /** Stands elsewhere among its fellows than it did. */
  isMovedByMine?: boolean;
  isMovedByTheirs?: boolean;
}

interface Twins {
  /** Places after, by places before. */
  of: ReadonlyMap<number, number>;
  /** Places after. */
  moved: ReadonlySet<number>;
  added: readonly number[];
}

/** @param lists what of the items pairs them: a file is an object here, never its bare uid. */
export function pairThree(lists: {
  base: readonly unknown[];
  mine: readonly unknown[];
  theirs: readonly unknown[];
}): Item[] {
  const [mine, theirs] = [findTwins(lists.base, lists.mine), findTwins(lists.base, lists.theirs)];
  const items = lists.base.map((_, base): Item => {
    const [own, other] = [mine.of.get(base), theirs.of.get(base)];
    return {
      base,
      ...(own === undefined ? {} : { mine: own, isMovedByMine: mine.moved.has(own) }),
      ...(other === undefined ? {} : { theirs: other, isMovedByTheirs: theirs.moved.has(other) }),
    };
  });
  const both = align(
    mine.added.map(place => lists.mine[place]),
    theirs.added.map(place => lists.theirs[place]),
  );
  const at = (places: readonly number[], index: number): number => places[index] as number;
  return [
    ...items,
    ...both.pairs.map(([own, other]) => ({ mine: at(mine.added, own), theirs: at(theirs.added, other) })),
    ...both.removed.map(index => ({ mine: at(mine.added, index) })),
    ...both.added.map(index => ({ theirs: at(theirs.added, index) })),
  ];
}

function findTwins(before: readonly unknown[], after: readonly unknown[]): Twins {
  const { pairs, removed, added, moved } = align(before, after, { isByOrder: true });
  const of = new Map(pairs);
  const replaced = pairInPlace(before, after, { of, removed, added });
  for (const [from, to] of replaced) of.set(from, to);
  const isNew = new Set(replaced.map(([, to]) => to));
  return { of, moved, added: added.filter(place => !isNew.has(place)) };
}

/** A plain value that went, and one that came where it was, are one that was changed. */
function pairInPlace(
  before: readonly unknown[],
  after: readonly unknown[],
  { of, removed, added }: { of: ReadonlyMap<number, number>; removed: readonly number[]; added: readonly number[] },
): [number, number][] {
  const back = new Map([...of].map(([from, to]) => [to, from]));
  const isPlain = (value: unknown): boolean => !isObject(value) && !Array.isArray(value);
  const group = (places: readonly number[], items: readonly unknown[], anchor: (place: number) => number) => {
    const found = new Map<number, number[]>();
    for (const place of places) {
      if (!isPlain(items[place])) continue;
      const key = anchor(place);
      found.set(key, [...(found.get(key) ?? []), place]);
    }
    return found;
  };
  const went = group(removed, before, place => lastBelow(place, each => (of.has(each) ? each : undefined)));
  const came = group(added, after, place => lastBelow(place, each => back.get(each)));
  return [...went].flatMap(([anchor, places]) => {
    const others = came.get(anchor) ?? [];
    return others.length === places.length
      ? places.map((from, n): [number, number] => [from, others[n] as number])
      : [];
  });
}

/** Of what stands before a place, the nearest that has an answer; -1 at the start. */
function lastBelow(place: number, find: (place: number) => number | undefined): number {
  for (let each = place - 1; each >= 0; each -= 1) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return -1;
}
