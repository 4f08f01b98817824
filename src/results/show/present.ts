// A good answer as the model gets it: a list as a table, an object without noise, a write as a receipt, each within its budget.

import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import { toFitting, toMore } from '../cut/fit.ts';
import { complainOfPath, readPath, toPath } from '../text/paths.ts';
import { findList, presentList } from './list.ts';
import type { Names } from './outline.ts';
import { quieten } from './quiet.ts';
import { findObject, type Outcome, toReceipt } from './receipt.ts';
import { withOutline } from './sketch.ts';

type Json = Record<string, unknown>;

export interface Presenting {
  /** Where it was done; absent for what all branches share. */
  branch?: string;
  /** Names of environments by uid. */
  names: Names;
  /** Of the whole answer, in tokens. */
  budget: number;
  /** What came of a write, where that was compared. */
  outcome?: Outcome;
  /** What is told of a read besides: why it may have found nothing. */
  notes?: readonly string[];
  /** The address of an object in the web app; undefined where there is none. */
  toLink: (object: Json) => string | undefined;
}

export type Present = (operation: Operation, given: Arguments, body: unknown, context: Presenting) => unknown;

export function present(operation: Operation, given: Arguments, body: unknown, context: Presenting): Json {
  if (operation.effect !== 'read') return presentReceipt(operation, given, body, context);
  const fields = Array.isArray(given.fields) ? given.fields.map(String) : [];
  const found = operation.outline ? findList(body) : undefined;
  const { names, budget, notes = [] } = context;
  if (found) return presentList(found, { operation, given, fields, head: toBranch(context), names, budget, notes });
  return presentObject(operation, body, fields, context);
}

const toBranch = ({ branch }: Presenting): Json => (branch === undefined ? {} : { branch });

function presentReceipt(operation: Operation, given: Arguments, body: unknown, context: Presenting): Json {
  const [, object] = findObject(isObject(body) ? body : {});
  const link = context.toLink(object);
  const receipt = toReceipt(operation, given, body, {
    ...toBranch(context),
    ...(link === undefined ? {} : { link }),
    ...(context.outcome ? { outcome: context.outcome } : {}),
  });
  return toFitting(receipt, context.budget, true, (value, cuts) => {
    const { cut } = toMore(cuts);
    return { ...value, ...(cut === undefined ? {} : { cut }) };
  });
}

function presentObject(operation: Operation, body: unknown, fields: string[], context: Presenting): Json {
  const answer = isObject(body) ? body : { items: body };
  const [key, object] = findObject(answer);
  const isWhole = fields.includes('all') || operation.whole === true;
  const parts = fields.filter(field => field !== 'all');
  const isOutlined = operation.opens !== undefined && !isWhole && key !== undefined && Array.isArray(object.schema);
  const quiet = isWhole ? answer : (quieten(answer) as Json);
  const shown = isOutlined ? { ...quiet, [key]: withOutline(quiet[key] as Json) } : quiet;
  const all = isWhole ? ['all'] : [];
  const prefix = key === undefined ? '' : `${key}.`;
  if (parts.length === 0) {
    return toFitting(shown, context.budget, true, (value, cuts) => ({
      // What is taken elsewhere as it is must not bring a word of ours along.
      ...(operation.whole ? {} : toBranch(context)),
      ...value,
      ...toNotes([...(context.notes ?? []), ...(isOutlined ? [rawForm] : [])]),
      ...toMore(cuts, prefix, {}, all),
    }));
  }
  const read = (text: string): unknown => {
    const path = toPath(text);
    // Of the object if it has it, else of the whole answer; what is dropped as noise can be asked for by name.
    const sources = [...(key === undefined ? [] : [shown[key], object]), shown, answer];
    return sources.map(source => readPath(source, path)).find(value => value !== undefined);
  };
  const values = Object.fromEntries(parts.map(text => [text, read(text) ?? null]));
  const complaints = parts.flatMap(text =>
    read(text) === undefined ? (complainOfPath([object], toPath(text)) ?? []) : [],
  );
  return toFitting(values, context.budget, true, (value, cuts) => ({
    ...toBranch(context),
    [key ?? 'parts']: { ...identify(object), ...value },
    ...toNotes([...complaints, ...(context.notes ?? [])]),
    ...toMore(cuts, prefix, {}, all),
  }));
}

/** At the end of an outline. */
const rawForm = 'outline is for reading: fields: ["schema"] gives the schema to change, fields: ["all"] all';

const toNotes = (notes: readonly string[]): Json => (notes.length > 0 ? { notes } : {});

/** What the object is, in front of the parts of it that are asked for; a title as long as a text would be none. */
function identify(object: Json): Json {
  const known = ['uid', 'title', 'name', 'locale', '_version'].map(name => [name, object[name]] as const);
  return Object.fromEntries(
    known.filter(([, value]) => typeof value === 'number' || (typeof value === 'string' && value.length <= 200)),
  );
}
