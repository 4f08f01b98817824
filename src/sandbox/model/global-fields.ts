// What global fields are to the schemas that use them: their fields spelt out, who uses one, how deep they nest.

import type { ContentTypeRecord, GlobalFieldRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { Branch } from '../state/state.ts';
import { type Field, toBlocks, toFields } from './schema.ts';

/** The fields with those of every global field in its place. */
export function inlineGlobals(branch: Branch, fields: Field[]): Json[] {
  const resolve = (holder: Json): Json => {
    const global =
      typeof holder.reference_to === 'string' ? pick(branch.global_fields, holder.reference_to) : undefined;
    const schema = holder.schema ?? global?.current.schema;
    return schema ? { ...holder, schema: inlineGlobals(branch, toFields(schema)) } : holder;
  };
  return fields.map(field =>
    field.data_type === 'blocks'
      ? { ...field, blocks: toBlocks(field).map(resolve) }
      : ['group', 'global_field'].includes(field.data_type)
        ? resolve(field)
        : field,
  );
}

/** Uids of the global fields that these fields name themselves, at any depth; not those that lie inside of these. */
export const listNamed = (fields: Field[]): string[] =>
  fields.flatMap(field => [
    ...(field.data_type === 'global_field' && typeof field.reference_to === 'string' ? [field.reference_to] : []),
    ...(field.data_type === 'group' ? listNamed(toFields(field.schema)) : []),
    ...toBlocks(field).flatMap(block =>
      typeof block.reference_to === 'string' ? [block.reference_to] : listNamed(toFields(block.schema)),
    ),
  ]);

const uses = (uid: string, { current }: ContentTypeRecord | GlobalFieldRecord): boolean =>
  listNamed(toFields(current.schema)).includes(uid);

export const listUsingTypes = (branch: Branch, uid: string): ContentTypeRecord[] =>
  Object.values(branch.content_types).filter(record => uses(uid, record));

export const listUsingFields = (branch: Branch, uid: string): GlobalFieldRecord[] =>
  Object.values(branch.global_fields).filter(record => uses(uid, record));

/** The fields without those that are the global field. */
export const dropGlobal = (fields: Field[], uid: string): Json[] =>
  fields
    .filter(field => field.data_type !== 'global_field' || field.reference_to !== uid)
    .map(field => ({
      ...field,
      ...(field.data_type === 'group' ? { schema: dropGlobal(toFields(field.schema), uid) } : {}),
      ...(field.data_type === 'blocks' ? { blocks: dropFromBlocks(field, uid) } : {}),
    }));

const dropFromBlocks = (field: Field, uid: string): Json[] =>
  toBlocks(field)
    .filter(block => block.reference_to !== uid)
    .map(block => (block.schema ? { ...block, schema: dropGlobal(toFields(block.schema), uid) } : block));

/** How many global fields lie inside each other at most, with `uid` as it would be; endless when one holds itself. */
export function measureNesting(branch: Branch, uid: string, schema: Field[]): number {
  const find = (named: string): Field[] =>
    named === uid ? schema : toFields(pick(branch.global_fields, named)?.current.schema);
  const measure = (named: string, path: string[]): number => {
    if (path.includes(named)) return Number.POSITIVE_INFINITY;
    const depths = listNamed(find(named)).map(inner => 1 + measure(inner, [...path, named]));
    return Math.max(0, ...depths);
  };
  const others = Object.keys(branch.global_fields).filter(other => other !== uid);
  return Math.max(...[uid, ...others].map(start => measure(start, [])));
}
