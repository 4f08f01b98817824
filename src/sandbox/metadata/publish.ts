// Metadata in environments: sent there alone, or along with the entry or asset it belongs to.
import type { Call, Carrier } from '../http/call.ts';
import type { EntityType, Metadata } from '../state/content.ts';
import { pick } from '../state/json.ts';
import type { Order } from '../state/publishing.ts';
import { findMetadata, findTitle } from './metadata.ts';

type Place = Pick<Order, 'action' | 'environment' | 'locale'>;

/** It stands at most once in an environment and language. */
function move(call: Call, metadata: Metadata, { action, environment, locale }: Place): void {
  const isElsewhere = (detail: Metadata['publish_details'][number]): boolean =>
    detail.environment !== environment || detail.locale !== locale;
  const { at: time, by: user } = call.stamp;
  const here = { environment, locale, time, user, version: metadata._version };
  metadata.publish_details = [...metadata.publish_details.filter(isElsewhere), ...(action === 'publish' ? [here] : [])];
}

/** What extensions keep with an item goes where the item goes. */
export function moveAlong(call: Call, type: EntityType, { uid, ...place }: Order): void {
  for (const metadata of Object.values(call.branch.metadata)) {
    const isSpoken = type === 'asset' || metadata.locale === place.locale;
    if (metadata.type === type && metadata.entity_uid === uid && isSpoken) move(call, metadata, place);
  }
}

export const metadataCarrier: Carrier = {
  show(call, { uid }) {
    const metadata = pick(call.branch.metadata, uid);
    return metadata ? { title: findTitle(call, call.branch, metadata), version: metadata._version } : {};
  },
  carryOut: (call, order) => move(call, findMetadata(call, order.uid), order),
};
