// Puts the folders and assets of a seed into a branch, and says what is wrong with where they are to be.
import { makeFolder } from '../../assets/store.ts';
import type { Asset } from '../../state/assets.ts';
import { pick } from '../../state/json.ts';
import type { PublishDetail } from '../../state/publishing.ts';
import type { Branch, State } from '../../state/state.ts';
import type { Seed, SeedAsset } from '../form/format.ts';

export function addSeedFiles(
  { environments, master_locale }: State,
  branch: Branch,
  { folders = [], assets }: Seed,
): void {
  for (const folder of structuredClone(folders)) branch.folders[folder.uid] = makeFolder(folder);
  for (const { uid, parent_uid } of [...folders, ...assets]) {
    if (parent_uid && !pick(branch.folders, parent_uid)) throw new Error(`${uid}: there is no folder '${parent_uid}'`);
  }
  for (const asset of structuredClone(assets)) {
    const { at: time, by: user, published = [] } = asset;
    branch.assets[asset.uid] = makeSeedAsset(
      asset,
      published.map(name => {
        const place = Object.values(environments).find(known => known.name === name);
        if (!place) throw new Error(`asset ${asset.uid}: there is no environment '${name}'`);
        return { environment: place.uid, locale: master_locale, time, user, version: 1 };
      }),
    );
  }
}

/** It has no bytes, only what is said of them. */
function makeSeedAsset(seed: SeedAsset, published: PublishDetail[]): Asset {
  const { at, by, file_size, parent_uid = null, deleted: _, ...asset } = seed;
  return {
    tags: [],
    ...asset,
    file_size: String(file_size),
    upload: asset.uid.replace(/^blt/, '').padEnd(24, '0'),
    is_dir: false,
    parent_uid,
    ACL: {},
    _version: 1,
    created_at: at,
    updated_at: at,
    created_by: by,
    updated_by: by,
    others: [],
    published,
  };
}
