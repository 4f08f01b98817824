// What the one read that can tell shows of a write whose answer showed nothing: whether it was applied. Pure.

import type { Answer } from '../../operations/answer.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { type Operation, toMethod, toTemplate } from '../../operations/operation.ts';
import { judge, saysAbsent } from '../../operations/verdict.ts';
import { findList, pageSize } from '../show/list.ts';
import { findObject } from '../show/receipt.ts';
import type { Outcome, Read, Write } from './fate.ts';

type Json = Record<string, unknown>;

/** What was read, and when the write was sent by the clock of who stamps what is saved. */
interface Shown {
  read: Read;
  answer: Answer;
  sentAt: number;
}

/** Only where it is certain: undefined where somebody else may have done it, or only in part. */
export function toOutcome({ operation, given, kept }: Write, { read, answer, sentAt }: Shown): Outcome | undefined {
  const reading = kept.find(({ name }) => name === read.name);
  const isAbsent = saysAbsent(answer);
  if (!reading || (judge(reading, answer) !== 'good' && !isAbsent)) return undefined;
  const isSame = toTemplate(reading.line) === toTemplate(operation.line);
  const seen = { body: answer.body, sentAt, sent: Object.keys(operation.body).map(name => given[name]) };
  switch (operation.effect) {
    case 'delete':
      if (!isSame || !isOfWhole(operation, given)) return undefined;
      return isAbsent ? 'applied' : 'not applied';
    case 'update':
      return isSame && toMethod(operation.line) === 'PUT' && !isAbsent ? toSaved('updated_at', seen) : undefined;
    case 'create':
      if (given.overwrite) return undefined;
      if (isSame) return isAbsent ? undefined : toListed(read, seen);
      if (!isAbove(operation, reading)) return undefined;
      // What was there before could not be made again.
      return isAbsent ? 'not applied' : toSaved('created_at', seen);
    default:
      // A publish is queued: what is not there yet may come.
      return undefined;
  }
}

interface Seen {
  body: unknown;
  sentAt: number;
  /** What was to be saved. */
  sent: readonly unknown[];
}

/** Where more is named than the thing, such as a language, only that is taken away. */
const isOfWhole = ({ path }: Operation, given: Arguments): boolean =>
  Object.keys(given).every(name => name in path || name === 'branch' || name === 'force');

/** `GET /environments/{environment_name}` for `POST /environments`: the thing by a key of the caller's own. */
const isAbove = ({ line }: Operation, reading: Operation): boolean =>
  toTemplate(reading.line).replace(/\/\{\w+\}$/, '') === toTemplate(line);

/** By the API's clock, whose header tells whole seconds. */
type Age = 'older' | 'since' | 'unknown';

function toAge(time: unknown, sentAt: number): Age {
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(at) || Number.isNaN(sentAt)) return 'unknown';
  return at < sentAt - 1000 ? 'older' : 'since';
}

function toSaved(time: 'created_at' | 'updated_at', { body, sentAt, sent }: Seen): Outcome | undefined {
  const [, object] = findObject(isObject(body) ? body : {});
  const age = toAge(object[time], sentAt);
  if (age === 'older') return 'not applied';
  return age === 'since' && isThere(object, sent) ? 'applied' : undefined;
}

/** A list by the name of what was to be made, or the latest first: as far as the list is what was asked for. */
function toListed({ args: { query, desc } }: Read, { body, sentAt, sent }: Seen): Outcome | undefined {
  const items = findList(body)?.items;
  const isWhole = items !== undefined && items.length < pageSize;
  const wanted = isObject(query) ? Object.entries(query) : [];
  // A name is saved without the spaces around it.
  if (!items || wanted.some(([, name]) => name !== String(name).trim())) return undefined;
  const alike = items.filter(item => wanted.every(([key, value]) => item[key] === value));
  const times = items.map(item => String(item.created_at));
  const isSorted = desc === 'created_at' && times.every((time, at) => at === 0 || time <= String(times[at - 1]));
  if (!isWhole && !(wanted.length > 0 ? alike.length === items.length : isSorted)) return undefined;
  const since = alike.filter(({ created_at }) => toAge(created_at, sentAt) !== 'older');
  if (since.length === 0) return 'not applied';
  const isSure = since.every(({ created_at }) => toAge(created_at, sentAt) === 'since');
  return isSure && since.some(item => isThere(item, sent)) ? 'applied' : undefined;
}

const isThere = (object: Json, sent: readonly unknown[]): boolean =>
  sent.length > 0 && sent.every(value => isObject(value) && holds(object, value));

/** Whether all that was sent is there; what is there besides does not matter. */
function holds(stored: unknown, sent: unknown): boolean {
  if (Array.isArray(sent)) {
    return Array.isArray(stored) && stored.length === sent.length && sent.every((item, at) => holds(stored[at], item));
  }
  if (isObject(sent)) {
    return isObject(stored) && Object.entries(sent).every(([key, value]) => holds((stored as Json)[key], value));
  }
  return stored === sent;
}
