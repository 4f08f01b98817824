// Whether there is anything to translate in a content type.
import { blocksOf, type Field, fieldsOf } from './schema.ts';

/** Some field, at any depth, may say something else in each language. */
export const hasLocalizable = (schema: readonly Field[]): boolean =>
  schema.some(field => {
    if (field.non_localizable === true) return false;
    const inner = [fieldsOf(field), ...blocksOf(field).map(fieldsOf)].filter(fields => fields !== undefined);
    return inner.length === 0 || inner.some(hasLocalizable);
  });
