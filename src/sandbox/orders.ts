// Everything that is published or unpublished, now or later: one order per item, environment and language, as the publish queue shows it.
import { randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import { carriers } from './carriers.ts';
import { tellTime } from './clock.ts';
import { defer } from './due.ts';
import { CmaError } from './replies.ts';
import type { IsoDate, Json, QueueItem } from './state.ts';
import { tellPublication } from './tellings.ts';

export interface Order {
  action: 'publish' | 'unpublish';
  /** `entry`, `asset` and whatever else `carriers` knows. */
  kind: string;
  uid: string;
  content_type?: string;
  /** The uid. */
  environment: string;
  locale: string;
  /** The latest when absent, which is that of the moment when the order is carried out. */
  version?: number;
  /** At once when absent. */
  at?: IsoDate;
  /** The bulk job or release deployment that it is part of. */
  job?: string;
}

/** Puts an order into the queue and carries it out, or leaves it there until its time. */
export function placeOrder(call: Call, order: Order): QueueItem {
  const { stamp, state } = call;
  const shown = carriers[order.kind]?.show(call, order);
  const item: QueueItem = {
    uid: randomUUID(),
    type: order.kind,
    action: order.action,
    [order.kind]: { uid: order.uid, locale: order.locale, ...shown },
    ...(order.content_type === undefined ? {} : { content_type: { uid: order.content_type } }),
    environment: [order.environment],
    locale: [order.locale],
    stack: state.api_key,
    user: stamp.by,
    approval: false,
    approved: true,
    rejected: false,
    publish_details: { status: 'scheduled' },
    ...(order.at === undefined ? { published_at: stamp.at } : { scheduled_at: order.at }),
    ...(order.job === undefined ? {} : { bulkJobId: order.job }),
    created_at: stamp.at,
    created_by: stamp.by,
    updated_at: stamp.at,
    updated_by: stamp.by,
  };
  call.branch.publish_queue.push(item);
  if (order.at === undefined) carryOut(call, order, item);
  else defer(call, order.at, 'order', { item: item.uid, order });
  return item;
}

/** The worker for orders whose time has come; one that was taken out of the queue is gone. */
export function doOrder(call: Call, data: Json): void {
  const item = call.branch.publish_queue.find(({ uid }) => uid === data.item);
  if (item?.publish_details.status === 'scheduled') carryOut(call, data.order as Order, item);
}

function carryOut(call: Call, order: Order, item: QueueItem): void {
  item.published_at = call.stamp.at;
  item.updated_at = tellTime();
  try {
    carriers[order.kind]?.carryOut(call, order);
    item.publish_details = { status: 'success' };
    tellPublication(call, order, carriers[order.kind]?.show(call, order) ?? {}, 'success');
  } catch (error) {
    if (!(error instanceof CmaError)) throw error;
    item.publish_details = { status: 'failed', failure_reason: error.message };
    tellPublication(call, order, item[order.kind] as Json, 'fail');
  }
}
