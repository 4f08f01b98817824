// A list as a table: what one chooses by of each item, each column named once, and what is the same in all rows said once.
import { isObject } from '../../operations/is-object.ts';
import { complainOfPath, type Path, readPath, toPath } from '../text/paths.ts';

type Json = Record<string, unknown>;

export interface Table {
  /** Columns whose value is the same in every row, instead of in each. */
  all?: Json;
  /** What `#1`, `#2` in the rows stand for: long values that recur, such as the uid of who saved. */
  legend?: Json;
  columns: string[];
  rows: unknown[][];
  notes: string[];
}

/** How a value is shortened where its column is one of these. */
const shortened: Record<string, (value: unknown, item: Json, names: Names) => unknown> = {
  schema: value => (Array.isArray(value) ? `${value.length} fields` : value),
  workflow_stages: value => nameWithUid(value),
  publish_details: (value, item, names) => toPublished(value, item, names),
  updated_at: value => toMinute(value),
  created_at: value => toMinute(value),
  published_at: value => toMinute(value),
  scheduled_at: value => toMinute(value),
  updated_by: (value, _, names) => nameAll(value, names),
  created_by: (value, _, names) => nameAll(value, names),
  deleted_by: (value, _, names) => nameAll(value, names),
  published_by: (value, _, names) => nameAll(value, names),
  environment: (value, _, names) => nameAll(value, names),
  environments: (value, _, names) => nameAll(value, names),
};

/** `blt0123 Review`: an entry or a rule names a stage by its uid, people by its name. */
const nameWithUid = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(item => (isObject(item) ? `${item.uid} ${item.name}` : item)) : value;

/** An object in a cell as one text of its words: `en-us https://www.example.com`, `production success 2026-10-31T07:05Z`. */
function toWords(value: unknown, names: Names): unknown {
  if (!Array.isArray(value) || !value.some(isObject)) return value;
  return value.map(item => {
    if (!isObject(item)) return item;
    const words = Object.values(item).filter(word => typeof word !== 'object' && word !== '');
    return words.map(word => toMinute(nameAll(word, names))).join(' ');
  });
}

/** Columns that go by another name than the key they are made from. */
const titles: Record<string, string> = { publish_details: 'published' };

/** Names of environments and users by uid, where they are known. */
export type Names = ReadonlyMap<string, string>;

/** @param more paths that are asked for besides. */
export function toTable(
  items: readonly Json[],
  outline: readonly string[],
  more: readonly string[],
  names: Names,
): Table {
  const paths = [...new Set([...outline, ...more])].map(toPath);
  const asked = new Set(more);
  const notes = more.flatMap(text => complainOfPath(items, toPath(text)) ?? []);
  const columns = paths.filter(path => asked.has(path.name) || items.some(item => isTold(readPath(item, path))));
  const rows = items.map(item => columns.map(path => toCell(item, path, asked.has(path.name), names)));
  const table = shortenRecurring(liftSame(columns.map(toTitle), rows));
  if (columns.some(({ name }) => name === 'publish_details') && items.some(item => isEmptyList(item.publish_details))) {
    notes.push('published is unknown where the stack records no publish: that does not prove that there was none');
  }
  return { ...table, notes };
}

const toTitle = ({ name, from }: Path): string => (titles[name] ?? name) + (from > 0 ? `@${from}` : '');

/** What is asked for by name is given as it is; the rest is short. */
function toCell(item: Json, path: Path, isAsked: boolean, names: Names): unknown {
  const value = readPath(item, path);
  const shorten = isAsked ? undefined : shortened[path.name];
  const short = shorten ? shorten(value, item, names) : value;
  return (isAsked ? short : toWords(short, names)) ?? null;
}

const isTold = (value: unknown): boolean => value !== undefined && value !== null;
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** From three rows on it pays to say once what is the same in all. */
function liftSame(columns: string[], rows: unknown[][]): Pick<Table, 'all' | 'columns' | 'rows'> {
  if (rows.length < 3) return { columns, rows };
  const first = rows[0] ?? [];
  const isSame = columns.map((_, index) =>
    rows.every(row => JSON.stringify(row[index]) === JSON.stringify(first[index])),
  );
  const all = Object.fromEntries(columns.flatMap((column, index) => (isSame[index] ? [[column, first[index]]] : [])));
  const keep = <T>(values: T[]): T[] => values.filter((_, index) => !isSame[index]);
  return { ...(Object.keys(all).length > 0 ? { all } : {}), columns: keep(columns), rows: rows.map(keep) };
}

/** A value pays for its place in the legend when it is long and recurs. */
const recurring = { length: 12, times: 3 };

function shortenRecurring(
  table: Pick<Table, 'all' | 'columns' | 'rows'>,
): Pick<Table, 'all' | 'legend' | 'columns' | 'rows'> {
  const times = new Map<string, number>();
  for (const value of table.rows.flat()) {
    if (typeof value === 'string' && value.length >= recurring.length) times.set(value, (times.get(value) ?? 0) + 1);
  }
  const known = new Map(
    [...times].filter(([, count]) => count >= recurring.times).map(([value], index) => [value, `#${index + 1}`]),
  );
  // A text that looks like a reference would be taken for one.
  if (known.size === 0 || table.rows.flat().some(value => typeof value === 'string' && /^#\d+$/.test(value))) {
    return table;
  }
  const rows = table.rows.map(row =>
    row.map(value => (typeof value === 'string' ? (known.get(value) ?? value) : value)),
  );
  return { ...table, legend: Object.fromEntries([...known].map(([value, short]) => [short, value])), rows };
}

/** `2026-03-14T09:20Z`. */
function toMinute(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d(\.\d+)?Z$/, '$1Z') : value;
}

function nameAll(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map(item => nameAll(item, names));
  return typeof value === 'string' ? (names.get(value) ?? value) : value;
}

/** `production v3, staging v4 (fr-fr v2)`: where an item stands, at which version, in its own language and in others. */
function toPublished(details: unknown, item: Json, names: Names): string | undefined {
  if (!Array.isArray(details)) return undefined;
  if (details.length === 0) return 'unknown';
  const places = new Map<string, string[]>();
  for (const detail of details.filter(isObject)) {
    const name = names.get(String(detail.environment)) ?? String(detail.environment);
    const other = detail.locale === undefined || detail.locale === item.locale ? '' : `${detail.locale} `;
    places.set(name, [...(places.get(name) ?? []), `${other}v${detail.version}`]);
  }
  const said = new Map<string, string[]>();
  for (const [name, versions] of places) {
    const text = versions.sort().reverse().join(' ');
    said.set(text, [...(said.get(text) ?? []), name]);
  }
  return [...said].map(([versions, at]) => `${at.join(' ')} ${versions}`).join(', ');
}
