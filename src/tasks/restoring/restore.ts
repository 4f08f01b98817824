// Restores entries: all rows are tried before any is written, then each is saved once, and what came of each is told.
import { compareEntries } from '../../content/comparison/entries.ts';
import { NoAnswer } from '../../operations/answer.ts';
import type { Saved } from '../../operations/saving.ts';
import { BadTask, type Found, type Ground, isOver, NotDone, Refused } from '../../operations/task.ts';
import { count } from '../numbers.ts';
import { notKnown } from '../told-save.ts';
import { makeLook } from './look.ts';
import { toMake } from './make.ts';
import { type Plan, planPublish, publish, tellPlan } from './publish.ts';
import { type Given, nameRow, type Row, readRows } from './row.ts';

export interface Asked {
  rows: Given[];
  partial?: boolean | undefined;
  dry_run?: boolean | undefined;
  publish?: boolean | undefined;
}

interface Work {
  row: Row;
  /** As it was given. */
  given: Given;
  save(isRehearsal: boolean): Promise<Saved>;
  plan?: Plan;
}

/** What came of a row: it is stored as wanted, or why not. */
type Came = Done | { work: Work; says: string; isUnknown?: true };

interface Done {
  work: Work;
  done: Extract<Saved, { after: unknown }>;
}

/** @throws {BadTask | NotDone} where nothing was restored. */
export async function restoreRows(ground: Ground, asked: Asked): Promise<Found> {
  const { partial = false, dry_run: isRehearsal = false, publish: isPublished = false } = asked;
  if (isPublished && !ground.has('publish_entry')) throw new BadTask('publish: publish_entry is not there here');
  const rows = await readRows(ground, asked.rows);
  const look = makeLook(ground);
  const works = rows.map((row, index): Work => {
    const { content_type_uid, entry_uid, locale } = row;
    const given = { content_type_uid, entry_uid, ...(locale === undefined ? {} : { locale }) };
    const make = toMake(row, { isPartial: partial, look });
    return {
      row,
      given: asked.rows[index] as Given,
      save: isRehearsal => ground.save({ operation: 'update_entry', given, make, isPartial: partial, isRehearsal }),
    };
  });
  // One row alone is written or not.
  const tried = works.length > 1 || isRehearsal || isPublished ? await tryAll(ground, works) : undefined;
  const failed = tried?.filter(came => 'says' in came) ?? [];
  if (tried && (failed.length === tried.length || (failed.length > 0 && !partial && !isRehearsal)))
    refuse(failed, works);
  const ready = tried ? tried.flatMap(came => ('done' in came ? [came.work] : [])) : works;
  if (isPublished) await plan(ground, ready, asked.rows, isRehearsal);
  const came = isRehearsal && tried ? tried : await saveAll(ground, ready, failed);
  const done = came.filter(each => 'done' in each);
  // Nothing came of any of them: that is no answer but a refusal.
  if (done.length === 0) refuse(came, works);
  const published = isRehearsal ? works.flatMap(tellPlanned) : await publishAll(ground, done);
  const left = works.filter(work => !came.some(each => each.work === work));
  return tell(came, { isRehearsal, published, left, all: works.length });
}

const tellPlanned = ({ row, plan: at }: Work): string[] =>
  at && at.to.size > 0 ? [`${nameRow(row)} would go live in ${tellPlan(at)}`] : [];

async function publishAll(ground: Ground, done: readonly Done[]): Promise<string[]> {
  const told: string[] = [];
  for (const { work, done: saved } of done) {
    if (!work.plan || !['saved', 'found'].includes(saved.state)) continue;
    const versions = { before: saved.before?._version, version: saved.after._version };
    told.push(...(await publish(ground, work.row, work.plan, versions)));
  }
  return told;
}

async function tryAll(ground: Ground, works: readonly Work[]): Promise<Came[]> {
  const tried: Came[] = [];
  for (const work of works) {
    tried.push(toCame(work, await work.save(true)));
    ground.report(tried.length, works.length * 2);
  }
  return tried;
}

function toCame(work: Work, saved: Saved): Came {
  switch (saved.state) {
    case 'wrong':
      return { work, says: saved.problems.join('; ') };
    case 'conflict':
      return { work, says: saved.conflicts.map(({ address }) => `${address}: it was changed since`).join('; ') };
    case 'refused':
      return { work, says: saved.says };
    case 'unknown':
      return { work, says: `${saved.says} ${notKnown}`, isUnknown: true };
    default:
      return { work, done: saved };
  }
}

