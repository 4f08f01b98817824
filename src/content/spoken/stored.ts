// What a person says of a field, as read_entry shows it, becomes what is stored.
import { type Address, blockOf, toSteps } from '../address.ts';
import { align } from '../align.ts';
import { lowerField, lowerLeaf } from '../lower.ts';
import { tellField } from '../reading/values.ts';
import { blocksOf, type Field, fieldsOf, findField, isCustom, isList, kindOf } from '../schema.ts';
import { restoreShown } from '../shown.ts';
import { isAbsent, isObject, isSame, type Json, member } from '../value.ts';
import { join, plain, type Spoken, type Ways } from './finding.ts';
import { nameInstance } from './instance.ts';
import { toStoredLeaf } from './leaf.ts';

/**
 * The whole value of a field, or one item of its list. What is in stored form already passes, as does what has another
 * shape than the field: a check refuses it. New blocks and instances of multiple groups get a `_metadata.uid`.
 * @param value references as `Title (type uid)`, a uid or a title; files as `Title (file.jpg uid)`, a uid, file name or
 * URL; choices by value or label; terms as `taxonomy:term`; rich text as Markdown; groups and blocks with such values within.
 */
export async function toStored(field: Field, value: unknown, address: Address, ways: Ways): Promise<Spoken> {
  const isItem = typeof address.at(-1) === 'object';
  if (isList(field) && !isItem) return toStoredList(field, value, address, ways);
  return toStoredItem(field, value, address, ways);
}

/** The values of an entry, a group or a block. What no field describes passes. */
export async function toStoredFields(
  fields: readonly Field[] | undefined,
  values: Json,
  address: Address,
  ways: Ways,
): Promise<Spoken> {
  const told = await Promise.all(
    Object.entries(values).map(async ([key, value]): Promise<[string, Spoken]> => {
      const field = fields && findField(fields, key);
      if (!field) return [key, plain(value)];
      return [key, await toStored(field, value, [...address, key], { ...ways, held: member(ways.held, key) })];
    }),
  );
  return join(
    Object.fromEntries(told.map(([key, { value }]) => [key, value])),
    told.map(([, each]) => each),
  );
}

const isPointer = (field: Field): boolean => ['reference', 'file', 'taxonomy'].includes(kindOf(field));

async function toStoredList(field: Field, value: unknown, address: Address, ways: Ways): Promise<Spoken> {
  if (isAbsent(value)) return plain(value);
  // A single one in place of the list of one can mean nothing else, and is how a single reference is shown.
  if (!Array.isArray(value) && !isPointer(field)) return plain(value);
  const items = Array.isArray(value) ? value : value === '' ? [] : [value];
  const held = isAbsent(ways.held) ? [] : [ways.held].flat();
  const twins = pairItems(field, held, items);
  const steps = toSteps(items);
  const isAlone = !Array.isArray(value);
  const told = await Promise.all(
    items.map((item, place) => {
      const at = isAlone ? address : [...address, steps[place] ?? { place }];
      const twin = twins.get(place);
      return toStoredItem(field, item, at, { ...ways, held: twin === undefined ? undefined : held[twin] });
    }),
  );
  const stored = told.map((each, place) => nameInstance(field, each.value, held[twins.get(place) ?? -1], ways));
  return join(stored, told);
}

/** Of each item which of those that are stored it is. */
function pairItems(field: Field, held: readonly unknown[], items: readonly unknown[]): Map<number, number> {
  const twins = new Map<number, number>();
  if (held.length === 0) return twins;
  if (['group', 'blocks'].includes(kindOf(field))) {
    for (const [from, to] of align(held, items).pairs) twins.set(to, from);
    return twins;
  }
  const left = new Set(held.keys());
  const pair = (fits: (from: number, to: number) => boolean): void => {
    for (const to of items.keys()) {
      const from = twins.has(to) ? undefined : [...left].find(each => fits(each, to));
      if (from === undefined) continue;
      twins.set(to, from);
      left.delete(from);
    }
  };
  pair((from, to) => isSaid(field, held[from], items[to]));
  // What a pointer is, is known by its uid; of a document that was rewritten, its place is all there is.
  if (!isPointer(field)) pair((from, to) => from === to);
  else pair((from, to) => namesUid(items[to], held[from]));
  return twins;
}

const isSaid = (field: Field, held: unknown, value: unknown): boolean =>
  isSame(held, value) ||
  isSame(lowerLeaf(field, held), value) ||
  isSame(tellField({ ...field, multiple: false }, held), value);

const namesUid = (said: unknown, held: unknown): boolean => {
  const uid = typeof held === 'string' ? held : member(held, 'uid');
  return typeof said === 'string' && typeof uid === 'string' && said.endsWith(` ${uid})`);
};

/** The shape is an app's own, or unknown. */
const isFreeForm = (field: Field): boolean =>
  ['json', 'other'].includes(kindOf(field)) || (isCustom(field) && !isPointer(field));

async function toStoredItem(field: Field, value: unknown, address: Address, ways: Ways): Promise<Spoken> {
  const { held } = ways;
  if (isAbsent(value)) return plain(value);
  if (isFreeForm(field)) return plain(restoreShown(value, held));
  const kind = kindOf(field);
  if (kind === 'group') return isObject(value) ? toStoredFields(fieldsOf(field), value, address, ways) : plain(value);
  if (kind === 'blocks') return toStoredBlock(field, value, address, ways);
  if (!isAbsent(held) && isSaid(field, held, value)) return plain(lowerField(field, held));
  return toStoredLeaf(field, value, address, ways);
}

async function toStoredBlock(field: Field, item: unknown, address: Address, ways: Ways): Promise<Spoken> {
  const found = blockOf(item);
  const block = found && blocksOf(field).find(({ uid }) => uid === found.uid);
  if (!found || !block || !isObject(item)) return plain(item);
  const twin = blockOf(ways.held);
  const held = twin?.uid === found.uid ? twin.values : undefined;
  const told = await toStoredFields(fieldsOf(block), found.values, [...address, found.uid], { ...ways, held });
  return { ...told, value: { ...item, [found.uid]: told.value } };
}
