// Assets in environments: which version of one stands where.

import type { Call } from '../http/call.ts';
import { pick } from '../http/find.ts';
import { moveAlong } from '../metadata/publish.ts';
import type { Carrier } from '../publishing/carriers.ts';
import type { Order } from '../publishing/orders.ts';
import { type Asset, findAsset, takeVersion } from './store.ts';

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
