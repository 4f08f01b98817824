// Serving Streamable HTTP: every request stands for itself, so any process answers any of them.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { type AuthInfo, createMcpHandler, type McpServerFactory } from '@modelcontextprotocol/server';
import { toBrief } from '../../operations/brief.ts';
import { isObject } from '../../operations/is-object.ts';
import { readJson } from './body.ts';
import { elapsed, lastGrace, onHangup, signalled, usualGrace } from './ending.ts';
import { either, inForm, toForm } from './form.ts';
import { type Bearer, toBearerGuard, toNameGuard, toShown } from './guards.ts';
import { largestMessage } from './size.ts';
import { makeSlowing, retrySeconds, type Wrong } from './slowing.ts';

export { bind } from './bind.ts';

/** Who may call, and what is there for them. */
export interface Caller extends Bearer {
  /** What is agreed to by one is not agreed to by another. */
  name?: string;
  factory: McpServerFactory;
  /** Told when the lists change. */
  onChange(listener: () => void): void;
}

export interface Serving {
  /** One that listens already. */
  server: Server;
  /** What it was told to listen on. */
  host: string;
  /** Further host names by which the server is reached. */
  names: readonly string[];
  callers: readonly Caller[];
  /** Whether each stack is ready to be asked. */
  readiness(): { ready: boolean } & Record<string, unknown>;
  /** Whether a tool only reads: who ends before another is answered is told so. */
  reads(tool: string): boolean;
  /** What is said to who runs this, a line each. */
  log(message: string): void;
  /** Told at SIGHUP. */
  onHangup?: () => void;
  /** Told where it is served once it is. */
  onListening?: (url: string) => void;
  /** Told of tokens that are nobody's. */
  onWrong?: (wrong: Wrong) => void;
  grace?: number;
}

const path = '/mcp';

/** Resolves after a signal, when what was running then has been answered or the grace is over. */
export async function serveOverHttp(serving: Serving): Promise<void> {
  const { server, log } = serving;
  onHangup(() => serving.onHangup?.());
  const onerror = (error: Error): void => log(error.message);
  const callers = serving.callers.map(({ name = '', tokens, factory, onChange }) => {
    const handler = createMcpHandler(factory, { maxRequestBodySize: largestMessage });
    onChange(() => {
      handler.notify.toolsChanged();
      handler.notify.resourcesChanged();
      handler.notify.promptsChanged();
    });
    return {
      name,
      tokens,
      handler,
      handle: toNodeHandler(inForm(handler), { maxRequestBodySize: largestMessage, onerror }),
    };
  });
  const byName = toNameGuard(serving.host, serving.names);
  const byToken = toBearerGuard(callers);
  const slowing = makeSlowing(wrong => serving.onWrong?.(wrong));
  /** With the name of what is called, if that is a tool. */
  const running = new Map<Promise<void>, string | undefined>();
  const coming = new Map<IncomingMessage, Promise<unknown>>();
  let isEnding = false;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = byName(request.headers);
    if (refusal) return say(response, refusal.status, toError(refusal.message), refusal.headers);
    const [asked] = (request.url ?? '').split('?');
    if (asked === '/healthz') return say(response, 200, { alive: true });
    const state = serving.readiness();
    if (asked === '/readyz')
      return say(response, state.ready && !isEnding ? 200 : 503, { ...state, ready: state.ready && !isEnding });
    if (asked !== path) return say(response, 404, toError(`There is nothing here; MCP is at ${path}`));
    const caller = byToken(request.headers);
    if ('status' in caller) {
      const shown = toShown(request.headers.authorization);
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const isSlowed = shown === undefined || (await slowing.show(shown, request.socket.remoteAddress, gone.signal));
      if (isSlowed) return say(response, caller.status, toError(caller.message), caller.headers);
      return say(response, 429, toError('Too many wrong tokens'), { 'retry-after': String(retrySeconds) });
    }
    if (isEnding) return say(response, 503, toError(ending), { 'retry-after': '1' });
    // Nothing has begun before it is all there, so whose body does not come is not waited for.
    const read = readBody(request).finally(() => coming.delete(request));
    coming.set(request, read);
    const body = await read;
    if (isEnding) return say(response, 503, toError(ending), { 'retry-after': '1' });
    const form = toForm(request.headers.accept);
    // Where neither form is wanted the SDK says so.
    if (form) request.headers.accept = either;
    const auth = { token: '', clientId: caller.name, scopes: [], extra: { form } };
    const work = pass(caller.handle, request, body, auth, response);
    // A subscription has no end: it is not waited for.
    if (request.headers['mcp-method'] === 'subscriptions/listen') return work;
    running.set(work, body && 'json' in body ? toToolName(body.json) : undefined);
    return work.finally(() => running.delete(work));
  };

  server.removeAllListeners('request').on('request', (request, response) => {
    if (isEnding) response.shouldKeepAlive = false;
    answer(request, response).catch((error: Error) => {
      // Clients may break off as they please.
      if (request.complete && !response.destroyed) onerror(error);
    });
  });
  const { port } = server.address() as AddressInfo;
  // Heard of before anybody is told: who waits for that may end this at once.
  const toldToEnd = signalled();
  serving.onListening?.(`http://${serving.host.includes(':') ? `[${serving.host}]` : serving.host}:${port}${path}`);

  await toldToEnd;
  isEnding = true;
  slowing.end();
  await takeIn(server);
  const closed = new Promise(resolve => server.close(resolve));
  await Promise.race([finish([...running.keys()]), signalled(), elapsed(serving.grace ?? usualGrace)]);
  for (const tool of running.values())
    if (tool !== undefined && !serving.reads(tool))
      log(`ended before ${toBrief(tool)} was answered; it may have been applied anyway`);
  // Most are there in a moment, and are told to try again; whose body does not come is not waited for.
  await Promise.race([finish([...coming.values()]), elapsed(lastGrace)]);
  for (const request of coming.keys()) request.destroy();
  await Promise.all(callers.map(({ handler }) => handler.close()));
  // Those that have been answered and are kept for more.
  server.closeIdleConnections();
  await Promise.race([closed, elapsed(lastGrace)]);
  server.closeAllConnections();
  setTimeout(() => process.exit(), lastGrace).unref();
}

