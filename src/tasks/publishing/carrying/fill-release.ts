// Puts a plan into a release of its own, which a person deploys: nothing goes live by it.
import { isObject, type Json, member } from '../../../content/value.ts';
import { NoAnswer } from '../../../operations/answer.ts';
import type { Arguments } from '../../../operations/arguments.ts';
import { BadTask, type Found, type Ground, isOver, NotDone, Refused } from '../../../operations/task.ts';
import { count, join } from '../../numbers.ts';
import { findReleases, type Item, makeHolds, newer, readItems, toGiven } from '../releases.ts';
import { isAsItIs, type Row } from '../row.ts';
import { nameRow } from './question.ts';
import { rehearse, sendOnce } from './send.ts';
import type { Sorted } from './sort-out.ts';
import { type Told, tellRows } from './tell.ts';
import { endSentence } from './ways.ts';

/** By the API's limits. */
const most = { items: 500, atOnce: 25 };

/** @param all rows of the plan, those too that are as they are. */
export async function fillRelease(
  ground: Ground,
  name: string,
  { todo, told }: Sorted,
  all: readonly Row[],
): Promise<Found> {
  if (todo.length === 0) return tellRows(told, { says: 'nothing to put into a release' });
  const environments = [...new Set(todo.map(({ environment }) => environment.name))];
  const items = toItems(todo, all, environments);
  if (items.length > most.items)
    throw new BadTask(
      `as_release: a release holds at most ${most.items} items, and these are ${items.length}; narrow the plan, or leave out at least ${items.length - most.items} with except`,
    );
  requireRights(ground, name, items);
  const [there, ...others] = await findReleases(ground, name);
  if (there)
    return tellThere(ground, { name, release: there, isAlone: others.length === 0 }, items, { told, environments });
  if (ground.isRehearsal) {
    await rehearse(ground, [{ operation: 'create_release', given: toCreate(name, environments) }]);
    const would = items.map(row => ({ row, state: 'would be put into the release' }));
    return tellRows([...would, ...told], {
      says: `nothing was sent, as this is a rehearsal: create_release and ${count(Math.ceil(items.length / most.atOnce), 'request')} of add_release_items would put ${count(items.length, 'item')} into ${JSON.stringify(name)}`,
    });
  }
  const release = await create(ground, name, environments);
  const stopped = await add(ground, String(release.uid), items);
  return tellFilled(ground, { name, release }, items, { told, environments, stopped });
}

/** One for each item and language; its places are those of the whole release. @throws {BadTask} where these are not the same for all. */
function toItems(todo: readonly Row[], all: readonly Row[], environments: readonly string[]): Row[] {
  const groups = new Map<string, Row[]>();
  const toKey = ({ type, uid, locale }: Row): string => JSON.stringify([type, uid, locale]);
  for (const row of todo) groups.set(toKey(row), [...(groups.get(toKey(row)) ?? []), row]);
  const stay = new Map<string, Row[]>();
  for (const row of all) stay.set(toKey(row), [...(stay.get(toKey(row)) ?? []), row]);
  return [...groups].map(([key, rows]) => {
    const [first] = rows as [Row, ...Row[]];
    const other = rows.find(({ goes }) => goes !== first.goes);
    const lacking = environments.find(name => !rows.some(({ environment }) => environment.name === name));
    const isApart = lacking !== undefined && !isLive(stay.get(key) ?? [], lacking, first);
    if (other || isApart)
      throw new BadTask(
        `as_release: what a release holds goes to each environment alike, and ${nameRow(first)} is not to go ${other ? 'at the same version to all' : `to ${lacking}`}; plan each environment by itself, and make a release of each`,
      );
    return first;
  });
}

/** There it is as it would be. */
const isLive = (rows: readonly Row[], environment: string, { goes }: Row): boolean =>
  rows.some(row => row.environment.name === environment && isAsItIs(row) && row.live === goes);

function requireRights(ground: Ground, name: string, items: readonly Row[]): void {
  const reads = ['list_releases', 'list_release_items'].map(operation => [operation, []] as const);
  const writes = [
    ['create_release', [{ release: { name } }]],
    // Where it is not known yet which release it is, its name stands for it.
    ['add_release_items', [{ release_uid: name, items: items.map(toGiven) }]],
  ] as const;
  for (const [operation, given] of [...reads, ...writes]) {
    const why = ground.forbids(operation, given) ?? (ground.has(operation) ? undefined : `${operation} is off here`);
    if (why !== undefined) throw new NotDone(`No release was made: ${endSentence(why)}`);
  }
}

