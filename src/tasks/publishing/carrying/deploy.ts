// Carries out the plan of a release: it is deployed as a whole, or not at all.
import { isAbsent, isObject, type Json } from '../../../content/value.ts';
import type { Arguments } from '../../../operations/arguments.ts';
import type { Planned } from '../../../operations/saving.ts';
import { BadTask, type Found, type Ground, NotDone } from '../../../operations/task.ts';
import { count } from '../../numbers.ts';
import { type Item, newer, toItem } from '../releases.ts';
import { isAsItIs, isDue, type Plan, type Row, toMark } from '../row.ts';
import type { Given } from './given.ts';
import { nameRow, toQuestion } from './question.ts';
import { type Queue, waits } from './queue.ts';
import type { Sending } from './requests.ts';
import { rehearse, sendOnce } from './send.ts';
import { settle } from './settle.ts';
import { type Told, tellNumbers, tellRows, toTold } from './tell.ts';
import { endSentence, lacks } from './ways.ts';

interface Deploying {
  given: Given;
  plan: Plan;
  release: NonNullable<Plan['release']>;
  planned: Planned;
  queue: Queue;
}

/** So many rows that stand in the way are named. */
const mostNamed = 5;

export async function deployPlan(ground: Ground, deploying: Deploying): Promise<Found> {
  const { given, plan, release, planned, queue } = deploying;
  const { scheduled_at: scheduledAt } = given;
  const at = scheduledAt === undefined ? undefined : Date.parse(scheduledAt);
  // What its items point at is told, and no part of it.
  const rows = plan.rows.filter(({ why }) => why.kind === 'named');
  const open = rows.filter(row => !isAsItIs(row));
  const waiting = open.filter(row => waits(queue, row, at));
  if (open.length === 0) return { says: 'nothing left to do: all of the release is as it would be', notes: plan.notes };
  if (waiting.length === open.length) {
    const told = open.map((row): Told => toTold(row, { state: at === undefined ? 'queued' : 'scheduled' }));
    return tellRows(told, { says: `nothing was sent: ${tellNumbers(told)}` });
  }
  const name = JSON.stringify(release.name);
  const stays = `The release ${name} was not deployed, as all of it goes or nothing:`;
  if (!planned.isSame(plan.rows.map(toMark))) {
    const changed = open.filter(row => row.changed > planned.at);
    const named =
      changed.length > 0
        ? `${tellSome(changed, nameRow)} changed since the plan`
        : 'its items, or what is live, are no longer what was told';
    throw new BadTask(`code: ${named}; plan it again with plan_publish`);
  }
  const wrong = open.filter(row => !isDue(row));
  if (wrong.length > 0) {
    const why = ({ wrong: reasons, skip = '' }: Row): string => (reasons.length > 0 ? reasons.join('; ') : skip);
    throw new NotDone(`${stays} ${tellSome(wrong, row => `${nameRow(row)}: ${why(row)}`, ' | ')}.`);
  }
  // The last look at what it holds: without it something untold could go.
  if (!ground.has('get_release')) throw refuse(ground, release, 'get_release is off here');
  const head = await readHead(ground, release.uid);
  const since = (Array.isArray(head.status) ? head.status : [])
    .filter(isObject)
    .find(({ environment, time, status }) => isOf(rows, environment) && isSince(time, status, planned.at, at));
  if (since) return toldDeployed(open, at);
  const untold = findUntold(rows, head);
  if (untold !== undefined) throw new NotDone(`${stays} ${untold}.`);
  const sending = toSending(deploying, rows, head);
  const why = open.map(({ forbidden }) => forbidden).find(each => each !== undefined) ?? lacks(ground, [sending]);
  if (why !== undefined) throw refuse(ground, release, why);
  const asking = { todo: open, wrong: [], left: new Map(), scheduledAt, release: release.name };
  await ground.ask(toQuestion(ground, asking), [open.map(toMark), scheduledAt ?? null], true);
  if (ground.isRehearsal) {
    await rehearse(ground, [sending]);
    const would = open.map(row => ({ row, state: 'would go by deploy_release' }));
    return tellRows(would, {
      says: `nothing was sent, as this is a rehearsal: the release ${name} would be deployed, ${count(open.length, 'row')}`,
    });
  }
  const fate = await sendOnce(ground, sending.operation, sending.given);
  if (fate.kind === 'refused' || fate.kind === 'unsent')
    throw new NotDone(`The release ${name} was not deployed: ${endSentence(fate.why)}`);
  const settling = { before: queue, since: planned.at, isScheduled: scheduledAt !== undefined };
  const finals = await settle(ground, new Map(open.map(row => [row, fate])), settling);
  const told = open.map(row => toTold(row, finals.get(row) ?? { state: 'not known' }));
  const done =
    fate.kind === 'lost'
      ? 'whether it was deployed got no clear answer'
      : scheduledAt === undefined
        ? 'deployed'
        : `scheduled for ${scheduledAt}`;
  return tellRows(told, { says: `release ${name}: ${done}; ${tellNumbers(told)}`, notes: plan.notes });
}

