// A global field within the content types that use it.
import { type Field, fieldsOf } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import { globalOf } from './level.ts';

/**
 * The fields of a content type, as they are with another version of a global field. What does not hold it is the same object.
 * @param fields with global fields spelt out.
 */
export const replaceGlobal = (fields: readonly Field[], uid: string, schema: readonly Field[]): readonly Field[] =>
  replaceIn(fields, uid, schema) as readonly Field[];

function replaceIn<T extends Json>(parts: readonly T[], uid: string, schema: readonly Field[]): readonly T[] {
  const replaced = parts.map(part => {
    if (globalOf(part) === uid) return { ...part, schema };
    const inner = fieldsOf(part);
    const blocks = Array.isArray(part.blocks) ? part.blocks.filter(isObject) : undefined;
    const now = inner && replaceIn(inner, uid, schema);
    const kinds = blocks && replaceIn(blocks, uid, schema);
    if (now === inner && kinds === blocks) return part;
    return { ...part, ...(now ? { schema: now } : {}), ...(kinds ? { blocks: kinds } : {}) };
  });
  return replaced.every((part, index) => part === parts[index]) ? parts : replaced;
}
