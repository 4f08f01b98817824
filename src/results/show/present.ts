// A good answer as the model gets it: a list as a table, an object without noise, a write as a receipt, each within its budget.

import type { Field } from '../../content/schema.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import { fits } from '../cut/estimate.ts';
import { toFitting, toMore } from '../cut/fit.ts';
import { readPath, toPath } from '../text/paths.ts';
import { type Site, tellSaved, tellSeen } from './addresses.ts';
import { toBrief } from './brief.ts';
import { noteFallback } from './language.ts';
import { findList, presentList } from './list.ts';
import { complainOfPaths, listMissing } from './missing.ts';
import type { Names } from './published.ts';
import { quieten } from './quiet.ts';
import { findObject, type Outcome, toReceipt } from './receipt.ts';
import { withOutline } from './sketch.ts';

type Json = Record<string, unknown>;

export interface Presenting {
  /** Where it was done; absent for what all branches share. */
  branch?: string;
  /** The branch that this one is another name for. */
  aliasOf?: string | undefined;
  /** Names of environments by uid. */
  names: Names;
  /** Of users by uid, where they are known. */
  people?: Names | undefined;
  /** Of the whole answer, in tokens. */
  budget: number;
  /** What came of a write, where that was compared. */
  outcome?: Outcome;
  /** The address of an object in the web app; undefined where there is none. */
  toLink: (object: Json) => string | undefined;
  /** Environments with a base URL, where what is shown may be a page. */
  sites?: readonly Site[] | undefined;
  /** The tool of a request, if it exists here. */
  toTool?: ((line: string) => string | undefined) | undefined;
  /** Of the content type of what is read, where it is known. */
  schema?: readonly Field[] | undefined;
  /** What is said of the answer first. */
  notes?: readonly string[] | undefined;
}

export type Present = (operation: Operation, given: Arguments, body: unknown, context: Presenting) => unknown;

export function present(operation: Operation, given: Arguments, body: unknown, context: Presenting): Json {
  if (operation.effect !== 'read') return presentReceipt(operation, given, body, context);
  const fields = toFields(given);
  const found = operation.outline ? findList(body) : undefined;
  const { names, people = new Map(), budget, schema, notes = [] } = context;
  if (!found) return presentObject(operation, given, body, context);
  return presentList(found, {
    operation,
    given,
    fields,
    head: toBranch(context),
    notes,
    names,
    people,
    budget,
    schema,
  });
}

/** Addresses are no part of what was asked for: where there is little room, it is for that. */
const keepShort = (pages: Json, budget: number): Json => (fits(pages, budget / 5) ? pages : {});

const toFields = ({ fields }: Arguments): string[] => (Array.isArray(fields) ? fields.map(String) : []);

const toBranch = ({ branch }: Presenting): Json => (branch === undefined ? {} : { branch });

/** Whether a path that is asked for leads nowhere in the answer, so that only the content type tells what that means. */
export function lacksFields(operation: Operation, given: Arguments, body: unknown): boolean {
  const fields = toFields(given).filter(field => field !== 'all');
  const answer = isObject(body) ? body : {};
  const items = (operation.outline && findList(body)?.items) || [findObject(answer)[1]];
  return listMissing(items, fields).length > 0;
}

function presentReceipt(operation: Operation, given: Arguments, body: unknown, context: Presenting): Json {
  const [, object] = findObject(isObject(body) ? body : {});
  const link = context.toLink(object);
  const { page_if_live, ...outcome } = context.outcome ?? {};
  // Not among what may be cut: part of an address is another address.
  const pages = keepShort(page_if_live ? { page_if_live } : tellSaved(object, context.sites ?? []), context.budget);
  const receipt = toReceipt(operation, given, body, {
    ...toBranch(context),
    ...(context.aliasOf === undefined ? {} : { aliasOf: context.aliasOf }),
    ...(link === undefined ? {} : { link }),
    outcome,
    toTool: context.toTool,
  });
  return toFitting(receipt, context.budget, true, (value, cuts) => {
    const { cut } = toMore(cuts);
    return { ...value, ...pages, ...(cut === undefined ? {} : { cut }) };
  });
}

