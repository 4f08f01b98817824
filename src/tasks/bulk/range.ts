// Where a call of bulk_edit begins and ends, as `after` says it: the rows of one plan, and how far they are carried out.
import { BadTask } from '../../operations/task.ts';
import type { Lane } from '../types.ts';

/** An entry in the order in which all are gone through: by content type and language, then by age. */
export interface Mark {
  /** `content type/language` */
  lane: string;
  created: string;
  uid: string;
}

export interface Range {
  /** Where the scan begins: `after` as a scan takes it. */
  from?: string | undefined;
  /** The last entry of the plan; to the end where there is none. */
  to?: Mark | undefined;
  /** The last that was carried out. */
  done?: Mark | undefined;
  /** When the plan was told, in milliseconds, where some of its rows had changed by then. */
  since?: number | undefined;
  /** Where the next plan begins. */
  beyond?: string | undefined;
}

export const nameOf = ({ type, locale = '' }: Lane): string => `${type.uid}/${locale}`;

const printMark = (mark: Mark | undefined): string => (mark ? `${mark.lane}/${mark.created}/${mark.uid}` : '');

/** A plan that begins where a scan left off is told by that alone. */
export function printRange({ from = '', to, done, since, beyond = '' }: Range): string {
  if (!to && !done && since === undefined) return from;
  return [from, printMark(to), printMark(done), since ?? '', encodeURIComponent(beyond)].join('|');
}

const toWrong = (): BadTask =>
  new BadTask('after: give it as `next` of the answer before has it, with the same other arguments');

/** @throws {BadTask} for what no answer gave. */
export function readRange(after: string | undefined): Range {
  if (after === undefined) return {};
  const [from = '', to = '', done = '', since = '', beyond = '', more] = after.split('|');
  if (more !== undefined || !/^\d*$/.test(since)) throw toWrong();
  return {
    from: from === '' ? undefined : from,
    to: readMark(to),
    done: readMark(done),
    since: since === '' ? undefined : Number(since),
    beyond: beyond === '' ? undefined : decode(beyond),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw toWrong();
  }
}

function readMark(text: string): Mark | undefined {
  if (text === '') return undefined;
  const [type, locale, created, uid, more] = text.split('/');
  if (!type || locale === undefined || created === undefined || !uid || more !== undefined) throw toWrong();
  return { lane: `${type}/${locale}`, created, uid };
}

/** Below 0: the first comes before the second. @param order the place of each lane among all. */
export function compareMarks(one: Mark, other: Mark, order: ReadonlyMap<string, number>): number {
  const apart = (order.get(one.lane) ?? -1) - (order.get(other.lane) ?? -1);
  if (apart !== 0) return apart;
  return compare(one.created, other.created) || compare(one.uid, other.uid);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
