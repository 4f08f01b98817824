// Rows that take too much of a page are cut in their cells, so that the page keeps its rows and its columns.
import { fits } from './estimate.ts';
import { toMore } from './fit.ts';
import { type Cut, shrink } from './shrink.ts';

type Json = Record<string, unknown>;

export interface CutRow {
  row: Json;
  cuts: Cut[];
}

/** @param share the most that one row may take, in tokens. @param isTable its keys are columns, which take nothing themselves. */
export function cutRow(row: Json, share: number, isTable: boolean): CutRow {
  if (!isTable) {
    const { value, cuts } = shrink(row, share);
    return { row: value as Json, cuts };
  }
  const columns = Object.keys(row);
  const cells = Object.fromEntries(columns.map((column, index) => [index, row[column]]));
  if (fits(cells, share)) return { row, cuts: [] };
  const { value, cuts } = shrink(cells, share, { path: '', isNamed: true });
  const toColumn = (path: string): string => path.replace(/^\d+/, index => columns[Number(index)] ?? '');
  return {
    row: Object.fromEntries(columns.map((column, index) => [column, (value as Json)[index] ?? null])),
    cuts: cuts.map(cut => ({ ...cut, path: toColumn(cut.path) })),
  };
}

/**
 * What was cut of the rows of a page, and the calls that give the rest: one for each row, unless a call is for all of them.
 * @param names what the rows are called. @param place the arguments by which a row comes alone.
 */
export function toRest(
  rows: readonly CutRow[],
  names: readonly string[],
  place: (index: number) => Json | undefined,
): Json {
  const parts = rows.flatMap(({ cuts }, index) =>
    cuts.length > 0 ? [{ name: rows.length > 1 ? `${names[index]} ` : '', index, cuts }] : [],
  );
  if (parts.length === 0) return {};
  const told = parts.map(({ name, index, cuts }) => {
    const { cut, rest } = toMore(cuts, '', place(index) ?? {}) as { cut: Json; rest: Json };
    return { cut: Object.entries(cut).map(([path, said]) => [`${name}${path}`, said]), rest };
  });
  const calls = told.map(({ rest }) => rest);
  const isForAll = parts.every(({ index }) => place(index) === undefined);
  const fields = [...new Set(calls.flatMap(({ fields }) => fields as string[]))];
  return {
    cut: Object.fromEntries(told.flatMap(({ cut }) => cut)),
    rest: isForAll ? { fields } : calls.length === 1 ? calls[0] : calls,
  };
}
