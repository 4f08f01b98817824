// The one door to the network: what is sent to the CMA leaves here, and nothing that access did not leave.
import { Agent, FormData, request as send } from 'undici';
import { type Answer, NoAnswer, NotAllowed } from './answer.ts';
import { type Operation, toMethod, toTemplate } from './operation.ts';
import type { CmaRequest } from './request.ts';

export interface Cma {
  /** @throws {NoAnswer | NotAllowed} Every status is an answer. */
  send(request: CmaRequest, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

export interface Credentials {
  /** `https://api.contentstack.io` */
  origin: string;
  apiKey: string;
  token: string;
}

export function connectCma(credentials: Credentials, timeoutMs: number, kept: readonly Operation[]): Cma {
  const agent = new Agent({ keepAliveTimeout: 30_000, connections: 16 });
  const isKept = toGate(kept);
  return {
    async send(request, signal) {
      if (!isKept(request.method, request.path))
        throw new NotAllowed(`${request.method} ${request.path} is not among the tools`);
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        return await exchange(agent, credentials, request, AbortSignal.any([signal, timeout]));
      } catch (error) {
        if (signal.aborted) throw new NoAnswer('cancelled', 'The call was cancelled.');
        if (timeout.aborted)
          throw new NoAnswer('timeout', `No answer within ${timeoutMs} ms (CONTENTSTACK_TIMEOUT_MS).`);
        throw toNoAnswer(error, credentials.origin);
      }
    },
    close: () => agent.destroy(),
  };
}

/** Matches a method and an encoded path against the request lines; a brace stands for one segment that is not empty. */
function toGate(kept: readonly Operation[]): (method: string, path: string) => boolean {
  const lines = [...new Set(kept.map(operation => operation.line))].map(line => ({
    method: toMethod(line),
    path: new RegExp(
      `^${toTemplate(line)
        .replace(/[.$]/g, '\\$&')
        .replace(/\{\w+\}/g, '(?!\\.+(/|$))[^/]+')}$`,
    ),
  }));
  // What would be another path once decoded matches nothing, whoever wrote it.
  const disguised = /%(2e|2f|5c|25)/i;
  return (method, path) => !disguised.test(path) && lines.some(line => line.method === method && line.path.test(path));
}

async function exchange(
  agent: Agent,
  credentials: Credentials,
  request: CmaRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const query = request.query.size > 0 ? `?${request.query}` : '';
  const answer = await send(`${credentials.origin}/v3${request.path}${query}`, {
    dispatcher: agent,
    method: request.method as 'GET',
    headers: {
      ...request.headers,
      api_key: credentials.apiKey,
      authorization: credentials.token,
      // Left out without a body: the gateways refuse an empty JSON body on a DELETE.
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: request.form ? toFormData(request.form) : (request.body ?? null),
    signal,
  });
  const text = await answer.body.text();
  const requestId = answer.headers['x-request-id'];
  return { status: answer.statusCode, ...parse(text), requestId: Array.isArray(requestId) ? requestId[0] : requestId };
}

function toFormData(parts: NonNullable<CmaRequest['form']>): FormData {
  const form = new FormData();
  for (const part of parts) form.append(part.name, new Blob([part.content], { type: part.type }), part.filename);
  return form;
}

function parse(text: string): { body: unknown; json: boolean } {
  try {
    return { body: text === '' ? {} : JSON.parse(text), json: true };
  } catch {
    return { body: text, json: false };
  }
}

/** Errors by which nothing can have reached the CMA. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function toNoAnswer(error: unknown, origin: string): NoAnswer {
  const code = String((error as { code?: unknown }).code ?? (error as Error).name);
  if (neverSent.has(code)) {
    return new NoAnswer(
      'unreachable',
      `${origin} cannot be reached (${code}); nothing was sent. Check CONTENTSTACK_REGION and CONTENTSTACK_HOST.`,
    );
  }
  return new NoAnswer('broken', `The connection to ${origin} broke before the answer was whole (${code}).`);
}
