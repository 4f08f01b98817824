// What is known around a call, for who tells why it was refused: tools, places, and names near to a wrong one.
import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import { listAbout, withBranch } from '../results/errors/about.ts';
import type { Surroundings } from '../results/errors/refusal.ts';
import { toPlace } from '../settings/regions.ts';
import type { Member } from '../stack/members.ts';
import type { Stack } from '../stack/stack.ts';
import { findTaken } from './taken.ts';

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
  { operation, given, branch, answer }: { operation: Operation; given: Arguments; branch: string; answer: Answer },
  signal: AbortSignal,
): Promise<Surroundings> {
  const about = listAbout(operation, withBranch(operation, given, branch), answer);
  const kinds = about.filter(kind => kind !== 'branches');
  const [vocabulary, allBranches, taken] = await Promise.all([
    stack.look(kinds, branch, signal),
    about.includes('branches') ? stack.lookAtBranches(signal) : undefined,
    findTaken(stack, { operation, given, branch, answer }, signal),
  ]);
  const known = { ...toKnown(settings, stack, branch), ...(taken ? { taken } : {}) };
  return { ...known, vocabulary, ...(allBranches ? { allBranches } : {}) };
}
