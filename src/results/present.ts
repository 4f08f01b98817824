// A good answer as the model gets it: a list as a table, an object without noise, a write as a receipt, each within its budget.
import type { Arguments } from '../arguments.ts';
import type { Operation } from '../operation.ts';
import { estimateJson } from './estimate.ts';
import { type Names, type Table, toTable } from './outline.ts';
import { complainOfPath, isObject, readPath, toPath } from './paths.ts';
import { findObject, toReceipt } from './receipt.ts';
import { type Cut, shrink } from './shrink.ts';

type Json = Record<string, unknown>;

export interface Presenting {
  /** Where it was done; absent for what all branches share. */
  branch?: string;
  /** Names of environments by uid. */
  names: Names;
  /** Of the whole answer, in tokens. */
  budget: number;
  /** The address of an object in the web app; undefined where there is none. */
  toLink: (object: Json) => string | undefined;
}

/** What a single read leaves out unless `fields` is `all`: access lists and bookkeeping that say nothing. README: Answers. */
const noise = new Set(['ACL', 'SYS_ACL', 'DEFAULT_ACL', 'abilities', 'maintain_revisions', 'stackHeaders']);
const isNoise = ([key, value]: [string, unknown]): boolean =>
  noise.has(key) ||
  (key === '_in_progress' && value === false) ||
  (key === 'inbuilt_class' && value === false) ||
  (key === 'deleted_at' && !value) ||
  (value === null && /^(created|updated|deleted|published)_(at|by)$|^parent_uid$/.test(key));

export type Present = (operation: Operation, given: Arguments, body: unknown, context: Presenting) => unknown;

export function present(operation: Operation, given: Arguments, body: unknown, context: Presenting): Json {
  if (operation.effect !== 'read') {
    const [, object] = findObject(isObject(body) ? body : {});
    const link = context.toLink(object);
    const receipt = toReceipt(operation, given, body, {
      ...toBranch(context),
      ...(link === undefined ? {} : { link }),
    });
    return toFitting(receipt, context.budget, () => ({}));
  }
  const fields = toFields(given);
  const found = operation.outline ? findList(body) : undefined;
  if (found && operation.outline) return presentList(operation, given, found, fields, context);
  return presentObject(operation, body, fields, context);
}

const toBranch = ({ branch }: Presenting): Json => (branch === undefined ? {} : { branch });

const toFields = ({ fields }: Arguments): string[] => (Array.isArray(fields) ? fields.map(String) : []);

interface Found {
  key: string;
  items: Json[];
  /** What stands beside the list. */
  beside: Json;
}

/** The list that an answer is, or holds under its first key that has one. */
export function findList(body: unknown): Found | undefined {
  if (Array.isArray(body)) return { key: 'items', items: body.filter(isObject), beside: {} };
  if (!isObject(body)) return undefined;
  const entry = Object.entries(body).find(([, value]) => Array.isArray(value));
  if (!entry) return undefined;
  const [key, list] = entry as [string, unknown[]];
  // A list of plain words, such as titles, has nothing to choose by.
  if (list.some(item => !isObject(item))) return undefined;
  const { [key]: _, ...beside } = body;
  return { key, items: list as Json[], beside };
}

function presentList(
  operation: Operation,
  given: Arguments,
  found: Found,
  fields: string[],
  context: Presenting,
): Json {
  const { items, beside } = found;
  const { count, ...rest } = beside;
  const skip = Number(given.skip ?? 0);
  // Who names what the API is to send or leave out has made the choice already.
  const isWhole = fields.includes('all') || given.only !== undefined || given.except !== undefined;
  const told = Object.entries(rest).filter(([, value]) => estimateJson(value) > 1);
  const head = { ...toBranch(context), ...(count === undefined ? {} : { total: count }), ...Object.fromEntries(told) };
  const show = (number: number): Json => {
    const shown = items.slice(0, number);
    const body = isWhole ? { [found.key]: shown } : toTable(shown, operation.outline ?? [], fields, context.names);
    return { ...head, ...withoutEmpty(body), ...toNext(operation, skip, number, items.length, Number(count)) };
  };
  const fitting = findMost(items.length, number => estimateJson(show(number)) <= context.budget);
  if (fitting > 0 || items.length === 0) return show(fitting);
  // Not even one fits: that one is cut.
  const [only] = items;
  const single = isWhole
    ? only
    : Object.fromEntries([...fields, ...(operation.outline ?? [])].map(name => [name, readPath(only, toPath(name))]));
  const next = toNext(operation, skip, 1, items.length, Number(count));
  const value = { ...head, [found.key]: [single], ...next };
  return toFitting(value, context.budget, cuts => toMore(cuts, `${found.key}.0.`));
}

