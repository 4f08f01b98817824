// A list as a table: what one chooses by of each item, each column named once, and what is the same in all rows said once.
import { type Path, readPath, toPath } from '../text/paths.ts';
import { isTelling, isUser, type Known, toCells } from './cell.ts';

type Json = Record<string, unknown>;

interface Table {
  /** Columns whose value is the same in every row, instead of in each. */
  all?: Json;
  /** What `#1`, `#2` in the rows stand for: uids of who did something. */
  legend?: Json;
  columns: string[];
  rows: unknown[][];
}

/** Columns that go by another name than the key they are made from. */
const titles = new Map([['publish_details', 'published']]);

/** @param more paths that are asked for besides. */
export function toRows(
  items: readonly Json[],
  outline: readonly string[],
  more: readonly string[],
  known: Known,
): { columns: string[]; rows: Json[] } {
  const paths = [...new Set([...outline, ...more])].map(text => ({ ...toPath(text), isAsked: more.includes(text) }));
  const columns = paths.filter(path => path.isAsked || items.some(item => isTold(item, path)));
  const cells = columns.map(path => {
    // What is asked for by name is given as it is; the rest is short.
    const toCell = path.isAsked ? (value: unknown) => value ?? null : toCells(path.name, known);
    return { path, title: toTitle(path), toCell };
  });
  const rows = items.map(item => {
    const row: [string, unknown][] = cells.map(({ path, title, toCell }) => [
      title,
      toCell(readPath(item, path), item),
    ]);
    return Object.fromEntries(row);
  });
  return { columns: columns.map(toTitle), rows };
}

/** Where nothing but the status is known to be null, that is worth a column. */
function isTold(item: Json, path: Path): boolean {
  const value = readPath(item, path);
  return value !== undefined && (value !== null || isTelling(path.name));
}

const toTitle = ({ name, from }: Path): string => (titles.get(name) ?? name) + (from > 0 ? `@${from}` : '');

export function toTable(columns: readonly string[], rows: readonly Json[]): Table {
  const cells = rows.map(row => columns.map(column => row[column] ?? null));
  return shortenUsers(liftSame(columns, cells));
}

/** Columns by which one tells rows apart, and goes on with them: these are never said elsewhere. */
const isIdentity = (column: string): boolean =>
  /^((metadata|entry|asset)\.)?(uid|title|name|filename|url|code)$|^(entry|term)_uid$/.test(column);

/** From three rows on it pays to say once what is the same in all. */
function liftSame(columns: readonly string[], rows: unknown[][]): Table {
  if (rows.length < 3) return { columns: [...columns], rows };
  const first = rows[0] ?? [];
  const isSame = columns.map((column, index) => {
    if (isIdentity(column)) return false;
    const same = JSON.stringify(first[index]);
    return rows.every(row => JSON.stringify(row[index]) === same);
  });
  const all = Object.fromEntries(columns.flatMap((column, index) => (isSame[index] ? [[column, first[index]]] : [])));
  const keep = <T>(values: readonly T[]): T[] => values.filter((_, index) => !isSame[index]);
  return { ...(Object.keys(all).length > 0 ? { all } : {}), columns: keep(columns), rows: rows.map(keep) };
}

/** A uid pays for its place in the legend when it recurs. A name is what one looks for, and stays. */
const recurring = { form: /^[a-z]{2,4}[0-9a-f]{14,}\b/, times: 3 };

function shortenUsers(table: Table): Table {
  const places = table.columns.flatMap((column, index) => (isUser(column) ? [index] : []));
  const times = new Map<string, number>();
  for (const value of table.rows.flatMap(row => places.map(place => row[place]))) {
    if (typeof value === 'string' && recurring.form.test(value)) times.set(value, (times.get(value) ?? 0) + 1);
  }
  const known = new Map(
    [...times].filter(([, count]) => count >= recurring.times).map(([value], index) => [value, `#${index + 1}`]),
  );
  if (known.size === 0) return table;
  const rows = table.rows.map(row => {
    const short = [...row];
    for (const place of places) short[place] = known.get(row[place] as string) ?? row[place];
    return short;
  });
  const { all, columns } = table;
  const legend = Object.fromEntries([...known].map(([value, short]) => [short, value]));
  return { ...(all ? { all } : {}), legend, columns, rows };
}
