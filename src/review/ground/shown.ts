// What the tool answered, as the page reads it: the same JSON from wherever the host has left it, its table spelt out.
import { isObject, type Json } from './host.ts';

export interface Shown {
  /** How it is laid out; undefined where only the columns tell. */
  view: string | undefined;
  says: string;
  notes: readonly string[];
  branch: string;
  /** Which stack it is, where several are served. */
  stack: string | undefined;
  /** It was rehearsed: why nothing was written. */
  rehearsal: string | undefined;
  columns: readonly string[];
  /** Cells by column; the server leaves out what is the same in all. */
  rows: readonly Json[];
  /** Rows that were cut. */
  more: number;
  /** How to go on, in words. */
  left: string;
  /** What carries it out in the next call, with its code; undefined where nothing does, or a message may not hold it. */
  next: Json | undefined;
  /** Of the same call, to see the rows after these: how many it leaves out. */
  skip: number | undefined;
  beside: Json;
}

/** More than any answer has. */
const most = 3_000;

/** @returns the words of what is no table, such as a refusal. */
export function readResult(result: Json): Shown | { words: string } {
  const text = readText(result);
  const meta = isObject(result._meta) ? result._meta['contentstack/review'] : undefined;
  const data = [result.structuredContent, meta, parse(text)].find(isObject);
  return data && result.isError !== true && 'says' in data ? toShown(data) : { words: text };
}

function readText({ content }: Json): string {
  const parts = Array.isArray(content) ? content.filter(isObject) : [];
  return parts.flatMap(part => (typeof part.text === 'string' ? [part.text] : [])).join('\n');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function toShown(data: Json): Shown {
  const {
    view,
    says,
    notes,
    branch,
    stack,
    rehearsal,
    left,
    next,
    beside,
    rows_left: more,
    next_rows: nextRows,
  } = data;
  const { columns, rows } = readTable(data);
  return {
    view: typeof view === 'string' ? view : undefined,
    says: textOf(says),
    notes: Array.isArray(notes) ? notes.map(String) : [],
    branch: textOf(branch),
    stack: typeof stack === 'string' ? stack : undefined,
    rehearsal: typeof rehearsal === 'string' ? rehearsal : undefined,
    columns,
    rows,
    more: typeof more === 'number' ? more : 0,
    left: textOf(left),
    next: isObject(next) ? readNext(next) : undefined,
    skip: isObject(nextRows) && Number.isSafeInteger(nextRows.skip) ? (nextRows.skip as number) : undefined,
    beside: isObject(beside) ? beside : {},
  };
}

/** What may stand in it: a code, where a part of the stack begins and ends, and how many rows are left out. */
const forms: Readonly<Record<string, RegExp>> = {
  code: /^[\w.-]{1,200}$/,
  after: /^[\w.|/%:+-]{0,600}$/,
  skip: /^\d{1,9}$/,
};

function readNext(next: Json): Json | undefined {
  const isSound = Object.entries(next).every(
    ([name, value]) => Object.hasOwn(forms, name) && forms[name]?.test(String(value)),
  );
  return isSound && typeof next.code === 'string' ? next : undefined;
}

function readTable({ columns, rows, all, legend }: Json): Pick<Shown, 'columns' | 'rows'> {
  const names = Array.isArray(columns) ? columns.map(String) : [];
  const same = isObject(all) ? all : {};
  const long = isObject(legend) ? legend : {};
  const spell = (cell: unknown): unknown => (typeof cell === 'string' && Object.hasOwn(long, cell) ? long[cell] : cell);
  const lines = Array.isArray(rows) ? rows.filter(Array.isArray).slice(0, most) : [];
  return {
    columns: [...new Set([...Object.keys(same), ...names])],
    rows: lines.map((line: unknown[]) =>
      Object.fromEntries([...Object.entries(same), ...names.map((name, index) => [name, spell(line[index])])]),
    ),
  };
}

/** A cell as text; empty where there is nothing. */
export const cellOf = (row: Json, column: string): string => {
  const cell = Object.hasOwn(row, column) ? row[column] : undefined;
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
};
