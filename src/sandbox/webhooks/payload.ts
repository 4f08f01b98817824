// What a webhook is sent: the body, whole or concise, and the headers with its authentication and its signatures.
import { createHmac } from 'node:crypto';
import type { Call, Happening } from '../http/call.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { Destination } from '../state/webhooks.ts';
import { sign } from './keys.ts';

/** What is left of an object in a concise body. */
const essentials = ['uid', 'title', 'name', 'code', 'locale', '_version', 'version'];

export function writeEvent(call: Call, happening: Happening, isConcise: boolean): Json {
  const { uid, source } = call.branch;
  const aliases = Object.values(call.state.aliases).filter(({ target }) => target === uid);
  const alias = aliases.map(each => ({ uid: each.alias }));
  const told = typeof happening.data === 'function' ? happening.data() : happening.data;
  const data = { ...told, branch: { uid, source, alias } };
  return {
    module: happening.module,
    api_key: call.state.api_key,
    data: renameDollars(isConcise ? shorten(data) : data),
    event: nameEvent(happening),
  };
}

/** As the channel has it: a localisation is heard of as an update. */
function nameEvent({ event, channels = [] }: Happening): string {
  const heard = channels[0]?.split('.').at(-1) ?? '';
  return ['create', 'update', 'delete'].includes(heard) ? heard : event;
}

const shorten = (data: Json): Json =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, isObject(value) ? keepEssentials(value) : value]),
  );

const keepEssentials = (object: Json): Json =>
  Object.fromEntries(Object.entries(object).filter(([key]) => essentials.includes(key)));

/** A copy; keys that begin with a dollar sign are sent with `cs` before it. */
function renameDollars(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renameDollars);
  if (!isObject(value)) return value;
  const renamed = Object.entries(value).map(([key, inner]) => [
    key.startsWith('$') ? `cs${key}` : key,
    renameDollars(inner),
  ]);
  return Object.fromEntries(renamed);
}

/** @param token what the authorization server of an OAuth2 destination has given. */
export async function writeHeaders(
  destination: Destination,
  body: string,
  apiKey: string,
  token?: string,
): Promise<Record<string, string | null>> {
  const own = (destination.custom_header ?? []).filter(({ header_name }) => header_name !== '');
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Contentstack',
    ...Object.fromEntries(own.map(({ header_name, value }) => [header_name, value])),
    'X-Contentstack-Signature': createHmac('sha1', apiKey).update(body).digest('hex'),
    Authorization: authorize(destination, token),
    'X-Contentstack-Request-Signature': `v1=${await sign(body)}`,
  };
}

function authorize(destination: Destination, token: string | undefined): string | null {
  const { authentication_type: scheme, http_basic_auth: user, http_basic_password: password } = destination;
  const bearer = scheme === 'Bearer' ? destination.bearer_token : token;
  if (bearer) return `Bearer ${bearer}`;
  // Destinations from before there were other schemes name none.
  const isBasic = (scheme ?? 'Basic') === 'Basic' && user;
  return isBasic ? `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}` : null;
}