const withoutEmpty = (table: Json | Table): Json =>
  Object.fromEntries(
    Object.entries(table).filter(([key, value]) => key !== 'notes' || (value as unknown[]).length > 0),
  );

/** How to go on: how many are left, and the arguments of the next call. Nothing when all has been shown. */
function toNext(operation: Operation, skip: number, shown: number, got: number, total: number): Json {
  const left = Number.isNaN(total) ? got - shown : total - skip - shown;
  if (left <= 0) return {};
  const canSkip = 'skip' in operation.query;
  return { left, next: canSkip ? { skip: skip + shown, limit: Math.max(1, shown) } : 'name fewer fields' };
}

/** The largest number for which it holds, by halving; it holds for 0. */
function findMost(most: number, holds: (number: number) => boolean): number {
  if (holds(most)) return most;
  let [low, high] = [0, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function presentObject(operation: Operation, body: unknown, fields: string[], context: Presenting): Json {
  const answer = isObject(body) ? body : { items: body };
  const [key, object] = findObject(answer);
  const isWhole = fields.includes('all') || operation.whole === true;
  if (isWhole)
    return toFitting({ ...toBranch(context), ...answer }, context.budget, cuts => toMore(cuts, key ? `${key}.` : ''));
  if (fields.length > 0 && key) return presentParts(key, object, fields, context);
  const value = { ...toBranch(context), ...(quieten(answer) as Json) };
  return toFitting(value, context.budget, cuts => toMore(cuts, key ? `${key}.` : ''));
}

/** At any depth: a file within an entry is a whole asset with bookkeeping of its own. */
function quieten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(quieten);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(entry => !isNoise(entry));
  return Object.fromEntries(kept.map(([key, inner]) => [key, quieten(inner)]));
}

/** What the object is, and the parts that are asked for under the paths they were asked by. */
function presentParts(key: string, object: Json, fields: string[], context: Presenting): Json {
  const known = ['uid', 'title', 'name', 'locale', '_version'].flatMap(name =>
    name in object ? [[name, object[name]]] : [],
  );
  const parts = fields.map(text => [text, readPath(object, toPath(text)) ?? null]);
  const notes = fields.flatMap(text => complainOfPath([object], toPath(text)) ?? []);
  const value = {
    ...toBranch(context),
    [key]: { ...Object.fromEntries(known), ...Object.fromEntries(parts) },
    ...(notes.length > 0 ? { notes } : {}),
  };
  return toFitting(value, context.budget, cuts => toMore(cuts, `${key}.`));
}

/** What is kept for words about what was cut, in tokens. */
const reserve = 150;

function toFitting(value: Json, budget: number, tell: (cuts: Cut[]) => Json): Json {
  if (estimateJson(value) <= budget) return value;
  const { value: cut, cuts } = shrink(value, budget - reserve);
  return { ...(cut as Json), ...tell(cuts) };
}

/** What was cut of each part, and the `fields` that give the rest. A part that was itself asked for from a place goes on from there. */
function toMore(cuts: Cut[], prefix: string): Json {
  const list = cuts.slice(0, 8).map(({ path, shown, of }) => {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    const { name: base, from } = toPath(name);
    return { path: name, shown, of, rest: { fields: [`${base}@${from + shown}`.replace(/@0$/, '')] } };
  });
  return cuts.length === 0 ? {} : { cut: list };
}
