// Handlers of a server, each of whose messages those who watch are told of. Without any, it costs nothing.
import {
  CLIENT_INFO_META_KEY,
  type HandlerResultTypeMap,
  type Implementation,
  isCallToolResult,
  isInputRequiredResult,
  type McpServer,
  PROTOCOL_VERSION_META_KEY,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext as RequestContext,
  type RequestMethod,
  type RequestTypeMap,
} from '@modelcontextprotocol/server';
import { isObject } from '../../operations/is-object.ts';
import type { Stack } from '../../stack/stack.ts';
import type { Ended, Message, Watch, Watcher } from './watch.ts';

type Handle<M extends RequestMethod> = (
  request: RequestTypeMap[M],
  context: RequestContext,
  watch: Watch,
) => Promise<HandlerResultTypeMap[M]>;

export type On = <M extends RequestMethod>(method: M, handle: Handle<M>) => void;

const nobody: Watch = {};

/** Hears of what went wrong in one who watches. */
type OnFault = (error: unknown) => void;

export function toOn(
  { server }: McpServer,
  watchers: readonly Watcher[],
  at: Pick<Message, 'era' | 'isRemote'>,
  onFault: OnFault,
): On {
  const begin = (request: object, context: RequestContext): Watch => {
    const message = toMessage(request, context, server, at);
    return join(
      watchers.flatMap(watcher => safely(() => watcher(message), onFault) ?? []),
      onFault,
    );
  };
  return (method, handle) =>
    server.setRequestHandler(method, async (request, context) => {
      if (watchers.length === 0) return handle(request, context, nobody);
      const watch = begin(request, context);
      try {
        const result = await handle(request, context, watch);
        watch.ended?.({ ...toEnd(result), at: Date.now() });
        return result;
      } catch (error) {
        const { aborted } = context.mcpReq.signal;
        watch.ended?.({ ...(aborted ? { outcome: 'cancelled' } : toRefused(error)), at: Date.now() });
        throw error;
      }
    });
}

/** The same stack, whose departures are told. */
export function listenTo(stack: Stack, { left }: Watch): Stack {
  if (!left) return stack;
  const listening = (door: Stack['cma']): Stack['cma'] =>
    'missing' in door
      ? door
      : { ...door, send: (request, ...rest) => door.send({ ...request, onDeparture: left }, ...rest) };
  return { ...stack, cma: listening(stack.cma), openFor: task => listening(stack.openFor(task)) };
}

/** A fault of who watches is none of the call: what was sent must not look as if it had failed. */
function safely<T>(work: () => T, onFault: OnFault): T | undefined {
  try {
    return work();
  } catch (error) {
    onFault(error);
    return undefined;
  }
}

/** All of them as one. */
function join(watches: readonly Watch[], onFault: OnFault): Watch {
  if (watches.length === 0) return nobody;
  const tell = <K extends keyof Watch>(key: K): Required<Watch>[K] =>
    ((told: never) => {
      for (const watch of watches) safely(() => (watch[key] as ((told: never) => void) | undefined)?.(told), onFault);
    }) as Required<Watch>[K];
  return {
    called: tell('called'),
    asked: tell('asked'),
    heard: tell('heard'),
    agreed: tell('agreed'),
    left: tell('left'),
    answered: tell('answered'),
    ended: tell('ended'),
  };
}

function toMessage(
  request: object,
  { mcpReq, http }: RequestContext,
  server: McpServer['server'],
  { era, isRemote }: Pick<Message, 'era' | 'isRemote'>,
): Message {
  const { envelope = {} } = mcpReq as { envelope?: Record<string, unknown> };
  const { name } = ('params' in request && isObject(request.params) ? request.params : {}) as { name?: unknown };
  const client = (envelope[CLIENT_INFO_META_KEY] ?? server.getClientVersion()) as Implementation | undefined;
  const protocol = envelope[PROTOCOL_VERSION_META_KEY] ?? server.getNegotiatedProtocolVersion();
  return {
    method: mcpReq.method,
    ...(typeof name === 'string' ? { name } : {}),
    id: mcpReq.id,
    era,
    ...(typeof protocol === 'string' ? { protocol } : {}),
    isRemote,
    caller: http?.authInfo?.clientId ?? '',
    ...(client ? { client: { name: String(client.name), version: String(client.version) } } : {}),
    meta: mcpReq._meta ?? {},
    headers: name => http?.req?.headers.get(name) ?? undefined,
    at: Date.now(),
  };
}

function toEnd(result: unknown): Pick<Ended, 'outcome'> {
  if (isInputRequiredResult(result)) return { outcome: 'question' };
  return { outcome: isCallToolResult(result) && result.isError ? 'failed' : 'ok' };
}

const toRefused = (error: unknown): Pick<Ended, 'outcome' | 'code'> => ({
  outcome: 'refused',
  code: error instanceof ProtocolError ? error.code : ProtocolErrorCode.InternalError,
});
