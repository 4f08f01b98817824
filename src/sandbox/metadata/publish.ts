// Metadata in environments: sent there alone, or along with the entry or asset it belongs to.
import type { Call, Carrier } from '../http/call.ts';
import { move } from '../records/places.ts';
import type { EntityType, Metadata } from '../state/content.ts';
import { pick } from '../state/json.ts';
import type { Order } from '../state/publishing.ts';
import { findMetadata, findTitle } from './metadata.ts';

function moveMetadata({ stamp }: Call, metadata: Metadata, order: Order): void {
  metadata.publish_details = move(metadata.publish_details, order, stamp, () => metadata._version);
}

/** What extensions keep with an item goes where the item goes. */
export function moveAlong(call: Call, type: EntityType, order: Order): void {
  for (const metadata of Object.values(call.branch.metadata)) {
    const isSpoken = type === 'asset' || metadata.locale === order.locale;
    if (metadata.type === type && metadata.entity_uid === order.uid && isSpoken) moveMetadata(call, metadata, order);
  }
}

export const metadataCarrier: Carrier = {
  show(call, { uid }) {
    const metadata = pick(call.branch.metadata, uid);
    return metadata ? { title: findTitle(call, call.branch, metadata), version: metadata._version } : {};
  },
  carryOut: (call, order) => moveMetadata(call, findMetadata(call, order.uid), order),
};
