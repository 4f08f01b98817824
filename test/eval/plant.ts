// What preparations plant: where an entry of the demo stack is, rich text, and pictures.
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../src/sandbox/state/json.ts';
import type { Ground } from './ground.ts';

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

const picture = (name: string): FormData => {
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
    'base64',
  );
  const form = new FormData();
  form.append('asset[upload]', new File([bytes], name, { type: 'image/png' }));
  form.append('asset[title]', name);
  return form;
};

/** @returns the uid of a new picture, which is live nowhere. */
export async function upload(send: Ground['send'], name: string): Promise<string> {
  const { asset } = await send('POST /assets', picture(name));
  return (asset as { uid: string }).uid;
}
