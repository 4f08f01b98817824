// Lays a new value over what is stored: what is not named stays, and what is the same stays the same object.
import { blockOf, identify } from '../address.ts';
import { isReplaced } from '../check/needs.ts';
import { isSameStored } from '../lower.ts';
import type { Path } from '../resolve.ts';
import { childrenOf } from '../rich-text-nodes.ts';
import { blocksOf, choicesOf, type Field, fieldsOf, findField, isList, kindOf } from '../schema.ts';
import { isAbsent, isEmpty, isObject, isSame, type Json, member } from '../value.ts';

/** Something that became another, and whether all of what was there went with it. */
interface Changed {
  path: Path;
  field: Field | undefined;
  isReplaced: boolean;
}

export interface Settled {
  value: unknown;
  changed: Changed[];
}

/** What says that a value shall be none. An object without members says nothing; a list without items is for lists. */
export const isNothing = (field: Field, value: unknown): boolean =>
  isAbsent(value) || value === '' || (isList(field) && Array.isArray(value) && value.length === 0);

/** Nothing in it that a reader could see: empty, a link to nowhere, a paragraph without text. */
export function isBlank(field: Field, value: unknown): boolean {
  if (isEmpty(value)) return true;
  if (Array.isArray(value) || !isObject(value)) return false;
  const kind = kindOf(field);
  if (kind === 'link') return Object.values(value).every(isEmpty);
  if (kind !== 'rich_text') return false;
  const [only, another] = childrenOf(value);
  const [leaf, more] = member(only, 'type') === 'p' ? childrenOf(only) : [];
  return another === undefined && more === undefined && member(leaf, 'text') === '';
}

/** The value of a field that has none, in the form the CMA keeps. */
export function toNothing(field: Field, held: unknown): unknown {
  if (isBlank(field, held)) return held;
  if (isList(field)) return [];
  const inner = kindOf(field) === 'group' ? fieldsOf(field) : undefined;
  if (inner && isObject(held)) {
    const entries = Object.entries(held).map(([key, value]) => {
      const own = findField(inner, key);
      return [key, own ? toNothing(own, value) : value] as const;
    });
    return entries.every(([key, value]) => value === held[key]) ? held : Object.fromEntries(entries);
  }
  return kindOf(field) === 'text' && !choicesOf(field) ? '' : null;
}

const isOfFields = (field: Field): boolean => ['group', 'blocks'].includes(kindOf(field));

/** @param said the value before its words were looked up: what it names, and the uids it gives. */
export function settle(field: Field, held: unknown, value: unknown, said: unknown, path: Path): Settled {
  if (isNothing(field, value)) return toWhole(field, held, toNothing(field, held), path);
  if (isSameStored(field, value, held)) return { value: held, changed: [] };
  if (!isList(field)) return settleItem(field, held, value, said, path);
  if (!isOfFields(field) || !Array.isArray(value)) return toWhole(field, held, value, path);
  const items = Array.isArray(held) ? held : [];
  const names = Array.isArray(said) ? said.map(identify) : [];
  const list = value.map((item, place) => {
    const uid = identify(item);
    const twin = uid === undefined ? undefined : items.find(each => identify(each) === uid);
    if (twin === undefined) return item;
    if (isSameStored(field, item, twin)) return twin;
    // Only what was named is surely the same thing, whose other values shall stay.
    return names[place] === uid ? settleItem(field, twin, item, (said as unknown[])[place], path).value : item;
  });
  return toWhole(field, held, list, path);
}

const toWhole = (field: Field, held: unknown, value: unknown, path: Path): Settled => ({
  value,
  changed: value === held ? [] : [{ path, field, isReplaced: isReplaced(field) && !isBlank(field, held) }],
});

/** One value of a field. */
export function settleItem(field: Field, held: unknown, value: unknown, said: unknown, path: Path): Settled {
  if (isSameStored(field, value, held)) return { value: held, changed: [] };
  if (kindOf(field) === 'link' && isObject(held) && isObject(value) && isObject(said)) {
    const named = Object.fromEntries(Object.keys(said).map(key => [key, value[key] ?? '']));
    return isSame({ ...held, ...named }, held)
      ? { value: held, changed: [] }
      : toWhole(field, held, { ...held, ...named }, path);
  }
  if (kindOf(field) === 'group' && isObject(value)) return settleFields(fieldsOf(field), held, value, said, path);
  const [own, twin] = [blockOf(value), blockOf(held)];
  if (kindOf(field) !== 'blocks' || !own || !twin || own.uid !== twin.uid) return toWhole(field, held, value, path);
  const block = blocksOf(field).find(({ uid }) => uid === own.uid);
  const inner = settleFields(fieldsOf(block), twin.values, own.values, member(said, own.uid), [...path, own.uid]);
  return inner.changed.length === 0
    ? { value: held, changed: [] }
    : { ...inner, value: { ...(held as Json), [own.uid]: inner.value } };
}

/** The values of a group or block. */
export function settleFields(
  fields: readonly Field[] | undefined,
  held: unknown,
  values: Json,
  said: unknown,
  path: Path,
): Settled {
  if (!isObject(held)) return { value: values, changed: [{ path, field: undefined, isReplaced: false }] };
  const changed: Changed[] = [];
  const named = Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    const field = fields && findField(fields, key);
    // An instance is who it was.
    if (key === '_metadata') return [];
    const at = [...path, key];
    const settled: Settled = field
      ? settle(field, member(held, key), value, member(said, key), at)
      : isSame(value, member(held, key))
        ? { value: member(held, key), changed: [] }
        : { value, changed: [{ path: at, field: undefined, isReplaced: false }] };
    changed.push(...settled.changed);
    return settled.changed.length > 0 ? [[key, settled.value]] : [];
  });
  return changed.length === 0
    ? { value: held, changed }
    : { value: { ...held, ...Object.fromEntries(named) }, changed };
}
