// Which files stand in what differs: a view shows their pictures.
import { expect, it } from 'vitest';
import { compareEntries } from '../../src/content/comparison/entries.ts';
import type { Field } from '../../src/content/schema.ts';

const field = (uid: string, data_type: string, more: object = {}): Field =>
  ({ uid, display_name: uid, data_type, ...more }) as Field;

const schema: Field[] = [
  field('title', 'text'),
  field('image', 'file'),
  field('gallery', 'file', { multiple: true }),
  field('body', 'json', { field_metadata: { allow_json_rte: true } }),
  field('author', 'reference', { reference_to: ['author'] }),
];

const uid = (digit: string): string => `blt${digit.repeat(16)}`;
const file = (digit: string) => ({ uid: uid(digit), filename: 'x.png', content_type: 'image/png' });
const doc = (digit: string) => ({
  type: 'doc',
  uid: 'd',
  children: [
    { type: 'reference', uid: 'n', attrs: { 'asset-uid': uid(digit), type: 'asset' }, children: [{ text: '' }] },
  ],
});

it('are those of file fields, whole or by uid, of lists of them and of rich text; references are none', () => {
  const before = { title: 'a', image: file('a'), gallery: [file('b')], body: doc('c'), author: [{ uid: uid('1') }] };
  const after = { title: uid('2'), image: uid('d'), gallery: [file('b'), file('e')], body: doc('f'), author: [] };
  const { files } = compareEntries(before, after, schema, false);
  expect([...files].sort()).toEqual(['a', 'c', 'd', 'e', 'f'].map(uid));
  expect(compareEntries(before, before, schema, false).files).toEqual([]);
});
