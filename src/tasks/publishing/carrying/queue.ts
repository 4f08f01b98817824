// The publish queue since a moment, as far as it tells of rows: what waits in it, what went wrong, what was taken off.
import { isObject, type Json, member } from '../../../content/value.ts';
import { type Ground, NotDone } from '../../../operations/task.ts';
import { tellReason, toScheduled } from '../../scheduled.ts';
import type { Row } from '../row.ts';

/** One item, environment and language. */
export interface Queued {
  /** Of the item of the queue itself. */
  uid: string;
  action: string;
  /** Undefined where the queue does not say. */
  version: number | undefined;
  state: 'waiting' | 'done' | 'failed' | 'cancelled';
  /** When it is to happen, where that is still to come; in milliseconds. */
  at: number | undefined;
  /** Why it failed. */
  why: string | undefined;
}

/** The newest first. */
export type Queue = (row: Row) => readonly Queued[];

const pageSize = 100;

/** So many pages at most: what was ordered in half an hour. */
const mostPages = 50;

/**
 * @param since by the API's clock, in milliseconds.
 * @param isLooked it is a look afterwards, which must not fail: undefined where the queue does not come to its end.
 * @throws {Refused | NoAnswer | NotDone} otherwise.
 */
export async function readQueue(ground: Ground, since: number): Promise<Queue>;
export async function readQueue(ground: Ground, since: number, isLooked: true): Promise<Queue | undefined>;
export async function readQueue(ground: Ground, since: number, isLooked = false): Promise<Queue | undefined> {
  const query = { created_at: { $gte: new Date(since).toISOString() } };
  const found = new Map<string, Queued[]>();
  for (let [page, read, total] = [0, 0, 1]; read < total; page += 1) {
    if (page === mostPages) {
      if (isLooked) return undefined;
      throw new NotDone(
        `Nothing was published: more than ${mostPages * pageSize} orders came since the plan, and what was ordered before might go twice. Plan it again with plan_publish.`,
      );
    }
    const asked = { query, api_version: '3.2', include_count: true, limit: pageSize, skip: read };
    const body = isLooked
      ? await ground.tryRead('list_publish_queue', asked)
      : await ground.read('list_publish_queue', asked);
    if (!Array.isArray(body?.queue)) return undefined;
    const items = body.queue.filter(isObject);
    for (const item of items) collect(found, item);
    read += items.length;
    // Where the filter is not heeded, what is older follows.
    const isOlder = items.length === 0 || items.some(({ created_at }) => Date.parse(String(created_at)) < since);
    total = isOlder ? 0 : typeof body.count === 'number' ? body.count : read + (items.length < pageSize ? 0 : 1);
  }
  return row => found.get(toKey(row.type, row.uid, row.environment.uid, row.locale)) ?? [];
}

const toKey = (...parts: string[]): string => JSON.stringify(parts);

function collect(found: Map<string, Queued[]>, item: Json): void {
  for (const { type, uid, environment, locale, action, version, at } of toScheduled(item)) {
    if (locale === undefined) continue;
    const queued: Queued = {
      ...{ uid: String(item.uid), action, version: typeof version === 'number' ? version : undefined },
      state: toState(String(member(item.publish_details, 'status') ?? '')),
      at: at > Date.now() ? at : undefined,
      why: tellReason(item.publish_details),
    };
    const key = toKey(type, uid, environment, locale);
    found.set(key, [...(found.get(key) ?? []), queued]);
  }
}

function toState(status: string): Queued['state'] {
  if (status === 'success' || status === 'skipped') return 'done';
  if (status === 'failed') return 'failed';
  if (status === 'unscheduled' || status === 'cancelled') return 'cancelled';
  return 'waiting';
}

/** Was ordered already, and has not failed: to order it again would publish it twice. @param at of a schedule; in milliseconds. */
export const waits = (queue: Queue, row: Row, at: number | undefined): Queued | undefined =>
  queue(row).find(
    each =>
      each.action === row.action &&
      (each.version === undefined || row.goes === undefined || each.version === row.goes) &&
      (each.state === 'waiting' || each.state === 'done') &&
      (at === undefined ? each.at === undefined : each.at !== undefined && Math.abs(each.at - at) < 1_000),
  );
