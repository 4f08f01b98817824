// Everything that is published or unpublished, now or later: one order per item, environment and language, as the publish queue shows it.
import type { Call } from '../http/call.ts';
import { defer, takeBack } from '../http/due.ts';
import { findLocale } from '../http/find.ts';
import { CmaError, missEnvironment, refuseRequest } from '../http/replies.ts';
import { type Json, pick } from '../state/json.ts';
import type { Order, QueueItem } from '../state/publishing.ts';
import { tellPublication } from './tell.ts';

/** Older items fall off: the CMA keeps 30 days, the sandbox this many. */
const longestQueue = 10_000;

/** Puts an order into the queue and carries it out, or leaves it there until its time. */
export function placeOrder(call: Call, order: Order): QueueItem {
  const item = makeItem(call, order);
  const { publish_queue: queue } = call.branch;
  queue.push(item);
  if (queue.length > longestQueue) queue.splice(0, queue.length - longestQueue);
  if (order.at === undefined) carryOut(call, order, item);
  else defer(call, order.at, 'order', { item: item.uid, order });
  return item;
}

function makeItem(call: Call, order: Order): QueueItem {
  const { stamp, state, choices } = call;
  const shown = call.carriers[order.kind]?.show(call, order);
  const isAsset = order.kind === 'asset';
  const locale = isAsset ? {} : { locale: order.locale };
  return {
    uid: call.newUuid(),
    type: order.kind,
    action: order.action,
    [isAsset ? choices.queuedAssetKey : order.kind]: { uid: order.uid, ...locale, ...shown },
    ...(order.content_type === undefined ? {} : { content_type: { uid: order.content_type } }),
    environment: [order.environment],
    locale: [order.locale],
    stack: state.api_key,
    user: stamp.by,
    approval: false,
    approved: true,
    rejected: false,
    publish_details: { status: 'scheduled' },
    ...(order.at === undefined ? { published_at: stamp.at } : { published_at: null, scheduled_at: order.at }),
    ...(order.job === undefined ? {} : { bulkJobId: order.job }),
    created_at: stamp.at,
    created_by: stamp.by,
    updated_at: stamp.at,
    updated_by: stamp.by,
  };
}

/** The worker for orders whose time has come; one that was unscheduled is left as it is. */
export function doOrder(call: Call, data: Json): void {
  const item = call.branch.publish_queue.find(({ uid }) => uid === data.item);
  if (item?.publish_details.status === 'scheduled') carryOut(call, data.order as Order, item);
}

function carryOut(call: Call, order: Order, item: QueueItem): void {
  const carrier = call.carriers[order.kind];
  item.updated_at = call.stamp.at;
  try {
    checkPlace(call, order);
    if (order.skipsSame && order.action === 'publish' && carrier?.stands?.(call, order)) {
      skip(order, item);
      return;
    }
    carrier?.carryOut(call, order);
    item.published_at = call.stamp.at;
    item.publish_details = { status: 'success' };
    tellPublication(call, order, call.carriers[order.kind]?.show(call, order) ?? {}, 'success');
  } catch (error) {
    if (!(error instanceof CmaError)) throw error;
    item.publish_details = { status: 'failed', failure_reason: error.message };
    tellPublication(call, order, readShown(item), 'fail');
  }
}

/** Both may have been deleted since it was ordered. */
function checkPlace(call: Call, { environment, locale }: Order): void {
  if (!pick(call.state.environments, environment)) throw missEnvironment();
  findLocale(call, locale);
}

function skip(order: Order, item: QueueItem): void {
  const message = `The ${order.kind} is already published in the specified environment and locale.`;
  item.published_at = null;
  item.publish_details = { status: 'skipped', message, error: message };
}

/** What an item of the queue says of the entry, asset or whatever it is about. */
export const readShown = (item: QueueItem): Json => (item[item.type] ?? item.entry ?? {}) as Json;

/** Takes a scheduled order back, so that it is never carried out. */
export function unscheduleOrder(call: Call, item: QueueItem): void {
  if (item.publish_details.status !== 'scheduled') {
    throw refuseRequest('The requested action is not scheduled.', { uid: ['is not scheduled.'] });
  }
  takeBack(call.state, ({ work, data }) => work === 'order' && data.item === item.uid);
  item.publish_details = { status: 'unscheduled' };
  item.updated_at = call.stamp.at;
  item.updated_by = call.stamp.by;
}
