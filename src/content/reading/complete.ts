// An entry with a member for every field that its content type has, in the order of that.
import { blockOf } from '../address.ts';
import { blocksOf, type Field, fieldsOf, kindOf } from '../schema.ts';
import { isObject, type Json, member } from '../value.ts';

/** What an answer leaves out is null; what no field describes comes last, as it is. */
export function toComplete(values: Json, fields: readonly Field[]): Json {
  const known = fields.map(field => [field.uid, complete(field, member(values, field.uid))] as const);
  const names = new Set(fields.map(({ uid }) => uid));
  return Object.fromEntries([...known, ...Object.entries(values).filter(([key]) => !names.has(key))]);
}

function complete(field: Field, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => complete(field, item));
  if (!isObject(value)) return value ?? null;
  const kind = kindOf(field);
  if (kind === 'group') return toComplete(value, fieldsOf(field) ?? []);
  const block = kind === 'blocks' ? blockOf(value) : undefined;
  if (!block) return value;
  const known = blocksOf(field).find(({ uid }) => uid === block.uid);
  return { ...value, [block.uid]: toComplete(block.values, fieldsOf(known) ?? []) };
}
