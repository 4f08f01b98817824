// Reads what a publish or unpublish asks for: where, in which languages, which version, and when.
import type { Call } from '../http/call.ts';
import { findAskedLocale } from '../http/find.ts';
import { CmaError, refuseRequest } from '../http/replies.ts';
import { takeBody } from '../http/take.ts';
import { areTexts, type Json } from '../state/json.ts';
import type { QueueItem } from '../state/publishing.ts';
import { trackOrders } from './jobs.ts';
import { placeOrder } from './orders.ts';

const most = { environments: 10, locales: 50, months: 12 };

/** What a publish or unpublish asks for; environments by uid. */
export interface Publication {
  environments: string[];
  locales: string[];
  /** The latest when absent. */
  version?: number;
  /** The one language, of several, whose version `version` is: each counts its own. The others are at their latest. */
  source?: string;
  at?: string;
}

export const versionIn = ({ version, source }: Publication, locale: string): number | undefined =>
  source === undefined || source === locale ? version : undefined;

interface Item {
  kind: string;
  uid: string;
  content_type?: string;
  variant?: string;
}

/** Orders the item into all the places, or out of them. */
export function changePublication(
  call: Call,
  item: Item,
  action: 'publish' | 'unpublish',
  publication: Publication,
): Json {
  const { environments, locales, at } = publication;
  const when = (locale: string) => {
    const version = versionIn(publication, locale);
    return { ...(version === undefined ? {} : { version }), ...(at === undefined ? {} : { at }) };
  };
  const place = (job?: string): QueueItem[] =>
    environments.flatMap(environment =>
      locales.map(locale =>
        placeOrder(call, {
          ...item,
          action,
          environment,
          locale,
          ...when(locale),
          ...(job === undefined ? {} : { job }),
        }),
      ),
    );
  const notice = { notice: 'The requested action has been performed.' };
  // The plain queue has no number to give.
  if (call.header('api_version') !== '3.2') {
    place();
    return notice;
  }
  const job = trackOrders(call, { action, plan: { ...item }, locales, environments, topLevel: 1, at }, place);
  return { ...notice, job_id: job.uid };
}

/** @param key the module's key in the body. @param localized for `publish_all_localized`: the languages the item is in. */
export function readPublication(call: Call, key: string, localized?: string[]): Publication {
  const given = takeBody(call, key, call.choices.badPublishBody);
  const body = call.body as Json;
  const environments = readPlaces(call, given.environments);
  const source = findAskedLocale(call, typeof body.locale === 'string' ? body.locale : null);
  const named = readList(given.locales, 'locales').map(code => findAskedLocale(call, code));
  const { version } = body;
  if (version !== undefined && !Number.isInteger(version)) {
    throw refuseRequest('The version is not a whole number.', { version: ['is not valid.'] });
  }
  const at = readSchedule(body.scheduled_at);
  const locales = localized ?? (named.length > 0 ? named : [source]);
  // Entries alone have versions in each language.
  const isOfOne = key === 'entry' && locales.length > 1 && locales.includes(source);
  return {
    environments,
    locales,
    ...(isOfOne ? { source } : {}),
    ...(version === undefined ? {} : { version: Number(version) }),
    ...(at === undefined ? {} : { at }),
  };
}

export function readList(value: unknown, name: 'environments' | 'locales', limit: number = most[name]): string[] {
  if (value === undefined || value === null) return [];
  if (!areTexts(value) || value.length > limit) {
    throw refuseRequest(`The ${name} are not a list of at most ${limit}.`, { [name]: ['is not valid.'] });
  }
  return [...new Set(value)];
}

/** The uids of environments, one at least. */
export function readPlaces(call: Call, value: unknown, limit?: number): string[] {
  const found = readList(value, 'environments', limit).map(name => findPlace(call, name));
  if (found.length > 0) return found;
  throw refuseRequest('At least one environment is required.', { environments: ['is a required field.'] });
}

/** Environments are named; their uids do as well. */
export function findPlace(call: Call, name: string): string {
  const all = Object.values(call.state.environments);
  const found = all.find(environment => environment.name === name || environment.uid === name);
  if (found) return found.uid;
  const { status, code } = call.choices.unknownEnvironment;
  throw new CmaError(status, code, `The environment '${name}' does not exist or is not allowed.`, {
    environments: ['is not valid.'],
  });
}

/** A time in the coming months; undefined when none is given. */
export function readSchedule(text: unknown): string | undefined {
  if (text === undefined || text === null) return undefined;
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  const latest = new Date();
  latest.setMonth(latest.getMonth() + most.months);
  if (Number.isNaN(time) || time < Date.now() || time > latest.getTime()) {
    throw refuseRequest('The time must lie in the coming twelve months.', { scheduled_at: ['is not valid.'] });
  }
  return new Date(time).toISOString();
}
