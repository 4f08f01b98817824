// What a bulk edit tells: before anything is written what would become what, afterwards what came of each row.
import { type Spared, sparedWords } from '../../content/replacing/spare.ts';
import { clip } from '../../content/words.ts';
import type { Found } from '../../operations/task.ts';
import { count, join } from '../numbers.ts';
import { sayTally } from '../tally.ts';
import { tellCell } from '../told-save.ts';
import { type Asked, tellAsked } from './asked.ts';
import type { Outcome, State } from './carry-out.ts';
import type { Place } from './change.ts';
import type { Row, Rows, Unfit } from './rows.ts';

/** More rows than any answer shows: of others only the number is kept. */
const mostRows = 2_000;

const head = ['content_type', 'uid', 'title', 'locale', 'version'];

const toCells = ({ lane, uid, title }: Row, version: unknown): unknown[] => [
  lane.type.uid,
  uid,
  title,
  lane.locale,
  version ?? null,
];

const toPlaceCells = ({ address, before, after, count: times }: Place): unknown[] => [
  address,
  times > 1 ? `${before} (${times} times)` : before,
  after,
];

const countPlaces = (rows: readonly { places: readonly Place[] }[]): number =>
  rows.flatMap(({ places }) => places).reduce((sum, place) => sum + place.count, 0);

/** `31 places in 9 entries, 2 languages` */
function tellSize(rows: readonly Row[]): string {
  const entries = new Set(rows.map(({ lane, uid }) => `${lane.type.uid}/${uid}`)).size;
  const languages = new Set(rows.map(({ lane }) => lane.locale)).size;
  const saves = rows.length > entries ? `, ${count(rows.length, 'version')} to save` : '';
  return `${count(countPlaces(rows), 'place')} in ${count(entries, 'entry', 'entries')}, ${count(languages, 'language')}${saves}`;
}

export function tellPlan(found: Rows, asked: Asked, left: Found['left']): Found {
  const { rows, scanned, lanes, tally, isFiltered } = found;
  const { skip = 0 } = asked;
  const table = rows.flatMap(row => row.places.map(place => [...toCells(row, row.version), ...toPlaceCells(place)]));
  const shown = table.slice(0, skip + mostRows);
  return {
    says: `${rows.length === 0 ? 'nothing to change' : `nothing is written yet: ${tellSize(rows)}`}; found: ${sayTally(tally, { lanes, scanned, isFiltered })}`,
    notes: [...listNotes(found, asked), ...scanned.notes],
    columns: [...head, 'address', 'before', 'after'],
    rows: shown,
    beyond: table.length - shown.length,
    skip,
    ...(left ? { left } : {}),
    beside: { parts: asked.edits === undefined },
  };
}

/** So many reasons are told why entries cannot be changed, and so many entries named for each. */
const mostUnfit = 5;

function listNotes({ notes, spared, shared, same: already, unfit, master }: Rows, { also = [] }: Asked): string[] {
  const left = [...spared].flatMap(([kind, { count: times, some }]) =>
    kind === 'same' || kind === 'text' ? [] : [`${times} in ${sparedWords[kind as Spared]} (${some.join('; ')})`],
  );
  const more = (
    [
      ['url', 'urls'],
      ['code', 'code'],
    ] as const
  ).flatMap(([kind, name]) => (spared.has(kind) && !also.includes(name) ? [name] : []));
  const named = more.length > 0 ? `; also: [${more.join(', ')}] takes these too` : '';
  const same = spared.get('same')?.count ?? 0;
  return [
    ...notes,
    ...(left.length > 0 ? [`left as it is: ${left.join(', ')}${named}`] : []),
    ...(already > 0 ? [`${count(already, 'version')} already as wanted, and not listed`] : []),
    ...(same > 0 ? [`${count(same, 'place')} already ${same === 1 ? 'has' : 'have'} the new text`] : []),
    ...(shared > 0
      ? [
          `${count(shared, 'place')} in fields that all languages share: changed with ${master ?? 'the master language'} alone`,
        ]
      : []),
    ...(unfit.length > 0 ? [tellUnfit({ unfit })] : []),
  ];
}

export function tellUnfit({ unfit }: Pick<Rows, 'unfit'>): string {
  const byReason = new Map<string, Unfit[]>();
  for (const each of unfit) {
    const reason = each.problems.join('; ');
    byReason.set(reason, [...(byReason.get(reason) ?? []), each]);
  }
  const told = [...byReason].slice(0, mostUnfit).map(([reason, alike]) => {
    const named = alike.slice(0, mostUnfit).map(({ lane, uid, title }) => `${lane.type.uid} ${uid} ${clip(title, 60)}`);
    return `${named.join(', ')}${alike.length > mostUnfit ? `, and ${alike.length - mostUnfit} more` : ''}: ${reason}`;
  });
  const more = byReason.size > mostUnfit ? ` | and ${byReason.size - mostUnfit} reasons more` : '';
  return `${count(unfit.length, 'entry', 'entries')} cannot be changed like this: ${told.join(' | ')}${more}`;
}