interface Release {
  name: string;
  release: Json;
}

interface Filling {
  told: readonly Told[];
  environments: readonly string[];
  stopped?: string | undefined;
}

/** It is done already, or the name is taken. */
async function tellThere(
  ground: Ground,
  { name, release, isAlone }: Release & { isAlone: boolean },
  items: readonly Row[],
  filling: Filling,
): Promise<Found> {
  const held = await readItems(ground, String(release.uid));
  const holds = makeHolds(held);
  if (isAlone && release.locked !== true && held.length === items.length && items.every(holds))
    return tellFilled(ground, { name, release }, items, filling, held);
  const state = release.locked === true ? 'is locked' : `holds ${count(held.length, 'item')} and not just these`;
  throw new BadTask(
    `as_release: there is a release ${JSON.stringify(name)} already, and it ${isAlone ? state : 'is not the only one of that name'}; choose another name`,
  );
}

const toCreate = (name: string, environments: readonly string[]): Arguments => ({
  ...newer,
  release: { name, description: `Planned for ${join([...environments])}.` },
});

/** @returns it as it was made. @throws {NotDone} where it was not, or that is not known. */
async function create(ground: Ground, name: string, environments: readonly string[]): Promise<Json> {
  const fate = await sendOnce(ground, 'create_release', toCreate(name, environments));
  const made = fate.kind === 'accepted' ? member(fate.body, 'release') : undefined;
  if (isObject(made) && typeof made.uid === 'string') return made;
  const why = 'why' in fate ? fate.why : 'its answer does not show it';
  if (fate.kind === 'refused' || fate.kind === 'unsent') throw new NotDone(`No release was made: ${endSentence(why)}`);
  // Made a second time there would be two.
  const found = (await look(() => findReleases(ground, name))) ?? [];
  const [there] = found;
  if (there && found.length === 1) return there;
  throw new NotDone(
    `Whether the release ${JSON.stringify(name)} was made is not known (${why}), and nothing was put into it: look with list_releases before you call this again.`,
  );
}

/** Undefined where it did not come. @throws when the caller has given up. */
async function look<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refused || (error instanceof NoAnswer && error.kind !== 'cancelled')) return undefined;
    throw error;
  }
}

/** In portions. @returns why it ended before the last; undefined where it did not. */
async function add(ground: Ground, release_uid: string, items: readonly Row[]): Promise<string | undefined> {
  for (let from = 0; from < items.length; from += most.atOnce) {
    if (isOver(ground)) return 'the time of a call is over';
    const portion = items.slice(from, from + most.atOnce);
    const fate = await sendOnce(ground, 'add_release_items', { release_uid, ...newer, items: portion.map(toGiven) });
    ground.report(Math.min(from + most.atOnce, items.length), items.length);
    if (fate.kind === 'accepted') continue;
    const held = fate.kind === 'lost' ? await look(() => readItems(ground, release_uid)) : undefined;
    if (!held || !portion.every(makeHolds(held))) return fate.why;
  }
  return undefined;
}

/** What is in it is looked up, whatever the answers were. */
async function tellFilled(
  ground: Ground,
  { name, release }: Release,
  items: readonly Row[],
  { told, environments, stopped }: Filling,
  known?: readonly Item[],
): Promise<Found> {
  const held = known ?? (await look(() => readItems(ground, String(release.uid))));
  const holds = held && makeHolds(held);
  const places = join([...environments]);
  const filled = items.map((row): Told => {
    const all = { ...row, environment: { uid: '', name: places } };
    if (!holds) return { row: all, state: 'not known: what the release holds could not be read' };
    if (holds(row)) return { row: all, state: 'in the release' };
    return { row: all, state: `not in the release${stopped === undefined ? '' : `: ${stopped}`}` };
  });
  const inside = filled.filter(({ state }) => state === 'in the release').length;
  const link = ground.toLink('create_release', {}, release);
  const isWhole = inside === items.length;
  const how = isWhole
    ? `a person deploys it to ${places} in Contentstack${link ? `: ${link}` : ''}`
    : `it is not whole, so it is not to be deployed as it is: put the rest in with add_release_items${link ? `, or look at it: ${link}` : ''}`;
  return tellRows([...filled, ...told], {
    says: `release ${JSON.stringify(name)} (${String(release.uid)}) holds ${inside} of ${count(items.length, 'item')}; nothing is live yet: ${how}`,
    // What is whole says it already.
    notes: isWhole ? [] : [`the plan was for ${places}`],
  });
}
