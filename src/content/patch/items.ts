// Puts items into lists, takes them out and moves them.
import { identify, printAddress } from '../address.ts';
import { listInstances, withoutTaken } from '../instances.ts';
import { isSameStored } from '../lower.ts';
import { choicesOf, type Field, isSeveral, kindOf } from '../schema.ts';
import { nameInstance } from '../spoken/instance.ts';
import { toStored } from '../spoken/stored.ts';
import { isAbsent } from '../value.ts';
import { tellValue } from '../words.ts';
import { type Edit, refuse } from './edit.ts';
import { findPlace, moveItem, takeOut, toHolder } from './holder.ts';
import { moveNode, removeNode } from './nodes.ts';
import { insertText } from './rich-text.ts';
import { applySet, removeMember, take } from './set.ts';
import { isNothing } from './settle.ts';
import { isListSpot, isRichTextSpot, type Spot } from './spot.ts';
import type { Ways } from './ways.ts';

export async function applyInsert(spot: Spot, edit: Edit, ways: Ways): Promise<void> {
  const { address, path, value, field } = spot;
  const at = printAddress(address);
  if (isRichTextSpot(spot)) return insertText(spot, edit, ways);
  const isOwn = spot.around?.field && kindOf(spot.around.field) !== 'rich_text';
  const isList = isListSpot(spot) || (spot.role === 'member' && isOwn && Array.isArray(value));
  if (!isList || !field) {
    const holder = toHolder(spot, ways);
    return refuse(
      holder
        ? `${at} is an item of a list: insert at ${printAddress(holder.address)}, with before or after ${identify(holder.items[holder.place]) ?? at}`
        : `${at || 'the entry'} is no list, and takes one value: set it`,
    );
  }
  if (!isAbsent(value) && !Array.isArray(value))
    return refuse(`${at} holds ${tellValue(value)}, and no list: set it as a whole`);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  if (spot.role === 'field' && !isSeveral(field) && items.length > 0)
    return refuse(`${at} takes one reference, and has one: set it`);
  const place = findPlace({ address, path, items, field }, edit, ways);
  const made = spot.role === 'member' ? [edit.insert] : await toItems(spot, field, items, edit.insert, ways);
  if (made.length === 0) return;
  const { draft, index } = ways;
  const numbers = made.map(() => draft.nextNumber());
  const trail = draft.trailTo(path);
  draft.putList(path, items.toSpliced(place, 0, ...made), draft.numbersOf(items).toSpliced(place, 0, ...numbers));
  for (const number of numbers) draft.touch([...trail, `#${number}`], index);
}

/** What is inserted as it is stored, without what a list holds once and has already. */
async function toItems(
  { address }: Spot,
  field: Field,
  held: readonly unknown[],
  said: unknown,
  ways: Ways,
): Promise<unknown[]> {
  const isFree = ['json', 'other'].includes(kindOf(field));
  const given = Array.isArray(said) && !isFree ? said : [said];
  // A copy of what is in the entry is another thing.
  const isOfFields = ['group', 'blocks'].includes(kindOf(field));
  const wanted = isOfFields ? (withoutTaken(given, new Set(listInstances(ways.draft.root))) as unknown[]) : given;
  if (wanted.length === 0) refuse(`${printAddress(address)}: the list of what to insert is empty`);
  const made: unknown[] = [];
  for (const [count, item] of wanted.entries()) {
    if (isNothing(field, item)) refuse(`${printAddress(address)}: nothing is no item to insert`);
    const at = [...address, { place: held.length + count }];
    const spoken = await toStored(field, item, at, { finding: ways.finding, writing: ways.writing });
    const value = nameInstance(field, take(spoken, ways), undefined, ways);
    if (isSet(field) && [...held, ...made].some(each => isSameStored(field, each, value))) {
      ways.notes.push(`${printAddress(address)} has ${tellValue(item)} already`);
    } else made.push(value);
  }
  return made;
}

/** Lists in which a value stands once: the second says nothing, and could not be told from the first. */
const isSet = (field: Field): boolean =>
  ['reference', 'taxonomy'].includes(kindOf(field)) || field.uid === 'tags' || choicesOf(field) !== undefined;

export async function applyRemove(spot: Spot, edit: Edit, ways: Ways): Promise<void> {
  const at = printAddress(spot.address);
  if (spot.role === 'node') return removeNode(spot, ways);
  const holder = toHolder(spot, ways);
  if (holder) return takeOut(spot, holder, ways);
  if (spot.role === 'entry') return refuse('an edit removes one item or value: name its address');
  if (isListSpot(spot) && Array.isArray(spot.value) && spot.value.length > 0) {
    return refuse(`${at} is a list of ${spot.value.length}: name the item to remove, or empty it with set: null`);
  }
  return spot.role === 'member' ? removeMember(spot, ways) : applySet(spot, { ...edit, set: null }, ways);
}

export async function applyMove(spot: Spot, edit: Edit, ways: Ways): Promise<void> {
  if (spot.role === 'node') return moveNode(spot, edit, ways);
  const holder = toHolder(spot, ways);
  if (!holder)
    return refuse(`${printAddress(spot.address) || 'the entry'} is no item of a list, so it has no place to move from`);
  moveItem(spot, holder, findPlace(holder, edit, ways), ways);
}
