// A value in the cell of a table: short, in words, with names for uids where they are known.
import { isObject } from '../../operations/is-object.ts';
import { type Names, tellPublished } from './published.ts';

type Json = Record<string, unknown>;

type Shorten = (value: unknown, item: Json, names: Names) => unknown;

/** How a value is shortened where its column is one of these. */
const shortened: Record<string, Shorten> = {
  publish_details: tellPublished,
  environment: (value, _, names) => nameAll(value, names),
  schema: value => (Array.isArray(value) ? `${value.length} fields` : value),
  workflow_stages: value => nameWithUid(value),
  locale: value => nameAll(value, new Map()),
  status: value => (value === null ? 'none yet' : value),
};

/** Columns of who did something. */
export const isUser = (column: string): boolean => /(^|[._])by$|(^|\.)user$/.test(column);

export interface Known {
  /** Of environments by uid. */
  names: Names;
  /** Of users by uid. */
  people: Names;
}

const isTime = (name: string): boolean => /(^|\.)(updated|created|published|scheduled|deleted)_at$/.test(name);

/**
 * How the values of a column become its cells, found once for all rows.
 * @param name of the column, as a path: `metadata.environment` is shortened as `environment` is.
 */
export function toCells(name: string, { names, people }: Known): (value: unknown, item: Json) => unknown {
  if (isUser(name)) return value => nameAll(value, people) ?? null;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const shorten = Object.hasOwn(shortened, last) ? shortened[last] : isTime(name) ? toMinute : undefined;
  return (value, item) => toWords(shorten ? shorten(value, item, names) : value, names) ?? null;
}

/** Columns that say something where they hold nothing: what has no status yet did not fail. */
export const isTelling = (name: string): boolean => /(^|\.)status$/.test(name);

/** An object in a cell as one text of its words: `en-us https://www.example.com`, `production success 2026-10-31T07:05Z`. */
function toWords(value: unknown, names: Names): unknown {
  if (!Array.isArray(value) || !value.some(isObject)) return value;
  return value.map(item => {
    if (!isObject(item)) return item;
    const words = Object.values(item).filter(word => typeof word !== 'object' && word !== '');
    return words.map(word => toMinute(nameAll(word, names))).join(' ');
  });
}

/** `blt0123 Review`: an entry or a rule names a stage by its uid, people by its name. */
const nameWithUid = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(item => (isObject(item) ? `${item.uid} ${item.name}` : item)) : value;

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** `2026-03-14T09:20Z`. */
const toMinute = (value: unknown): unknown =>
  typeof value === 'string' && moment.test(value) ? `${value.slice(0, 16)}Z` : value;

/** A list of one is that one; `{name, uid}` and `{name, code}` are their names, and a language its code. */
function nameAll(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) {
    const all = value.map(item => nameAll(item, names));
    return all.length === 1 && typeof all[0] === 'string' ? all[0] : all;
  }
  if (isObject(value)) {
    const word = value.code ?? value.name ?? value.uid;
    return typeof word === 'string' ? (names.get(word) ?? word) : value;
  }
  return typeof value === 'string' ? (names.get(value) ?? value) : value;
}
