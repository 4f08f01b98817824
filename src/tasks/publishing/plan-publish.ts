// Tells a publish plan: numbers first, then its rows, those that matter first, and the code with which it can be carried out.
import { clip } from '../../content/words.ts';
import type { Found, Ground } from '../../operations/task.ts';
import { count, isAssets, join } from '../numbers.ts';
import { toCounted } from './counted.ts';
import { makePlan } from './make-plan.ts';
import { type Asked, isAsItIs, isDue, type Plan, type Row, toMark } from './row.ts';

const columns = ['content_type', 'uid', 'title', 'locale', 'environment', 'live', 'goes', 'state'];

/** @throws {BadTask} */
export async function planPublish(ground: Ground, { skip = 0, ...asked }: Asked & { skip?: number }): Promise<Found> {
  const plan = await makePlan(ground, asked);
  const { rows, notes, isPartial } = plan;
  const due = rows.filter(isDue);
  const left = isPartial ? undefined : offer(ground, asked, plan, due);
  const lacking = isPartial && due.length > 0 ? ['no code is given, as not all could be read: plan it again'] : [];
  return {
    says: tellNumbers(plan, due),
    notes: [...notes, ...lacking],
    columns,
    rows: [...rows].sort((one, other) => rankOf(one) - rankOf(other)).map(toCells),
    skip,
    // A release goes as a whole.
    beside: { parts: plan.release === undefined },
    ...(left ? { left } : {}),
  };
}

/** What is as it is comes last. */
const rankOf = (row: Row): number => (isDue(row) ? 0 : row.wrong.length > 0 ? 1 : isAsItIs(row) ? 3 : 2);

const toVersion = (version: number | undefined): string | null => (version === undefined ? null : `v${version}`);

const toCells = (row: Row): unknown[] => {
  const { type, uid, title, locale, environment, live, goes } = row;
  return [type, uid, title, locale, environment.name, toVersion(live), toVersion(goes), tellState(row)];
};

/** Of a reason that the notes have in full, in characters. */
const longest = 80;

function tellState(row: Row): string {
  const { action, depth, skip, wrong, notes, forbidden } = row;
  const does = action === 'unpublish' ? 'TAKEN OFF' : depth > 0 ? 'goes along' : 'goes';
  // What is only good to know is no reason why it stays.
  const also = notes.length > 0 ? `. Also: ${notes.join('; ')}` : '';
  if (skip === undefined && wrong.length > 0) return `wrong: ${wrong.join('; ')}${also}`;
  const barred = forbidden === undefined ? [] : [`not from here: ${clip(forbidden, longest)}`];
  return [skip ?? does, ...barred, ...notes].join('; ');
}

/** `12 of 34 rows go: 9 entries and 3 assets to staging (en-us); 2 wrong, 20 as they are` */
function tellNumbers({ rows, release }: Plan, due: readonly Row[]): string {
  const published = due.filter(({ action }) => action === 'publish');
  const off = due.filter(({ action }) => action === 'unpublish');
  const going = `${published.length} of ${count(rows.length, 'row')} ${published.length === 1 ? 'goes' : 'go'}`;
  const same = rows.filter(isAsItIs).length;
  const rest = [
    ...tellRest(due.filter(({ forbidden }) => forbidden !== undefined).length, 'of these not from here'),
    ...tellRest(rows.filter(({ wrong }) => wrong.length > 0).length, 'wrong'),
    ...tellRest(
      rows.filter(({ skip, wrong }) => wrong.length === 0 && skip?.startsWith('left out')).length,
      'left out',
    ),
    ...tellRest(same, same === 1 ? 'as it is' : 'as they are'),
  ];
  return [
    `${release ? `release ${JSON.stringify(release.name)}: ` : ''}${published.length > 0 ? `${going}: ${tellWhat(published)}` : going}`,
    ...(off.length > 0 ? [`${off.length} TAKEN OFF: ${tellWhat(off)}`] : []),
    ...(rest.length > 0 ? [rest.join(', ')] : []),
  ].join('; ');
}

const tellRest = (number: number, words: string): string[] => (number > 0 ? [`${number} ${words}`] : []);

function tellWhat(rows: readonly Row[]): string {
  const items = (some: readonly Row[]): number => new Set(some.map(({ type, uid }) => `${type} ${uid}`)).size;
  const assets = items(rows.filter(({ type }) => isAssets(type)));
  const entries = items(rows) - assets;
  const things = [
    ...(entries > 0 ? [count(entries, 'entry', 'entries')] : []),
    ...(assets > 0 ? [count(assets, 'asset')] : []),
  ];
  const names = [...new Set(rows.map(({ environment }) => environment.name))];
  const places = names.map(name => {
    const languages = new Set(rows.filter(({ environment }) => environment.name === name).map(({ locale }) => locale));
    return `${name} (${[...languages].join(', ')})`;
  });
  return `${join(things)}, ${join(places)}`;
}

const isOpen = (ground: Ground, operation: string): boolean => ground.forbids(operation, []) === undefined;

/** The code, where there is anything to do and a way to do it. */
function offer(ground: Ground, asked: Asked, { rows, release }: Plan, due: readonly Row[]): Found['left'] {
  const canRelease = !release && isOpen(ground, 'create_release') && isOpen(ground, 'add_release_items');
  const direct = due.filter(({ forbidden }) => forbidden === undefined);
  if (due.length === 0 || (direct.length === 0 && !canRelease)) return undefined;
  const guarded = [...new Set(direct.map(({ environment }) => environment.name))].filter(ground.isProtected);
  const isGuarded = guarded.length > 0 && !ground.canAsk;
  const names = `${join(guarded)} ${guarded.length === 1 ? 'is' : 'are'} protected`;
  const why = direct.length === 0 ? ', as it may go no other way' : isGuarded ? `, as ${names}` : '';
  const isFirst = canRelease && (isGuarded || direct.length < due.length);
  const way = isFirst
    ? `this code (good for thirty minutes) and as_release: "<name>" puts it into a release, which a person deploys${why}`
    : 'this code (good for thirty minutes) carries it out';
  const ends = [
    ...(isFirst && direct.length > 0 ? ['without as_release it goes live at once'] : []),
    ...(release ? [] : ['except leaves rows out']),
  ];
  return {
    says: [`publish_plan with the same arguments, ${way}`, ...ends].join('; '),
    next: { code: ground.toCode(toCounted(asked), rows.map(toMark)) },
    tool: 'publish_plan',
  };
}
