// A call of a task: its ground is laid, it runs, and what it found becomes a result. It reaches nothing but through its own door.

import { setMaxListeners } from 'node:events';
import { bound } from '../door/bound.ts';
import { Forbidden, NoAnswer } from '../operations/answer.ts';
import type { Operation } from '../operations/operation.ts';
import { Rehearsed } from '../operations/rehearsed.ts';
import { BadTask, type Found, isOver, NotDone, Refused } from '../operations/task.ts';
import { judge } from '../operations/verdict.ts';
import { spellOut } from '../operations/words.ts';
import { redactError } from '../results/redact.ts';
import {
  type Result,
  toErrorResult,
  toFailureResult,
  toProblemResult,
  toRehearsedTaskResult,
  toTaskResult,
} from '../results/result.ts';
import { writes } from '../stack/access.ts';
import type { Stack } from '../stack/stack.ts';
import type { CallContext } from './call.ts';
import type { Question } from './confirm/agree.ts';
import { refuse } from './confirm/confirm.ts';
import { Held } from './confirm/ruled.ts';
import { type Calling, type Laid, layGround, toLacking, toLate } from './ground.ts';
import { toRefusal } from './refusal.ts';
import { toPlaceholders } from './review/review.ts';
import type { TaskTool } from './tools.ts';

/** While it tells how far it is, a task may take so many times as long as another call. */
const longer = 4;

/** Never rejects. A question is for the user, and nothing was done yet. */
export async function runTask(
  { settings, where }: CallContext,
  stack: Stack,
  tool: TaskTool,
  given: unknown,
  calling: Calling,
): Promise<Result | Question> {
  const { task: kept, offered, input } = tool;
  const { keys: secrets, timeoutMs } = settings;
  const { signal, consent, report } = calling;
  const { access, vocabulary } = stack;
  let laid: Laid | undefined;
  let branch = access.facts.branches.default;
  const until = Date.now() + timeoutMs * (report ? longer : 1);
  const whole = bound([signal], until - Date.now());
  // As many as there are requests under way.
  setMaxListeners(0, whole.signal);
  const toError = async (error: unknown): Promise<Result> => {
    // Some arguments are found wrong only by what the stack has.
    if (error instanceof BadTask) return toProblemResult([...error.problems], secrets, laid && laid.sent() > 0);
    if (error instanceof NotDone || error instanceof Forbidden)
      return toErrorResult(
        redactError(error.message, secrets),
        secrets,
        error instanceof Forbidden ? 'policy' : 'check',
      );
    if (error instanceof Refused) {
      const { answer } = error;
      const operation = kept.uses.find(({ name }) => name === error.operation) as Operation;
      // Good by its status, and of no use to the task: as an answer of the operation it would read as a success.
      if (judge(operation, answer) === 'good') return toFailureResult(offered, toLacking(operation, answer), secrets);
      const named = { operation, given: error.given, branch: error.branch, answer };
      return toRefusal(settings, stack, named, signal);
    }
    return toFailureResult(offered, error, secrets);
  };
  try {
    const parsed = input.parse(given);
    if ('problems' in parsed) return toProblemResult(parsed.problems, secrets);
    const args = spellOut(parsed.value, vocabulary, false);
    ({ branch = branch } = args as { branch?: string });
    const door = stack.openFor(kept);
    if ('missing' in door) return toErrorResult(door.missing, secrets, 'settings');
    const refusal = writes(offered) ? refuse(consent, settings.confirm) : undefined;
    if (refusal !== undefined) return toErrorResult(refusal, secrets, 'unconfirmed');
    laid = layGround({ settings, where, stack, tool, door, args, branch, ending: whole.signal, until, calling });
    const found = withLinks(await kept.task.run(args, laid.ground), tool, stack, settings, branch);
    const showing = { branch, budget: settings.maxResultTokens };
    if (settings.dryRun) return toRehearsedTaskResult(found, laid.would(), showing, secrets);
    return toTaskResult(found, showing, secrets);
  } catch (error) {
    if (error instanceof Held) return error.outcome;
    if (error instanceof Rehearsed && laid) {
      const showing = { branch, budget: settings.maxResultTokens };
      return toRehearsedTaskResult({ says: beyond }, laid.would(), showing, secrets);
    }
    const isTimeout = error instanceof NoAnswer && error.kind === 'timeout' && isOver({ until });
    const isLate = whole.isTimedOut() || isTimeout;
    // It says itself what was written.
    if (error instanceof NotDone) return toError(error);
    const result = await toError(isLate ? toLate(timeoutMs) : error);
    return laid?.hasWritten() ? toErrorResult(`${result.text}\n${mayHaveWritten}`, secrets, result.cause) : result;
  } finally {
    whole.release();
  }
}

/** A view leads to what its rows name. */
function withLinks(
  found: Found,
  { task: { task } }: TaskTool,
  { access }: Stack,
  settings: CallContext['settings'],
  branch: string,
): Found {
  if (task.view === undefined) return found;
  const links = toPlaceholders(access.all, settings, branch);
  return Object.keys(links).length > 0 ? { ...found, beside: { ...found.beside, links } } : found;
}

/** Of a task that goes on with what a write answers. */
const beyond = 'nothing was sent; what comes after the last of these requests follows from its answer';

const mayHaveWritten = 'Something may have been written before that: look before you call it again.';
