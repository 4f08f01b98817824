// A value of a field without what a read adds to it: what two values are compared by, and what may be sent.
import { blockOf } from './address.ts';
import { toPlainDocument } from './rich-text-nodes.ts';
import { blocksOf, type Field, fieldsOf, findField, kindOf } from './schema.ts';
import { isObject, isSame, type Json } from './value.ts';

/** One file: the asset that a read shows becomes its uid. Anything else stays. */
export const lowerFile = (value: unknown): unknown =>
  isObject(value) && typeof value.uid === 'string' ? value.uid : value;

/** One reference: the entry that a read may show becomes `{uid, _content_type_uid}`. A uid alone, as old fields have, stays. */
export function lowerReference(value: unknown): unknown {
  if (!isObject(value) || typeof value.uid !== 'string') return value;
  const type = value._content_type_uid ?? value.content_type_uid;
  return typeof type === 'string' ? { uid: value.uid, _content_type_uid: type } : { uid: value.uid };
}

function lowerTerm(value: unknown): unknown {
  if (!isObject(value) || typeof value.term_uid !== 'string') return value;
  const { taxonomy_uid, term_uid } = value;
  return taxonomy_uid === undefined ? { term_uid } : { taxonomy_uid, term_uid };
}

/** A custom field that holds assets: a read shows each beside its pointer. */
function lowerCustomAsset(value: unknown): unknown {
  if (!isObject(value) || typeof value.uid !== 'string' || !('unique_identifier' in value)) return value;
  const { asset: _, ...pointer }: Json = value;
  return pointer;
}

const lowerings: Partial<Record<ReturnType<typeof kindOf>, (value: unknown) => unknown>> = {
  file: lowerFile,
  reference: lowerReference,
  taxonomy: lowerTerm,
  json: lowerCustomAsset,
};

/** One value of a field that holds no other fields, as it may be sent. */
export const lowerLeaf = (field: Field, value: unknown): unknown => lowerings[kindOf(field)]?.(value) ?? value;

/** The value that counts when two are compared. */
export const toPlainLeaf = (field: Field, value: unknown): unknown =>
  kindOf(field) === 'rich_text' ? toPlainDocument(value) : lowerLeaf(field, value);

/** Over all values of a field, whether it holds one or a list. */
export const mapValues = (value: unknown, map: (value: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.map(map) : map(value);

/** Another form of one value of a field that holds no other fields. */
type MapLeaf = (field: Field, value: unknown) => unknown;

/** All values of a group, a block or an entry, each in another form; what no field describes stays. */
export const mapFields = (fields: readonly Field[] | undefined, values: Json, map: MapLeaf): Json =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const field = fields && findField(fields, key);
      return [key, field ? mapField(field, value, map) : value];
    }),
  );

function mapField(field: Field, value: unknown, map: MapLeaf): unknown {
  const kind = kindOf(field);
  if (kind !== 'group' && kind !== 'blocks') return mapValues(value, item => map(field, item));
  return mapValues(value, item => {
    if (kind === 'group') return isObject(item) ? mapFields(fieldsOf(field), item, map) : item;
    const found = blockOf(item);
    if (!found || !isObject(item)) return item;
    const block = blocksOf(field).find(({ uid }) => uid === found.uid);
    return { ...item, [found.uid]: mapFields(fieldsOf(block), found.values, map) };
  });
}

/** All values of a group, a block or an entry, as they may be sent. */
export const lowerFields = (fields: readonly Field[] | undefined, values: Json): Json =>
  mapFields(fields, values, lowerLeaf);

/** A field's whole value as it may be sent, at every depth. */
export const lowerField = (field: Field, value: unknown): unknown => mapField(field, value, lowerLeaf);

/** Whether two values of a field, or of an item of its list, are stored as the same. */
export const isSameStored = (field: Field, one: unknown, other: unknown): boolean =>
  isSame(mapField(field, one, toPlainLeaf), mapField(field, other, toPlainLeaf));
