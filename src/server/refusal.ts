// A refusal of a task's request, in the words that the operation itself would have for it.
import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import { type Result, toResult } from '../results/result.ts';
import type { Stack } from '../stack/stack.ts';
import { toSurroundings } from './around.ts';
import type { CallContext } from './call.ts';

export interface RefusedRequest {
  operation: Operation;
  given: Arguments;
  branch: string;
  answer: Answer;
}

export async function toRefusal(
  settings: CallContext['settings'],
  stack: Stack,
  refused: RefusedRequest,
  signal: AbortSignal,
): Promise<Result> {
  const { keys: secrets, maxResultTokens: budget } = settings;
  const { operation, given, answer } = refused;
  const around = await toSurroundings(settings, stack, refused, signal);
  return toResult({ operation, given, around }, answer, secrets, { names: new Map(), budget, toLink: () => undefined });
}
