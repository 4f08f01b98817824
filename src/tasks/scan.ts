// Goes through the entries of many content types and languages, page by page, as far as one call may.
import { isObject, type Json } from '../content/value.ts';
import { NoAnswer } from '../operations/answer.ts';
import { BadTask, type Found, type Ground, isOver } from '../operations/task.ts';
import { assetUid, type Lane } from './types.ts';

interface Scan {
  /** In the order in which they are gone through: the same arguments must give the same. */
  lanes: readonly Lane[];
  /** Where an answer before left off: `next.after` of that. */
  after?: string | undefined;
  /** Fields at the top that are needed besides the system's; all of them when it gives none. */
  only?: (lane: Lane) => readonly string[] | undefined;
  /** What the API itself can leave out. */
  query?: (lane: Lane) => Json | undefined;
  /** More arguments of the list, such as `include_publish_details`. */
  more?: Json;
  /** How far one call goes. */
  bound?: typeof most;
  /**
   * Rows are held against each other: a lane is told as a whole or not at all. With a function, all lanes of one name
   * are, which stand side by side.
   */
  isJoined?: boolean | ((lane: Lane) => string);
  /** One page after the other; no page is kept here. Each item comes once, though the list may move meanwhile. */
  onPage: (lane: Lane, items: readonly Json[]) => void | Promise<void>;
  /** All of a lane has come. */
  onLane?: (lane: Lane) => void | Promise<void>;
  /** How many requests are still to be sent when it has ended: time is kept for them. */
  countRest?: () => number;
  /** What is told as a whole has been gone through. Not whole where a page did not come: then nothing of it may be told. */
  onGroup?: (isWhole: boolean) => void | Promise<void>;
}

export interface Scanned {
  /** Of items that came. */
  rows: number;
  /** Lanes that were gone through to the end. */
  lanes: readonly Lane[];
  /** What could not be read, or may have moved, in words. */
  notes: string[];
  /** Whether some page did not come: then nothing may be said to be all. */
  isPartial: boolean;
  left?: NonNullable<Found['left']>;
}

const pageSize = 100;

/**
 * So many items one call goes through at most, and requests of its own: a list with few entries takes one, too. A little
 * more than ten thousand, so that a stack of so many in three languages is told in three calls with all else it has.
 */
const most = { rows: 105 * pageSize, requests: 200 };

/** Of the time of a call, what is kept for all else. */
const reserve = 0.1;

/** What of every entry is needed: without a name the API leaves it out. */
const system = ['uid', 'title', 'locale', '_version', 'created_at', 'updated_at', 'updated_by', 'publish_details'];

export const nameLane = ({ type, locale }: Lane): string =>
  locale === undefined ? type.title.toLowerCase() : `${type.uid} in ${locale}`;

const toCursor = ({ type, locale = '' }: Lane, skip: number): string => `${type.uid}/${locale}/${skip}`;

function findStart(lanes: readonly Lane[], after: string | undefined): { index: number; skip: number } {
  if (after === undefined) return { index: 0, skip: 0 };
  const [, prefix = '', skip = '0'] = /^(.*\/)(\d+)$/.exec(after) ?? [];
  const index = lanes.findIndex(lane => toCursor(lane, 0) === `${prefix}0`);
  if (index < 0)
    throw new BadTask('after: give it as `next` of the answer before has it, with the same other arguments');
  return { index, skip: Number(skip) };
}

const toGroups = (lanes: readonly Lane[], isJoined: Scan['isJoined']): string[] =>
  lanes.map(lane => (typeof isJoined === 'function' ? isJoined(lane) : toCursor(lane, 0)));

