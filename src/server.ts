// Operations become MCP tools; a call becomes a result.
import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
  type ListToolsResult,
  McpServer,
  type McpServerFactory,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext as RequestContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { callTool } from './call.ts';
import { type Agreement, agreementLife, type Consent, toAgreementKey, toUsed } from './confirm.ts';
import { toInstructions } from './instructions.ts';
import { type Member, nameStack, toOffers } from './offer.ts';
import type { Report } from './pages.ts';
import type { Result } from './result.ts';

export type ServerFactory = McpServerFactory;

export interface ServerContext extends Member {
  version: string;
  /** Further stacks of the same server; each has a name then. */
  besides?: readonly Member[];
}

/** Lists change with the settings, that is with a restart, and once when facts come late; "private" because of the token. */
const cacheHint = { ttlMs: 300_000, cacheScope: 'private' } as const;

/** How long a client waits for the facts before it is greeted without them, in milliseconds. */
const grace = 500;

export function toServerFactory(context: ServerContext): ServerFactory {
  const agreements = toAgreements(context.settings);
  const used = toUsed();
  const members: readonly Member[] = [context, ...(context.besides ?? [])];
  const toOffer = toOffers(members);
  const ready = () => Promise.all(members.map(({ stack }) => stack.ready()));
  return async ({ era, requestInfo }) => {
    // Over HTTP an instance lives for one request: only those who listen, a thing of today's protocol, hear of a change.
    const isLasting = requestInfo === undefined;
    const server = new McpServer(
      { name: 'contentstack', title: 'Contentstack', version: context.version },
      {
        instructions: toInstructions(await Promise.all(members.map(greet))),
        capabilities: { tools: { listChanged: isLasting || era === 'modern' } },
        cacheHints: { 'tools/list': cacheHint, 'server/discover': cacheHint },
        requestState: { verify: agreements.verify },
      },
    );
    // Both wait for the facts, which a tool registered before could not.
    server.server.setRequestHandler('tools/list', async () => {
      const stacks = await ready();
      for (const stack of stacks) stack.freshen('age');
      return { tools: [...toOffer(stacks).list()] as unknown as ListToolsResult['tools'] };
    });
    server.server.setRequestHandler('tools/call', async ({ params }, request) => {
      const found = toOffer(await ready()).find(params.name, params.arguments ?? {});
      if ('unknown' in found) throw new ProtocolError(ProtocolErrorCode.InvalidParams, found.unknown);
      if ('text' in found) return toCallToolResult(found);
      const { member, stack, tool, given } = found;
      const consent = toConsent(request, server.server.getClientCapabilities());
      const { signal } = request.mcpReq;
      const outcome = await callTool(member, stack, tool, given, signal, consent, used, toReport(request.mcpReq));
      if (!('ask' in outcome)) return toCallToolResult(nameStack(outcome, member));
      return inputRequired({
        inputRequests: { confirm: inputRequired.elicit({ message: outcome.ask, requestedSchema: form }) },
        requestState: await agreements.mint(outcome.agreement, request),
      });
    });
    if (isLasting) {
      const tell = () => {
        if (server.isConnected()) server.sendToolListChanged();
      };
      const endings = members.map(({ stack }) => stack.onChange(tell));
      server.server.onclose = () => {
        for (const end of endings) end();
      };
    }
    return server;
  };
}

const greet = async (member: Member) => ({ member, stack: await within(grace, member.stack.ready()) });

/** Signed for the method and whoever was let in, so that nobody comes back with another's agreement. */
export function toAgreements(settings: ServerContext['settings'], ttlSeconds = agreementLife) {
  return createRequestStateCodec<Agreement>({
    key: toAgreementKey(settings),
    ttlSeconds,
    bind: ({ mcpReq, http }) => `${mcpReq.method}\0${http?.authInfo?.clientId ?? ''}`,
  });
}

const form = z.object({ confirm: z.boolean().describe('Do it') });

/** Clients of today say with each request what they can do, those of 2025 once at the start. */
function toConsent({ mcpReq }: RequestContext, declared: ClientCapabilities | undefined): Consent {
  const own = mcpReq.envelope as Record<string, unknown> | undefined;
  const { elicitation } = (own?.[CLIENT_CAPABILITIES_META_KEY] ?? declared ?? {}) as ClientCapabilities;
  const response = inputResponse(mcpReq.inputResponses, 'confirm');
  const action = response.kind === 'elicit' ? response.action : undefined;
  const isTicked = response.kind === 'elicit' && form.safeParse(response.content).data?.confirm === true;
  return {
    // One that names no kind of elicitation can do forms, as there were only those once.
    canAsk: elicitation !== undefined && ('form' in elicitation || !('url' in elicitation)),
    said: action === 'accept' ? (isTicked ? 'yes' : 'unticked') : action,
    agreed: mcpReq.requestState<Agreement>(),
  };
}

/** Progress is told to who asked for it. */
function toReport({ _meta, notify }: RequestContext['mcpReq']): Report | undefined {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress, total) =>
    void notify({ method: 'notifications/progress', params: { progressToken, progress, total } });
}

function toCallToolResult({ text, isError, image }: Result): CallToolResult {
  return {
    content: [...(image ? [{ type: 'image' as const, ...image }] : []), { type: 'text', text }],
    ...(isError ? { isError } : {}),
  };
}

/** Nothing when it takes longer. */
function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds, undefined);
    void work.then(value => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
