// The edits that make one list of another: what came into it, and what stands elsewhere in it.
import { type Address, identify, printAddress } from '../address.ts';
import type { Change } from '../diff.ts';
import { readAddress } from '../resolve.ts';
import type { Json } from '../value.ts';
import type { Edit } from './edit.ts';

/** A text among texts is named by itself. */
export function nameItem(address: Address, root: Json): string {
  const list = address.slice(0, -1);
  const [items, item] = [readAddress(root, list), readAddress(root, address)];
  const isAlone = typeof item === 'string' && Array.isArray(items) && items.filter(each => each === item).length === 1;
  return printAddress(isAlone ? [...list, { uid: item }] : address);
}

/** What came into a list or stands elsewhere in it, in its order: all before it is in its place already. */
export function spellList(at: Address, changes: readonly Change[], before: Json, after: Json): Edit[] | undefined {
  const items = readAddress(after, at);
  if (!Array.isArray(items)) return undefined;
  const here = printAddress(at);
  const isHere = ({ address }: Change): boolean =>
    typeof address.at(-1) === 'object' && printAddress(address.slice(0, -1)) === here;
  const kinds = new Map(
    changes
      .filter(each => isHere(each) && each.kind !== 'removed')
      .map(each => [readAddress(after, each.address), each.kind]),
  );
  const kindAt = (place: number): Change['kind'] | undefined => kinds.get(items[place]);
  const edits: Edit[] = [];
  for (let place = 0; place < items.length; place += 1) {
    const kind = kindAt(place);
    if (kind !== 'added' && kind !== 'moved') continue;
    const previous = place > 0 ? nameOf(items[place - 1]) : undefined;
    const first = place;
    while (kind === 'added' && kindAt(place + 1) === 'added') place += 1;
    const isLast = items.slice(place + 1).every((_, index) => kindAt(place + 1 + index) !== undefined);
    const where = first === 0 ? { first: true } : previous === undefined ? undefined : { after: previous };
    const added = items.slice(first, place + 1);
    const name = nameOf(items[place]);
    if (kind === 'moved') {
      if (!where || name === undefined) return undefined;
      edits.push({ at: nameItem([...at, { uid: name }], before), move: true, ...where });
    } else {
      const isEnd = isLast && place === items.length - 1;
      if (!where && !isEnd) return undefined;
      edits.push({ at: here, insert: added.length === 1 ? added[0] : added, ...(isEnd ? {} : where) });
    }
  }
  return edits;
}

const nameOf = (item: unknown): string | undefined => (typeof item === 'string' ? item : identify(item));
