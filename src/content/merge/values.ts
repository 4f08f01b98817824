// Two changes of one value along its field: groups by their members, lists by their items, rich text by its nodes, the rest as a whole.
import { blockOf } from '../address.ts';
import { lowerFile, lowerReference } from '../lower.ts';
import { isDocument } from '../rich-text-nodes.ts';
import { blocksOf, type Field, fieldsOf, findField, isCustom, isList, isSeveral, kindOf } from '../schema.ts';
import { isEmpty, isObject, type Json, listKeys, member } from '../value.ts';
import { type Lists, mergeLists } from './lists.ts';
import { mergeDocuments } from './rich-text.ts';
import { isSameJson, isSameOne, isSameValue } from './same.ts';
import { below, deepest, mapThree, type Place, report, settle, type Three } from './three.ts';

/** Members that no field describes are merged like other JSON. */
export function mergeMembers(
  three: { base: Json; mine: Json; theirs: Json },
  fields: readonly Field[] | undefined,
  place: Place,
  isKept: (key: string) => boolean = key => key === '_metadata',
): Json {
  const { base, mine, theirs } = three;
  const merged = listKeys(mine, theirs).map(key => {
    const inner: Three = { base: member(base, key), mine: member(mine, key), theirs: member(theirs, key) };
    const field = fields && findField(fields, key);
    return [key, isKept(key) ? (inner.theirs ?? inner.mine) : mergeValue(inner, field, below(place, key))];
  });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

/** A field's whole value, or any JSON. */
function mergeValue(three: Three, field: Field | undefined, place: Place): unknown {
  const settled = settle(three, (one, other) => isSameValue(field, one, other));
  if (settled) return settled.value;
  if (place.depth > deepest) return report(three, place);
  if (field ? isList(field) : all(three, Array.isArray)) {
    // Two that took another thing each would make two of the one that there may be.
    const isMerged = all(three, value => Array.isArray(value) || isEmpty(value)) && (!field || isSeveral(field));
    if (!isMerged) return report(three, place);
    return mergeItems(mapThree(three, value => (Array.isArray(value) ? value : [])) as Lists, field, place);
  }
  return mergeOne(three, field, place);
}

const all = ({ base, mine, theirs }: Three, is: (value: unknown) => boolean): boolean =>
  is(base) && is(mine) && is(theirs);

function mergeItems(lists: Lists, field: Field | undefined, place: Place): unknown {
  const kind = field && kindOf(field);
  const toKeyed = (item: unknown): unknown => {
    if (kind !== 'file' && kind !== 'reference') return item;
    const uid = kind === 'file' ? lowerFile(item) : lowerReference(item);
    return typeof uid === 'string' ? { uid } : uid;
  };
  return mergeLists(
    lists,
    {
      isSame: field ? (one, other) => isSameOne(field, one, other) : isSameJson,
      merge: (three, at) => mergeOne(three, field, at),
      toKeyed,
    },
    place,
  );
}

/** One value of a field, or any JSON. */
function mergeOne(three: Three, field: Field | undefined, place: Place): unknown {
  const settled = settle(three, field ? (one, other) => isSameOne(field, one, other) : isSameJson);
  if (settled) return settled.value;
  const kind = field && kindOf(field);
  if (place.depth > deepest) return report(three, place);
  if (kind === 'blocks') return mergeBlocks(three, field as Field, place);
  if (kind === 'rich_text' && all(three, isDocument)) return mergeDocuments(three, place);
  // How an app's value hangs together nobody here knows.
  const isOfMembers = kind === undefined || kind === 'group' || (kind === 'link' && !isCustom(field as Field));
  if (isOfMembers && all(three, value => isObject(value) || (isEmpty(value) && !Array.isArray(value)))) {
    const members = mapThree(three, value => (isObject(value) ? value : {}));
    return mergeMembers(
      members,
      kind === 'group' ? fieldsOf(field) : undefined,
      place,
      key => kind !== undefined && key === '_metadata',
    );
  }
  if (kind === undefined && all(three, Array.isArray)) return mergeItems(three as unknown as Lists, undefined, place);
  return report(three, place);
}

function mergeBlocks(three: Three, field: Field, place: Place): unknown {
  const { base, mine, theirs } = mapThree(three, blockOf);
  if (!mine || !theirs || mine.uid !== theirs.uid || (base && base.uid !== theirs.uid)) return report(three, place);
  const block = blocksOf(field).find(({ uid }) => uid === theirs.uid);
  const members = { base: base?.values ?? {}, mine: mine.values, theirs: theirs.values };
  return { ...(three.theirs as Json), [theirs.uid]: mergeMembers(members, fieldsOf(block), below(place, theirs.uid)) };
}
