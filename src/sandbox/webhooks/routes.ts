// Routes under /webhooks: the webhooks of the stack, export and import, and what has been sent to them.
import { createHash } from 'node:crypto';
import { type Call, type Module, tell } from '../http/call.ts';
import { takeBack } from '../http/due.ts';
import { sortNewest } from '../http/find.ts';
import { missObject } from '../http/replies.ts';
import { takeBody, takeFlag, takeImport, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import { readTimeSpan } from '../query/time-span.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Destination, Execution, Webhook } from '../state/webhooks.ts';
import { checkRoom, readWebhook } from './rules.ts';
import { send } from './send.ts';

const mask = '********';

function findWebhook(call: Call, uid = takeParam(call, 'webhook')): Webhook {
  const found = pick(call.state.webhooks, uid);
  if (!found) throw missObject('webhook', 'uid', call.choices.notFoundStatus.webhooks);
  return found;
}

/** Keys that only some answers have. */
type Extra = 'org_uid' | 'unhealthy';

function showWebhook(call: Call, { failures: _, org_uid, unhealthy, ...webhook }: Webhook, extras: Extra[]): Json {
  const extra = { org_uid, unhealthy };
  return {
    ...webhook,
    destinations: webhook.destinations.map(destination => showDestination(call, destination)),
    ...Object.fromEntries(extras.map(key => [key, extra[key]])),
  };
}

const showDestination = ({ choices }: Call, destination: Destination): Json =>
  destination.http_basic_password && choices.webhookPasswords === 'masked'
    ? { ...destination, http_basic_password: mask }
    : destination;

const showListed = (call: Call, webhook: Webhook): Json => ({
  ...showWebhook(call, webhook, ['org_uid', 'unhealthy']),
  applikation_id: call.state.api_key,
  app_user_object_uid: 'system',
  __v: 0,
});

function list(call: Call): Json {
  const all = sortNewest(Object.values(call.state.webhooks)).map(webhook => showListed(call, webhook));
  return answerList(call, 'webhooks', all, { beside: { destination: {} } });
}

const get = (call: Call): Json => ({ webhook: showWebhook(call, findWebhook(call), ['org_uid', 'unhealthy']) });

/** Webhooks have longer uids than other objects; one that a seed gives stays. */
function nameWebhook(uid: string): string {
  if (uid.startsWith('cs')) return uid;
  const digits = createHash('sha256').update(uid).digest('hex');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`];
  return `cs${[...parts, digits.slice(20, 32)].join('-')}`;
}

function make(call: Call, given: Json, deed: 'creation' | 'import'): Webhook {
  const fields = readWebhook(call, given, deed, true);
  checkRoom(call, deed);
  const webhook = {
    ...fields,
    updated_by: call.stamp.by,
    created_by: call.stamp.by,
    uid: nameWebhook(call.newUid()),
    created_at: call.stamp.at,
    updated_at: call.stamp.at,
    org_uid: call.state.org_uid,
    unhealthy: { state: false },
    failures: 0,
  } as Webhook;
  call.state.webhooks[webhook.uid] = webhook;
  tellWebhook(call, 'create', webhook);
  return webhook;
}

/** Whoever switches an unhealthy webhook on again gives it a fresh start. */
function change(call: Call, held: Webhook, given: Json, deed: 'update' | 'import'): Webhook {
  const fields = readWebhook(call, restorePasswords(call, held, given), deed, false);
  const isRevived = fields.disabled === false;
  const webhook: Webhook = {
    ...held,
    ...fields,
    ...(isRevived ? { unhealthy: { state: false }, failures: 0 } : {}),
    updated_by: call.stamp.by,
    updated_at: call.stamp.at,
  };
  call.state.webhooks[held.uid] = webhook;
  tellWebhook(call, 'update', webhook);
  return webhook;
}

/** A client that sends back what it read does not make asterisks of the password. */
function restorePasswords({ choices }: Call, held: Webhook, given: Json): Json {
  if (choices.webhookPasswords === 'shown' || !Array.isArray(given.destinations)) return given;
  const destinations = given.destinations.map(destination => {
    const isMasked = isObject(destination) && destination.http_basic_password === mask;
    const known = isMasked && held.destinations.find(({ target_url }) => target_url === destination.target_url);
    return known ? { ...destination, http_basic_password: known.http_basic_password } : destination;
  });
  return { ...given, destinations };
}

const tellWebhook = (call: Call, event: string, { uid, name }: Webhook): void =>
  tell(call, { module: 'webhook', event, metadata: { uid, title: name } });

const create = (call: Call): Json => ({
  notice: 'The webhook was created successfully',
  webhook: showWebhook(call, make(call, takeBody(call, 'webhook'), 'creation'), []),
});

const update = (call: Call): Json => ({
  notice: 'The Webhook was updated successfully',
  webhook: showWebhook(call, change(call, findWebhook(call), takeBody(call, 'webhook'), 'update'), ['unhealthy']),
});

/** What waits to be sent to it again is sent no more; what was sent can be looked up no longer. */
function remove(call: Call): Json {
  const webhook = findWebhook(call);
  delete call.state.webhooks[webhook.uid];
  const ofOthers = ({ webhooks }: Execution): boolean => !webhooks.includes(webhook.uid);
  const gone = call.state.webhook_executions.filter(execution => !ofOthers(execution)).map(({ uid }) => uid);
  call.state.webhook_executions = call.state.webhook_executions.filter(ofOthers);
  takeBack(call.state, ({ work, data }) => work === 'webhook' && gone.includes(String(data.execution)));
  tellWebhook(call, 'delete', webhook);
  return { notice: 'The Webhook was deleted successfully' };
}

const exportOne = (call: Call): Json => showWebhook(call, findWebhook(call), ['org_uid']);

const answerImport = (call: Call, webhook: Webhook, extras: Extra[]): Json => ({
  notice: 'webhook was imported successfully',
  webhook: {
    ...showWebhook(call, webhook, extras),
    retry: { auto: true },
  },
});

const importNew = (call: Call): Json => answerImport(call, make(call, takeImport(call, 'webhook'), 'import'), []);

const importOver = (call: Call): Json =>
  answerImport(call, change(call, findWebhook(call), takeImport(call, 'webhook'), 'import'), ['unhealthy']);

/** The documented filters compare the status as text; a number is compared as one. */
function listExecutions(call: Call): Json {
  const webhook = findWebhook(call);
  const isWithin = readTimeSpan(call);
  const isText = /"status"\s*:[^}]*"\d/.test(call.query.get('query') ?? '');
  const sent = call.state.webhook_executions
    .filter(({ webhooks, created_at }) => webhooks.includes(webhook.uid) && isWithin(created_at))
    .map(execution =>
      isText && execution.status !== null ? { ...execution, status: `${execution.status}` } : execution,
    )
    .reverse();
  return answerList(call, 'webhooks', sent, { finish: showExecution(call) });
}

const showExecution =
  (call: Call) =>
  (execution: Json): Json => {
    const { request_details, status, ...rest } = execution;
    const shown = { ...rest, status: status === null ? null : Number(status) };
    return takeFlag(call, 'only_events') ? shown : { ...shown, request_details };
  };

function findExecution(call: Call, uid: unknown = takeParam(call, 'webhook')): Execution {
  const found = call.state.webhook_executions.find(execution => execution.uid === uid);
  if (!found) throw missObject('webhook execution', 'uid', call.choices.notFoundStatus.webhooks);
  return found;
}

/** The last attempt alone, and the webhook as it is now. */
function getLog(call: Call): Json {
  const execution = findExecution(call);
  const webhooks = execution.webhooks.map(uid => showListed(call, findWebhook(call, uid)));
  return { webhook: { ...execution, request_details: execution.request_details.at(-1) ?? {}, webhooks } };
}

/** The path names the execution; the official SDK names the webhook there, and the execution in the body. */
function retry(call: Call): Json {
  const named = isObject(call.body) ? call.body.execution_uid : undefined;
  const execution = findExecution(call, named);
  const webhook = findWebhook(call, execution.webhooks[0]);
  send(call, webhook, execution, { number: execution.retry_count + 1, isManual: true });
  return { notice: 'Webhook retry scheduled' };
}

export const webhooks: Module = {
  name: 'webhooks',
  reach: 'global',
  routes: [
    { method: 'GET', path: '/webhooks', answer: list },
    { method: 'POST', path: '/webhooks', status: 201, answer: create },
    { method: 'POST', path: '/webhooks/import', status: 201, answer: importNew },
    { method: 'GET', path: '/webhooks/:webhook', answer: get },
    { method: 'PUT', path: '/webhooks/:webhook', answer: update },
    { method: 'DELETE', path: '/webhooks/:webhook', answer: remove },
    { method: 'GET', path: '/webhooks/:webhook/export', answer: exportOne },
    { method: 'POST', path: '/webhooks/:webhook/import', answer: importOver },
    { method: 'GET', path: '/webhooks/:webhook/executions', answer: listExecutions },
    { method: 'GET', path: '/webhooks/:webhook/logs', answer: getLog },
    { method: 'POST', path: '/webhooks/:webhook/retry', answer: retry },
  ],
};
