// One row of a restore at work, and what came of it.
import type { Saved } from '../../operations/saving.ts';
import { notKnown } from '../told-save.ts';
import type { Plan } from './publish.ts';
import type { Given, Row } from './row.ts';

export interface Work {
  row: Row;
  /** As it was given. */
  given: Given;
  save(isRehearsal: boolean): Promise<Saved>;
  plan?: Plan;
}

export interface Done {
  work: Work;
  done: Extract<Saved, { after: unknown }>;
}

/** It is stored as wanted, or why not; or nobody knows. */
export type Came = Done | { work: Work; says: string; isUnknown?: true };

export const isDone = (came: Came): came is Done => 'done' in came;

export function toCame(work: Work, saved: Saved): Came {
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
