// What a webhook must be: the checks on what a client sends, and what is filled in.
import type { Call } from '../http/call.ts';
import { refuseBranch, refuseWebhook } from '../http/replies.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Destination, Webhook } from '../state/webhooks.ts';

type Deed = 'creation' | 'update' | 'import';

const most = { webhooks: 100, destinations: 10, channels: 200, notifiers: 10, name: 255 };

const schemes = ['None', 'Basic', 'Bearer', 'OAuth2'];
const policies = ['automatic', 'manual'];

/** The texts of a destination, whatever its authentication needs of them. */
const destinationTexts = [
  'http_basic_auth',
  'http_basic_password',
  'bearer_token',
  'access_token_url',
  'client_id',
  'client_secret',
  'request_query_parameters',
];

type Reader = (call: Call, value: unknown, deed: Deed) => unknown;

/** Each key a client may set, and how its value is read. */
const readers: Record<string, Reader> = {
  name: (_, value, deed) => {
    if (typeof value !== 'string' || value.trim() === '') throw refuse(deed, 'name', 'is a required field.');
    if (value.length > most.name) throw refuse(deed, 'name', 'is too long.');
    return value;
  },
  destinations: (_, value, deed) => {
    const list = readList(value, 'destinations', deed);
    if (list.length === 0) throw refuse(deed, 'destinations', 'is a required field.');
    return list.map(destination => readDestination(destination, deed));
  },
  channels: (_, value, deed) => {
    const list = readList(value, 'channels', deed);
    if (list.length === 0) throw refuse(deed, 'channels', 'is a required field.');
    return readTexts(list, 'channels', deed, text => /^[\w-]+(\.[\w-]+)+$/.test(text));
  },
  branches: (call, value, deed) => {
    const uids = readTexts(readList(value, 'branches', deed), 'branches', deed);
    if (call.choices.webhookBranches === 'any') return uids;
    if (uids.length > 1) throw refuse(deed, 'branches', 'is limited to 1.');
    const known = (uid: string): boolean => pick(call.state.branches, uid) !== undefined;
    const unknown = uids.find(uid => !known(uid) && !pick(call.state.aliases, uid));
    if (unknown !== undefined) throw refuseBranch(unknown, call.choices.branchRefusalStatus);
    return uids;
  },
  // A single address is sent as a text and comes back as a list.
  notifiers: (_, value, deed) => {
    const list = typeof value === 'string' ? value.split(',').map(text => text.trim()) : value;
    const addresses = readTexts(readList(list, 'notifiers', deed), 'notifiers', deed, () => true);
    return addresses.filter(address => address !== '');
  },
  retry_policy: (_, value, deed) => {
    if (!policies.includes(String(value))) throw refuse(deed, 'retry_policy', 'is not valid.');
    return value;
  },
  disabled: readSwitch('disabled'),
  concise_payload: readSwitch('concise_payload'),
};

const defaults = { branches: ['main'], notifiers: [], retry_policy: 'manual', disabled: false, concise_payload: false };
const required = ['name', 'destinations', 'channels'];

/** What was sent, checked; for a webhook that is made, the rest filled in. */
export function readWebhook(call: Call, given: Json, deed: Deed, isNew: boolean): Partial<Webhook> {
  const wanted = isNew || call.choices.partialWebhookUpdate === 'refuse' ? required : [];
  const keys = Object.keys(readers).filter(key => wanted.includes(key) || given[key] !== undefined);
  const read = keys.map(key => [key, readers[key]?.(call, given[key], deed)]);
  return { ...(isNew ? structuredClone(defaults) : {}), ...Object.fromEntries(read) };
}

export function checkRoom(call: Call, deed: Deed): void {
  if (Object.keys(call.state.webhooks).length < most.webhooks) return;
  throw refuse(deed, 'webhooks', `are limited to ${most.webhooks} in a stack.`);
}

const refuse = (deed: Deed, key: string, message: string): Error => refuseWebhook(deed, { [key]: [message] });

/** A file may have it as text. */
function readSwitch(key: 'disabled' | 'concise_payload'): Reader {
  return (_, value, deed) => {
    if (deed === 'import' && (value === 'true' || value === 'false')) return value === 'true';
    if (typeof value !== 'boolean') throw refuse(deed, key, 'is not valid.');
    return value;
  };
}

function readList(value: unknown, key: string, deed: Deed): unknown[] {
  if (value === undefined) throw refuse(deed, key, 'is a required field.');
  if (!Array.isArray(value)) throw refuse(deed, key, 'is not a list.');
  const limit = (most as Record<string, number | undefined>)[key] ?? value.length;
  if (value.length > limit) throw refuse(deed, key, `is limited to ${limit}.`);
  return value;
}

function readTexts(list: unknown[], key: string, deed: Deed, fits = (text: string) => text !== ''): string[] {
  if (list.some(item => typeof item !== 'string' || !fits(item))) throw refuse(deed, key, 'is not valid.');
  return [...new Set(list as string[])];
}

function readDestination(value: unknown, deed: Deed): Destination {
  const complain = (message: string): Error => refuse(deed, 'destinations', message);
  if (!isObject(value) || !isWebAddress(value.target_url)) throw complain('target_url is not valid.');
  const { authentication_type: scheme, custom_header: headers } = value;
  if (isGiven(scheme) && !schemes.includes(String(scheme))) throw complain('authentication_type is not valid.');
  if (isGiven(headers) && !areHeaders(headers)) throw complain('custom_header is not valid.');
  const odd = destinationTexts.find(key => isGiven(value[key]) && typeof value[key] !== 'string');
  if (odd !== undefined) throw complain(`${odd} is not valid.`);
  const known = ['target_url', ...destinationTexts, 'authentication_type', 'custom_header'];
  return Object.fromEntries(known.flatMap(key => (value[key] === undefined ? [] : [[key, value[key]]]))) as Destination;
}

/** Null means none, and is kept. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

function isWebAddress(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

const areHeaders = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(item => isObject(item) && typeof item.header_name === 'string' && typeof item.value === 'string');
