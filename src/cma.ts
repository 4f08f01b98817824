// The one door to the network: what is sent to the CMA leaves here, and nothing that access did not leave.
import { Agent, type Dispatcher, EnvHttpProxyAgent, FormData, request as send } from 'undici';
import { type Answer, BadArgument, NoAnswer, NotAllowed } from './answer.ts';
import { type Operation, toMethod, toTemplate } from './operation.ts';
import type { Proxies } from './proxies.ts';
import { isLoopback } from './regions.ts';
import type { CmaRequest, FormPart } from './request.ts';
import type { ReadUpload, Upload } from './upload.ts';

export interface Cma {
  /**
   * @param gives what a good answer is expected to be; JSON when not given.
   * @throws {NoAnswer | NotAllowed | BadArgument} Every status is an answer.
   */
  send(request: CmaRequest, signal: AbortSignal, gives?: 'file'): Promise<Answer>;
  close(): Promise<void>;
}

export interface Credentials {
  /** `https://api.contentstack.io` */
  origin: string;
  apiKey: string;
  token: string;
}

type Line = Pick<Operation, 'line'>;

export interface Limits {
  timeoutMs: number;
  /** Operations, by their lines, that may be sent; nothing else leaves. */
  kept: readonly Line[];
  /** The others that are known. */
  withheld?: readonly Line[];
  readUpload: ReadUpload;
  proxies?: Proxies | undefined;
}

export function connectCma(
  credentials: Credentials,
  { timeoutMs, kept, withheld = [], readUpload, proxies }: Limits,
): Cma {
  const agent = toDispatcher(credentials.origin, proxies);
  const isAllowed = toGate(kept, withheld);
  return {
    async send(request, signal, gives) {
      if (!isAllowed(request)) throw new NotAllowed(`${request.method} ${request.path} is not among the tools`);
      const timeout = AbortSignal.timeout(timeoutMs);
      const uploads: Upload[] = [];
      try {
        const ending = AbortSignal.any([signal, timeout]);
        const form = request.form && (await toFormData(request.form, readUpload, uploads, ending));
        return await exchange(agent, credentials, { ...request, gives, body: form ?? request.body ?? null }, ending);
      } catch (error) {
        if (error instanceof BadArgument) throw error;
        if (signal.aborted) throw new NoAnswer('cancelled', 'The call was cancelled.');
        if (timeout.aborted)
          throw new NoAnswer('timeout', `No answer within ${timeoutMs} ms (CONTENTSTACK_TIMEOUT_MS).`);
        throw toNoAnswer(error, credentials.origin);
      } finally {
        await Promise.all(uploads.map(upload => upload.close()));
      }
    },
    close: () => agent.destroy(),
  };
}

/** A loopback host is asked without a proxy, which would look for it on a machine of its own. */
function toDispatcher(origin: string, proxies: Proxies | undefined): Dispatcher {
  const options = { keepAliveTimeout: 30_000, connections: 16 };
  if (!proxies || isLoopback(new URL(origin).hostname)) return new Agent(options);
  const { http = '', https = '', none = '' } = proxies;
  return new EnvHttpProxyAgent({ ...options, httpProxy: http, httpsProxy: https, noProxy: none });
}

/**
 * Lets a request through whose own line is kept and that no line says more literally. So a uid that is another request's
 * word (`publish` for `{taxonomy_uid}`) gets nowhere, be that request kept or withheld.
 */
function toGate(kept: readonly Line[], withheld: readonly Line[]): (request: CmaRequest) => boolean {
  const allowed = new Set(kept.map(operation => operation.line));
  const known = [...new Set([...kept, ...withheld].map(operation => operation.line))].map(line => ({
    line,
    method: toMethod(line),
    path: toPattern(toTemplate(line)),
    braces: line.split('{').length,
  }));
  // What would be another path once decoded matches nothing, whoever wrote it.
  const disguised = /%(2e|2f|5c|25)/i;
  return request => {
    if (disguised.test(request.path)) return false;
    const path = decodeURIComponent(request.path);
    const matching = known.filter(line => line.method === request.method && line.path.test(path));
    const fewest = Math.min(...matching.map(line => line.braces));
    return allowed.has(request.line) && matching.some(({ line, braces }) => line === request.line && braces === fewest);
  };
}