/** So many rows are told to who is asked. */
const mostAsked = 5;

export function toQuestion(rows: readonly Row[], asked: Asked, branch: string): string {
  const types = new Map<string, number>();
  for (const { lane } of rows) types.set(lane.type.uid, (types.get(lane.type.uid) ?? 0) + 1);
  const each = [...types].map(([type, number]) => `${number} of ${type}`);
  const told = rows.slice(0, mostAsked).map(({ title, uid, lane, places: [first, ...others] }) => {
    const place = first ? `${first.address}: ${tellCell(first.before)} becomes ${tellCell(first.after)}` : 'nothing';
    return `${JSON.stringify(clip(title, 60))} (${uid}, ${lane.locale}): ${place}${others.length > 0 ? `, and ${count(others.length, 'place')} more` : ''}.`;
  });
  return [
    `Change ${tellSize(rows)} (${join(each)})?`,
    ...tellAsked(asked),
    ...told,
    ...(rows.length > mostAsked ? [`And ${count(rows.length - mostAsked, 'entry', 'entries')} more.`] : []),
    `This is on branch ${branch}, and nothing is published.`,
  ].join('\n');
}

interface Done {
  outcomes: readonly Outcome[];
  /** Changed since the plan, and so left out. */
  changed: readonly Row[];
  /** Rows still to be done. */
  rest: number;
  /** Rows of the plan that are none any more. */
  gone: number;
  stopped?: string | undefined;
}

const stateWords: Readonly<Record<Exclude<State, 'saved' | 'would be saved'>, string>> = {
  unchanged: 'unchanged',
  skipped: 'skipped, as changed meanwhile',
  failed: 'failed',
  'not known': 'may or may not be saved',
};

export function tellDone(done: Done, found: Rows, asked: Asked, left: Found['left']): Found {
  const { outcomes, changed, rest, gone, stopped } = done;
  const saved = outcomes.filter(isSaved);
  const did = outcomes.some(({ state }) => state === 'would be saved')
    ? 'nothing was saved (rehearsal), it would be'
    : 'saved';
  const counts = (['unchanged', 'skipped', 'failed', 'not known'] as const).flatMap(state => {
    const number = outcomes.filter(each => each.state === state).length + (state === 'skipped' ? changed.length : 0);
    return number > 0 ? [`${number} ${stateWords[state]}`] : [];
  });
  const all = outcomes.length + changed.length + rest;
  const says = [
    all === 0
      ? 'nothing left to do'
      : `${did} ${saved.length} of ${count(all, 'version')}: ${count(countPlaces(saved), 'place')}`,
    ...counts,
    ...(rest > 0 ? [`${rest} left`] : []),
    ...(stopped === undefined ? [] : [`ended early, as ${stopped}`]),
  ].join('; ');
  const table = [
    ...outcomes.map(toOutcomeRows),
    ...changed.map(row => [toRow(row, row.version, 'skipped', whyChanged)]),
  ].flat();
  const hasWhy = table.some(row => row.at(-1) !== null);
  const columns = [...head, 'outcome', 'address', 'before', 'after', ...(hasWhy ? ['why'] : [])];
  const { skip = 0 } = asked;
  return {
    says,
    notes: [
      ...(gone > 0
        ? [
            `${count(gone, 'row')} that ${gone === 1 ? 'was' : 'were'} told ${gone === 1 ? 'needs' : 'need'} no change any more`,
          ]
        : []),
      ...(found.unfit.length > 0 ? [tellUnfit(found)] : []),
      ...found.scanned.notes,
    ],
    columns,
    rows: hasWhy ? table : table.map(row => row.slice(0, -1)),
    skip,
    ...(left ? { left } : {}),
  };
}

const isSaved = ({ state }: Pick<Outcome, 'state'>): boolean => state === 'saved' || state === 'would be saved';

const whyChanged = 'changed since it was told: look at it, and plan it again';

const toRow = (row: Row, version: unknown, state: State, why: string | undefined): unknown[] => [
  ...toCells(row, version),
  ...[state, null, null, null, why ?? null],
];

function toOutcomeRows({ row, state, version, places, why }: Outcome): unknown[][] {
  if (!isSaved({ state }) || places.length === 0) return [toRow(row, version, state, why)];
  return places.map((place, index) => [
    ...toCells(row, version),
    ...[state, ...toPlaceCells(place), index === 0 ? (why ?? null) : null],
  ]);
}
