// The order of a list that two changed: what neither moved is the frame, and all else stands in the gap where it was put.
// diff3 over the keys would call two insertions beside each other a conflict, and tell twice what both moved.
import type { Item } from './pairs.ts';

interface Keyed extends Item {
  /** By which two that came to one place stand in the same order whoever came first. */
  key: string;
}

interface Order<Of> {
  items: Of[];
  /** Moved by both, to different places; they stand where theirs has them. */
  torn: Of[];
  /** What both did to the order cannot be had at once. */
  isImpossible: boolean;
}

/** Beyond it, two orders that both changed are not merged. */
const mostItems = 4000;

type Side = 'base' | 'mine' | 'theirs';

/** @param items those that stay, in any order. */
export function mergeOrder<Of extends Keyed>(items: readonly Of[]): Order<Of> {
  if (items.length > mostItems) return { items: [...items], torn: [], isImpossible: true };
  const frame = findFrame(items);
  const isFixed = new Set(frame);
  const places = {
    base: sortedPlaces(frame, 'base'),
    mine: sortedPlaces(frame, 'mine'),
    theirs: sortedPlaces(frame, 'theirs'),
  };
  const gaps = new Map<number, Of[]>();
  const torn: Of[] = [];
  for (const item of items) {
    if (isFixed.has(item)) continue;
    const gapOf = (side: Side): number | undefined => {
      const place = item[side];
      return place === undefined ? undefined : countBelow(places[side], place);
    };
    const [base, mine, theirs] = [gapOf('base'), gapOf('mine'), gapOf('theirs')];
    const isTorn = mine !== undefined && theirs !== undefined && mine !== theirs && mine !== base && theirs !== base;
    if (isTorn) torn.push(item);
    const gap = isTorn || mine === undefined || (mine === base && theirs !== undefined) ? theirs : mine;
    const found = gaps.get(gap ?? 0);
    if (found) found.push(item);
    else gaps.set(gap ?? 0, [item]);
  }
  let isImpossible = false;
  const sorted = (gap: number): Of[] => {
    const found = sortGap(gaps.get(gap) ?? []);
    isImpossible ||= found === undefined;
    return found ?? [];
  };
  const merged = [...sorted(0), ...frame.flatMap((item, index) => [item, ...sorted(index + 1)])];
  return { items: isImpossible ? [...items] : merged, torn, isImpossible };
}

const sortedPlaces = (frame: readonly Item[], side: Side): number[] => frame.map(item => item[side] as number);

function countBelow(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A longest run of items that stand in one order in all three lists. */
function findFrame<Of extends Item>(items: readonly Of[]): Of[] {
  const common = items
    .filter(({ base, mine, theirs }) => base !== undefined && mine !== undefined && theirs !== undefined)
    .sort((one, other) => (one.base as number) - (other.base as number)) as (Of & Required<Pick<Item, Side>>)[];
  const lengths: number[] = [];
  const previous: number[] = [];
  let end = -1;
  common.forEach((item, index) => {
    let [best, from] = [0, -1];
    for (let before = 0; before < index; before += 1) {
      const other = common[before] as (typeof common)[number];
      if (other.mine < item.mine && other.theirs < item.theirs && (lengths[before] as number) > best)
        [best, from] = [lengths[before] as number, before];
    }
    lengths.push(best + 1);
    previous.push(from);
    if (end < 0 || best + 1 > (lengths[end] as number)) end = index;
  });
  const frame: Of[] = [];
  for (let index = end; index >= 0; index = previous[index] as number) frame.push(common[index] as Of);
  return frame.reverse();
}

/** What stands between two of the frame. Undefined where the two orders contradict each other in a circle. */
function sortGap<Of extends Keyed>(items: readonly Of[]): Of[] | undefined {
  const byKey = [...items].sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  // How many of those left come before each.
  const left = new Map(
    byKey.map(item => [item, byKey.filter(other => other !== item && comesFirst(other, item)).length]),
  );
  const sorted: Of[] = [];
  while (left.size > 0) {
    const free = [...left].flatMap(([item, others]) => (others === 0 ? [item] : []));
    const last = sorted.at(-1);
    // What one of the two put there together stays together.
    const next = (last && free.find(item => sideOf(item) === sideOf(last))) ?? free[0];
    if (!next) return undefined;
    sorted.push(next);
    left.delete(next);
    for (const [item, others] of left) if (comesFirst(next, item)) left.set(item, others - 1);
  }
  return sorted;
}

const sideOf = ({ mine, theirs }: Item): string =>
  `${mine === undefined ? '' : 'mine'}${theirs === undefined ? '' : 'theirs'}`;

function comesFirst(one: Item, other: Item): boolean {
  const mine = isBefore(one, other, 'mine');
  const theirs = isBefore(one, other, 'theirs');
  if (mine === undefined || theirs === undefined) return (mine ?? theirs) === true;
  const base = isBefore(one, other, 'base');
  return (mine === base ? theirs : theirs === base ? mine : theirs) === true;
}

/** Undefined where one of them is not there. */
function isBefore(one: Item, other: Item, side: Side): boolean | undefined {
  const place = one[side];
  const another = other[side];
  return place === undefined || another === undefined ? undefined : place < another;
}
