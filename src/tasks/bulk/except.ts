// What of a plan is left out: rows by uid, places by address. It only narrows.
import { BadTask } from '../../operations/task.ts';
import type { Row } from './rows.ts';

export interface Exception {
  /** Of all of the entry's languages, or of one. */
  isRow: (row: Row) => boolean;
  /** Of one place in an entry. */
  isPlace: (row: Row, address: string) => boolean;
}

/**
 * @param except `uid`, `uid language`, `address` or `uid address`.
 * @param hasAddresses whether places can be left out one by one.
 * @throws {BadTask} for what is none of the rows: a slip of the pen would change what was to stay.
 */
export function readExcept(except: readonly string[], rows: readonly Row[], hasAddresses: boolean): Exception {
  const uids = new Set(rows.map(({ uid }) => uid));
  const all = except.map(text => {
    const [first = '', ...rest] = text.trim().split(/\s+/);
    return uids.has(first) ? { uid: first, rest: rest.join(' ') } : { uid: undefined, rest: text.trim() };
  });
  const isOf = ({ uid }: { uid: string | undefined }, row: Row): boolean => uid === undefined || uid === row.uid;
  const problems = all.flatMap((each, index) => {
    const own = rows.filter(row => isOf(each, row));
    const isRow = each.uid !== undefined && (each.rest === '' || own.some(({ lane }) => lane.locale === each.rest));
    const isPlace = own.some(({ places }) => places.some(({ address }) => address === each.rest));
    if (isRow || (isPlace && hasAddresses)) return [];
    const why = isPlace
      ? 'edits are made as a whole: name rows by their uid'
      : 'is no uid and no address of what would be changed';
    return [`except[${index}]: ${JSON.stringify(except[index])} ${why}`];
  });
  if (problems.length > 0) throw new BadTask(...problems);
  return {
    isRow: row => all.some(({ uid, rest }) => uid === row.uid && (rest === '' || rest === row.lane.locale)),
    isPlace: (row, address) => all.some(each => isOf(each, row) && each.rest === address),
  };
}
