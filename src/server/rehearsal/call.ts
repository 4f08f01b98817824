// A call of an operation that is only rehearsed: all but the sending, and what that would be.
import { keep } from '../../operations/rehearsed.ts';
import type { Secrets } from '../../results/redact.ts';
import { type Result, toRehearsedResult } from '../../results/result.ts';
import type { Presenting } from '../../results/show/present.ts';
import type { Sendable } from '../../save/save.ts';
import { tellWouldBe } from '../../save/would-be.ts';
import type { Stack } from '../../stack/stack.ts';
import { type Asking, type Consent, rehearse } from '../confirm/confirm.ts';

interface Asked {
  stack: Stack;
  consent: Consent;
  secrets: Secrets;
  signal: AbortSignal;
}

/** @throws what the door has against the request, such as a file that is not to be had. */
export async function rehearseCall(
  asking: Asking,
  prepared: Sendable,
  send: () => Promise<unknown>,
  presenting: Presenting,
  { stack, consent, secrets, signal }: Asked,
): Promise<Result> {
  const { operation } = asking;
  const unsent = await keep(send);
  const ask = await rehearse(asking, stack, consent, secrets, signal);
  const outcome = tellWouldBe(operation, prepared, unsent);
  return toRehearsedResult(
    operation,
    { do: operation.title, ask, send: [unsent] },
    { ...presenting, outcome },
    secrets,
  );
}
