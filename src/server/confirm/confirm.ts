// Asking before it acts: what is asked about, what an agreement holds for, and that it holds once.
import { createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { CmaRequest } from '../../door/request.ts';
import type { Arguments } from '../../operations/arguments.ts';
import type { Operation } from '../../operations/operation.ts';
import { redactError, redactMade, type Secrets } from '../../results/redact.ts';
import { type Result, toErrorResult } from '../../results/result.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Stack } from '../../stack/stack.ts';
import { look } from './look.ts';
import { toQuestion } from './question.ts';

/** What a user agrees to. It travels through the client, signed but readable: digests, no content. */
export interface Agreement {
  /** Each is good for one use. */
  id: string;
  tool: string;
  /** Digest of the request as it would be sent. */
  request: string;
  /** Digest of what the question told, and of the versions it was read at. */
  seen: string;
}

/** To be asked, and what is agreed to if the answer is yes. */
export interface Question {
  ask: string;
  agreement: Agreement;
}

/** What the client can do, and what it brought. */
export interface Consent {
  canAsk: boolean;
  /** `unticked`: sent off without a yes. */
  said?: 'yes' | 'unticked' | 'decline' | 'cancel' | undefined;
  /** As it came back, its signature checked. */
  agreed?: Agreement | undefined;
}

export interface Asking {
  operation: Operation;
  given: Arguments;
  branch: string;
  request: CmaRequest;
  where: string;
  settings: Pick<Settings, 'confirm'>;
}

/** How long an agreement holds, in seconds: time to read and decide, not to come back to it tomorrow. */
export const agreementLife = 300;

export function isAskedAbout({ effect, confirm }: Operation): boolean {
  return effect === 'delete' || effect === 'publish' || confirm !== undefined;
}

/** Undefined: go ahead. Nothing but reads is sent from here. */
export async function confirm(
  asking: Asking,
  stack: Omit<Stack, 'health'>,
  { canAsk, said, agreed }: Consent,
  used: Used,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<Question | Result | undefined> {
  const { operation, settings } = asking;
  if (settings.confirm === 'never' || !isAskedAbout(operation)) return undefined;
  // The client's own approval is what is left; the tool's annotations tell it that this destroys or shows.
  if (!canAsk) return settings.confirm === 'auto' ? undefined : toErrorResult(cannotAsk, secrets);
  if (said !== undefined && said !== 'yes') return toErrorResult(refusals[said], secrets);
  if (said === 'yes' && agreed && used.has(agreed.id)) return toErrorResult(usedUp, secrets);
  const looked = await look(stack, asking, signal);
  const told = { ...asking, given: redactError(asking.given, secrets) };
  const question = redactMade(toQuestion(told, redactError(looked, secrets)), secrets, true);
  const marks = [...looked.objects, ...Object.values(looked.each).flat()].map(seen => [
    seen?.object._version,
    seen?.object.updated_at,
  ]);
  const current = {
    tool: operation.name,
    request: digest([{ ...asking.request, query: String(asking.request.query) }]),
    seen: digest([question, marks]),
  };
  const holds = agreed?.tool === current.tool && agreed.request === current.request && agreed.seen === current.seen;
  // Between this test and the request nothing is awaited: two that come at once do not both pass.
  if (said === 'yes' && agreed && holds) return used.add(agreed.id) ? undefined : toErrorResult(usedUp, secrets);
  const prefix = agreed ? 'This is no longer what you were asked about. ' : '';
  return { ask: `${prefix}${question}`, agreement: { id: randomUUID(), ...current } };
}

const cannotAsk =
  'Nothing was done: CONTENTSTACK_CONFIRM is always, and this client cannot ask its user (it declares no form elicitation). With auto, its own approval of the call is enough.';

const refusals = {
  decline: 'Nothing was done: the user declined.',
  cancel: 'Nothing was done: the user closed the question without an answer.',
  unticked: 'Nothing was done: the user did not tick the box to confirm.',
} as const;

const usedUp =
  'Nothing more was done: this confirmation has already been used. Call the tool again to have the user asked again.';

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** Agreements that were used, for as long as they could be used again. */
export interface Used {
  has(id: string): boolean;
  /** False when it was there. */
  add(id: string): boolean;
}

/**
 * In this process: where several serve one stack, each would take an agreement once. What the first did shows in the
 * versions by then, so a second save or delete asks again; a second publish would publish the same once more.
 */
export function toUsed(now: () => number = Date.now): Used {
  const until = new Map<string, number>();
  return {
    has: id => until.has(id),
    add(id) {
      for (const [old, end] of until) if (end < now()) until.delete(old);
      if (until.has(id)) return false;
      until.set(id, now() + agreementLife * 1000);
      return true;
    },
  };
}

/**
 * The key that agreements are signed with. Derived from the management token, so that every process with this token takes
 * what another has signed, and no key must be handed around; one way, so that a signature tells nothing of the token.
 */
export function toAgreementKey({ token, apiKey }: Pick<Settings, 'token' | 'apiKey'>): Uint8Array {
  if (!token) return randomBytes(32);
  return new Uint8Array(hkdfSync('sha256', token, apiKey ?? '', 'contentstack-cma-mcp agreement', 32));
}
