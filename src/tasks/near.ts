// Words for a name that is not there: the nearest that is, or all where they are few.

import { toBrief } from '../operations/brief.ts';
import { nearest } from '../operations/nearest.ts';

/** So many are named. */
const most = 12;

/** @param kind what it would be, in the singular. */
export function findNear(name: string, known: readonly string[], kind: string): string {
  const close = nearest(name, [...known]);
  const shown = known.slice(0, most).join(', ');
  const more = known.length > most ? ` and ${known.length - most} more` : '';
  const there = known.length === 0 ? 'there is none' : `there ${known.length === 1 ? 'is' : 'are'} ${shown}${more}`;
  return `no ${kind} is called ${JSON.stringify(toBrief(name, 60))}; ${close ? `did you mean ${close}?` : there}`;
}
