// What of a plan may still go, and what does not: what changed since or is excepted is left out, with what only that needs.
import type { Planned } from '../../../operations/saving.ts';
import type { Ground } from '../../../operations/task.ts';
import type { Plan, Row } from '../row.ts';
import { readExcept } from './except.ts';
import type { Given } from './given.ts';
import type { Queue } from './queue.ts';
import { findNeededOnlyBy, type LeftOut, splitSince } from './since.ts';
import type { Told } from './tell.ts';
import { tellWho } from './who.ts';

export interface Sorted {
  /** What may go, by the plan. */
  todo: Row[];
  /** What does not, with why. */
  told: Told[];
  /** Why rows that could go are left out, each with how many. */
  left: Map<string, number>;
  /** What of that changed since the plan. */
  changed: Row[];
}

export interface Sorting {
  plan: Plan;
  planned: Planned;
  queue: Queue;
}

/** Leaves out what changed since and what is excepted, with what only those need, and names it. */
export async function sortOut(
  ground: Ground,
  { except = [] }: Given,
  { plan, planned, queue }: Sorting,
): Promise<Sorted> {
  const { rows } = plan;
  const isExcepted = readExcept(except, rows);
  const isTouched = (row: Row): boolean =>
    queue(row).some(({ action, state }) => action === 'unpublish' && state !== 'failed');
  const standing = splitSince(rows, planned, isTouched);
  const apart = new Set(rows.filter(isExcepted));
  const alone = findNeededOnlyBy(rows, apart);
  const todo = standing.todo.filter(row => !apart.has(row) && !alone.has(row));
  const changed = standing.out.filter(({ why }) => why === 'changed').map(({ row }) => row);
  const who = await tellWho(ground, changed, planned.at);
  const told: Told[] = [];
  const left = new Map<string, number>();
  const leaveOut = (row: Row, why: string, group = why): void => {
    told.push({ row, state: `left out: ${why}` });
    left.set(group, (left.get(group) ?? 0) + 1);
  };
  for (const { row, why } of standing.out) tellOut(row, why);
  for (const row of standing.todo) {
    if (apart.has(row)) leaveOut(row, 'excepted');
    else if (alone.has(row)) leaveOut(row, 'only what is excepted needs it');
  }
  const isOut = new Set(told.map(({ row }) => row));
  for (const row of rows) {
    if (row.skip === undefined && row.wrong.length > 0 && !isOut.has(row))
      told.push({ row, state: `wrong: ${row.wrong.join('; ')}` });
  }
  return { todo, told, left, changed };

  function tellOut(row: Row, why: LeftOut['why']): void {
    if (why === 'changed') leaveOut(row, `${who.get(row) ?? 'changed since'}; plan it again`, 'changed since the plan');
    else leaveOut(row, 'only what changed since needs it');
  }
}
