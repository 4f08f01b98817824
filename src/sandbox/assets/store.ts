// Assets and folders as they are kept: a file's versions, where it is published, and what a folder holds.
import type { Call } from '../http/call.ts';
import { missObject, refuseRequest } from '../http/replies.ts';
import type { Asset, AssetVersion, Folder } from '../state/assets.ts';
import type { IsoDate } from '../state/json.ts';
import { leaveOut, pick } from '../state/json.ts';
import type { State } from '../state/state.ts';

/** A folder that comes with a stack. */
export interface NewFolder {
  uid: string;
  name: string;
  parent_uid?: string | null;
  at: IsoDate;
  by: string;
}

/** Spelled so by the CMA. */
const folderType = 'application/vnd.contenstack.folder';

export function findAsset(call: Call, uid: string): Asset {
  const found = pick(call.branch.assets, uid);
  if (!found) throw missObject('asset', 'uid', call.choices.notFoundStatus.assets);
  return found;
}

export function findFolder(call: Call, uid: string): Folder {
  const found = pick(call.branch.folders, uid);
  if (!found) throw missObject('folder', 'uid', call.choices.notFoundStatus.assets);
  return found;
}

/** What is not part of any version. */
const ofWhole = [
  'uid',
  'is_dir',
  'parent_uid',
  'ACL',
  'permanent_url',
  'created_at',
  'created_by',
  'others',
  'published',
];

export const takeCurrent = (asset: Asset): AssetVersion => leaveOut(asset, ofWhole) as AssetVersion;

/** Newest first. */
export const listVersions = (asset: Asset): AssetVersion[] =>
  [...asset.others, takeCurrent(asset)].sort((a, b) => b._version - a._version);

export const findVersion = (asset: Asset, number: number): AssetVersion | undefined =>
  asset._version === number ? takeCurrent(asset) : asset.others.find(({ _version }) => _version === number);

export function takeVersion(asset: Asset, number: number): AssetVersion {
  const found = findVersion(asset, number);
  if (!found) throw refuseRequest('The requested version does not exist.', { version: ['is not valid.'] });
  return found;
}

/** Makes a version the current one; the one that was stays among the others. */
export function setCurrent(call: Call, asset: Asset, version: AssetVersion): Asset {
  const others = [...asset.others, takeCurrent(asset)].filter(({ _version }) => _version !== version._version);
  const whole = leaveOut(asset, Object.keys(takeCurrent(asset)));
  const changed = { ...version, ...whole, others } as Asset;
  call.branch.assets[asset.uid] = changed;
  return changed;
}

/** The asset is gone for good; what refers to it points nowhere from then on. */
export function removeAsset(call: Call, asset: Asset): void {
  delete call.branch.assets[asset.uid];
  dropFiles(call.state, asset);
}

/** Drops the files of an asset that is gone, but for those that another has, in whatever branch: they are kept by their hash. */
function dropFiles(state: State, gone: Asset): void {
  const files = listVersions(gone).flatMap(({ file }) => file ?? []);
  // A seeded asset has none, so nothing has to be looked through for it.
  if (files.length === 0) return;
  const assets = Object.values(state.branches).flatMap(branch => Object.values(branch.assets));
  const held = new Set(assets.flatMap(listVersions).map(({ file }) => file));
  for (const hash of files) if (!held.has(hash)) delete state.files[hash];
}

/** The folders above something, the topmost first. */
export function listParents(call: Call, parent: string | null): Folder[] {
  const found = parent === null ? undefined : pick(call.branch.folders, parent);
  return found ? [...listParents(call, found.parent_uid), found] : [];
}

/** What lies directly in a folder; null for the root. */
export const listFolders = (call: Call, parent: string | null): Folder[] =>
  Object.values(call.branch.folders).filter(folder => folder.parent_uid === parent);

export const listFiles = (call: Call, parent: string | null): Asset[] =>
  Object.values(call.branch.assets).filter(asset => asset.parent_uid === parent);

export const makeFolder = ({ uid, name, parent_uid = null, at, by }: NewFolder): Folder => ({
  uid,
  created_at: at,
  updated_at: at,
  created_by: by,
  updated_by: by,
  content_type: folderType,
  tags: [],
  name,
  ACL: {},
  is_dir: true,
  parent_uid,
  _version: 1,
});
