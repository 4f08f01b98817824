// Answers that are not the API's own: of what stands between here and there, told by a body that is not JSON.
import { type Case, writing } from './case.ts';

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** A gateway that gave up, and what browsers are told to try again: the fate of a write is not known then. */
const failures = [408, 425, ...range(500, 599)];

/** Whoever sends these means the same by them. */
const plain = new Set([408, 413, 414, 425, 429]);
const refusals = range(400, 499).filter(status => !plain.has(status));

export const gateway: readonly Case[] = [
  {
    name: 'gateway failed write',
    when: { status: failures, isJson: false, effect: writing },
    // What to do then is said by `fate.ts`, as for every write whose answer is lost.
    cause: 'A gateway in front of the API failed, not the API itself; the arguments are not at fault.',
  },
  {
    name: 'gateway failed',
    when: { status: failures, isJson: false },
    cause: 'A gateway in front of the API failed, not the API itself; the arguments are not at fault.',
    next: ['Try again in a few seconds.'],
  },
  {
    name: 'blocked write',
    when: { status: refusals, isJson: false, effect: writing },
    cause: 'Something before the API answered, such as a firewall or a proxy: what came back is not JSON.',
    next: [
      'The text that was sent may be the cause: some firewalls refuse a script tag, SQL or a path in it. Send it without, or in parts, to find out.',
      'Else check CONTENTSTACK_HOST and what stands between here and <place>.',
    ],
  },
  {
    name: 'blocked',
    when: { status: refusals, isJson: false },
    cause: 'Something before the API answered, such as a firewall or a proxy: what came back is not JSON.',
    next: [
      'A text in the query may be the cause, if there is one.',
      'Else check CONTENTSTACK_HOST and what stands between here and <place>.',
    ],
  },
];
