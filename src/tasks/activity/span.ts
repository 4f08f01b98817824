// A span of time as arguments give it: moments with their offset, or whole days in UTC.
import { BadTask } from '../../operations/task.ts';

/** In milliseconds, both ends included. */
export interface Span {
  since: number;
  until: number;
}

const day = /^\d{4}-\d\d-\d\d$/;
const moment = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
const lastOfDay = 24 * 3_600_000 - 1;

/** @throws {BadTask} for what is no moment, or a span that ends before it begins. */
export function readSpan({ since, until }: { since?: string | undefined; until?: string | undefined }): Span {
  const span = {
    since: since === undefined ? Number.NEGATIVE_INFINITY : readMoment('since', since, 0),
    until: until === undefined ? Number.POSITIVE_INFINITY : readMoment('until', until, lastOfDay),
  };
  if (span.since > span.until) throw new BadTask('until: is before since');
  return span;
}

function readMoment(name: string, text: string, more: number): number {
  const date = day.test(text) ? text : moment.exec(text)?.[1];
  const time = date === undefined ? Number.NaN : Date.parse(text);
  // What the calendar does not have would be taken for a day of the next month.
  const isDay = date !== undefined && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date);
  if (Number.isNaN(time) || !isDay)
    throw new BadTask(
      `${name}: give a day, such as 2026-05-04, or a time with its offset, such as 2026-05-04T09:00:00Z`,
    );
  return day.test(text) ? time + more : time;
}

export const isWithin = (time: number, { since, until }: Span): boolean => time >= since && time <= until;

export const toIso = (time: number): string => new Date(time).toISOString();
