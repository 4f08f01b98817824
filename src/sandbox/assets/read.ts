// Assets and folders as a reader gets them: urls of the sandbox itself, the version that is asked for, and what is asked for beside.

import type { Call } from '../http/call.ts';
import { takeAll, takeFlag, takeNumber } from '../http/take.ts';
import { readMetadata } from '../metadata/read.ts';
import { findPlace } from '../publishing/publication.ts';
import type { Asset, AssetVersion, Folder } from '../state/assets.ts';
import type { Json } from '../state/json.ts';
import { leaveOut } from '../state/json.ts';
import { findVersion, listParents, takeCurrent } from './store.ts';

/** Built on reading, as the sandbox does not answer from the same port every time. */
export function makeUrl(call: Call, { uid }: Asset, { upload, filename }: AssetVersion): string {
  const path = `/v3/assets/${call.state.api_key}/${uid}/${upload}/${encodeURIComponent(filename)}`;
  const origin = takeFlag(call, 'relative_urls') ? '' : call.origin;
  return `${origin}${path}${call.branch.uid === 'main' ? '' : `?branch=${call.branch.uid}`}`;
}

/** Kept with a version, shown otherwise or not at all. */
const hidden = ['_version_name', 'upload', 'file', 'dimension'];

/** As it stands in an entry, too. */
export function readAsset(call: Call, asset: Asset, version: AssetVersion = takeCurrent(asset)): Json {
  const { dimension } = version;
  return {
    uid: asset.uid,
    created_at: asset.created_at,
    created_by: asset.created_by,
    ...leaveOut(version, hidden),
    url: makeUrl(call, asset, version),
    ACL: asset.ACL,
    is_dir: false,
    parent_uid: asset.parent_uid,
    ...(asset.permanent_url === undefined ? {} : { permanent_url: asset.permanent_url }),
    ...(takeFlag(call, 'include_dimension') && dimension ? { dimension } : {}),
  };
}

/** A read asset with what the query string asks for beside. */
export const finishAsset = (call: Call, asset: Asset, version?: AssetVersion): Json => ({
  ...readAsset(call, asset, version),
  ...(takeFlag(call, 'include_publish_details') ? { publish_details: asset.published } : {}),
  ...(takeFlag(call, 'include_path') ? { path: readPath(call, asset.parent_uid) } : {}),
  ...(takeFlag(call, 'include_asset_scan_status') ? { _asset_scan_status: 'not_scanned' } : {}),
  ...(takeFlag(call, 'include_metadata') ? { _metadata: readMetadata(call, { uid: asset.uid, type: 'asset' }) } : {}),
});

export const finishFolder = (call: Call, folder: Folder): Json => ({
  ...folder,
  ...(takeFlag(call, 'include_path') ? { path: readPath(call, folder.parent_uid) } : {}),
});

const readPath = (call: Call, parent: string | null): Json[] =>
  listParents(call, parent).map(({ uid, name }) => ({ uid, name }));

/**
 * The version that is asked for: by number, else the one that is published in one of the environments, else the current
 * one. Nothing when the asset is not there.
 */
export function readAskedVersion(call: Call, asset: Asset): AssetVersion | undefined {
  const places = readEnvironments(call);
  const detail = asset.published.find(({ environment }) => places.includes(environment));
  if (places.length > 0 && !detail) return undefined;
  const number = takeNumber(call, 'version') ?? detail?.version;
  return number === undefined ? takeCurrent(asset) : findVersion(asset, number);
}

/** Several as a list, or with commas between them. */
function readEnvironments(call: Call): string[] {
  const names = takeAll(call, 'environment').flatMap(text => text.split(',').map(name => name.trim()));
  return names.filter(name => name !== '').map(name => findPlace(call, name));
}
