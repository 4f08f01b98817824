// Reads several lists side by side, newest first, as far as a call may, and says down to when all of it is known.
import { isObject, type Json, member } from '../../content/value.ts';
import { NoAnswer } from '../../operations/answer.ts';
import { type Ground, Refused } from '../../operations/task.ts';
import type { Happening } from './happening.ts';
import { slack } from './merge.ts';
import type { Source } from './sources.ts';
import type { Span } from './span.ts';

interface Collected {
  happenings: Happening[];
  /** In milliseconds: all that is younger has come; minus infinity when all has. */
  horizon: number;
  /** Sources of which nothing came, and why. */
  lacking: string[];
  notes: string[];
}

const pageSize = 100;

/** So many pages, and so many happenings, are read in one call: more rows fit into no answer. */
const most = { pages: 60, rows: 600, late: 5 };

/** Of the time of a call, what is kept for all else. */
const reserve = 0.15;

interface Reading {
  source: Source;
  skip: number;
  /** All that is younger has come. */
  reached: number;
  state: 'open' | 'done' | 'stuck' | 'lacking';
}

/**
 * @param isWanted whether a happening would be shown.
 * @throws {Refused | NoAnswer} when none of the sources can be read at all.
 */
export async function collect(
  ground: Ground,
  sources: readonly Source[],
  span: Span,
  isWanted: (happening: Happening) => boolean,
): Promise<Collected> {
  const readings = sources.map(
    (source): Reading => ({ source, skip: 0, reached: Number.POSITIVE_INFINITY, state: 'open' }),
  );
  const out: Collected = { happenings: [], horizon: Number.NEGATIVE_INFINITY, lacking: [], notes: [] };
  const end = ground.until - (ground.until - Date.now()) * reserve;
  const seen = new Set<unknown>();
  let failure: unknown;
  let pages = 0;
  for (;;) {
    // Who is furthest behind: all have begun before one goes on.
    const open = readings.filter(({ state }) => state === 'open').sort((one, other) => other.reached - one.reached);
    const [next] = open;
    if (!next) break;
    const mayStop = next.reached < span.until && (pages >= most.pages || isFull());
    const mustStop = pages >= 2 * most.pages || Date.now() > end;
    if (pages >= readings.length && (mayStop || mustStop)) break;
    pages += 1;
    await readPage(next);
    ground.report(out.happenings.length);
  }
  if (readings.every(({ state }) => state === 'lacking')) throw failure;
  out.horizon = toHorizon();
  for (const { source, state } of readings) {
    if (source.late && (state === 'open' || state === 'stuck')) await readLate(source, source.late(out.horizon));
  }
  return out;

  function toHorizon(): number {
    const left = readings.filter(({ state }) => state === 'open' || state === 'stuck').map(({ reached }) => reached);
    return Math.max(Number.NEGATIVE_INFINITY, ...left);
  }

  function isFull(): boolean {
    const horizon = toHorizon();
    return out.happenings.filter(each => each.time > horizon && isWanted(each)).length >= most.rows;
  }

  async function readPage(reading: Reading): Promise<void> {
    const { source, skip } = reading;
    const page = await tryPage(source, skip);
    if (!Array.isArray(page)) {
      failure ??= page.error;
      reading.state = skip === 0 ? 'lacking' : 'stuck';
      if (skip === 0) out.lacking.push(`${source.name} (${page.why})`);
      else out.notes.push(`${source.name} could not be read further (${page.why})`);
      return;
    }
    take(source, page);
    reading.skip += page.length;
    const times = page.map(source.toTime).filter(time => !Number.isNaN(time));
    reading.reached = Math.min(reading.reached, ...times);
    const isOver = source.endsWithSpan && reading.reached < span.since - slack;
    if (page.length < pageSize || isOver) reading.state = 'done';
  }

  function take(source: Source, page: readonly Json[]): void {
    for (const item of page) {
      const key = typeof item.uid === 'string' ? item.uid : item;
      if (seen.has(key)) continue;
      seen.add(key);
      out.happenings.push(...source.toHappenings(item));
    }
  }

  async function readLate(source: Source, given: Json): Promise<void> {
    for (let skip = 0; skip < most.late * pageSize; skip += pageSize) {
      const page = await tryPage({ ...source, given }, skip);
      if (!Array.isArray(page)) break;
      take(source, page);
      if (page.length < pageSize) return;
    }
    out.notes.push('what was scheduled long before and carried out meanwhile may be missing');
  }

  async function tryPage(
    { operation, given, key }: Pick<Source, 'operation' | 'given' | 'key'>,
    skip: number,
  ): Promise<Json[] | { why: string; error: unknown }> {
    const asked = { ...given, limit: pageSize, ...(skip > 0 ? { skip } : {}) };
    try {
      const answer = await ground.send(operation, asked);
      const list = answer.status < 300 ? member(answer.body, key) : undefined;
      if (Array.isArray(list)) return list.filter(isObject);
      return { why: `status ${answer.status}`, error: new Refused(operation, asked, answer, ground.branch) };
    } catch (error) {
      if (!(error instanceof NoAnswer) || error.kind === 'cancelled' || ground.signal.aborted) throw error;
      return { why: error.message, error };
    }
  }
}
