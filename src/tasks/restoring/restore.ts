// Restores entries: all rows are tried before any is written, then each is saved once, and what is live follows where asked.
import { NoAnswer } from '../../operations/answer.ts';
import { BadTask, type Found, type Ground, isOver, NotDone } from '../../operations/task.ts';
import { count } from '../numbers.ts';
import { makeLook } from './look.ts';
import { toMake } from './make.ts';
import { planPublish, publish, tellLeft, tellPlan, toOrders, toStanding } from './publish.ts';
import { type Given, nameRow, readRows, toPlace } from './row.ts';
import { refuse, tell } from './tell.ts';
import { type Came, type Done, isDone, toCame, type Work } from './work.ts';

export interface Asked {
  rows: Given[];
  partial?: boolean | undefined;
  dry_run?: boolean | undefined;
  publish?: boolean | undefined;
}

/** @throws {BadTask | NotDone} where nothing was restored. */
export async function restoreRows(ground: Ground, asked: Asked): Promise<Found> {
  const { partial = false, dry_run: isRehearsal = false, publish: isPublished = false } = asked;
  if (isPublished && !ground.has('publish_entry')) throw new BadTask('publish: publish_entry is not there here');
  const works = await toWorks(ground, asked.rows, partial);
  const whole = ground.forbids(
    'update_entry',
    works.map(({ row }) => toPlace(row)),
  );
  const isAlone = works.some(({ row }) => ground.forbids('update_entry', [toPlace(row)]) !== undefined);
  // What each row may do, all may not: fewer at once.
  if (whole !== undefined && !isAlone && !isRehearsal) throw new NotDone(`Nothing was restored. ${whole}`);
  // One row alone is written or not.
  const tried = works.length > 1 || isRehearsal || isPublished ? await tryAll(ground, works) : undefined;
  const failed = tried?.filter(came => !isDone(came)) ?? [];
  const isRefused = tried && (failed.length === tried.length || (failed.length > 0 && !partial && !isRehearsal));
  if (isRefused) refuse(failed, works.length);
  const ready = tried ? tried.filter(isDone).map(({ work }) => work) : works;
  if (isPublished) await plan(ground, ready, isRehearsal);
  const came = isRehearsal && tried ? tried : [...failed, ...(await saveAll(ground, ready))];
  // Nothing came of any of them: that is no answer but a refusal.
  if (!came.some(isDone)) refuse(came, works.length);
  const done = came.filter(isDone);
  const published = isRehearsal ? done.flatMap(tellPlanned) : await publishAll(ground, done);
  const left = works.filter(work => !came.some(each => each.work === work));
  return tell(came, { isRehearsal: isRehearsal || ground.isRehearsal, published, left, all: works.length });
}

async function toWorks(ground: Ground, given: readonly Given[], isPartial: boolean): Promise<Work[]> {
  const rows = await readRows(ground, given);
  const look = makeLook(ground);
  return rows.map((row, index): Work => {
    const place = toPlace(row);
    const make = toMake(row, { isPartial, look });
    return {
      row,
      given: given[index] as Given,
      async save(isRehearsal) {
        const forbidden = ground.forbids('update_entry', [place]);
        if (forbidden !== undefined) return { state: 'wrong', problems: [forbidden] };
        return ground.save({ operation: 'update_entry', given: place, make, isPartial, isRehearsal });
      },
    };
  });
}

async function tryAll(ground: Ground, works: readonly Work[]): Promise<Came[]> {
  const tried: Came[] = [];
  for (const work of works) {
    tried.push(toCame(work, await work.save(true)));
    ground.report(tried.length, works.length * 2);
  }
  return tried;
}

/** Where it is live is looked up, told and asked for before anything is written. */
async function plan(ground: Ground, works: readonly Work[], isRehearsal: boolean): Promise<void> {
  for (const work of works) work.plan = await planPublish(ground, work.row);
  const orders = works.flatMap(({ row, plan: at }) => (at ? toOrders(row, at) : []));
  const forbidden = ground.forbids('publish_entry', orders);
  if (forbidden !== undefined) throw new NotDone(`Nothing was restored. ${forbidden} Without publish they can be.`);
  const live = works.filter(work => work.plan && work.plan.to.size > 0);
  if (live.length === 0 || isRehearsal) return;
  const lines = live.map(({ row, plan: at }) => `- ${nameRow(row)} in ${at ? tellPlan(at) : ''}`);
  await ground.ask(
    [`Restore ${count(works.length, 'entry', 'entries')}, and put live what is restored?`, ...lines].join('\n'),
    works.map(({ row, plan: at }) => [nameRow(row), at?.version, ...(at?.to ?? [])]),
  );
}

function tellPlanned({ work: { row, plan: planned }, done: { state } }: Done): string[] {
  if (!planned) return [];
  const at = toStanding(planned, state);
  return [...tellLeft(row, at), ...(at.to.size > 0 ? [`${nameRow(row)} would go live in ${tellPlan(at)}`] : [])];
}

async function saveAll(ground: Ground, works: readonly Work[]): Promise<Came[]> {
  const came: Came[] = [];
  for (const work of works) {
    if (isOver(ground) && came.length > 0) break;
    try {
      came.push(toCame(work, await work.save(false)));
    } catch (error) {
      // Before its write: what was done until then is told.
      if (came.length === 0 || !(error instanceof NoAnswer)) throw error;
      if (isOver(ground)) break;
      came.push({ work, says: `${error.message} Nothing was saved of it.` });
    }
    ground.report(works.length + came.length, works.length * 2);
  }
  return came;
}

async function publishAll(ground: Ground, done: readonly Done[]): Promise<string[]> {
  const told: string[] = [];
  for (const { work, done: saved } of done) {
    if (!work.plan) continue;
    const before = saved.before?._version;
    // What is not saved has no version yet: it is the next one.
    const version = saved.state === 'rehearsed' ? Number(before) + 1 : saved.after._version;
    const versions = { before, version };
    told.push(...(await publish(ground, work.row, toStanding(work.plan, saved.state), versions)));
  }
  return told;
}
