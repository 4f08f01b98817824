// What waits in the publish queue: what will be published or taken off, item by item, environment by environment.
import { isObject, type Json, member } from '../content/value.ts';
import type { Ground } from '../operations/task.ts';
import { attempt } from './by-uids.ts';
import { assetUid } from './types.ts';

/** One thing that will happen to one item in one environment and language. */
export interface Scheduled {
  type: string;
  uid: string;
  title: string | undefined;
  locale: string | undefined;
  environment: string;
  action: string;
  version: unknown;
  /** In milliseconds; NaN for what is not for later. */
  at: number;
}

/** All that the queue holds in one of some states, as it shows it. */
interface Queued {
  items: Json[];
  /** It was read to its end. */
  isAll: boolean;
}

const pageSize = 100;

/** One text, or several. */
export const texts = (value: unknown): string[] => [value].flat().filter(each => typeof each === 'string');

/** @param states of `publish_details.status`. */
export async function readQueued(ground: Ground, states: readonly string[]): Promise<Queued> {
  const items: Json[] = [];
  const [only, another] = states;
  const status = another === undefined ? only : { $in: states };
  for (let total = 1; items.length < total; ) {
    const asked = { query: { 'publish_details.status': status }, include_count: true, limit: pageSize };
    const body = await attempt(ground, () => ground.read('list_publish_queue', { ...asked, skip: items.length }));
    if (!Array.isArray(body?.queue)) return { items, isAll: false };
    if (body.queue.length === 0) break;
    items.push(...body.queue.filter(isObject));
    total = typeof body.count === 'number' ? body.count : items.length + (body.queue.length < pageSize ? 0 : 1);
  }
  return { items, isAll: true };
}

/** An entry or asset, where a deployment or job of many is not spelt out. */
export const isOfOne = ({ type }: Json): boolean => type === 'entry' || type === 'asset';

/** Of an item of the queue that is about an entry or asset: each of its places. */
export function toScheduled(item: Json): Scheduled[] {
  const { type, action, environment, locale, scheduled_at, content_type } = item;
  const about = [item[String(type)], item.entry, item.asset].find(isObject) ?? {};
  const kind = type === 'asset' ? assetUid : isObject(content_type) ? content_type.uid : undefined;
  const { uid, title, version } = about;
  if (typeof kind !== 'string' || typeof uid !== 'string') return [];
  const places = texts(locale).length > 0 ? texts(locale) : [undefined];
  return texts(environment).flatMap(where =>
    places.map(code => ({
      ...{ type: kind, uid, title: typeof title === 'string' ? title : undefined, locale: code, environment: where },
      ...{ action: String(action), version, at: Date.parse(String(scheduled_at)) },
    })),
  );
}

/** Why it failed, by `publish_details`. */
export const tellReason = (details: unknown): string | undefined =>
  ['failure_reason', 'message', 'error']
    .map(key => member(details, key))
    .find((text): text is string => typeof text === 'string' && text !== '');

/** `2026-05-04 09:00`, in UTC. */
export const tellMoment = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** `publish version 3 on 2026-05-04 09:00` */
export const tellScheduled = ({ action, version, at }: Scheduled): string =>
  `${action}${action === 'unpublish' || version === undefined ? '' : ` version ${version}`} on ${tellMoment(at)}`;
