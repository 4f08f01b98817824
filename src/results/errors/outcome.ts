// What the one read that can tell shows of a write whose answer showed nothing: whether it was applied. Pure.

import type { Answer } from '../../operations/answer.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { type Operation, toMethod, toTemplate } from '../../operations/operation.ts';
import { judge } from '../../operations/verdict.ts';
import { findList } from '../show/list.ts';
import { findObject } from '../show/receipt.ts';
import type { Outcome, Read, Write } from './fate.ts';

type Json = Record<string, unknown>;

/** What was read, and when the write was sent by the clock of who stamps what is saved. */
export interface Shown {
  read: Read;
  answer: Answer;
  sentAt: number;
}

/** Only where it is certain: undefined where somebody else may have done it, or only in part. */
export function toOutcome({ operation, given, kept }: Write, { read, answer, sentAt }: Shown): Outcome | undefined {
  const reading = kept.find(({ name }) => name === read.name);
  if (!reading) return undefined;
  const isAbsent = [404, 422].includes(answer.status) && answer.json;
  const isSame = toTemplate(reading.line) === toTemplate(operation.line);
  if (judge(reading, answer) !== 'good' && !isAbsent) return undefined;
  const shown = { body: answer.body, sentAt };
  switch (operation.effect) {
    case 'delete':
      // Where more is named than the thing, such as a language, only that is taken away.
      if (
        !isSame ||
        !Object.keys(given).every(name => name in operation.path || name === 'branch' || name === 'force')
      ) {
        return undefined;
      }
      return isAbsent ? 'applied' : 'not applied';
    case 'update':
      return isSame && toMethod(operation.line) === 'PUT' && !isAbsent ? toUpdated(operation, given, shown) : undefined;
    case 'create':
      if (given.overwrite) return undefined;
      if (isSame) return isAbsent ? undefined : toListed(read, shown);
      return isAbove(operation, reading) ? toMade(isAbsent, shown) : undefined;
    default:
      // A publish is queued: what is not there yet may come.
      return undefined;
  }
}

interface Seen {
  body: unknown;
  sentAt: number;
}

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

function toUpdated({ body: fields }: Operation, given: Arguments, { body, sentAt }: Seen): Outcome | undefined {
  const [, object] = findObject(isObject(body) ? body : {});
  const age = toAge(object.updated_at, sentAt);
  if (age === 'older') return 'not applied';
  const sent = Object.keys(fields).map(name => given[name]);
  const isThere = sent.length > 0 && sent.every(value => isObject(value) && holds(object, value));
  return age === 'since' && isThere ? 'applied' : undefined;
}

function toMade(isAbsent: boolean, { body, sentAt }: Seen): Outcome | undefined {
  if (isAbsent) return 'not applied';
  const [, { created_at }] = findObject(isObject(body) ? body : {});
  const age = toAge(created_at, sentAt);
  // What was there before could not be made again.
  return age === 'unknown' ? undefined : age === 'since' ? 'applied' : 'not applied';
}

/** A list by the name of what was to be made, or the latest first. */
function toListed({ args }: Read, { body, sentAt }: Seen): Outcome | undefined {
  const found = findList(body);
  if (!found || !(isObject(args.query) || args.desc === 'created_at')) return undefined;
  const wanted = Object.entries(isObject(args.query) ? args.query : {});
  const alike = found.items.filter(item => wanted.every(([key, value]) => item[key] === value));
  const ages = alike.map(({ created_at }) => toAge(created_at, sentAt));
  if (ages.every(age => age === 'older')) return 'not applied';
  return wanted.length > 0 && ages.includes('since') ? 'applied' : undefined;
}

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
