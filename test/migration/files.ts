// Thirty assets in folders, each of a type that a tool can show: what is downloaded can be uploaded.

import { makeSampleFile } from '../../src/sandbox/assets/sample-files.ts';
import type { Seed, SeedAsset, SeedRequest } from '../../src/sandbox/seed/form/format.ts';
import { assetOf, at, editorOf, uidOf } from '../../src/sandbox/seed/form/names.ts';

export const api_key = 'blt00000000005eed01';
const by = editorOf('maya');

const types: [ending: string, type: string, dimension?: { width: number; height: number }][] = [
  ['png', 'image/png', { width: 40, height: 30 }],
  ['jpg', 'image/jpeg', { width: 64, height: 48 }],
  ['svg', 'image/svg+xml', { width: 16, height: 16 }],
  ['gif', 'image/gif', { width: 1, height: 1 }],
  ['json', 'application/json'],
  ['csv', 'text/csv'],
];

const folder = (name: string, parent?: string): NonNullable<Seed['folders']>[number] => ({
  uid: uidOf('folder', name),
  name,
  parent_uid: parent === undefined ? null : uidOf('folder', parent),
  at: at('01-02T08:00'),
  by,
});

/** An inner one first: whoever makes them must look for the outer. */
export const folders = [folder('deep', 'inner'), folder('inner', 'outer'), folder('outer'), folder('other')];

const where = [undefined, 'outer', 'inner', 'deep', 'other'];

export const files = Array.from({ length: 30 }, (_, index) => {
  const [ending = '', type = '', dimension] = types[index % types.length] ?? [];
  return {
    name: `file-${index}`,
    filename: `file-${index}.${ending}`,
    type,
    dimension,
    folder: where[index % where.length],
  };
});

export const assets = files.map(({ name, filename, type, dimension, folder: lies }, index): SeedAsset => {
  const title = `File ${index}`;
  return {
    uid: assetOf(name),
    filename,
    title,
    content_type: type,
    file_size: makeSampleFile(type, title, dimension).length,
    ...(dimension ? { dimension } : {}),
    ...(index % 3 ? { description: `What ${name} shows` } : {}),
    tags: index % 4 ? [] : ['moved', `tag ${index}`],
    ...(lies ? { parent_uid: uidOf('folder', lies) } : {}),
    published: index % 5 ? [] : ['production', 'staging'],
    at: at('01-03T08:00'),
    by,
  };
});

/** As rich text holds it. */
export const addressOf = (name: string): string => {
  const uid = assetOf(name);
  const filename = files.find(each => each.name === name)?.filename;
  return `https://images.contentstack.io/v3/assets/${api_key}/${uid}/${uid.replace(/^blt/, '').padEnd(24, '0')}/${filename}`;
};

/** By its permanent URL alone can an asset be downloaded with a tool. */
export const permanent = files.map(({ name }): SeedRequest => {
  const permanent_url = `https://images.contentstack.io/v3/assets/${api_key}/${assetOf(name)}/${name}`;
  return { request: `PUT /assets/${assetOf(name)}`, body: { asset: { permanent_url } }, at: at('01-04T08:00'), by };
});
