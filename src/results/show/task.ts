// What a task found as the model gets it: the line of numbers first, then a table of as many rows as fit, and how to go on.

import type { Found } from '../../operations/task.ts';
import { fits } from '../cut/estimate.ts';
import { toFitting, toMore } from '../cut/fit.ts';
import { findMost } from '../cut/most.ts';
import { type CutRow, cutRow } from '../cut/rows.ts';
import { toTable } from './outline.ts';

type Json = Record<string, unknown>;

interface Showing {
  branch: string;
  /** In tokens. */
  budget: number;
}

/** A row may take so much of the whole before its cells are cut. */
const share = 8;

/** @returns rows from the first that was not shown before; whole ones, but for cells that are too long. */
export function presentTask(found: Found, { branch, budget }: Showing): Json {
  const { says, notes = [], columns, rows = [], beyond = 0, skip = 0, shown, left } = found;
  const head = { branch, says, ...(notes.length > 0 ? { notes } : {}) };
  // The rows of the next part are shown from its first.
  const isOwn = left?.tool === undefined;
  const tail = left ? { left: left.says, next: { ...left.next, ...(skip > 0 && isOwn ? { skip: 0 } : {}) } } : {};
  if (!columns) return presentObject(head, shown ?? {}, tail, budget);
  const rest = rows
    .slice(skip, skip + Math.max(1, budget))
    .map(row =>
      cutRow(Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])), budget / share, true),
    );
  const show = (cut: readonly CutRow[]): Json => {
    const [more, cuts] = [rows.length + beyond - skip - cut.length, cut.flatMap(each => each.cuts)];
    return {
      ...head,
      ...(cuts.length > 0 ? { cut: toMore(cuts).cut } : {}),
      ...(rows.length > 0
        ? toTable(
            columns,
            cut.map(({ row }) => row),
          )
        : {}),
      ...(more > 0 ? { rows_left: more, next_rows: { skip: skip + cut.length } } : {}),
      ...tail,
    };
  };
  // At least one, as who asks for the rest must get on.
  const count = Math.max(
    1,
    findMost(rest.length, number => fits(show(rest.slice(0, number)), budget)),
  );
  return show(rest.slice(0, count));
}

/** An object's parts are cut like those of any read, and asked for by `fields`: those of its own `fields` by their addresses. */
const presentObject = (head: Json, shown: Json, tail: Json, budget: number): Json =>
  toFitting(shown, budget, true, (value, cuts) => ({ ...head, ...toMore(cuts, 'fields.'), ...value, ...tail }));