/** A brace stands for one segment that is neither empty nor dots. */
function toPattern(template: string): RegExp {
  const literal = template.replace(/[.$]/g, '\\$&');
  return new RegExp(`^${literal.replace(/\{\w+\}/g, '(?!\\.+(/|$))[^/?#]+')}$`);
}

type Outgoing = Omit<CmaRequest, 'body' | 'form'> & { body: string | FormData | null; gives: 'file' | undefined };

async function exchange(
  agent: Dispatcher,
  credentials: Credentials,
  request: Outgoing,
  signal: AbortSignal,
): Promise<Answer> {
  const query = request.query.size > 0 ? `?${request.query}` : '';
  const path = request.path.replace('{api_key}', encodeURIComponent(credentials.apiKey));
  const answer = await send(`${credentials.origin}/v3${path}${query}`, {
    dispatcher: agent,
    method: request.method as 'GET',
    headers: {
      ...request.headers,
      api_key: credentials.apiKey,
      authorization: credentials.token,
      // Left out without a body: the gateways refuse an empty JSON body on a DELETE.
      ...(typeof request.body === 'string' ? { 'content-type': 'application/json' } : {}),
    },
    body: request.body,
    signal,
  });
  const header = (name: string): string | undefined => [answer.headers[name]].flat()[0];
  const type = header('content-type');
  const rest = {
    status: answer.statusCode,
    requestId: header('x-request-id'),
    date: header('date'),
    rate: toRate(header('x-ratelimit-limit'), header('x-ratelimit-remaining')),
  };
  // An export may be a table, if that is asked for: a file like any other.
  const isFile = request.gives === 'file' || type?.startsWith('text/csv') === true;
  if (isFile && answer.statusCode === 200) {
    const file = { type: type?.split(';')[0] ?? '', bytes: Buffer.from(await answer.body.arrayBuffer()) };
    return { ...rest, body: undefined, json: false, file };
  }
  return { ...rest, ...parse(await answer.body.text()) };
}

function toRate(limit: string | undefined, remaining: string | undefined): Answer['rate'] {
  return limit === undefined || remaining === undefined
    ? undefined
    : { limit: Number(limit), remaining: Number(remaining) };
}

/** @param uploads gets what is opened, to be closed when it was sent. */
async function toFormData(
  parts: FormPart[],
  readUpload: ReadUpload,
  uploads: Upload[],
  signal: AbortSignal,
): Promise<FormData> {
  const form = new FormData();
  for (const part of parts) {
    if ('text' in part) form.append(part.name, part.text);
    else if ('json' in part)
      form.append(part.name, new Blob([part.json], { type: 'application/json' }), `${part.name}.json`);
    else {
      const upload = await readUpload(part.source, signal);
      uploads.push(upload);
      form.append(part.name, upload.file);
    }
  }
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

/** What TLS says of a certificate that nobody here trusts, in its many codes. */
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_/;

function toNoAnswer(error: unknown, origin: string): NoAnswer {
  const { code: known, name, message } = error as Error & { code?: unknown };
  const [, status] = /^Proxy response \((\d+)\)/.exec(message) ?? [];
  const code = status ? `the proxy answers ${status}` : String(known ?? name);
  if (untrusted.test(code)) {
    const hint = 'Where a proxy or company signs for it, name its certificate in NODE_EXTRA_CA_CERTS.';
    return new NoAnswer(
      'unreachable',
      `The certificate of ${origin} is not trusted (${code}); nothing was sent. ${hint}`,
    );
  }
  if (status || neverSent.has(code)) {
    return new NoAnswer(
      'unreachable',
      `${origin} cannot be reached (${code}); nothing was sent. Check CONTENTSTACK_REGION, CONTENTSTACK_HOST and, if there is a proxy, HTTPS_PROXY.`,
    );
  }
  return new NoAnswer('broken', `The connection to ${origin} broke before the answer was whole (${code}).`);
}
