// Content types of any shape, and entries along them: what read_entry could show, an edit must find.
import fc from 'fast-check';
import type { Field } from '../../../src/content/schema.ts';
import { field, group, type Json, references, richText, select, text, values } from '../schema.ts';

const names = ['title', 'body', 'items', 'hero', 'version', 'constructor', 'meta', 'cta', 'tone', 'length', 'size'];

const leaf = (uid: string): fc.Arbitrary<Field> =>
  fc.oneof(
    fc.constantFrom(
      text(uid),
      text(uid, { multiple: true }),
      text(uid, { field_metadata: { allow_rich_text: true } }),
      field(uid, 'number'),
      field(uid, 'number', { multiple: true }),
      field(uid, 'boolean'),
      field(uid, 'isodate'),
      field(uid, 'file'),
      field(uid, 'file', { multiple: true }),
      field(uid, 'link'),
      field(uid, 'link', { multiple: true }),
    ),
    fc.constantFrom(
      references(uid, ['page', 'post']),
      field(uid, 'reference', { reference_to: ['person'], field_metadata: { ref_multiple: false } }),
      richText(uid),
      richText(uid, { multiple: true }),
      select(uid, [{ value: 'a', key: 'First' }, { value: 'b', key: 'B' }, { value: 'c' }]),
      field(uid, 'taxonomy', { multiple: true, taxonomies: [{ taxonomy_uid: 'topic' }] }),
      field(uid, 'json', { extension_uid: 'bltext' }),
    ),
  );

/** Fields of one level, no name twice; `deeper` more levels may follow. */
function level(deeper: number): fc.Arbitrary<Field[]> {
  const one = (uid: string): fc.Arbitrary<Field> =>
    deeper === 0
      ? leaf(uid)
      : fc.oneof(
          { weight: 3, arbitrary: leaf(uid) },
          {
            weight: 1,
            arbitrary: fc
              .tuple(level(deeper - 1), fc.boolean())
              .map(([inner, multiple]) => group(uid, inner, { multiple })),
          },
          {
            weight: 1,
            arbitrary: fc.tuple(level(deeper - 1), level(deeper - 1)).map(([first, second]) =>
              field(uid, 'blocks', {
                multiple: true,
                blocks: [
                  { uid: 'hero', schema: first },
                  { uid: 'quote', schema: second },
                ],
              }),
            ),
          },
        );
  return fc
    .subarray(names, { minLength: 1, maxLength: 5 })
    .chain(uids => fc.tuple(...uids.map(one)) as fc.Arbitrary<Field[]>);
}

export interface Drawn {
  fields: Field[];
  entry: Json;
}

/** A content type and an entry of it, as read. */
export const drawn: fc.Arbitrary<Drawn> = level(2).chain(fields =>
  values(fields).map(entry => ({ fields, entry: { ...entry, uid: 'blte1', locale: 'en-us', _version: 5 } })),
);
