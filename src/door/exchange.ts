// One request and its answer over HTTP, from credentials and arguments to status and body.
import { Agent, type Dispatcher, EnvHttpProxyAgent, FormData } from 'undici';
import type { Answer } from '../operations/answer.ts';
import type { Proxies } from '../settings/proxies.ts';
import { isLoopback } from '../settings/regions.ts';
import { toRetryAfter } from './attempts.ts';
import { userAgent } from './dial/user-agent.ts';
import { measure } from './linked/pixels.ts';
import type { CmaRequest, FormPart } from './request.ts';
import type { ReadUpload, Upload } from './upload.ts';

export interface Credentials {
  /** `https://api.contentstack.io` */
  origin: string;
  apiKey: string;
  token: string;
}

/** Above the largest file that the API takes, in bytes: an answer without end must not fill the memory. */
const largest = 128 * 1024 * 1024;

/** A loopback host is asked without a proxy, which would look for it on a machine of its own. */
export function toDispatcher(origin: string, proxies: Proxies | undefined): Dispatcher {
  const options = { keepAliveTimeout: 30_000, connections: 16, maxResponseSize: largest };
  if (!proxies || isLoopback(new URL(origin).hostname)) return new Agent(options);
  const { http = '', https = '', none = '' } = proxies;
  return new EnvHttpProxyAgent({ ...options, httpProxy: http, httpsProxy: https, noProxy: none });
}

export type Outgoing = Omit<CmaRequest, 'body' | 'form'> & {
  body: string | FormData | null;
  gives: 'file' | undefined;
};

/** @throws what undici throws; every status is an answer. */
export async function exchange(
  agent: Dispatcher,
  credentials: Credentials,
  request: Outgoing,
  signal: AbortSignal,
): Promise<Answer> {
  const query = request.query.size > 0 ? `?${request.query}` : '';
  const path = request.path.replace('{api_key}', encodeURIComponent(credentials.apiKey));
  const answer = await agent.request({
    origin: credentials.origin,
    path: `/v3${path}${query}`,
    method: request.method as 'GET',
    headers: {
      ...request.headers,
      api_key: credentials.apiKey,
      authorization: credentials.token,
      'user-agent': userAgent,
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
    type,
    requestId: header('x-request-id'),
    organization: header('x-contentstack-organization'),
    date: header('date'),
    rate: toRate(header('x-ratelimit-limit'), header('x-ratelimit-remaining')),
    retryAfter: toRetryAfter(header('retry-after')),
  };
  // An export may be a table, if that is asked for: a file like any other.
  const isFile = request.gives === 'file' || type?.startsWith('text/csv') === true;
  if (isFile && answer.statusCode === 200) {
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    const file = { type: type?.split(';')[0] ?? '', bytes, ...(request.gives === 'file' ? measure(bytes) : {}) };
    return { ...rest, body: undefined, json: false, file };
  }
  return { ...rest, ...parse(answer.statusCode, await answer.body.text()) };
}

function toRate(limit: string | undefined, remaining: string | undefined): Answer['rate'] {
  return limit === undefined || remaining === undefined
    ? undefined
    : { limit: Number(limit), remaining: Number(remaining) };
}

/**
 * @param uploads gets what is opened, to be closed when it was sent.
 * @param onPiece told of each piece that comes or leaves.
 */
export async function toFormData(
  parts: FormPart[],
  readUpload: ReadUpload,
  uploads: Upload[],
  signal: AbortSignal,
  onPiece: () => void,
): Promise<FormData> {
  const form = new FormData();
  for (const part of parts) {
    if ('text' in part) form.append(part.name, part.text);
    else if ('json' in part)
      form.append(part.name, new Blob([part.json], { type: 'application/json' }), `${part.name}.json`);
    else {
      const upload = await readUpload(part.source, signal, onPiece);
      uploads.push(upload);
      upload.file.onPiece = onPiece;
      form.append(part.name, upload.file);
    }
  }
  return form;
}

/** Only a 204 may be empty. */
function parse(status: number, text: string): { body: unknown; json: boolean } {
  try {
    return { body: status === 204 ? {} : JSON.parse(text), json: true };
  } catch {
    return { body: text, json: false };
  }
}
