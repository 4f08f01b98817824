// Carries out the rows of a bulk edit, one save after the other, and keeps of each what came of it.
import type { Json } from '../../content/value.ts';
import { NoAnswer } from '../../operations/answer.ts';
import type { Saved } from '../../operations/saving.ts';
import { type Ground, isOver } from '../../operations/task.ts';
import { lookedUp } from '../told-save.ts';
import type { Change, Place } from './change.ts';
import { type Row, toAddress } from './rows.ts';

/** `not known`: no clear answer came, and a look did not show it. */
export type State = 'saved' | 'would be saved' | 'unchanged' | 'skipped' | 'failed' | 'not known';

export interface Outcome {
  row: Row;
  state: State;
  /** The version that is stored now, where it is known. */
  version: unknown;
  places: readonly Place[];
  /** Why it was not done, or what else is to be known. */
  why?: string | undefined;
}

interface CarriedOut {
  outcomes: Outcome[];
  /** Why it ended before the last row; undefined where it did not. */
  stopped?: string;
}

/** So many are carried out in one call. */
export const mostAtOnce = 50;

/** So many in a row that fail alike: so would the rest. */
const mostAlike = 3;

/** Of the time of a call, what is kept for the answer, in milliseconds. */
const reserve = 500;

const timeOver = 'the time of a call is over';

interface Carrying {
  change: Change;
  master: string | undefined;
  isLeftOut: (row: Row) => ((address: string) => boolean) | undefined;
  /** Rows that were gone through before. */
  begun: number;
}

export async function carryOut(
  ground: Ground,
  rows: readonly Row[],
  { change, master, isLeftOut, begun }: Carrying,
): Promise<CarriedOut> {
  const outcomes: Outcome[] = [];
  let longest = 0;
  for (const row of rows.slice(0, mostAtOnce)) {
    if (Date.now() + 2 * longest + reserve > ground.until) return { outcomes, stopped: timeOver };
    const began = Date.now();
    let outcome: Outcome;
    try {
      outcome = await saveRow(ground, row, change, {
        isTranslation: master !== undefined && row.lane.locale !== master,
        isLeftOut: isLeftOut(row),
      });
    } catch (error) {
      // Nothing of this row was written, and what was done before is still told; who has given up waits for nothing.
      if (!(error instanceof NoAnswer)) throw error;
      if (isOver(ground)) return { outcomes, stopped: timeOver };
      if (error.kind === 'cancelled' || ground.signal.aborted) throw error;
      outcome = { row, state: 'failed', version: row.version, places: [], why: `${error.message} Nothing was saved.` };
    }
    outcomes.push(outcome);
    longest = Math.max(longest, Date.now() - began);
    ground.report(begun + outcomes.length);
    const last = outcomes.slice(-mostAlike);
    const isStuck = last.length === mostAlike && last.every(each => isFailed(each) && each.why === outcome.why);
    if (isStuck) return { outcomes, stopped: `${mostAlike} in a row failed alike` };
  }
  return { outcomes };
}

const isFailed = ({ state }: Outcome): boolean => state === 'failed' || state === 'not known';

interface Looking {
  isTranslation: boolean;
  isLeftOut: ((address: string) => boolean) | undefined;
}

async function saveRow(ground: Ground, row: Row, change: Change, looking: Looking): Promise<Outcome> {
  const { lane, version } = row;
  let places: readonly Place[] = [];
  let moved: string | undefined;
  const saved = await ground.save({
    operation: 'update_entry',
    given: toAddress(row),
    isPartial: true,
    async make(stored, schema) {
      const { _version, locale } = stored as Json;
      if (_version !== version || locale !== lane.locale) {
        moved = `it is now at version ${String(_version)} in ${String(locale)}`;
        return { problems: [moved] };
      }
      const made = await change(stored as Json, { schema, ...looking });
      if ('problems' in made) return made;
      ({ places } = made);
      return { value: made.value };
    },
  });
  if (moved !== undefined) return { row, state: 'skipped', version: undefined, places: [], why: moved };
  return toOutcome(row, saved, places);
}

function toOutcome(row: Row, saved: Saved, places: readonly Place[]): Outcome {
  const failed = (why: string, state: State = 'failed'): Outcome => ({
    ...{ row, state, version: state === 'failed' ? row.version : undefined, places: [], why },
  });
  switch (saved.state) {
    case 'wrong':
      return failed(saved.problems.join('; '));
    case 'conflict':
      return failed('it was changed meanwhile', 'skipped');
    case 'refused':
      return failed(saved.says);
    case 'unknown':
      return failed(saved.says, 'not known');
    case 'rehearsed':
      return { row, state: 'would be saved', version: row.version, places, why: join([...saved.left, ...saved.notes]) };
    case 'same':
      return { row, state: 'unchanged', version: row.version, places: [], why: join(saved.left) };
    default: {
      const { after, left, notes, state } = saved;
      const found = state === 'found' ? [lookedUp] : [];
      return { row, state: 'saved', version: after._version, places, why: join([...found, ...left, ...notes]) };
    }
  }
}

const join = (notes: readonly string[]): string | undefined => (notes.length > 0 ? notes.join('; ') : undefined);
