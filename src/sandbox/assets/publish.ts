// Assets in environments: which version of one stands where.

import type { Call, Carrier } from '../http/call.ts';
import { moveAlong } from '../metadata/publish.ts';
import type { Asset } from '../state/assets.ts';
import { pick } from '../state/json.ts';
import type { Order } from '../state/publishing.ts';
import { readAsset } from './read.ts';
import { findAsset, takeVersion } from './store.ts';

/** An asset stands at most once in an environment and language. */
function unpublishAsset(asset: Asset, { environment, locale }: Order): void {
  asset.published = asset.published.filter(detail => detail.environment !== environment || detail.locale !== locale);
}

function publishAsset(call: Call, asset: Asset, order: Order): void {
  const { _version: version } = takeVersion(asset, order.version ?? asset._version);
  unpublishAsset(asset, order);
  const { environment, locale } = order;
  asset.published.push({ environment, locale, time: call.stamp.at, user: call.stamp.by, version });
}

export const assetCarrier: Carrier = {
  roots: ({ uid }) => ['assets', `assets.${uid}`],
  read(call, { uid }) {
    const asset = pick(call.branch.assets, uid);
    return asset ? readAsset(call, asset) : {};
  },
  show(call, { uid, version }) {
    const asset = pick(call.branch.assets, uid);
    return asset ? { title: asset.title, version: version ?? asset._version } : {};
  },
  stands(call, { uid, environment, locale, version }) {
    const { published, _version } = findAsset(call, uid);
    return published.some(
      held => held.environment === environment && held.locale === locale && held.version === (version ?? _version),
    );
  },
  carryOut(call, order) {
    const asset = findAsset(call, order.uid);
    if (order.action === 'unpublish') unpublishAsset(asset, order);
    else publishAsset(call, asset, order);
    moveAlong(call, 'asset', order);
  },
};
