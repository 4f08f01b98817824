// A list as the model gets it: a table of what one chooses by, or whole items if asked, as many as fit, and how to go on.

import type { Field } from '../../content/schema.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import { fits } from '../cut/estimate.ts';
import { findMost } from '../cut/most.ts';
import { type CutRow, cutRow, toRest } from '../cut/rows.ts';
import { toPath } from '../text/paths.ts';
import { noteFallbacks } from './language.ts';
import { toLive } from './live.ts';
import { complainOfPaths, listMissing } from './missing.ts';
import { toRows, toTable } from './outline.ts';
import { type Names, notePublished } from './published.ts';

type Json = Record<string, unknown>;

export interface Found {
  key: string;
  items: Json[];
  /** What stands beside the list. */
  beside: Json;
}

/** The list that an answer is, or holds under its first key that has one. */
export function findList(body: unknown): Found | undefined {
  if (Array.isArray(body)) return body.every(isObject) ? { key: 'items', items: body, beside: {} } : undefined;
  if (!isObject(body)) return undefined;
  const entry = Object.entries(body).find(([, value]) => Array.isArray(value));
  if (!entry) return undefined;
  const [key, list] = entry as [string, unknown[]];
  // A list of plain words, such as titles, has nothing to choose by.
  if (!list.every(isObject)) return undefined;
  const { [key]: _, ...beside } = body;
  return { key, items: list as Json[], beside };
}

/** The most that one request gives; the CMA's own limit, and what it gives when none is named. */
export const pageSize = 100;

interface Showing {
  operation: Operation;
  given: Arguments;
  fields: string[];
  /** What stands before the list. */
  head: Json;
  /** What is said of it first. */
  notes: readonly string[];
  names: Names;
  /** Of users by uid, where they are known. */
  people: Names;
  budget: number;
  /** Of the content type of the items, where it is known. */
  schema?: readonly Field[] | undefined;
}

/** A share of the page that a row may take before it is cut: it becomes less where not even one would fit. */
const shares = [2, 4, 8, 16, 32, 64];

export function presentList(found: Found, showing: Showing): Json {
  const { operation, given, names, people, budget } = showing;
  const { count, total_count = count, ...beside } = found.beside;
  // Where the API knows no skip, the place to go on from is named as that of a list within the answer.
  const [start, fields] = takeStart(showing.fields, found.key);
  const got = found.items.slice(start);
  const isWhole = isAskedWhole(fields, given);
  const live = toLive(got, operation, given, { names, isWhole });
  // Each takes a token at least, so that of more not one is looked at.
  const items = (live?.items ?? got).slice(0, Math.max(1, budget));
  // Without a number it is not counted, rather than none.
  const total = Number.isFinite(Number(total_count ?? undefined)) ? Number(total_count) : undefined;
  const aside = cutRow(
    Object.fromEntries(Object.entries(beside).filter(([, value]) => !isEmpty(value))),
    budget / 2,
    false,
  );
  const missing = isWhole ? [] : listMissing(items, fields);
  const wanted = fields.filter(field => !missing.includes(field));
  const { columns, rows } = toRows(items, live?.outline ?? operation.outline ?? [], wanted, { names, people });
  // A column may go by a name of ours.
  const unknown = missing.filter(field => !columns.includes(field));
  const notes = [
    ...noteFallbacks(operation, given, items),
    ...showing.notes,
    ...complainOfPaths(unknown, items, showing.schema, budget),
    ...(showing.notes.length === 0 ? noteNone(operation, items, total) : []),
    ...aside.cuts.map(({ path, shown, of, unit }) => `${path} is cut: ${shown} of ${of} ${unit}`),
    ...(!isWhole && columns.includes('published') ? notePublished(items) : []),
  ];
  const head = {
    ...showing.head,
    ...(total === undefined ? {} : { total }),
  };
  const page: Page = { operation, given, fields, start, key: found.key, got: got.length, total };
  const called = items.map(({ uid, entry_uid = uid }, index) =>
    typeof entry_uid === 'string' ? entry_uid : `row ${index + 1}`,
  );
  const show = (cut: readonly CutRow[]): Json => {
    const shown = cut.map(({ row }) => row);
    const all = [...notes, ...(live?.tell(items.slice(0, cut.length)) ?? [])];
    return {
      ...head,
      ...(all.length > 0 ? { notes: all } : {}),
      ...aside.row,
      ...toRest(cut, called, index => toPlace(page, index)),
      ...(isWhole ? { [found.key]: shown } : toTable(columns, shown)),
      ...toNext(page, cut.length),
    };
  };
  const all = isWhole ? items : rows;
  const whole = all.map(row => ({ row, cuts: [] }));
  if (whole.length === 0 || (whole.length === got.length && fits(show(whole), budget))) return show(whole);
  for (const share of shares) {
    const cut = all.map(row => cutRow(row, budget / share, !isWhole));
    const fitting = findMost(cut.length, number => fits(show(cut.slice(0, number)), budget));
    if (fitting > 0) return show(cut.slice(0, fitting));
  }
  // It is what is asked for that does not fit: so much of it is.
  if (wanted.length > 1) {
    const fewer = wanted.slice(0, Math.ceil(wanted.length / 2));
    const left = `only the first ${fewer.length} of these fields fit: ask for fewer at once`;
    const others = showing.notes.filter(note => !note.startsWith('only the first'));
    return presentList(found, {
      ...showing,
      fields: [...fewer, ...keepStart(showing.fields, found.key)],
      notes: [...others, left],
    });
  }
  return show(all.slice(0, 1).map(row => cutRow(row, 1, !isWhole)));
}

