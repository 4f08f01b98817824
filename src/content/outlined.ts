// Tells a schema from what only describes one: the outline that a read shows, or lines of it made into objects.
import { isObject, type Json } from './value.ts';

/** Fields may be nested; deeper than this nobody describes them. */
const deepest = 12;

/** Whether a content type or global field, as it was sent, holds an outline where its schema should be. */
export const isOutline = (object: Json): boolean => Object.hasOwn(object, 'outline') || isDescribed(object.schema);

/** Fields are objects with a uid that has no full stop: the path of one below another has. */
function isDescribed(schema: unknown, depth = 0): boolean {
  if (typeof schema === 'string') return schema.trim() !== '' && !/^\s*[[{]/.test(schema);
  if (isObject(schema)) return isOfTexts(schema);
  if (!Array.isArray(schema) || depth > deepest) return false;
  return schema.some(item => {
    if (typeof item === 'string') return true;
    if (!isObject(item)) return false;
    if (typeof item.uid === 'string' ? item.uid.includes('.') : isOfTexts(item)) return true;
    const blocks = Array.isArray(item.blocks) ? item.blocks.filter(isObject) : [];
    return [item, ...blocks].some(holder => isDescribed(holder.schema, depth + 1));
  });
}

/** `{title: "text, required"}`, where a path is the key; an object of a field's own has its data type. */
const isOfTexts = (object: Json): boolean => {
  const values = Object.values(object);
  return values.length > 0 && !('data_type' in object) && values.every(value => typeof value === 'string');
};