/** @throws {Refused} when the very first page is refused; {NoAnswer} when it does not come. */
export async function scan(
  ground: Ground,
  { lanes, after, isJoined = false, bound = most, ...what }: Scan,
): Promise<Scanned> {
  const groups = toGroups(lanes, isJoined);
  const start = findStart(lanes, after);
  const end = ground.until - (ground.until - Date.now()) * reserve;
  const out: Scanned = { rows: 0, lanes: [], notes: [], isPartial: false };
  const done: Lane[] = [];
  out.lanes = done;
  let requests = 0;
  /** The first lane of the group that is gone through. */
  let first = start.index;
  let isWhole = true;
  const [began, before] = [Date.now(), ground.sent()];
  const pace = (): number => (Date.now() - began) / Math.max(1, ground.sent() - before);
  const stop = (index: number, skip: number): Scanned => ({ ...out, left: toLeft(lanes, index, skip) });
  for (let index = start.index; index < lanes.length; index += 1) {
    const lane = lanes[index] as Lane;
    if (groups[index] !== groups[first]) [first, isWhole] = [index, true];
    const seen = new Set<string>();
    let skip = index === start.index ? start.skip : 0;
    let counts: { first: number; last: number } | undefined;
    let took = 0;
    for (;;) {
      const isFirst = counts === undefined;
      const isFull = out.rows >= bound.rows || requests >= bound.requests;
      // Twice as long, as the door gives a read half of what is left, to be able to send it again.
      const isLate = Date.now() + 2 * took + (what.countRest?.() ?? 0) * pace() > end;
      const isBegun = isJoined !== false && (!isFirst || index > first);
      // What must be whole and is begun is gone through, unless the time is over.
      if (requests > 0 && (isLate || (isFull && !isBegun))) return isBegun ? tooLong(index) : stop(index, skip);
      const asked = Date.now();
      requests += 1;
      const page = await readPage(ground, lane, skip, what, requests === 1);
      // Where the time is over it goes on at this very page.
      if ('failed' in page && isOver(ground) && requests > 1) return isBegun ? tooLong(index) : stop(index, skip);
      if ('failed' in page) {
        [out.isPartial, isWhole] = [true, false];
        out.notes.push(
          `not read: ${nameLane(lane)}, ${counts ? `${skip + 1} to ${skip + pageSize}` : 'all'} (${page.failed})`,
        );
        // Where nothing is known of its length it is left; else it goes on behind the page.
        if (!counts || isJoined) break;
        skip += pageSize;
        if (skip >= counts.last) break;
        continue;
      }
      const { items, count } = page;
      // With its first page it is known how long it is: what would not fit is left whole.
      const isNext = isFirst && isJoined !== false && index === first;
      if (isNext && done.length > 0 && out.rows + count > bound.rows) return stop(index, 0);
      counts = { first: counts?.first ?? count, last: count };
      const fresh = items.filter(({ uid }) => typeof uid === 'string' && !seen.has(uid) && seen.add(uid));
      out.rows += fresh.length;
      await what.onPage(lane, fresh);
      // With what was done about it, which may be more requests.
      took = Date.now() - asked;
      skip += items.length;
      ground.report(out.rows);
      // A page may be shorter than was asked for; one without anything, where more was told of, was not read.
      const isEnd = skip >= count;
      if (items.length === 0 && !isEnd) {
        [out.isPartial, isWhole] = [true, false];
        out.notes.push(`not read: ${nameLane(lane)}, ${skip + 1} to ${count} (the page that came was empty)`);
        break;
      }
      if (isEnd) {
        if (counts.first !== counts.last)
          out.notes.push(
            `${nameLane(lane)} changed while it was read: ${counts.first} entries before, ${counts.last} after`,
          );
        done.push(lane);
        await what.onLane?.(lane);
        break;
      }
    }
    if (groups[index + 1] !== groups[index]) await what.onGroup?.(isWhole);
  }
  return out;

  function tooLong(index: number): Scanned {
    if (first > start.index) return stop(first, 0);
    const lane = lanes[index] as Lane;
    const next = groups.lastIndexOf(groups[index] as string) + 1;
    out.isPartial = true;
    out.notes.push(
      `${nameLane(lane)} cannot be told: it takes longer than a call may; raise CONTENTSTACK_TIMEOUT_MS, or use a client that takes progress`,
    );
    return next < lanes.length ? stop(next, 0) : out;
  }
}

type Page = { items: readonly Json[]; count: number } | { failed: string };

async function readPage(
  ground: Ground,
  { type, locale }: Lane,
  skip: number,
  { only, query, more = {} }: Pick<Scan, 'only' | 'query' | 'more'>,
  isVeryFirst: boolean,
): Promise<Page> {
  const lane = { type, ...(locale === undefined ? {} : { locale }) };
  const [fields, filter] = [only?.(lane), query?.(lane)];
  const asked = {
    asc: 'created_at',
    include_count: true,
    limit: pageSize,
    ...(skip > 0 ? { skip } : {}),
    ...(filter ? { query: filter } : {}),
    ...more,
  };
  const isAsset = type.uid === assetUid;
  const given = isAsset
    ? asked
    : {
        ...asked,
        content_type_uid: type.uid,
        locale,
        ...(fields ? { only: [...new Set([...system, ...fields])] } : {}),
      };
  const name = isAsset ? 'list_assets' : 'list_entries';
  try {
    const body = isVeryFirst ? await ground.read(name, given) : await readOr(ground, name, given);
    if ('failed' in body && typeof body.failed === 'string') return { failed: body.failed };
    const list = isAsset ? body.assets : body.entries;
    if (!Array.isArray(list)) return { failed: 'the answer is no list' };
    const items = list.filter(isObject);
    return {
      items,
      count: typeof body.count === 'number' ? body.count : skip + items.length + (items.length < pageSize ? 0 : 1),
    };
  } catch (error) {
    // What was found until its time was over is still told.
    if (!isVeryFirst && isOver(ground)) return { failed: 'its time was over' };
    // Who has given up waits for nothing, and of the first page there is nothing else to tell.
    if (isVeryFirst || !(error instanceof NoAnswer) || error.kind === 'cancelled' || ground.signal.aborted) throw error;
    return { failed: error.message };
  }
}

async function readOr(ground: Ground, name: string, given: Json): Promise<Json> {
  const { status, body } = await ground.send(name, given);
  if (status >= 300) return { failed: `status ${status}` };
  return isObject(body) ? body : { failed: 'what came is no answer of the API' };
}

function toLeft(lanes: readonly Lane[], index: number, skip: number): NonNullable<Found['left']> {
  const lane = lanes[index] as Lane;
  const rest = lanes.length - index - 1;
  const from = skip > 0 ? ` from ${skip + 1} on` : '';
  const more = rest > 0 ? ` and ${rest} more ${rest === 1 ? 'list' : 'lists'}` : '';
  return { says: `not looked at yet: ${nameLane(lane)}${from}${more}`, next: { after: toCursor(lane, skip) } };
}
