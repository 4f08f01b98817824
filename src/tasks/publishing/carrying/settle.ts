// What became of rows that were sent: looks at what is live and at the queue until all are settled, or the time is short.
import type { Ground } from '../../../operations/task.ts';
import type { Row } from '../row.ts';
import { readLiveNow, type Seen } from './live-now.ts';
import { pause, toReserve } from './pause.ts';
import { type Queue, type Queued, readQueue } from './queue.ts';
import type { Fate } from './send.ts';

export interface Final {
  state: 'live' | 'taken off' | 'queued' | 'scheduled' | 'refused' | 'not begun' | 'not known';
  why?: string | undefined;
  /** What is live now; null for nothing, undefined where it could not be read. */
  live?: number | null | undefined;
}

export interface Settling {
  /** What was in the queue before the first request. */
  before: Queue;
  /** From when on the queue is read; by the API's clock, in milliseconds. */
  since: number;
  isScheduled: boolean;
}

/** What a look shows of each; without those of which it shows nothing. */
export async function findOut(
  ground: Ground,
  rows: readonly Row[],
  { before, since }: Settling,
): Promise<Map<Row, Final>> {
  const found = new Map<Row, Final>();
  const seen = await readLiveNow(ground, rows);
  const open = rows.filter(row => {
    const final = toLive(row, seen.get(row), since);
    if (final) found.set(row, final);
    return !final;
  });
  const queue = open.length > 0 ? await readQueue(ground, since, true) : undefined;
  for (const row of open) {
    const old = new Set(before(row).map(({ uid }) => uid));
    const ours = queue?.(row).find(each => !old.has(each.uid) && each.action === row.action && isVersion(each, row));
    const state = ours && toState(ours);
    if (state) found.set(row, { ...state, live: toShown(seen.get(row)) });
  }
  return found;
}

const isVersion = ({ version }: Queued, { goes }: Row): boolean =>
  version === undefined || goes === undefined || version === goes;

const toShown = (seen: Seen | undefined): Final['live'] => seen && (seen.state?.version ?? null);

function toLive({ action, live: was, goes }: Row, seen: Seen | undefined, since: number): Final | undefined {
  if (!seen) return undefined;
  const { version: live, at = '' } = seen.state ?? {};
  // Another language's text may have had the same number.
  const isNew = was !== goes || Date.parse(at) > since;
  if (action === 'publish') return live === goes && isNew ? { state: 'live', live: live ?? null } : undefined;
  return live === undefined ? { state: 'taken off', live: null } : undefined;
}

function toState({ state, at, why }: Queued): Final {
  if (state === 'failed') return { state: 'refused', why: why ?? 'the publish queue says that it failed' };
  if (state === 'cancelled') return { state: 'refused', why: 'somebody took it out of the publish queue' };
  return at === undefined ? { state: 'queued' } : { state: 'scheduled' };
}

/** In milliseconds: the queue is seldom slower than that, and what is, is told as it stands. */
const pauses = [250, 500, 1_000, 2_000, 3_000, 3_000, 3_000, 3_000];

/** So many looks for what got no clear answer. */
const looksForLost = 2;

/** @param fates of the rows that were sent, or may have been. */
export async function settle(
  ground: Ground,
  fates: ReadonlyMap<Row, Fate>,
  settling: Settling,
): Promise<Map<Row, Final>> {
  const all = [...fates.keys()];
  const finals = new Map<Row, Final>();
  const isOpen = (row: Row): boolean => (finals.get(row)?.state ?? 'queued') === 'queued';
  const reserve = toReserve(ground) / 2;
  for (let looks = 1; ; looks += 1) {
    const open = all.filter(isOpen);
    for (const [row, final] of await findOut(ground, open, settling)) finals.set(row, final);
    ground.report(all.length - all.filter(isOpen).length, all.length);
    const isWaited = all.some(row => isOpen(row) && (fates.get(row)?.kind === 'accepted' || looks <= looksForLost));
    const next = pauses[looks - 1];
    if (!isWaited || settling.isScheduled || next === undefined || !(await pause(ground, next, reserve))) break;
  }
  for (const [row, fate] of fates) {
    if (finals.has(row)) continue;
    if (fate.kind === 'accepted') finals.set(row, { state: settling.isScheduled ? 'scheduled' : 'queued' });
    else finals.set(row, { state: 'not known', why: `no clear answer came (${'why' in fate ? fate.why : ''})` });
  }
  return finals;
}
