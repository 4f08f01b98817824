// Writes down what a request or deferred work has brought about: the audit log, and word to the webhooks.
import { randomInt } from 'node:crypto';
import type { Call, Happening } from './call.ts';
import { makeUid } from './clock.ts';
import type { Json } from './state.ts';
import { notifyWebhooks } from './webhook-send.ts';

/** Older items fall off: the CMA keeps 30 days, the sandbox this many. */
const longestLog = 10_000;

/** What a request and its answer held; empty for deferred work. */
export interface Exchange {
  request: Json;
  response: Json;
}

export function recordEvents(call: Call, exchange: Exchange): void {
  for (const happening of call.told) {
    addLogItem(call, happening, exchange);
    notifyWebhooks(call, happening);
  }
}

function addLogItem(call: Call, { module, event, metadata }: Happening, { request, response }: Exchange): void {
  const { audit_log: log } = call.branch;
  log.push({
    uid: `${makeUid()}${randomInt(0x1000, 0xffff).toString(16)}`,
    stack: call.state.api_key,
    org_uid: call.state.org_uid,
    created_at: call.stamp.at,
    created_by: call.stamp.by,
    module,
    event_type: event,
    request_id: String(randomInt(10_000, 99_999)),
    metadata,
    remote_addr: '127.0.0.1',
    request,
    response,
  });
  if (log.length > longestLog) log.splice(0, log.length - longestLog);
}
