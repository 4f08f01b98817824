// What a model reads of a refusal, in the words of the operation, and what is known around it: tools, names near to a wrong one, who has what is taken.
import type { Answer } from '../operations/answer.ts';
import { isObject } from '../operations/is-object.ts';
import { listAbout, withBranch } from '../results/errors/about.ts';
import { taken } from '../results/errors/case.ts';
import type { Surroundings, Taken } from '../results/errors/refusal.ts';
import { type Result, toResult } from '../results/result.ts';
import { findList } from '../results/show/list.ts';
import type { Refused } from '../save/reads.ts';
import { findSent } from '../save/sent.ts';
import { toPlace } from '../settings/regions.ts';
import type { Member } from '../stack/members.ts';
import type { Stack } from '../stack/stack.ts';
import { tryRead } from '../stack/try-read.ts';

interface RefusedRequest extends Refused {
  branch: string;
}

/** Of what a call or a task sent beside what it was called for. */
export async function toRefusal(
  settings: Member['settings'],
  stack: Stack,
  refused: RefusedRequest,
  signal: AbortSignal,
): Promise<Result> {
  const { keys: secrets, maxResultTokens: budget } = settings;
  const { operation, given, answer } = refused;
  const around = await toSurroundings(settings, stack, refused, signal);
  return toResult({ operation, given, around }, answer, secrets, { names: new Map(), budget, toLink: () => undefined });
}

/** Without a look: what is known already. */
export const toKnown = (
  { origin }: Member['settings'],
  { access: { kept, facts } }: Stack,
  branch: string,
): Surroundings => ({
  toTool: line => kept.find(each => each.line === line)?.name,
  place: toPlace(origin),
  vocabulary: {},
  branch,
  branches: facts.branches.usable,
});

/** Names that the error is about are read now: those of before the call deny what somebody has made since. */
export async function toSurroundings(
  settings: Member['settings'],
  stack: Stack,
  refused: RefusedRequest,
  signal: AbortSignal,
): Promise<Surroundings> {
  const { operation, given, branch, answer } = refused;
  const about = listAbout(operation, withBranch(operation, given, branch), answer);
  const kinds = about.filter(kind => kind !== 'branches');
  const [vocabulary, allBranches, owner] = await Promise.all([
    stack.look(kinds, branch, signal),
    about.includes('branches') ? stack.lookAtBranches(signal) : undefined,
    findTaken(stack, refused, signal),
  ]);
  const known = { ...toKnown(settings, stack, branch), ...(owner ? { taken: owner } : {}) };
  return { ...known, vocabulary, ...(allBranches ? { allBranches } : {}) };
}

/** Where the thing is that has a uid which is taken, by the one read that finds it. Undefined where that is not why, where the read is off here, or where it finds nothing. */
async function findTaken(
  stack: Stack,
  { operation, given, branch, answer }: RefusedRequest,
  signal: AbortSignal,
): Promise<Taken | undefined> {
  const { uid } = findSent(operation, given).object;
  const read = operation.taken && stack.access.kept.find(({ name }) => name === operation.taken?.by);
  if (!operation.taken || typeof uid !== 'string' || !isAboutUid(answer)) return undefined;
  const found = await tryRead(stack, read, { query: { uid } }, branch, signal);
  const { within } = operation.taken;
  const same = findList(found)?.items.filter(each => each.uid === uid) ?? [];
  const item = same.find(each => each[within] === given[within]) ?? same[0];
  const value = item?.[within];
  return typeof value === 'string' ? { uid, within, value } : undefined;
}

function isAboutUid({ body }: Answer): boolean {
  const errors = isObject(body) && isObject(body.errors) ? body.errors : {};
  return taken.test(JSON.stringify(errors.uid ?? ''));
}
