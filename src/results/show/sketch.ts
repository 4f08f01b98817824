// A content type or global field as one reads it: its fields in words in place of the schema.
import { type Described, describeFields, objects, quote, type Style, shorten, word } from './fields.ts';

type Json = Record<string, unknown>;

/** Within JSON, whose quotes would be doubled, words go without. */
const inJson: Style = { value: value => (/^[\w.-]{1,60}$/.test(String(value)) ? String(value) : quote(value)), word };

/** Such an object with its fields in words in place of its schema. What is sent back of it is recognised: `isOutline`. */
export function withOutline({ schema, ...object }: Json): Json {
  return { ...object, outline: describeFields(objects(schema), inJson).map(toLine) };
}

/** A name that only repeats the uid is left out. */
function toLine({ path, facts, name, help }: Described): string {
  const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const shown = shorten(String(name ?? ''));
  const isSame = fold(shown) === fold(path.split('.').at(-1) ?? '');
  return [`${path}: ${facts.join(', ')}`, ...(isSame ? [] : [shown]), ...(help === '' ? [] : [shorten(help)])].join(
    ' – ',
  );
}
