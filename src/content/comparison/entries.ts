// What differs between two states of an entry, as the rows of a table: address, change, before, after.
import { printAddress } from '../address.ts';
import { type Change, diff } from '../diff.ts';
import { isShared } from '../fields-at.ts';
import { listPaths } from '../paths.ts';
import { type Field, findField } from '../schema.ts';
import { listSchemaChanges } from '../schema-changes.ts';
import { type Cell, listTitles, type Titles, toCell, toCells } from '../told.ts';
import { isEmpty, type Json } from '../value.ts';
import { listFiles } from './files.ts';
import { listDocumentUids, withoutLoneUids } from './uids.ts';

interface Comparison {
  /** Address, change in a word, before, after. */
  rows: readonly (readonly Cell[])[];
  /** Of fields at the top in which something differs. */
  fields: number;
  /** Uids of the files that stand in what differs. */
  files: readonly string[];
}

/** Characters of a cell. */
const longest = 160;

interface Telling {
  /** Characters of a cell. */
  most?: number;
  /** Titles that the two do not hold themselves. */
  known?: Titles;
}

/**
 * @param areLanguages the two are of two languages: what all languages share does not count.
 */
export function compareEntries(
  before: Json,
  after: Json,
  schema: readonly Field[],
  areLanguages: boolean,
  { most = longest, known = new Map() }: Telling = {},
): Comparison {
  const titles = new Map([...known, ...listTitles(before, after)]);
  const [old, now] = [
    withoutLoneUids(before, listDocumentUids(after)),
    withoutLoneUids(after, listDocumentUids(before)),
  ];
  const changes = diff(old, now, { schema, isLoose: areLanguages }).filter(
    change => saysSomething(change) && !(areLanguages && isShared(schema, change.address)),
  );
  return {
    rows: changes.map(change => [printAddress(change.address), change.kind, ...toPair(change)]),
    fields: new Set(changes.map(({ address }) => address[0])).size,
    files: listFiles(changes, schema),
  };

  function toPair(change: Change): Cell[] {
    if (change.kind === 'moved') return [`place ${change.from + 1}`, `place ${change.to + 1}`];
    if (change.kind === 'added') return [null, toCell(change.after, titles, most)];
    if (change.kind === 'removed') return [toCell(change.before, titles, most), null];
    const told = toCells(change.before, change.after, titles, most);
    return [told.before, told.after];
  }
}

/** Empty is as good as absent: a form that is saved leaves "" and [] where nothing was. */
function saysSomething(change: Change): boolean {
  if (change.kind === 'moved') return true;
  const values = ['before' in change ? change.before : undefined, 'after' in change ? change.after : undefined];
  return values.some(value => !isEmpty(value));
}

/** How two schemas of one content type differ, for who compares what lies in them. */
export function tellSchemas(
  before: readonly Field[],
  after: readonly Field[],
  names: readonly [string, string],
): string[] {
  const [old, now] = [listPaths(before), listPaths(after)];
  const only = (paths: readonly string[], others: readonly string[]): string[] => {
    const gone = paths.filter(path => !others.includes(path));
    // What lies in a field that is told needs no word of its own.
    return gone.filter(path => !gone.some(above => path.startsWith(`${above}.`)));
  };
  const tell = (paths: readonly string[], name: string): string[] =>
    paths.length > 0 ? [`only the content type in ${name} has ${paths.join(', ')}`] : [];
  return [
    ...tell(only(old, now), names[0]),
    ...tell(only(now, old), names[1]),
    ...listSchemaChanges(before, after)
      .filter(({ kind }) => kind === 'retyped')
      .map(change => `${change.path} is ${change.before} in ${names[0]} and ${change.after} in ${names[1]}`),
  ];
}

/** The fields of both schemas; where both have one, the second says how it is shaped. */
export const joinSchemas = (before: readonly Field[], after: readonly Field[]): Field[] => [
  ...after,
  ...before.filter(({ uid }) => !findField(after, uid)),
];
