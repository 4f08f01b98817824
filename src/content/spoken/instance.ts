// The uids that blocks and instances of multiple groups are known by.
import { blockOf, instanceUid } from '../address.ts';
import { type Field, kindOf } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import type { Ways } from './finding.ts';

const toHex = (bytes: Uint8Array): string => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** 32 hexadecimal digits, as nodes of rich text have. */
export const makeUid = (): string => toHex(globalThis.crypto.getRandomValues(new Uint8Array(16)));

/** `cs` and 16 hexadecimal digits. */
export const makeInstanceUid = (newUid: () => string = makeUid): string => `cs${newUid().slice(0, 16)}`;

/** An item of a list of blocks or groups with its uid: its own, that of what it is stored as, or a new one. */
export function nameInstance(
  field: Field,
  item: unknown,
  held: unknown,
  ways: Pick<Ways, 'isNew' | 'writing'>,
): unknown {
  if (!isObject(item)) return item;
  if (kindOf(field) === 'group') return name(item, isObject(held) ? held : undefined, ways);
  const [own, twin] = [blockOf(item), blockOf(held)];
  if (kindOf(field) !== 'blocks' || !own) return item;
  const { _metadata: outside, ...rest } = item;
  // Its uid belongs inside of the block.
  const values =
    isObject(outside) && own.values._metadata === undefined ? { ...own.values, _metadata: outside } : own.values;
  return { ...rest, [own.uid]: name(values, twin?.uid === own.uid ? twin.values : undefined, ways) };
}

function name(values: Json, held: Json | undefined, { isNew, writing }: Pick<Ways, 'isNew' | 'writing'>): Json {
  if (instanceUid(values) !== undefined && !isNew) return values;
  // What has been stored without one stays so: the CMA names it when it likes.
  if (held && instanceUid(held) === undefined) return values;
  const uid = instanceUid(held) ?? makeInstanceUid(writing.newUid);
  return { ...values, _metadata: { ...(isObject(values._metadata) ? values._metadata : {}), uid } };
}
