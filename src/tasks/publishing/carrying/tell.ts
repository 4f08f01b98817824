// What a publish tells: a row for each place that was to change, with what is live there now, and why the rest did not go.
import { isAbsent } from '../../../content/value.ts';
import type { Found } from '../../../operations/task.ts';
import { count } from '../../numbers.ts';
import { tellPending } from '../pending.ts';
import type { Row } from '../row.ts';
import type { Final } from './settle.ts';

/** More rows than any answer shows. */
const mostRows = 2_000;

const columns = ['content_type', 'uid', 'title', 'locale', 'environment', 'live', 'goes', 'state'];

export interface Told {
  row: Row;
  /** The word before a colon is what is counted. */
  state: string;
  /** Undefined where it is as the plan found it. */
  live?: number | null | undefined;
}

/** First what somebody has to see to. */
const order = [
  'refused',
  'not known',
  'not begun',
  'not in the release',
  'left out',
  'wrong',
  'forbidden',
  'queued',
  'scheduled',
  'taken off',
  'in the release',
  'live',
] as const;

const words: Readonly<Record<(typeof order)[number], string>> = {
  refused: 'refused',
  'not known': 'not known',
  'not begun': 'not begun',
  'not in the release': 'not in the release',
  'in the release': 'in the release',
  'left out': 'left out',
  wrong: 'wrong and not published',
  forbidden: 'forbidden here',
  queued: 'still queued',
  scheduled: 'scheduled',
  'taken off': 'taken off',
  live: 'live',
};

const headOf = ({ state }: Told): string => state.split(':')[0] ?? '';

const rank = (told: Told): number => {
  const place = (order as readonly string[]).indexOf(headOf(told));
  return place < 0 ? order.length : place;
};

export const toTold = (row: Row, { state, why, live }: Final): Told => ({
  row,
  state: why === undefined ? state : `${state}: ${why}`,
  live,
});

/** `10 of 12 live, 1 still queued, 1 refused`; of nothing `nothing left to do`. */
export function tellNumbers(told: readonly Told[]): string {
  const numbers = [...order].reverse().flatMap(state => {
    const number = told.filter(each => headOf(each) === state).length;
    return number > 0 ? [{ state, number }] : [];
  });
  return numbers
    .map(
      ({ state, number }, index) => `${number}${index === 0 ? ` of ${count(told.length, 'row')}` : ''} ${words[state]}`,
    )
    .join(', ');
}

const toVersion = (version: number | null | undefined): string | null => (isAbsent(version) ? null : `v${version}`);

interface Telling {
  says: string;
  notes?: readonly string[];
  left?: Found['left'] | undefined;
}

/** What undoes it one day, or does it again. */
const listLater = ({ pending }: Row, state: string): string[] =>
  state === 'live' || state === 'taken off' ? pending.filter(({ at }) => at !== undefined).map(tellPending) : [];

export function tellRows(told: readonly Told[], { says, notes = [], left }: Telling): Found {
  const sorted = [...told].sort((a, b) => rank(a) - rank(b));
  const rows = sorted.map(({ row, state, live }) => {
    const { type, uid, title, locale, environment, goes } = row;
    const now = live === undefined ? row.live : live;
    const told = [state, ...listLater(row, state)].join('; ');
    return [type, uid, title, locale, environment.name, toVersion(now), toVersion(goes), told];
  });
  const shown = rows.slice(0, mostRows);
  return {
    says,
    notes,
    columns,
    rows: shown,
    beyond: rows.length - shown.length,
    ...(left ? { left } : {}),
  };
}
