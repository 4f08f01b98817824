// Assets in environments: which version of one stands where.

import type { Carrier } from '../http/call.ts';
import { moveAlong } from '../metadata/publish.ts';
import { isThere, move } from '../records/places.ts';
import { pick } from '../state/json.ts';
import { readAsset } from './read.ts';
import { findAsset, findVersion, takeVersion } from './store.ts';

export const assetCarrier: Carrier = {
  roots: ({ uid }) => ['assets', `assets.${uid}`],
  read(call, { uid, version }) {
    const asset = pick(call.branch.assets, uid);
    return asset ? readAsset(call, asset, version === undefined ? undefined : findVersion(asset, version)) : {};
  },
  show(call, { uid, version }) {
    const asset = pick(call.branch.assets, uid);
    const shown = asset && version !== undefined ? findVersion(asset, version) : asset;
    return asset ? { title: (shown ?? asset).title, version: version ?? asset._version } : {};
  },
  stands(call, order) {
    const { published, _version } = findAsset(call, order.uid);
    return isThere(published, order, order.version ?? _version);
  },
  carryOut(call, order) {
    const asset = findAsset(call, order.uid);
    const find = () => takeVersion(asset, order.version ?? asset._version)._version;
    asset.published = move(asset.published, order, call.stamp, find);
    moveAlong(call, 'asset', order);
  },
};
