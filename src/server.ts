// Operations become MCP tools; a call becomes a result.
import {
  type CallToolResult,
  type ListToolsResult,
  McpServer,
  type McpServerFactory,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server';
import { type CallContext, callTool } from './call.ts';
import { toInstructions } from './instructions.ts';
import type { Live } from './live.ts';
import type { Result } from './result.ts';
import type { Stack } from './stack.ts';
import { toTools, toUnknownTool } from './tools.ts';

export type ServerFactory = McpServerFactory;

export interface ServerContext extends CallContext {
  version: string;
  stack: Live<Stack>;
  /** Stack and region in words, for the instructions. */
  where: string;
}

/** Lists change with the settings, that is with a restart, and once when facts come late; "private" because of the token. */
const cacheHint = { ttlMs: 300_000, cacheScope: 'private' } as const;

/** How long a client waits for the facts before it is greeted without them, in milliseconds. */
const grace = 500;

export function toServerFactory(context: ServerContext): ServerFactory {
  const { stack } = context;
  return async ({ era, requestInfo }) => {
    // Over HTTP an instance lives for one request: only those who listen, a thing of today's protocol, hear of a change.
    const isLasting = requestInfo === undefined;
    const server = new McpServer(
      { name: 'contentstack', title: 'Contentstack', version: context.version },
      {
        instructions: toInstructions(context.where, await within(grace, stack.ready())),
        capabilities: { tools: { listChanged: isLasting || era === 'modern' } },
        cacheHints: { 'tools/list': cacheHint, 'server/discover': cacheHint },
      },
    );
    // Both wait for the facts, which a tool registered before could not.
    server.server.setRequestHandler('tools/list', async () => {
      const current = await stack.ready();
      current.freshen('age');
      return { tools: [...toTools(current).list()] as unknown as ListToolsResult['tools'] };
    });
    server.server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
      const current = await stack.ready();
      const tool = toTools(current).byName.get(params.name);
      if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, toUnknownTool(params.name, current.access));
      return toCallToolResult(await callTool(context, current, tool, params.arguments ?? {}, mcpReq.signal));
    });
    if (isLasting) {
      server.server.onclose = stack.onChange(() => {
        if (server.isConnected()) server.sendToolListChanged();
      });
    }
    return server;
  };
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
