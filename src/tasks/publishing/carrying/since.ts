// Which rows of a plan may still go: those that are as they were told. What changed since is left out, and what only that needs.
import type { Planned } from '../../../operations/saving.ts';
import { BadTask } from '../../../operations/task.ts';
import { isDue, type Row, toMark } from '../row.ts';

export interface LeftOut {
  row: Row;
  /** `changed` since the plan; `needed` by nothing but what is left out. */
  why: 'changed' | 'needed';
}

interface Standing {
  todo: Row[];
  out: LeftOut[];
}

const planAnew = 'plan it again with plan_publish';

/**
 * @param isTouched a change that shows in no time of the row itself, such as that it was taken off.
 * @throws {BadTask} where what is left is not what was told, and no change explains it.
 */
export function splitSince(rows: readonly Row[], planned: Planned, isTouched: (row: Row) => boolean): Standing {
  if (planned.isSame(rows.map(toMark))) return { todo: rows.filter(isDue), out: [] };
  const changed = rows.filter(row => row.changed > planned.at || isTouched(row));
  if (changed.length === 0) throw new BadTask(`code: the rows are no longer those that were told; ${planAnew}`);
  // What is live by now counts too: it may need what was not told.
  const moved = new Set(changed);
  const needed = findNeededOnlyBy(rows, moved);
  const rest = rows.filter(row => !moved.has(row) && !needed.has(row));
  if (rest.length > planned.rows)
    throw new BadTask(`code: there are more rows than were told (${planned.rows}); ${planAnew}`);
  const out: LeftOut[] = [
    ...[...moved].map(row => ({ row, why: 'changed' as const })),
    ...[...needed].map(row => ({ row, why: 'needed' as const })),
  ];
  return { todo: rest.filter(isDue), out: out.filter(({ row }) => row.skip === undefined) };
}

/** Rows of the same environment and language that need it. */
export function makeFindNeeders(rows: readonly Row[]): (row: Row) => Row[] {
  const toKey = (uid: string, { locale, environment }: Row): string => JSON.stringify([uid, locale, environment.uid]);
  const byUid = new Map<string, Row[]>();
  for (const row of rows) byUid.set(toKey(row.uid, row), [...(byUid.get(toKey(row.uid, row)) ?? []), row]);
  return row => row.why.by.flatMap(uid => byUid.get(toKey(uid, row)) ?? []);
}

/** Also through others. What was named goes for its own sake. */
export function findNeededOnlyBy(rows: readonly Row[], moved: ReadonlySet<Row>): Set<Row> {
  const findNeeders = makeFindNeeders(rows);
  const found = new Set<Row>();
  for (let isMore = true; isMore; ) {
    isMore = false;
    for (const row of rows) {
      if (row.why.kind === 'named' || moved.has(row) || found.has(row)) continue;
      const needers = findNeeders(row);
      if (needers.length === 0 || !needers.every(each => moved.has(each) || found.has(each))) continue;
      found.add(row);
      isMore = true;
    }
  }
  return found;
}
