// What preparations plant: where an entry of the demo stack is, and rich text.
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../src/sandbox/state/json.ts';

/** The path of an entry, by its readable name. */
export const entryAt = (type: string, slug: string): string => `/content_types/${type}/entries/${uidOf(type, slug)}`;

/** JSON rich text with a paragraph for each list of leaves; a text is a leaf. */
export const makeDocument = (...paragraphs: (string | Json)[][]): Json => ({
  type: 'doc',
  uid: 'a1b2c3d4e5f60000',
  attrs: {},
  _version: 1,
  children: paragraphs.map((leaves, place) => ({
    type: 'p',
    uid: `a1b2c3d4e5f6000${place + 1}`,
    attrs: {},
    children: leaves.map(leaf => (typeof leaf === 'string' ? { text: leaf } : leaf)),
  })),
});
