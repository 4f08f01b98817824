// The list that an item lies in, and where in it something else stands.
import { type Address, parseAddress, printAddress } from '../address.ts';
import type { Path } from '../resolve.ts';
import type { Field } from '../schema.ts';
import { type Edit, refuse } from './edit.ts';
import { tellItems } from './explain.ts';
import { findAgain, findItem, isPlace } from './locate.ts';
import type { Spot } from './spot.ts';
import { askVersion, refuseUndoing, type Ways } from './ways.ts';

interface Holder {
  address: Address;
  path: Path;
  items: readonly unknown[];
  field: Field | undefined;
  /** Of the item, among them. */
  place: number;
}

/** Undefined for what is no item of a list. A block's values stand for the block. */
export function toHolder({ role, address, path, field }: Spot, { draft }: Ways): Holder | undefined {
  const up = role === 'block' ? 2 : 1;
  const place = path.at(-up);
  const above = path.slice(0, -up);
  const items = draft.read(above);
  if (typeof place !== 'number' || !Array.isArray(items)) return undefined;
  return { address: address.slice(0, -up), path: above, items, field, place };
}

/** Where to put something among the items: before the one that stands at this place now. */
export function findPlace(list: Omit<Holder, 'place'>, { before, after, first }: Edit, ways: Ways): number {
  if (first) return 0;
  const anchor = before ?? after;
  if (anchor === undefined) return list.items.length;
  const place = findAnchor(list, anchor, ways);
  return after === undefined ? place : place + 1;
}

/** `Title (author blt1)`, as references and files are shown. */
const shown = /(?:^|[\s(])([^\s()]+)\)$/;

function findAnchor(list: Omit<Holder, 'place'>, anchor: string, ways: Ways): number {
  const { draft, schema } = ways;
  const byUid = (uid: string): number | undefined => findItem(list.items, { uid }, draft);
  const known = byUid(anchor) ?? byUid(shown.exec(anchor)?.[1] ?? '');
  if (known !== undefined) return known;
  const steps = parseAddress(anchor);
  const [only, another] = steps ?? [];
  if (only !== undefined && another === undefined && (typeof only === 'object' || isPlace(only))) {
    const place = findItem(list.items, only, draft);
    if (place !== undefined) {
      if (isPlace(only)) guardPlace(anchor, ways);
      return place;
    }
  }
  const spot = steps && findAgain(draft, schema, anchor);
  const place = spot?.path[list.path.length];
  const isHere = spot && list.path.every((step, index) => spot.path[index] === step);
  if (isHere && typeof place === 'number') {
    if (spot.isByPlace) guardPlace(anchor, ways);
    return place;
  }
  const at = printAddress(list.address);
  return refuse(
    list.items.length === 0
      ? `${at} is empty, so nothing is before or after ${anchor} there`
      : `${anchor} is no item of ${at}, which has ${tellItems(list)}`,
  );
}

export function guardPlace(said: string, ways: Ways): void {
  if (!ways.isExact)
    refuse(`${said} counts places as they were read: send ${askVersion(ways)} with it, or name what has a uid by that`);
}

export function takeOut(spot: Spot, { path, items, place }: Holder, ways: Ways): void {
  const { draft, index } = ways;
  const own = [...path, place];
  const trail = draft.trailTo(own);
  refuseUndoing(trail, spot, ways);
  draft.putList(path, items.toSpliced(place, 1), draft.numbersOf(items).toSpliced(place, 1));
  draft.touch(trail, index);
}

/** @param to before which item, as they stand now. */
export function moveItem(spot: Spot, { path, items, place }: Holder, to: number, ways: Ways): void {
  const { draft, index, notes } = ways;
  if (to === place || to === place + 1) {
    notes.push(`${printAddress(spot.address)} is at that place already`);
    return;
  }
  const target = to > place ? to - 1 : to;
  const numbers = draft.numbersOf(items);
  const move = <Item>(list: readonly Item[]): Item[] =>
    list.toSpliced(place, 1).toSpliced(target, 0, list[place] as Item);
  const trail = draft.trailTo(path);
  draft.putList(path, move(items), move(numbers));
  draft.touch([...trail, `>${numbers[place]}`], index);
}
