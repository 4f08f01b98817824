// Carries a plan out: makes its rows anew, asks once, sends what is as it was told, and looks what became of it.

import { BadTask, type Found, type Ground, NotDone } from '../../../operations/task.ts';
import { count } from '../../numbers.ts';
import { toCounted } from '../counted.ts';
import { makePlan } from '../make-plan.ts';
import { type Plan, type Row, toMark } from '../row.ts';
import { carryOut, listSendings } from './carry-out.ts';
import { deployPlan } from './deploy.ts';
import { fillRelease } from './fill-release.ts';
import { type Given, requireSense } from './given.ts';
import { type Job, listUnderWay } from './jobs.ts';
import { nameRow, toQuestion } from './question.ts';
import { type Queue, readQueue, waits } from './queue.ts';
import { type Fate, rehearse } from './send.ts';
import { type Final, settle } from './settle.ts';
import { type Sorted, type Sorting, sortOut } from './sort-out.ts';
import { type Told, tellNumbers, tellRows, toTold } from './tell.ts';
import { chooseWay, offerRelease, type Way } from './ways.ts';

export async function publishPlan(ground: Ground, given: Given): Promise<Found> {
  requireSense(given);
  const plan = await makePlan(ground, given);
  const planned = ground.readCode(given.code, toCounted(given));
  if (!planned)
    throw new BadTask(
      'code: is older than thirty minutes, or of a plan with other arguments; call plan_publish with these for a new one',
    );
  if (plan.isPartial)
    throw new NotDone(`Nothing was published: ${plan.notes.join('; ')}. Call it again, with the same code.`);
  const queue = await readQueue(ground, planned.at);
  if (plan.release) return deployPlan(ground, { given, plan, release: plan.release, planned, queue });
  const sorted = await sortOut(ground, given, { plan, planned, queue });
  if (given.as_release !== undefined) return fillRelease(ground, given.as_release, sorted, plan.rows);
  return carry(ground, given, { plan, planned, queue, ...sorted });
}

async function carry(ground: Ground, given: Given, sorted: Sorted & Sorting): Promise<Found> {
  const { plan, planned, queue, told, left } = sorted;
  const { scheduled_at: scheduledAt, code } = given;
  const at = scheduledAt === undefined ? undefined : Date.parse(scheduledAt);
  const jobs = await listUnderWay(ground, planned.at);
  const todo: Row[] = [];
  // What changed since stays, and what needs it too; what is excepted was chosen to stay.
  const barred = [...sorted.changed];
  for (const row of sorted.todo) {
    const waiting = toWaiting(row, { queue, at, jobs: jobs ?? [] });
    if (waiting) told.push(toTold(row, waiting));
    else if (row.forbidden !== undefined) told.push({ row, state: `forbidden: ${row.forbidden}` });
    else todo.push(row);
    if (waiting ? waiting.state === 'not begun' : row.forbidden !== undefined) barred.push(row);
  }
  if (todo.length === 0) {
    const isForbidden = told.some(({ state }) => state.startsWith('forbidden'));
    const says = told.length === 0 ? 'nothing left to do' : `nothing was sent: ${tellNumbers(told)}`;
    return tellRows(told, { says: `${says}${isForbidden ? `.${offerRelease(ground)}` : ''}` });
  }
  const way = chooseWay(ground, todo, { scheduledAt, canFollow: jobs !== undefined });
  const wrong = told.filter(({ state }) => state.startsWith('wrong')).map(({ row }) => row);
  await ground.ask(
    toQuestion(ground, { todo, wrong, left, scheduledAt }),
    [todo.map(toMark), scheduledAt ?? null],
    true,
  );
  if (ground.isRehearsal) return tellRehearsal(ground, todo, { way, scheduledAt, told });
  const settling = { before: queue, since: planned.at, isScheduled: scheduledAt !== undefined };
  const done = await carryOut(ground, todo, { way, rows: plan.rows, barred, scheduledAt, settling });
  const finals = await settle(ground, listSent(done.fates), settling);
  const outcomes = todo.map(row => toTold(row, finals.get(row) ?? toUnsent(row, done)));
  const rest = outcomes.filter(({ state }) => state.startsWith('not begun')).length;
  const held = done.held.size;
  return tellRows([...outcomes, ...told], {
    says: `${tellNumbers([...outcomes, ...told])}${done.stopped === undefined ? '' : `; ended early: ${done.stopped}`}`,
    notes: listNotes(scheduledAt, plan),
    left:
      rest - held > 0
        ? { says: `${count(rest - held, 'row')} not begun: call it again with the same code`, next: { code } }
        : undefined,
  });
}

/** What was ordered already is not ordered again. */
function toWaiting(
  row: Row,
  { queue, at, jobs }: { queue: Queue; at: number | undefined; jobs: readonly Job[] },
): Final | undefined {
  const found = waits(queue, row, at);
  if (found) return { state: found.at === undefined ? 'queued' : 'scheduled' };
  const isThen = (then: number | undefined): boolean =>
    at === undefined || then === undefined ? at === then : Math.abs(then - at) < 1_000;
  const isUnderWay = row.pending.some(
    each => isThen(each.at) && each.action === row.action && (each.version ?? row.goes) === row.goes,
  );
  if (isUnderWay) return { state: at === undefined ? 'queued' : 'scheduled' };
  const job = jobs.find(each => each.mayHold(row));
  return (
    job && {
      state: 'not begun',
      why: `the bulk job ${job.uid}, begun since the plan, may hold it; call again when that is done`,
    }
  );
}

const listSent = (fates: ReadonlyMap<Row, Fate>): Map<Row, Fate> =>
  new Map([...fates].filter(([, { kind }]) => kind === 'accepted' || kind === 'lost'));

function toUnsent(row: Row, { fates, held, stopped }: Awaited<ReturnType<typeof carryOut>>): Final {
  const fate = fates.get(row);
  const by = held.get(row);
  if (by) return { state: 'not begun', why: `it needs ${nameRow(by)}, which did not go` };
  if (fate?.kind === 'refused') return { state: 'refused', why: fate.why };
  if (fate && 'why' in fate) return { state: 'not begun', why: fate.why };
  return { state: 'not begun', why: stopped };
}

function listNotes(scheduledAt: string | undefined, { notes }: Plan): string[] {
  const pinned =
    scheduledAt === undefined
      ? []
      : [
          `scheduled for ${scheduledAt} at the versions named here: what is saved until then does not go; cancel_scheduled_publish takes one back`,
        ];
  return [...pinned, ...notes];
}

async function tellRehearsal(
  ground: Ground,
  todo: readonly Row[],
  { way, scheduledAt, told }: { way: Way; scheduledAt: string | undefined; told: Told[] },
): Promise<Found> {
  const sendings = listSendings(way, todo, scheduledAt);
  await rehearse(ground, sendings);
  const byRow = new Map(sendings.flatMap(({ operation, rows }) => rows.map(row => [row, operation] as const)));
  const would = todo.map(row => ({ row, state: `would go by ${byRow.get(row)}` }));
  return tellRows([...would, ...told], {
    says: `nothing was sent, as this is a rehearsal: ${count(sendings.length, 'request')} would publish ${count(todo.length, 'row')}`,
  });
}
