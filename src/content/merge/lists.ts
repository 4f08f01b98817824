// Two changes of one list: each item merged with its twins, those that came or went, and the order of all.
import { type Address, identify, type Step, toSteps } from '../address.ts';
import { keyOf } from '../pairing.ts';
import { mergeOrder } from './order.ts';
import { type Item, pairThree } from './pairs.ts';
import { type Merge, type Place, report, type Same, type Three } from './three.ts';

export interface Lists {
  base: readonly unknown[];
  mine: readonly unknown[];
  theirs: readonly unknown[];
}

interface Listing {
  /** Of two items. */
  isSame: Same;
  /** Of items that are there on both sides. */
  merge: Merge;
  /** What of an item pairs it. */
  toKeyed?: (item: unknown) => unknown;
  /** Steps from the list to each of its items, or whole addresses. */
  toAddresses?: (items: readonly unknown[]) => Address[];
}

type Side = 'base' | 'mine' | 'theirs';

export function mergeLists(lists: Lists, listing: Listing, place: Place): unknown[] {
  const { isSame, merge, toKeyed = item => item } = listing;
  const { toAddresses = items => toSteps(items.map(toKeyed)).map((step: Step) => [...place.address, step]) } = listing;
  const keyed = { base: lists.base.map(toKeyed), mine: lists.mine.map(toKeyed), theirs: lists.theirs.map(toKeyed) };
  const addresses = {
    base: toAddresses(lists.base),
    mine: toAddresses(lists.mine),
    theirs: toAddresses(lists.theirs),
  };
  const at = (item: Item, side: Side): unknown => (item[side] === undefined ? undefined : lists[side][item[side]]);
  const placeOf = (item: Item): Place => {
    const side = (['theirs', 'mine', 'base'] as const).find(each => item[each] !== undefined) ?? 'base';
    return { ...place, address: addresses[side][item[side] ?? -1] ?? place.address, depth: place.depth + 1 };
  };
  const kept = pairThree(keyed).flatMap(item => {
    const three: Three = { base: at(item, 'base'), mine: at(item, 'mine'), theirs: at(item, 'theirs') };
    const merged = mergeItem(item, three);
    if (!merged) return [];
    const side = item.theirs === undefined ? 'mine' : 'theirs';
    const held = keyed[side][item[side] ?? -1];
    return [{ ...item, key: identify(held) ?? keyOf(held) ?? '', value: merged.value }];
  });
  const order = mergeOrder(kept);
  if (order.isImpossible) {
    report({ base: lists.base, mine: lists.mine, theirs: lists.theirs }, place);
    return [...lists.theirs];
  }
  for (const item of order.torn) report(tellPlaces(item), placeOf(item));
  return order.items.map(({ value }) => value);

  /** Undefined for what is gone. */
  function mergeItem(item: Item, three: Three): { value: unknown } | undefined {
    const { base, mine, theirs } = three;
    if (item.base === undefined) {
      if (item.theirs === undefined) return { value: mine };
      return { value: item.mine === undefined || isSame(mine, theirs) ? theirs : merge(three, placeOf(item)) };
    }
    if (item.mine !== undefined && item.theirs !== undefined) return { value: merge(three, placeOf(item)) };
    if (item.mine === undefined && item.theirs === undefined) return undefined;
    const isMine = item.mine !== undefined;
    if (!isSame(base, isMine ? mine : theirs)) report(three, placeOf(item));
    else if (isMine ? item.isMovedByMine : item.isMovedByTheirs) report(tellPlaces(item), placeOf(item));
    else return undefined;
    return isMine ? undefined : { value: theirs };
  }
}

/** People count from 1. */
const tellPlaces = ({ base, mine, theirs }: Item): Three => {
  const tell = (index: number | undefined): string | undefined =>
    index === undefined ? undefined : `place ${index + 1}`;
  return { base: tell(base), mine: tell(mine), theirs: tell(theirs) };
};
