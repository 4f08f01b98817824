// What a client can do and what it brought, from the protocol: of 2025 it is asked here, of today its answer comes with the call.
import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  inputRequired,
  inputResponse,
  type McpServer,
  type ServerContext as RequestContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Result } from '../../results/result.ts';
import type { Agreement } from './agreement.ts';
import type { Consent, Question } from './confirm.ts';

const form = z.object({ confirm: z.boolean().describe('Do it') });

export const toElicitation = (message: string) => inputRequired.elicit({ message, requestedSchema: form });

/** Clients of today say with each request what they can do, those of 2025 once at the start. */
export function toConsent(
  { mcpReq, http }: RequestContext,
  declared: ClientCapabilities | undefined,
  onQuick: NonNullable<Consent['onQuick']>,
  onAgreed: NonNullable<Consent['onAgreed']>,
): Consent {
  const own = mcpReq.envelope as Record<string, unknown> | undefined;
  const { elicitation } = (own?.[CLIENT_CAPABILITIES_META_KEY] ?? declared ?? {}) as ClientCapabilities;
  return {
    // One that names no kind of elicitation can do forms, as there were only those once.
    canAsk: elicitation !== undefined && ('form' in elicitation || !('url' in elicitation)),
    caller: http?.authInfo?.clientId ?? '',
    said: toSaid(mcpReq.inputResponses as Record<string, unknown> | undefined),
    agreed: mcpReq.requestState<Agreement>(),
    ...hearing(onQuick, onAgreed),
  };
}

/** A yes that came faster than a person can read was the client's, whatever it says. */
function hearing(
  onQuick: NonNullable<Consent['onQuick']>,
  onAgreed: NonNullable<Consent['onAgreed']>,
): Pick<Consent, 'onQuick' | 'onAgreed'> {
  let isQuick = false;
  return {
    onQuick(said) {
      isQuick ||= said === 'accept';
      onQuick(said);
    },
    onAgreed: how => onAgreed(isQuick && how === 'person' ? 'client' : how),
  };
}

function toSaid(responses: Record<string, unknown> | undefined): Consent['said'] {
  const response = inputResponse(responses as Parameters<typeof inputResponse>[0], 'confirm');
  // An answer without an action is none.
  if (response.kind !== 'elicit') return responses?.confirm === undefined ? undefined : 'nothing';
  const isTicked = form.safeParse(response.content).data?.confirm === true;
  return response.action === 'accept' ? (isTicked ? 'yes' : 'unticked') : response.action;
}

/** Rounds of one call, as the world may change while a person reads; and how long one may take, in milliseconds. */
const patience = { rounds: 8, round: 600_000 };

/** A client of 2025 is asked while its call is open, and what it agrees to does not leave this process. */
export async function askMeanwhile(
  { server }: McpServer,
  first: Question | Result,
  { mcpReq: { id, signal } }: RequestContext,
  consent: Consent,
  call: (consent: Consent) => Promise<Question | Result>,
): Promise<Question | Result> {
  let outcome = first;
  for (let round = 0; 'ask' in outcome && round < patience.rounds; round++) {
    const { ask, agreement } = outcome;
    const { params } = toElicitation(ask) as { params: Parameters<typeof server.elicitInput>[0] };
    const options = { relatedRequestId: id, timeout: patience.round, signal };
    const response: unknown = await server.elicitInput(params, options).catch((error: unknown) => {
      if (signal.aborted) throw error;
      // Whatever it sent, it was no answer.
      return {};
    });
    outcome = await call({ ...consent, said: toSaid({ confirm: response }), agreed: agreement });
  }
  return outcome;
}
