// Plain HTTP to the API, one request after the other, never more than ten in a second, patient with 429.
import { setTimeout as sleep } from 'node:timers/promises';
import { NotShown, type Plain } from './probe.ts';

export type Json = Record<string, unknown>;

export interface Reply {
  method: string;
  /** Without the query string. */
  path: string;
  status: number;
  ok: boolean;
  /** Contentstack's own number of the error. */
  code: Plain;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into at any depth
  body: any;
}

export interface Api {
  get(path: string, headers?: Headers): Promise<Reply>;
  post(path: string, body?: unknown, headers?: Headers): Promise<Reply>;
  put(path: string, body?: unknown, headers?: Headers): Promise<Reply>;
  remove(path: string, body?: unknown, headers?: Headers): Promise<Reply>;
  /** With `undefined` for a header, it is left out. */
  send(method: string, path: string, ask?: Ask): Promise<Reply>;
}

type Headers = Record<string, string | undefined>;

export interface Ask {
  /** JSON, or an upload. */
  body?: unknown;
  headers?: Headers;
}

/** What a 429 came with. */
export interface Refusal {
  code: Plain;
  retryAfter: boolean;
  body: 'json' | 'text';
}

export interface Line {
  origin: string;
  /** Least milliseconds from one request to the next, and from one bulk operation to the next. */
  pace: { each: number; bulk: number };
  /** Once it says so, nothing more is sent. Taken away for the cleaning up. */
  stop: AbortSignal | undefined;
  /** Counted and noted for the report. */
  seen: { requests: number; refusals: Refusal[] };
}

/**
 * Each request is begun this long after the one before and after its answer: of eleven in a row the last arrives more
 * than a second after the first, however long they are on their way.
 */
export const gentle = { each: 115, bulk: 1100 };

const mostTries = 6;
const mostDials = 4;

/** Milliseconds that an answer may take. */
const longest = 60_000;

/** Nothing can be played any more. */
export class Unreachable extends Error {}

const json: [string, string] = ['content-type', 'application/json'];

/** One line for all tokens, as the limits are those of the organisation. */
export function makeSender(line: Line): (method: string, url: string, ask: Ask) => Promise<Omit<Reply, 'path'>> {
  let [next, nextBulk] = [0, 0];
  let last: Promise<unknown> = Promise.resolve();

  async function turn(isBulk: boolean): Promise<void> {
    const wait = Math.max(next, isBulk ? nextBulk : 0) - performance.now();
    if (wait > 0) await sleep(wait);
    line.stop?.throwIfAborted();
    next = performance.now() + line.pace.each;
    if (isBulk) nextBulk = performance.now() + line.pace.bulk;
    line.seen.requests += 1;
  }

  async function once(method: string, url: string, { body, headers = {} }: Ask) {
    const isUpload = body instanceof FormData;
    const sent = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined);
    await turn(method !== 'GET' && /\/v3\/bulk\//.test(url));
    try {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(longest),
        headers: [...(body === undefined || isUpload ? [] : [json]), ...sent],
        ...(body === undefined ? {} : { body: isUpload ? body : JSON.stringify(body) }),
      });
      return { response, text: await response.text() };
    } catch (error) {
      throw new Unreachable(
        `The API cannot be reached (${(error as { cause?: { code?: string } }).cause?.code ?? 'no answer'}).`,
      );
    }
  }

  /** Again, where nothing is done twice that way. */
  async function onceOrAgain(method: string, url: string, ask: Ask) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await once(method, url, ask);
      } catch (error) {
        const isSafe = method === 'GET' || method === 'DELETE';
        if (!(error instanceof Unreachable) || !isSafe || tries === mostDials) throw error;
        next = performance.now() + 100 * 2 ** tries;
      }
    }
  }

  async function patiently(method: string, url: string, ask: Ask) {
    for (let tries = 1; ; tries += 1) {
      const { response, text } = await onceOrAgain(method, url, ask);
      const { status, ok, headers } = response;
      const body = readJson(text);
      const code = typeof body?.error_code === 'number' ? body.error_code : null;
      if (status !== 429 || tries === mostTries) return { method, status, ok, code, body };
      const after = headers.get('retry-after');
      line.seen.refusals.push({ code, retryAfter: after !== null, body: body === undefined ? 'text' : 'json' });
      const pause = Number(after) > 0 ? Number(after) * 1000 : 500 * 2 ** tries;
      next = performance.now() + Math.min(pause, 30_000);
    }
  }

  return (method, url, ask) => {
    const answered = last.then(() => patiently(method, url, ask));
    last = answered.catch(() => {});
    return answered;
  };
}

/** A 204 has no body; a gateway's page is no JSON. */
function readJson(text: string): Reply['body'] {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function makeApi(line: Line, send: ReturnType<typeof makeSender>, own: Headers): Api {
  const ask = async (method: string, path: string, { body, headers }: Ask = {}): Promise<Reply> => ({
    ...(await send(method, /^https?:/.test(path) ? path : `${line.origin}/v3${path}`, {
      body,
      headers: { ...own, ...headers },
    })),
    path: path.replace(/\?.*/s, ''),
  });
  const bare = (headers: Headers | undefined): Ask => (headers ? { headers } : {});
  return {
    send: ask,
    get: (path, headers) => ask('GET', path, bare(headers)),
    post: (path, body, headers) => ask('POST', path, { body, ...bare(headers) }),
    put: (path, body, headers) => ask('PUT', path, { body, ...bare(headers) }),
    remove: (path, body, headers) => ask('DELETE', path, { body, ...bare(headers) }),
  };
}

/** A request in words that tell nothing of the stack: `POST /content_types: 422/115`. */
export const describe = ({ method, path, status, code }: Reply): string =>
  `${method} ${path.split('/').slice(0, 2).join('/')}: ${status}${code === null ? '' : `/${code}`}`;

/** The body of an answer without which the rest makes no sense. @throws {NotShown} */
export function must(reply: Reply): Reply['body'] {
  if (!reply.ok) throw new NotShown(`was in the way: ${describe(reply)}`);
  return reply.body;
}

/** Whether it was taken or refused. @throws {NotShown} when it is neither. */
export function took(reply: Reply): boolean {
  if (reply.ok) return true;
  if (reply.status >= 400 && reply.status < 500 && reply.status !== 429) return false;
  throw new NotShown(`was neither taken nor refused: ${describe(reply)}`);
}

const permission: Plain[] = [105, 161, 162, 901];

/** Whether it was taken, or refused for want of permission. @throws {NotShown} when it was refused for something else. */
export function allowed(reply: Reply): boolean {
  if (took(reply)) return true;
  if ([401, 403].includes(reply.status) || permission.includes(reply.code)) return false;
  throw new NotShown(`was refused for something else: ${describe(reply)}`);
}

/** The same refusal, by status and code. */
export const isLike = (one: Reply, other: Reply): boolean => one.status === other.status && one.code === other.code;
