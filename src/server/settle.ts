// After a write whose answer shows no success, the server itself makes the one read that tells what became of it.

import { toRequest } from '../door/request.ts';
import type { Answer } from '../operations/answer.ts';
import { judge } from '../operations/verdict.ts';
import { type Outcome, toSettlingRead, type Write } from '../results/errors/fate.ts';
import { toOutcome } from '../results/errors/outcome.ts';
import type { Stack } from '../stack/stack.ts';

interface Sent {
  branch: string;
  /** By this machine's clock. */
  at: number;
  /** What came back. Without an answer the write may still be under way, and a read would tell too early. */
  answer: Answer;
}

export async function settle(
  { cma }: Stack,
  write: Write,
  { branch, at, answer }: Sent,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  const isUnclear = write.operation.effect !== 'read' && judge(write.operation, answer) === 'unclear';
  const read = isUnclear ? toSettlingRead(write) : undefined;
  const reading = read && write.kept.find(({ name }) => name === read.name);
  if (!read || !reading || 'missing' in cma) return undefined;
  try {
    const shown = await cma.send(toRequest(reading, read.args, branch), signal);
    const took = Date.now() - at;
    return toOutcome(write, { read, answer: shown, sentAt: Date.parse(shown.date ?? '') - took });
  } catch {
    // It tells nothing then; who called is told what to read.
    return undefined;
  }
}