function refuse(ground: Ground, { uid, name }: Deploying['release'], why: string): NotDone {
  const link = ground.has('deploy_release') ? ground.toLink('deploy_release', { release_uid: uid }, {}) : undefined;
  return new NotDone(
    `The release ${JSON.stringify(name)} was not deployed: ${endSentence(why)} A person can deploy it in Contentstack${link ? `: ${link}` : ''}.`,
  );
}

const tellSome = (rows: readonly Row[], tell: (row: Row) => string, between = ', '): string =>
  [
    ...rows.slice(0, mostNamed).map(tell),
    ...(rows.length > mostNamed ? [`and ${rows.length - mostNamed} more`] : []),
  ].join(between);

/** By a header, it tells whether it is a newer one. @throws {Refused | NoAnswer} */
async function readHead(ground: Ground, release_uid: string): Promise<Json> {
  const { release } = await ground.read('get_release', { release_uid, ...newer });
  return isObject(release) ? release : {};
}

/** By the release itself, just before it goes. @returns what was not told of it. */
function findUntold(rows: readonly Row[], { items, _deploy_latest: isLatest }: Json): string | undefined {
  const toKey = ({ type, uid, locale, action }: Pick<Item, 'type' | 'uid' | 'locale' | 'action'>): string =>
    JSON.stringify([type, uid, locale, action]);
  const told = new Map(rows.map(row => [toKey(row), row]));
  const held = Array.isArray(items) ? items.filter(isObject) : [];
  const isTold = (item: Json): boolean => {
    const { goes } = told.get(toKey(toItem(item))) ?? {};
    return isAbsent(item.variant_id) && told.has(toKey(toItem(item))) && (goes ?? item.version) === item.version;
  };
  if (!held.every(isTold))
    return 'it holds items that the plan did not show, such as variants: list_release_items shows them';
  const isOlder = rows.some(({ goes, latest }) => goes !== undefined && goes !== latest);
  return isLatest === true && isOlder
    ? 'it deploys the latest versions, and others were told: bring it up to date with update_release_items, and plan it again'
    : undefined;
}

const isOf = (rows: readonly Row[], environment: unknown): boolean =>
  rows.some(row => row.environment.uid === environment || row.environment.name === environment);

/** A deployment that was begun since the plan, or is set for that very time: the queue shows it later. */
function isSince(time: unknown, status: unknown, since: number, at: number | undefined): boolean {
  const moment = Date.parse(String(time));
  return status === 'scheduled' && at !== undefined
    ? Math.abs(moment - at) < 1_000
    : moment > since && at === undefined;
}

function toldDeployed(open: readonly Row[], at: number | undefined): Found {
  const told = open.map((row): Told => toTold(row, { state: at === undefined ? 'queued' : 'scheduled' }));
  return tellRows(told, {
    says: `nothing was sent: it has been ${at === undefined ? 'deployed since the plan' : 'scheduled already'}; ${tellNumbers(told)}`,
  });
}

function toSending({ given, release }: Deploying, rows: readonly Row[], head: Json): Sending {
  const environments = [...new Set(rows.map(({ environment }) => environment.name))];
  const actions = [...new Set(rows.map(({ action }) => action))];
  const isNewer = head.sys_version === 2;
  const [action] = actions;
  const about: Arguments = {
    environments,
    // An older release may be deployed with one action for all of it; of a newer one each item has its own.
    ...(isNewer || actions.length > 1 ? {} : { action }),
    ...(given.scheduled_at === undefined ? {} : { scheduled_at: given.scheduled_at }),
  };
  return {
    operation: 'deploy_release',
    given: { release_uid: release.uid, ...(isNewer ? newer : {}), release: about },
    rows,
  };
}