/**
 * Connections that the system has taken are answered as well: to stop listening resets those, and who has sent a call by one
 * could not know that nothing came of it. So it goes on until a few turns have brought none, at most for a moment.
 */
async function takeIn(server: Server): Promise<void> {
  let quiet = 0;
  const hear = (): void => {
    quiet = 0;
  };
  server.on('connection', hear);
  for (let turns = 0; turns < 1_000 && quiet < 10; turns += 1) {
    quiet += 1;
    await new Promise(resolve => setImmediate(resolve));
  }
  server.off('connection', hear);
}

const ending = 'This server is shutting down; try again';

function toToolName(message: unknown): string | undefined {
  const params = isObject(message) && message.method === 'tools/call' ? message.params : undefined;
  return isObject(params) && typeof params.name === 'string' ? params.name : undefined;
}

type Handle = ReturnType<typeof toNodeHandler>;
type Body = Awaited<ReturnType<typeof readJson>>;

/** Undefined where there is none to read, or the SDK refuses it for its length without a look at it. */
async function readBody(request: IncomingMessage): Promise<Body | undefined> {
  const { method, headers } = request;
  return method === 'POST' && !(Number(headers['content-length']) > largestMessage)
    ? readJson(request, largestMessage)
    : undefined;
}

/** @param auth who it is, without the token: that goes no further. */
async function pass(
  handle: Handle,
  request: IncomingMessage,
  body: Body | undefined,
  auth: AuthInfo,
  response: ServerResponse,
): Promise<void> {
  if (!body) return handle(Object.assign(request, { auth }) as Parameters<Handle>[0], response);
  const { method = 'GET', url = '/', headers } = request;
  const asked = { method, url, headers, auth };
  if ('json' in body) return handle({ ...asked, [Symbol.asyncIterator]: nothing }, response, body.json);
  return handle({ ...asked, [Symbol.asyncIterator]: () => body.again[Symbol.asyncIterator]() }, response);
}

async function* nothing(): AsyncGenerator<never> {}

async function finish(running: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(running);
}

/** What is refused before it is known to be MCP is answered in the form of MCP all the same. */
const toError = (message: string) => ({ jsonrpc: '2.0', id: null, error: { code: -32_600, message } });

function say(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify(body));
}
