// Writes down in the audit log what a request or deferred work has brought about.
import { createHash } from 'node:crypto';
import type { Exchange } from '../http/app.ts';
import type { Call, Happening } from '../http/call.ts';

/** Older items fall off: the CMA keeps 30 days, the sandbox this many. */
const longestLog = 10_000;

/** Each happening as an item of the log. */
export function logEvents(call: Call, { request, response }: Exchange): void {
  if (call.told.length === 0) return;
  // Handlers keep parts of what they were sent, and change them later.
  const sent = structuredClone(request);
  for (const happening of call.told) addLogItem(call, happening, { request: sent, response });
}

function addLogItem(call: Call, { module, event, metadata }: Happening, { request, response }: Exchange): void {
  const { audit_log: log } = call.branch;
  const { at, by } = call.stamp;
  const digest = createHash('sha256')
    .update(JSON.stringify([at, module, event, metadata, log.length]))
    .digest('hex');
  log.push({
    uid: `blt${digest.slice(0, 20)}`,
    stack: call.state.api_key,
    org_uid: call.state.org_uid,
    created_at: at,
    created_by: by,
    module,
    event_type: event,
    request_id: String(10_000 + (Number.parseInt(digest.slice(20, 28), 16) % 90_000)),
    metadata,
    remote_addr: '127.0.0.1',
    request,
    response,
  });
  if (log.length > longestLog) log.splice(0, log.length - longestLog);
}
