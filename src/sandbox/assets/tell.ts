// What is told of assets and folders: for the audit log, and on which channels.

import { type Call, tell } from '../http/call.ts';
import type { Asset, Folder } from '../state/assets.ts';
import { readAsset } from './read.ts';
import { removeAsset } from './store.ts';

type Event = 'create' | 'update' | 'delete';

export const tellAsset = (call: Call, event: Event, asset: Asset): void =>
  tell(call, {
    module: 'asset',
    event,
    metadata: { title: asset.title, uid: asset.uid, version: asset._version },
    channels: [`assets.${event}`, `assets.${asset.uid}.${event}`],
    data: { asset: readAsset(call, asset) },
  });

/** No channel is documented for folders. */
export const tellFolder = (call: Call, event: Event, { uid, name }: Folder): void =>
  tell(call, { module: 'asset', event, metadata: { title: name, uid, is_dir: true } });

export function deleteAsset(call: Call, asset: Asset): void {
  removeAsset(call, asset);
  tellAsset(call, 'delete', asset);
}
