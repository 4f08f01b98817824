// The uids that blocks and instances of multiple groups are known by.
import { blockOf, instanceUid } from '../address.ts';
import { blocksOf, type Field, fieldsOf, findField, kindOf } from '../schema.ts';
import { makeUid } from '../uid.ts';
import { isObject, type Json } from '../value.ts';
import type { Ways } from './finding.ts';

/** `cs` and 16 hexadecimal digits. */
const makeInstanceUid = (newUid: () => string = makeUid): string => `cs${newUid().slice(0, 16)}`;

type Naming = Pick<Ways, 'isNew' | 'writing'>;

/**
 * An item of a list of blocks or groups with its uid: its own, that of what it is stored as, or a new one. Of an entry that
 * is not there yet it has none: `nameInstances` gives all of them.
 */
export function nameInstance(field: Field, item: unknown, held: unknown, ways: Naming): unknown {
  if (!isObject(item)) return item;
  if (kindOf(field) === 'group') return name(item, isObject(held) ? held : undefined, ways);
  const [own, twin] = [blockOf(item), blockOf(held)];
  const isKnown = own && blocksOf(field).some(({ uid }) => uid === own.uid);
  if (kindOf(field) !== 'blocks' || !isKnown) return item;
  const { _metadata: outside, ...rest } = item;
  // Its uid belongs inside of the block.
  const isOutside = isObject(outside) && own.values._metadata === undefined;
  const values = isOutside ? { ...own.values, _metadata: outside } : own.values;
  return { ...rest, [own.uid]: name(values, twin?.uid === own.uid ? twin.values : undefined, ways) };
}

function name(values: Json, held: Json | undefined, { isNew, writing }: Naming): Json {
  const { _metadata, ...rest } = values;
  const { uid: own, ...metadata }: Json = isObject(_metadata) ? _metadata : {};
  if (isNew) return Object.keys(metadata).length > 0 ? { ...rest, _metadata: metadata } : rest;
  if (typeof own === 'string' && own !== '') return values;
  // What has been stored without one stays so: the CMA names it when it likes.
  if (held && instanceUid(held) === undefined) return values;
  return { ...rest, _metadata: { ...metadata, uid: instanceUid(held) ?? makeInstanceUid(writing.newUid) } };
}

/** All values of an entry, a group or a block, where every block and instance of a multiple group below has a uid of its own. */
export function nameInstances(fields: readonly Field[] | undefined, values: Json, writing: Ways['writing']): Json {
  const entries = Object.entries(values).map(([key, value]) => {
    const field = fields && findField(fields, key);
    return [key, field ? nameWithin(field, value, writing) : value];
  });
  return Object.fromEntries(entries);
}

function nameWithin(field: Field, value: unknown, writing: Ways['writing']): unknown {
  if (Array.isArray(value)) {
    return value.map(item => nameInstance(field, nameWithin(field, item, writing), undefined, { writing }));
  }
  if (!isObject(value)) return value;
  if (kindOf(field) === 'group') return nameInstances(fieldsOf(field), value, writing);
  const found = kindOf(field) === 'blocks' ? blockOf(value) : undefined;
  const block = blocksOf(field).find(({ uid }) => uid === found?.uid);
  return found ? { ...value, [found.uid]: nameInstances(fieldsOf(block), found.values, writing) } : value;
}
