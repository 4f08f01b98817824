// A world for publishing: a page that needs two things which are live nowhere, and others that are live already, one of them behind.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { copyJson } from '../../../src/sandbox/state/copy.ts';
import type { Json } from '../../../src/sandbox/state/json.ts';
import type { State } from '../../../src/sandbox/state/state.ts';
import { asset, latestOf } from '../going.ts';
import type { Ground } from '../ground.ts';
import { entryAt, upload } from '../plant.ts';
import { fieldsOf } from '../shape.ts';
import { listAssets } from '../truth.ts';

export const winter = uidOf('page', 'shop-winter');
export const gaiters = uidOf('product', 'peat-gaiters');

/** Where somebody copies it from in the web app. */
export const linkTo = (type: string, uid: string): string => `…/content-type/${type}/en-us/entry/${uid}/edit`;

/** The grid gets gaiters, and the gaiters a picture. The down jacket in it was saved again since it went live. */
export async function plantWinter({ state, send }: Ground): Promise<void> {
  await send(`PUT ${entryAt('product', 'peat-gaiters')}`, { entry: { gallery: [await upload(send, 'gaiters.png')] } });
  const sections = copyJson(fieldsOf(state, 'page', winter).sections as Record<string, Json>[]);
  const grid = sections.find(block => block.product_grid)?.product_grid as { products: Json[] };
  grid.products.push({ uid: gaiters, _content_type_uid: 'product' });
  await send(`PUT ${entryAt('page', 'shop-winter')}`, { entry: { sections } });
}

export function fileNamed(state: State, filename: string): string {
  const found = listAssets(state).find(each => each.filename === filename);
  if (!found) throw new Error(`there is no file ${filename}`);
  return found.uid;
}

/** What goes along, in the version that is saved. */
export const needsOf = (state: State): { type: string; uid: string; version: number }[] =>
  [
    { type: 'page', uid: winter },
    { type: 'product', uid: gaiters },
    { type: asset, uid: fileNamed(state, 'gaiters.png') },
  ].map(thing => ({ ...thing, version: latestOf(state, thing.type, thing.uid) }));

/** A version as people write it. */
export const versionWords = (version: number): string[] => [String(version), `v${version}`];
