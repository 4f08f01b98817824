// Sends one request to one receiver, on this machine alone: nothing that a seed or a client names is dialled elsewhere.
import type { Json } from '../state/json.ts';

interface Sending {
  url: string;
  headers: Record<string, string | null>;
  body: string;
  /** Milliseconds. */
  timeout: number;
  /** The sandbox closes. */
  closing: AbortSignal;
}

const mostRedirects = 5;
const longestBody = 10_000;

/** `localhost`, 127.0.0.0/8 and ::1; an address written in another way reads the same once it is parsed. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** What came of it, as an execution shows it; `statusCode` is null when there was no answer. */
export async function dial(sending: Sending): Promise<Json> {
  const { url, headers } = sending;
  const request = { uri: { href: url }, method: 'POST', headers };
  if (sending.closing.aborted) return fail(...explain(undefined, sending), request);
  if (!isLoopback(url)) {
    return fail('The sandbox delivers to loopback addresses only: nothing was sent.', 'ENOTLOOPBACK', request);
  }
  // A signal made of several may be garbage-collected before its time: so there is a timer here.
  const stop = new AbortController();
  const close = (): void => stop.abort();
  const timer = setTimeout(() => stop.abort(new TimedOut()), sending.timeout);
  sending.closing.addEventListener('abort', close);
  try {
    const response = await post(sending, url, stop.signal, mostRedirects);
    const text = (await response.text()).slice(0, longestBody);
    const { status } = response;
    return {
      ...nameTrouble(status),
      statusCode: status,
      body: parse(text),
      headers: Object.fromEntries(response.headers),
      request,
    };
  } catch (error) {
    return fail(...explain(error, sending), request);
  } finally {
    clearTimeout(timer);
    sending.closing.removeEventListener('abort', close);
  }
}

/** What an execution says beside the status of an answer that reports an error. */
export const nameTrouble = (status: number): Json =>
  status < 400
    ? {}
    : {
        message: `Request failed with status code ${status}`,
        code: status >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST',
      };

class TimedOut extends Error {}

async function post(sending: Sending, url: string, signal: AbortSignal, left: number): Promise<Response> {
  const sent = Object.entries(sending.headers).filter((header): header is [string, string] => header[1] !== null);
  const response = await fetch(url, {
    method: 'POST',
    headers: sent,
    body: sending.body,
    redirect: 'manual',
    signal,
  });
  const target = response.headers.get('location');
  const isMoved = response.status >= 300 && response.status < 400 && target !== null && left > 0;
  if (!isMoved || !URL.canParse(target, url)) return response;
  const next = new URL(target, url).href;
  if (!isLoopback(next)) return response;
  await response.body?.cancel();
  return post(sending, next, signal, left - 1);
}

const fail = (message: string, code: string, request: Json): Json => ({
  message,
  statusCode: null,
  code,
  body: null,
  headers: null,
  request,
});

function explain(error: unknown, { closing, timeout }: Sending): [message: string, code: string] {
  if (closing.aborted) return ['The delivery was aborted: the sandbox closed.', 'ERR_CANCELED'];
  if (!(error instanceof Error)) return [String(error), 'ERR_UNKNOWN'];
  if (error instanceof TimedOut) return [`timeout of ${timeout}ms exceeded`, 'ECONNABORTED'];
  const cause = error.cause instanceof Error ? (error.cause as NodeJS.ErrnoException) : undefined;
  return [cause?.message || error.message, cause?.code ?? 'ERR_NETWORK'];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
