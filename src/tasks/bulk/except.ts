// What of a plan is left out: rows by uid, places by address. It only narrows.
import { BadTask } from '../../operations/task.ts';
import type { Row } from './rows.ts';

interface Exception {
  /** Of all of the entry's languages, or of one. */
  isRow: (row: Row) => boolean;
  /** Of one place in an entry. */
  isPlace: (row: Row, address: string) => boolean;
}

interface Named {
  /** Any when absent. */
  uid: string | undefined;
  locale: string | undefined;
  /** The whole row when absent. */
  address: string | undefined;
}

/**
 * @param except `uid`, `uid language`, `address`, `uid address` or `uid language address`.
 * @param hasAddresses whether places can be left out one by one.
 * @throws {BadTask} for what is none of the rows: a slip of the pen would change what was to stay.
 */
export function readExcept(except: readonly string[], rows: readonly Row[], hasAddresses: boolean): Exception {
  const all = except.map(text => readNamed(text.trim(), rows));
  const problems = all.flatMap((named, index) => {
    const own = rows.filter(row => isOf(named, row));
    const isThere = named.address === undefined ? own.length > 0 : own.some(row => has(row, named.address));
    if (isThere && (named.address === undefined || hasAddresses)) return [];
    const why = isThere
      ? 'edits are made as a whole: name rows by their uid'
      : 'is no uid and no address of what would be changed';
    return [`except[${index}]: ${JSON.stringify(except[index])} ${why}`];
  });
  if (problems.length > 0) throw new BadTask(...problems);
  return {
    isRow: row => all.some(named => named.address === undefined && isOf(named, row)),
    isPlace: (row, address) => all.some(named => named.address === address && isOf(named, row)),
  };
}

const isOf = ({ uid, locale }: Named, { uid: own, lane }: Row): boolean =>
  (uid === undefined || uid === own) && (locale === undefined || locale === lane.locale);

const has = ({ places }: Row, wanted: string | undefined): boolean => places.some(({ address }) => address === wanted);

/** An address may hold blanks, a uid and a language do not. */
function readNamed(text: string, rows: readonly Row[]): Named {
  const [uid = '', next = ''] = text.split(/\s+/);
  const own = rows.filter(row => row.uid === uid);
  if (own.length === 0) return { uid: undefined, locale: undefined, address: text };
  const rest = text.slice(uid.length).trim();
  const isLanguage = own.some(({ lane }) => lane.locale === next);
  const address = isLanguage ? rest.slice(next.length).trim() : rest;
  return { uid, locale: isLanguage ? next : undefined, address: address === '' ? undefined : address };
}