function presentObject(operation: Operation, given: Arguments, body: unknown, context: Presenting): Json {
  const answer = isObject(body) ? body : { items: body };
  const [key, object] = findObject(answer);
  const fields = toFields(given);
  const isWhole = fields.includes('all') || operation.whole === true;
  const parts = fields.filter(field => field !== 'all');
  const quiet = isWhole ? answer : (quieten(answer) as Json);
  const isOutlined = operation.opens !== undefined && !isWhole && key !== undefined && Array.isArray(object.schema);
  const brief = isWhole ? { shown: quiet, beside: {}, notes: [] } : toBrief(quiet, key, operation, context.names);
  const outlined = isOutlined ? { ...brief.shown, [key]: withOutline(brief.shown[key] as Json) } : brief.shown;
  const all = isWhole ? ['all'] : [];
  const prefix = key === undefined ? '' : `${key}.`;
  // What is taken elsewhere as it is must not bring a word of ours along.
  const first = operation.whole ? [] : [...noteFallback(operation, given, object), ...(context.notes ?? [])];
  const toHead = (notes: readonly string[]): Json => ({
    ...(operation.whole ? {} : toBranch(context)),
    ...(notes.length > 0 ? { notes } : {}),
  });
  const { branch, aliasOf = branch, sites = [] } = context;
  const isAddress = operation.whole !== true && (parts.length === 0 || parts.includes('url'));
  const pages = isAddress ? keepShort(tellSeen(object, sites, aliasOf), context.budget) : {};
  if (parts.length === 0) {
    return toFitting(outlined, context.budget, true, (value, cuts) => ({
      ...toHead([...first, ...brief.notes]),
      ...toMore(cuts, prefix, {}, all),
      ...value,
      ...brief.beside,
      ...pages,
      ...(isOutlined ? { raw } : {}),
    }));
  }
  // What is shown under a name of ours can be asked for by it.
  const shown = key === undefined ? outlined : outlined[key];
  const missing = listMissing([object], parts).filter(text => readOf(text, [quiet, answer, shown]) === undefined);
  const read = (text: string): unknown => {
    // The rest of what was shown goes on as that began; what is named is whole, even if it is dropped as noise elsewhere.
    const around = toPath(text).from > 0 ? [outlined, quiet] : [quiet];
    const sources = key === undefined ? [] : [...around.map(each => each[key]), object];
    return readOf(text, [...sources, ...around, answer, shown]) ?? null;
  };
  const held = parts.filter(text => !missing.includes(text));
  // Names are never cut: where they are too many for the answer, some are left out.
  for (let count = held.length; ; count = Math.floor(count / 2)) {
    const named = held.slice(0, count);
    const left = count < held.length ? [`only the first ${count} of these fields fit: ask for fewer at once`] : [];
    const notes = [...first, ...left, ...complainOfPaths(missing, [object], context.schema, context.budget)];
    const values = Object.fromEntries(named.map(text => [text, read(text)]));
    const out = toFitting(values, context.budget, true, (value, cuts) => ({
      ...toHead(notes),
      ...toMore(cuts, prefix, {}, all),
      [key ?? 'parts']: { ...identify(object), ...value },
      ...pages,
    }));
    if (count <= 1 || fits(out, context.budget)) return out;
  }
}

const readOf = (text: string, sources: readonly unknown[]): unknown =>
  sources.map(source => readPath(source, toPath(text))).find(value => value !== undefined);

/** Below an outline, which is for reading. */
const raw = 'fields: ["schema"] gives the schema to change and send back, fields: ["all"] all';

/** What the object is, in front of the parts of it that are asked for; a title as long as a text would be none. */
function identify(object: Json): Json {
  const known = ['uid', 'title', 'name', 'locale', '_version'].map(name => [name, object[name]] as const);
  return Object.fromEntries(
    known.filter(([, value]) => typeof value === 'number' || (typeof value === 'string' && value.length <= 200)),
  );
}
