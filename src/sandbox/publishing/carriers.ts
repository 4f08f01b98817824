// How each kind of item gets into an environment and out of it.
import { assetCarrier } from '../assets/publish.ts';
import { entryCarrier } from '../entries/publish.ts';
import type { Call } from '../http/call.ts';
import { metadataCarrier } from '../metadata/publish.ts';
import type { Json } from '../state/state.ts';
import { taxonomyCarrier } from '../taxonomies/publish.ts';
import type { Order } from './orders.ts';

export interface Carrier {
  /** What the publish queue says of the item: uid, title, version. */
  show: (call: Call, order: Order) => Json;
  /** Whether that very version stands there already. */
  stands?: (call: Call, order: Order) => boolean;
  /** @throws CmaError when the order cannot be carried out; the queue then says why. */
  carryOut: (call: Call, order: Order) => void;
}

export const carriers: Record<string, Carrier> = {
  entry: entryCarrier,
  asset: assetCarrier,
  taxonomy: taxonomyCarrier,
  metadata: metadataCarrier,
};
