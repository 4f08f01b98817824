// Dates and identifiers in the forms the CMA prints them.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { IsoDate } from './json.ts';

/** Who saves, and when: what every write leaves on the object. */
export interface Stamp {
  at: IsoDate;
  by: string;
}

let last = 0;

/** The present, never the same millisecond twice, so that sorting by date follows the order of the writes. */
export function tellTime(): IsoDate {
  last = Math.max(Date.now(), last + 1);
  return new Date(last).toISOString();
}

export const makeUid = (): string => `blt${randomBytes(8).toString('hex')}`;

/** The uid of one instance of a repeated group or of a block. */
export const makeInstanceUid = (): string => `cs${randomBytes(8).toString('hex')}`;

/** The uid of a job, and of what stands in a queue. */
export const makeUuid = (): string => randomUUID();

/** The same uid for the same text: seeded objects and tokens keep theirs from run to run. */
export const deriveUid = (text: string): string => `blt${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;

/** The same for uids of that form. */
export const deriveUuid = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
