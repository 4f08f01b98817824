// What changed between two values, by address: entries along their schema, or any JSON such as a content type.
import { type Address, blockOf, toStepAt } from './address.ts';
import { align } from './align.ts';
import { mapValues, toPlainLeaf } from './lower.ts';
import { addressNode, isDocument, listShared } from './rich-text-nodes.ts';
import { blocksOf, type Field, fieldsOf, findField, isList, kindOf, systemKeys, topFields } from './schema.ts';
import { isAbsent, isObject, isSame, type Json, listKeys, member } from './value.ts';

/** Addresses are those in the newer value, but for what is removed. */
export type Change =
  | { kind: 'set'; address: Address; before: unknown; after: unknown }
  | { kind: 'added'; address: Address; after: unknown }
  | { kind: 'removed'; address: Address; before: unknown }
  /** Among its fellows: places in the two lists. What also changed inside has changes of its own. */
  | { kind: 'moved'; address: Address; from: number; to: number };

interface DiffOptions {
  /** The content type's. With it what the CMA adds when an entry is read does not count: system fields, asset objects. */
  schema?: readonly Field[] | undefined;
  /** Members at the top that do not count, such as `updated_at` of a content type. */
  ignore?: readonly string[] | undefined;
  /** The values are of two languages, whose instances need not share uids. */
  isLoose?: boolean | undefined;
}

/** Deeper than anything that is stored on purpose; what differs below is one change. */
const deepest = 200;

interface Place {
  address: Address;
  depth: number;
  isLoose: boolean;
  /** Of the document around, whose nodes are addressed by their uids. */
  document?: { address: Address; shared: ReadonlySet<string> } | undefined;
}

/** Null is as good as absent. Lists are aligned by uid, else by likeness. Empty when nothing changed. */
export function diff(before: unknown, after: unknown, options: DiffOptions = {}): Change[] {
  const { schema, ignore = [], isLoose = false } = options;
  const place: Place = { address: [], depth: 0, isLoose };
  const fields = schema && topFields(schema);
  const isLeftOut = (key: string): boolean =>
    ignore.includes(key) || (fields !== undefined && systemKeys.has(key) && !findField(fields, key));
  return isObject(before) && isObject(after)
    ? compareMembers(before, after, fields, place, isLeftOut)
    : compare(before, after, undefined, place);
}

const below = (place: Place, ...steps: Address): Place => ({
  ...place,
  address: [...place.address, ...steps],
  depth: place.depth + 1,
});

function compareMembers(
  before: Json,
  after: Json,
  fields: readonly Field[] | undefined,
  place: Place,
  isLeftOut: (key: string) => boolean,
): Change[] {
  return listKeys(before, after)
    .filter(key => !isLeftOut(key))
    .flatMap(key =>
      compare(member(before, key), member(after, key), fields && findField(fields, key), below(place, key)),
    );
}

function compare(before: unknown, after: unknown, field: Field | undefined, place: Place): Change[] {
  const { address } = place;
  if (isAbsent(before) && isAbsent(after)) return [];
  if (isAbsent(before)) return [{ kind: 'added', address, after }];
  if (isAbsent(after)) return [{ kind: 'removed', address, before }];
  const isOfFields = field !== undefined && ['group', 'blocks'].includes(kindOf(field));
  const toPlain = (value: unknown): unknown =>
    field && !isOfFields ? mapValues(value, item => toPlainLeaf(field, item)) : value;
  const [old, now] = [toPlain(before), toPlain(after)];
  if (Array.isArray(old) && Array.isArray(now)) {
    const item = field && isList(field) ? field : undefined;
    const areFiles = item !== undefined && kindOf(item) === 'file';
    return compareLists(old, now, (one, other, at) => compareOne(one, other, item, at), place, areFiles);
  }
  return compareOne(old, now, field, place);
}

/** One value of a field, or any. */
function compareOne(before: unknown, after: unknown, field: Field | undefined, place: Place): Change[] {
  if (!isObject(before) || !isObject(after) || place.depth > deepest) {
    if (Array.isArray(before) && Array.isArray(after) && place.depth <= deepest) {
      return compareLists(before, after, (one, other, at) => compareOne(one, other, undefined, at), place);
    }
    return isSame(before, after) ? [] : [{ kind: 'set', address: place.address, before, after }];
  }
  const kind = field && kindOf(field);
  if (kind === 'blocks') return compareBlocks(before, after, field, place);
  if (kind === 'group') return compareMembers(before, after, fieldsOf(field), place, isMetadata);
  if (kind === 'reference' || kind === 'taxonomy') {
    return isSame(before, after) ? [] : [{ kind: 'set', address: place.address, before, after }];
  }
  if (kind === 'rich_text' && isDocument(before) && isDocument(after)) {
    const document = { address: place.address, shared: listShared(before, after) };
    return compareMembers(before, after, undefined, { ...place, document }, () => false);
  }
  return compareMembers(before, after, undefined, place, () => false);
}

const isMetadata = (key: string): boolean => key === '_metadata';

function compareBlocks(before: Json, after: Json, field: Field | undefined, place: Place): Change[] {
  const [old, now] = [blockOf(before), blockOf(after)];
  if (!old || !now || old.uid !== now.uid) {
    return isSame(before, after) ? [] : [{ kind: 'set', address: place.address, before, after }];
  }
  const block = field && blocksOf(field).find(({ uid }) => uid === now.uid);
  return compareMembers(old.values, now.values, fieldsOf(block), below(place, now.uid), isMetadata);
}

type Compare = (before: unknown, after: unknown, place: Place) => Change[];

function compareLists(
  before: unknown[],
  after: unknown[],
  compareItems: Compare,
  place: Place,
  areFiles = false,
): Change[] {
  if (place.depth > deepest) {
    return isSame(before, after) ? [] : [{ kind: 'set', address: place.address, before, after }];
  }
  const { pairs, removed, added, moved } = align(before, after, { isLoose: place.isLoose, isByOrder: true });
  const [old, now] = [toPlaces(before, place, areFiles), toPlaces(after, place, areFiles)];
  const changes: { at: number; found: Change[] }[] = pairs.map(([from, to]) => {
    const at = now(to);
    const change: Change = { kind: 'moved', address: at.address, from, to };
    return { at: to, found: [...(moved.has(to) ? [change] : []), ...compareItems(before[from], after[to], at)] };
  });
  for (const to of added) {
    changes.push({ at: to, found: [{ kind: 'added', address: now(to).address, after: after[to] }] });
  }
  changes.sort((one, other) => one.at - other.at);
  const gone = removed.map((from): Change => ({ kind: 'removed', address: old(from).address, before: before[from] }));
  return [...gone, ...changes.flatMap(({ found }) => found)];
}

/** Where the items of a list are: by uid or place, and nodes of a document by their own uids. */
function toPlaces(items: readonly unknown[], place: Place, areFiles: boolean): (index: number) => Place {
  const { document, address, depth } = place;
  if (document && address.at(-1) === 'children') {
    const parent = address.slice(0, -1);
    return index => ({
      ...place,
      depth: depth + 1,
      address: addressNode(items[index], index, document.address, parent, document.shared),
    });
  }
  const stepAt = toStepAt(items, areFiles);
  return index => below(place, stepAt(index));
}
