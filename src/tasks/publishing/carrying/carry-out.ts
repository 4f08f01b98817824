// Sends what publishes rows: what is needed goes first, and what needs something that was refused does not go at all.
import { type Ground, isOver } from '../../../operations/task.ts';
import type { Row } from '../row.ts';
import { readEnd, readFailures } from './jobs.ts';
import { pause, toReserve } from './pause.ts';
import { type Sending, toPortions, toSingles } from './requests.ts';
import { type Fate, repeats, sendOnce } from './send.ts';
import { findOut, type Settling } from './settle.ts';
import { makeFindNeeders } from './since.ts';
import type { Way } from './ways.ts';

interface CarriedOut {
  fates: Map<Row, Fate>;
  /** Not sent, as something that it needs was refused: what. */
  held: Map<Row, Row>;
  /** Why it ended before the last row. */
  stopped?: string;
}

interface Carrying {
  way: Way;
  /** All of the plan, as one may need another. */
  rows: readonly Row[];
  /** What cannot go: what needs it does not go either. */
  barred: readonly Row[];
  scheduledAt: string | undefined;
  settling: Settling;
}

/** So many in a row that end alike: so would the rest. */
const mostAlike = 3;

/** By the API's reference, for the whole organisation. */
const mostJobs = 2;

/** Between two looks at a job, in milliseconds. */
const look = { first: 300, longest: 5_000 };

const timeOver = 'the time of a call is over';

export async function carryOut(ground: Ground, todo: readonly Row[], carrying: Carrying): Promise<CarriedOut> {
  const { way, rows, barred, scheduledAt, settling } = carrying;
  const fates = new Map<Row, Fate>();
  const held = new Map<Row, Row>();
  const findNeeders = makeFindNeeders(rows);
  const blocked = new Map<Row, Row>();
  const recent: string[] = [];
  let stopped: string | undefined;
  let longest = 0;
  const reserve = toReserve(ground);
  const hasTime = (): boolean => Date.now() + 2 * longest + reserve <= ground.until && !isOver(ground);

  /** @returns undefined where it was not sent, as there is no time. */
  const send = async ({ operation, given, rows: own }: Sending): Promise<Fate | undefined> => {
    if (stopped === undefined && !hasTime()) stopped = timeOver;
    if (stopped !== undefined) return undefined;
    const began = Date.now();
    const fate = await sendOnce(ground, operation, given);
    longest = Math.max(longest, Date.now() - began);
    for (const row of own) fates.set(row, fate);
    if (fate.kind !== 'accepted') {
      recent.push(fate.why);
      const last = recent.slice(-mostAlike);
      if (repeats(fate)) stopped = fate.why;
      else if (last.length === mostAlike && last.every(why => why === fate.why))
        stopped = `${mostAlike} in a row ended alike: ${fate.why}`;
    } else recent.splice(0);
    ground.report([...fates.values()].filter(({ kind }) => kind === 'accepted').length, todo.length);
    return fate;
  };

  const sendSingles = async (own: readonly Row[]): Promise<void> => {
    for (const sending of toSingles(own, scheduledAt)) if (!(await send(sending))) break;
  };

  const sendPortions = async (own: readonly Row[]): Promise<void> => {
    const active = new Map<string, Sending>();
    for (const sending of toPortions(own, scheduledAt)) {
      if (!(await wait(active, mostJobs - 1))) break;
      const fate = await send(sending);
      if (!fate) break;
      if (fate.kind === 'accepted' && fate.job !== undefined) active.set(fate.job, sending);
      // All of a portion is refused for one of its items: each is asked for by itself, so that the others go.
      if (fate.kind === 'refused' && stopped === undefined && canSendSingly(ground, sending.rows)) {
        recent.splice(0);
        await sendSingles(sending.rows);
      }
    }
    await wait(active, 0);
  };

  /** Until no more jobs than that are under way; what they could not publish is refused. @returns false where time is short. */
  const wait = async (active: Map<string, Sending>, room: number): Promise<boolean> => {
    for (let every = look.first; active.size > room; every = Math.min(every * 1.5, look.longest)) {
      for (const [job, sending] of active) {
        const end = await readEnd(ground, job);
        if (!end) continue;
        active.delete(job);
        if (end === 'done') continue;
        for (const [row, why] of await readFailures(ground, job, sending.rows))
          fates.set(row, { kind: 'refused', why });
      }
      if (active.size <= room) break;
      if (await pause(ground, every, reserve)) continue;
      stopped ??= timeOver;
      return false;
    }
    return true;
  };

  /** Without what is live nowhere there, what needs it would go live with a hole. */
  const block = (row: Row): void => {
    if (row.live !== undefined) return;
    for (const needer of findNeeders(row)) if (!blocked.has(needer)) blocked.set(needer, row);
  };

  for (const row of barred) block(row);
  for (const level of toLevels(todo, way)) {
    const free = level.filter(row => !blocked.has(row));
    await (way === 'bulk' ? sendPortions(free) : sendSingles(free));
    const lost = free.filter(row => fates.get(row)?.kind === 'lost');
    // What got no clear answer is looked for, as what needs it waits for that.
    const found = lost.length > 0 && stopped === undefined ? await findOut(ground, lost, settling) : undefined;
    for (const row of free) {
      const fate = fates.get(row);
      const isOrdered = fate?.kind === 'accepted' || (found?.get(row)?.state ?? 'refused') !== 'refused';
      // Without a fate it waits for another call, and so does what needs it.
      if (fate && !isOrdered) block(row);
    }
    for (const row of level) {
      const by = blocked.get(row);
      if (!by || fates.has(row)) continue;
      held.set(row, by);
      block(row);
    }
    if (stopped !== undefined) break;
  }
  return { fates, held, ...(stopped === undefined ? {} : { stopped }) };
}

/** All requests, in the order in which they leave where nothing stands in the way. */
export const listSendings = (way: Way, todo: readonly Row[], scheduledAt: string | undefined): Sending[] =>
  toLevels(todo, way).flatMap(level => (way === 'bulk' ? toPortions : toSingles)(level, scheduledAt));

const toKey = ({ type, uid, locale }: Row): string => JSON.stringify([type, uid, locale]);

/** What is live nowhere yet goes a level before what needs it; an item in all of its environments at once. */
function toLevels(rows: readonly Row[], way: Way): Row[][] {
  const findNeeders = makeFindNeeders(rows);
  const needs = new Map(rows.map(row => [toKey(row), new Set<string>()]));
  for (const row of rows.filter(({ live }) => live === undefined))
    for (const needer of findNeeders(row)) if (toKey(needer) !== toKey(row)) needs.get(toKey(needer))?.add(toKey(row));
  const levels: Row[][] = [];
  for (let left = [...rows]; left.length > 0; ) {
    const open = new Set(left.map(toKey));
    const free = left.filter(row => [...(needs.get(toKey(row)) ?? [])].every(key => !open.has(key)));
    // In a circle nothing comes first: one by one they go in the order of the plan, and portions take all of it.
    const circle = way === 'bulk' ? left : left.filter(row => toKey(row) === toKey(left[0] as Row));
    const level = free.length > 0 ? free : circle;
    levels.push(level);
    left = left.filter(row => !level.includes(row));
  }
  return levels;
}

const canSendSingly = (ground: Ground, rows: readonly Row[]): boolean =>
  toSingles(rows).every(
    ({ operation, given }) => ground.has(operation) && ground.forbids(operation, [given]) === undefined,
  );