/** Who names what the API is to send or leave out has made the choice already. */
const isAskedWhole = (fields: readonly string[], { only, except }: Arguments): boolean =>
  fields.includes('all') || only !== undefined || except !== undefined;

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** A table without rows says nothing where no total does. */
function noteNone({ none }: Operation, items: readonly Json[], total: number | undefined): string[] {
  if (items.length > 0) return [];
  return none !== undefined ? [none] : total === undefined ? ['there are none'] : [];
}

interface Page {
  operation: Operation;
  given: Arguments;
  fields: string[];
  /** How many of what the API gave were shown before. */
  start: number;
  key: string;
  got: number;
  total: number | undefined;
}

function takeStart(fields: string[], key: string): [start: number, fields: string[]] {
  const [start] = keepStart(fields, key);
  return start === undefined ? [0, fields] : [toPath(start).from, fields.filter(field => field !== start)];
}

const canSkip = ({ operation }: Page): boolean => 'skip' in operation.query;

/** Arguments that name a place in the list, which the call for the rest needs too. */
const keepStart = (fields: readonly string[], key: string): string[] =>
  fields.filter(field => field.startsWith(`${key}@`) && /@\d+$/.test(field));

/** The arguments by which one item comes alone, where there are such. */
function toPlace(page: Page, index: number): Json | undefined {
  return canSkip(page) ? { skip: Number(page.given.skip ?? 0) + index, limit: 1 } : undefined;
}

/** How to go on: how many are left, and what to change in the call. Nothing when all has been shown. */
function toNext(page: Page, shown: number): Json {
  const { given, fields, start, key, got, total } = page;
  if (!canSkip(page)) {
    return shown < got ? { left: got - shown, next: { fields: [...fields, `${key}@${start + shown}`] } } : {};
  }
  const skip = Number(given.skip ?? 0);
  const next = { skip: skip + shown, limit: Math.max(1, shown) };
  if (total !== undefined) return total > skip + shown ? { left: total - skip - shown, next } : {};
  // A full page of a list that is not counted may be the last.
  if (shown === got) return got >= Number(given.limit ?? pageSize) ? { left: 'unknown', next } : {};
  return { left: `${got - shown} or more`, next };
}
