// What is known around a call, for who tells why it was refused: tools, places, and names near to a wrong one.
import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import type { Vocabulary } from '../operations/words.ts';
import { listUnknownKinds } from '../results/errors/near.ts';
import { mayBeNames, type Surroundings } from '../results/errors/refusal.ts';
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

export async function toSurroundings(
  settings: Member['settings'],
  stack: Stack,
  { operation, given, branch, answer }: { operation: Operation; given: Arguments; branch: string; answer: Answer },
  signal: AbortSignal,
): Promise<Surroundings> {
  const taken = await findTaken(stack, { operation, given, branch, answer }, signal);
  const known = { ...toKnown(settings, stack, branch), ...(taken ? { taken } : {}) };
  return mayBeNames(operation, answer)
    ? { ...known, vocabulary: await lookAround(stack, operation, given, branch, signal) }
    : known;
}

/** The words of a branch, for a call that was refused. Those that the call names and nobody knows are looked up now. */
async function lookAround(
  { access, vocabulary, look }: Stack,
  operation: Operation,
  given: Arguments,
  branch: string,
  signal: AbortSignal,
): Promise<Vocabulary> {
  // Environments are the same on every branch; of the rest only those of one are kept.
  const { environments } = vocabulary;
  const isHome = branch === access.facts.branches.default;
  const known = isHome ? vocabulary : environments ? { environments } : {};
  return { ...known, ...(await look(listUnknownKinds(operation, given, known), branch, signal)) };
}