function refuse(failed: readonly Came[], works: readonly Work[]): never {
  const lines = failed.flatMap(came => ('says' in came ? [`- ${nameRow(came.work.row)}: ${came.says}`] : []));
  const isUnknown = failed.some(came => 'says' in came && came.isUnknown);
  throw new NotDone(
    [
      ...(isUnknown ? [] : ['Nothing was restored.']),
      ...(works.length > failed.length ? [`${failed.length} of ${works.length} rows cannot be done as they are:`] : []),
      ...lines,
      ...(isUnknown
        ? []
        : [
            '`except` of a row names what shall stay as it is; partial: true restores what can be and leaves the rest.',
          ]),
    ].join('\n'),
  );
}

/** Where it is live is looked up, told and asked for before anything is written. */
async function plan(
  ground: Ground,
  works: readonly Work[],
  given: readonly Given[],
  isRehearsal: boolean,
): Promise<void> {
  for (const work of works) work.plan = await planPublish(ground, work.row, work.row.except.length === 0);
  const live = works.filter(work => work.plan && work.plan.to.size > 0);
  if (live.length === 0 || isRehearsal) return;
  const lines = live.map(({ row, plan: at }) => `- ${nameRow(row)} in ${at ? tellPlan(at) : ''}`);
  await ground.ask(
    [`Restore ${count(given.length, 'entry', 'entries')}, and put live what is restored:`, ...lines].join('\n'),
    works.map(({ row, plan: at }) => [nameRow(row), at?.version, ...(at?.to ?? [])]),
  );
}

async function saveAll(ground: Ground, works: readonly Work[], failed: readonly Came[]): Promise<Came[]> {
  const came: Came[] = [...failed];
  for (const [index, work] of works.entries()) {
    if (isOver(ground) && index > 0) break;
    try {
      came.push(toCame(work, await work.save(false)));
    } catch (error) {
      // Before its write: what was done until then is told.
      if (index === 0 || ground.signal.aborted || !(error instanceof NoAnswer || error instanceof Refused)) throw error;
      came.push({ work, says: `${error.message} Nothing was saved of it.` });
    }
    ground.report(works.length + index + 1, works.length * 2);
  }
  return came;
}

interface Telling {
  isRehearsal: boolean;
  published: readonly string[];
  left: readonly Work[];
  /** So many rows were given. */
  all: number;
}

function tell(came: readonly Came[], { isRehearsal, published, left, all }: Telling): Found {
  const done = came.filter(each => 'done' in each);
  const name = (work: Work): string => (all > 1 ? `${nameRow(work.row)}: ` : '');
  const rows = done.flatMap(({ work, done: saved }) => listChanges(work.row, saved));
  const notes = came.flatMap(each =>
    'says' in each
      ? [`${each.isUnknown ? 'unknown' : 'not restored'}: ${name(each.work)}${each.says}`]
      : tellNotes(each, name(each.work)),
  );
  const isSame = done.every(({ done: { state } }) => state === 'same');
  const what = `${count(rows.length, 'change')} in ${done.length} of ${count(all, 'row')}`;
  return {
    says: isSame
      ? `nothing to restore: ${count(done.length, 'row')} ${done.length === 1 ? 'is' : 'are'} as wanted already`
      : isRehearsal
        ? `nothing was saved (dry_run): ${what}`
        : `restored: ${what}${left.length > 0 ? ' so far' : ''}`,
    notes: [...notes, ...published],
    columns: ['content_type', 'uid', 'locale', 'version', 'address', 'change', 'before', 'after'],
    rows,
    ...(left.length > 0
      ? { left: { says: `not reached: ${count(left.length, 'row')}`, next: { rows: left.map(({ given }) => given) } } }
      : {}),
  };
}

function listChanges(row: Row, { state, before = {}, after, schema }: Done['done']): unknown[][] {
  if (state === 'same') return [];
  const cells = [row.content_type_uid, row.entry_uid, after.locale, after._version];
  return compareEntries(before, after, schema, false).rows.map(change => [...cells, ...change]);
}

const tellNotes = ({ done: { state, after, left, notes } }: Done, name: string): string[] => [
  ...(state === 'same' ? [`${name}nothing to change, v${String(after._version)} is as wanted`] : []),
  ...(state === 'found' ? [`${name}no clear answer came, so it was looked up: it is saved`] : []),
  ...[...left.map(line => `left as it is: ${line}`), ...notes].map(line => `${name}${line}`),
];
