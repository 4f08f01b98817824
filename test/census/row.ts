// One row of the census: a request, what the reference calls it, and what became of it here.
import type { RequestLine } from '../../src/operations/operation.ts';

export type Outcome = Readonly<{ tool: string }> | Readonly<{ left: string }>;

/** Request line without the version, title, outcome, and whether the reference takes nothing but a user's authtoken. */
export type Row = readonly [line: RequestLine, title: string, outcome: Outcome, credential?: 'authtoken'];

export const tool = (name: string): Outcome => ({ tool: name });
export const left = (reason: string): Outcome => ({ left: reason });
export const authtoken = 'authtoken';

/** Reasons that recur. */
export const organization = left('organizations and teams stand above any stack');
export const stackItself = left('acts on a stack as a whole: its life, its owner, its settings');
export const session = left('signs a person in or out; a token is nobody');
export const account = left('the account of a person');
export const tokens = left('hands out, shows or changes credentials');
export const membership = left('users are not added or removed by a token');
export const stages = left('a token does not move entries between workflow stages');
export const publishRequests = left('a token does not make, accept or reject publish requests');
export const branchLife = left('branches and aliases are made, moved and deleted with an authtoken only');
export const undocumented = left('known from SDKs or support articles only, not from the reference');
