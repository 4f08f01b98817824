// Whether two values of a field say the same: what a read adds does not count, nor what a form leaves where nothing is.
import { blockOf, instanceUid } from '../address.ts';
import { lowerLeaf } from '../lower.ts';
import { isSameNode } from '../rich-text-nodes.ts';
import { blocksOf, type Field, fieldsOf, findField, isList, kindOf } from '../schema.ts';
import { isEmpty, isObject, isSame, type Json, listKeys, member } from '../value.ts';
import { deepest } from './three.ts';

/** Of any JSON: "", [] and {} are as good as nothing. */
export const isSameJson = (one: unknown, other: unknown): boolean =>
  (isEmpty(one) && isEmpty(other)) || isSame(one, other);

/** Of a field's whole value. */
export function isSameValue(field: Field | undefined, one: unknown, other: unknown, depth = 0): boolean {
  if (isEmpty(one) && isEmpty(other)) return true;
  if (!field || depth > deepest) return isSame(one, other);
  if (!isList(field) || !Array.isArray(one) || !Array.isArray(other)) return isSameOne(field, one, other, depth);
  return one.length === other.length && one.every((item, place) => isSameOne(field, item, other[place], depth + 1));
}

/** Of one value of a field: an item of its list, or all there is. */
export function isSameOne(field: Field, one: unknown, other: unknown, depth = 0): boolean {
  const kind = kindOf(field);
  if (kind === 'group' && isObject(one) && isObject(other)) return areSame(fieldsOf(field), one, other, depth);
  if (kind === 'blocks') {
    const [old, now] = [blockOf(one), blockOf(other)];
    if (!old || !now || old.uid !== now.uid) return isSame(one, other);
    const block = blocksOf(field).find(({ uid }) => uid === now.uid);
    return areSame(fieldsOf(block), old.values, now.values, depth);
  }
  if (kind === 'rich_text') return isSameNode(one, other);
  return isSame(lowerLeaf(field, one), lowerLeaf(field, other));
}

/** Two instances with uids of their own are two, whatever they say; one may have got its uid since. */
function areSame(fields: readonly Field[] | undefined, one: Json, other: Json, depth: number): boolean {
  const [uid, another] = [instanceUid(one), instanceUid(other)];
  if (uid !== undefined && another !== undefined && uid !== another) return false;
  return listKeys(one, other)
    .filter(key => key !== '_metadata')
    .every(key => isSameValue(fields && findField(fields, key), member(one, key), member(other, key), depth + 1));
}
