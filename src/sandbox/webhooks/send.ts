// Tells webhooks what has happened: one execution per webhook and happening, with all its attempts.
import { randomUUID } from 'node:crypto';
import type { Call, Happening } from '../http/call.ts';
import { after, defer } from '../http/due.ts';
import { isNamed } from '../http/find.ts';
import { tellTime } from '../state/clock.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { State } from '../state/state.ts';
import type { Destination, Execution, Webhook } from '../state/webhooks.ts';
import { dial, isLoopback } from './dial.ts';
import { writeEvent, writeHeaders } from './payload.ts';

/** Older ones fall off: the CMA keeps 30 days, the sandbox this many. */
const longestHistory = 1000;
const mostRetries = 4;
/** So many failures in a row, and a webhook is unhealthy and off. */
const breakingPoint = 10;

/** Looks for the webhooks that listen to a channel of the happening, and sends each of them word. */
export function notifyWebhooks(call: Call, happening: Happening): void {
  const channels = happening.channels ?? [];
  for (const webhook of Object.values(call.state.webhooks)) {
    const heard = channels.filter(channel => webhook.channels.includes(channel));
    if (webhook.disabled || !heard.some(channel => isInScope(call, webhook, channel))) continue;
    const execution = addExecution(call.state, {
      channels,
      webhook: webhook.uid,
      event: writeEvent(call, happening, webhook.concise_payload),
      at: tellTime(),
    });
    send(call, webhook, execution, { number: 0 });
  }
}

/** Branches and taxonomies belong to the stack; all else is heard of on the webhook's own branch alone. */
function isInScope({ branch, state }: Call, { branches }: Webhook, channel: string): boolean {
  if (/^(branch|branch_alias|taxonomies)\./.test(channel)) return true;
  return isNamed(state, branches, branch.uid);
}

interface Occasion {
  channels: string[];
  /** The uid. */
  webhook: string;
  event: Json;
  at: string;
  uid?: string;
}

export function addExecution(state: State, { channels, webhook, event, at, uid }: Occasion): Execution {
  const execution: Execution = {
    uid: uid ?? `cs${randomUUID()}`,
    channel: channels,
    created_at: at,
    event_data: event,
    event_headers: {},
    org_uid: state.org_uid,
    request_details: [],
    retry_count: 0,
    status: null,
    updated_at: at,
    webhooks: [webhook],
    projectUid: state.api_key,
    destination: {},
  };
  const { webhook_executions: all } = state;
  all.push(execution);
  if (all.length > longestHistory) all.splice(0, all.length - longestHistory);
  return execution;
}

/** The worker for automatic retries; what was deleted or switched off in the meantime is not tried again. */
export function retryDelivery(call: Call, data: Json): void {
  const execution = call.state.webhook_executions.find(({ uid }) => uid === data.execution);
  const webhook = pick(call.state.webhooks, String(execution?.webhooks[0]));
  if (execution && webhook && !webhook.disabled) send(call, webhook, execution, { number: Number(data.retry) });
}

interface Attempt {
  /** 0 for the first one. */
  number: number;
  /** Asked for by a client: nothing follows of itself. */
  isManual?: boolean;
}

/** Sends to all receivers that have not taken it yet, and writes down what comes of it. */
export function send(call: Call, webhook: Webhook, execution: Execution, { number, isManual }: Attempt): void {
  call.background(async closing => {
    const open = webhook.destinations.filter(destination => !hasTaken(execution, destination));
    const due = open.length > 0 ? open : webhook.destinations;
    const details = await Promise.all(due.map(each => attempt(call, execution, each, number, closing)));
    const failed = details.filter(({ response }) => !isTaken(response));
    const [telling = details[0]] = failed;
    execution.request_details.push(...details);
    execution.retry_count = Math.max(execution.retry_count, number);
    execution.status = telling?.response.statusCode ?? null;
    execution.event_headers = telling?.request.headers ?? execution.event_headers;
    execution.updated_at = tellTime();
    const dialled = failed.filter(({ request }) => isLoopback(request.uri));
    if (closing.aborted) return;
    const current = pick(call.state.webhooks, webhook.uid);
    if (current) countFailures(current, dialled);
    const isOver = isManual || number >= mostRetries || webhook.retry_policy !== 'automatic';
    if (dialled.length === 0 || isOver) return;
    defer(call, after(call.pace.retry * 5 ** number), 'webhook', { execution: execution.uid, retry: number + 1 });
  });
}

interface Detail extends Json {
  request: Json & { uri: string; headers: Json };
  response: Json & { statusCode: number | null };
}

const isTaken = (response: unknown): boolean =>
  isObject(response) && typeof response.statusCode === 'number' && response.statusCode < 400;

const hasTaken = ({ request_details }: Execution, { target_url }: Destination): boolean =>
  request_details.some(({ request, response }) => isObject(request) && request.uri === target_url && isTaken(response));

async function attempt(
  call: Call,
  execution: Execution,
  destination: Destination,
  number: number,
  closing: AbortSignal,
): Promise<Detail> {
  const { timeout } = call.pace;
  const body = { triggered_at: tellTime(), ...execution.event_data };
  const text = JSON.stringify(body);
  const token = await fetchToken(destination, timeout, closing);
  const headers = await writeHeaders(destination, text, call.state.api_key, token);
  const url = destination.target_url;
  const response = await dial({ url, headers, body: text, timeout, closing });
  return describeAttempt({ number, url, body, headers, timeout, response, at: tellTime() });
}

interface Attempted {
  number: number;
  url: string;
  body: Json;
  headers: Json;
  timeout: number;
  response: Json;
  at: string;
}

export function describeAttempt({ number, url, body, headers, timeout, response, at }: Attempted): Detail {
  const how = { json: true, resolveWithFullResponse: true, timeout };
  return {
    _id: `cs${randomUUID()}`,
    retry_number: number,
    request: { method: 'POST', followAllRedirects: true, uri: url, body, headers, ...how },
    response: response as Detail['response'],
    created_at: at,
  };
}

/** What the authorization server of an OAuth2 destination gives; it too must be on this machine. */
async function fetchToken(
  { authentication_type, access_token_url, client_id, client_secret, ...rest }: Destination,
  timeout: number,
  closing: AbortSignal,
): Promise<string | undefined> {
  if (authentication_type !== 'OAuth2' || !access_token_url || !URL.canParse(access_token_url)) return undefined;
  const url = new URL(access_token_url);
  for (const [key, value] of new URLSearchParams(rest.request_query_parameters ?? '')) {
    if (key !== '') url.searchParams.append(key, value);
  }
  const { body } = await dial({
    url: url.href,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client_id ?? '',
      client_secret: client_secret ?? '',
    }).toString(),
    timeout,
    closing,
  });
  return isObject(body) && typeof body.access_token === 'string' ? body.access_token : undefined;
}

/** What the receiver itself refuses (400, 404) says nothing of its health. */
function countFailures(webhook: Webhook, failed: Detail[]): void {
  const isIll = failed.some(
    ({ response: { statusCode } }) => statusCode === null || statusCode === 401 || statusCode >= 500,
  );
  webhook.failures = isIll ? webhook.failures + 1 : 0;
  if (webhook.failures < breakingPoint) return;
  webhook.disabled = true;
  webhook.unhealthy = { state: true };
}
