// Attempts: which requests are sent again, and when. By what they do and what is known of their fate, not by their verb.
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, NoAnswer, NotShown } from '../operations/answer.ts';
import { isObject } from '../operations/is-object.ts';
import type { Effect } from '../operations/operation.ts';

/** What became of one attempt. */
type Outcome = { answer: Answer } | { error: unknown };

interface Attempts {
  effect: Effect;
  /** The moment by which all must be over, as Date.now() tells it. */
  until: number;
  signal: AbortSignal;
}

/** @throws what the last attempt threw, and the signal's reason. */
export async function attempt(
  once: (isAgain: boolean) => Promise<Answer>,
  { effect, until, signal }: Attempts,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const outcome: Outcome = await once(tries > 1).then(
      answer => ({ answer }),
      error => ({ error }),
    );
    signal.throwIfAborted();
    const pause = toPause(outcome, effect, tries);
    if (pause === undefined || Date.now() + pause >= until) {
      if ('error' in outcome) throw outcome.error;
      return outcome.answer;
    }
    await wait(pause, undefined, { signal });
  }
}

/** How often a request is sent at most: one refused for its number costs nothing, a broken network seldom mends at once. */
const most = { refused: 6, failed: 3 };

/** In milliseconds, for the first wait and for any. */
const waits = { first: 500, longest: 8000 };

/** The milliseconds to wait before the request is sent again; undefined where it must not be. */
export function toPause(outcome: Outcome, effect: Effect, tries: number, random = Math.random): number | undefined {
  // Full jitter: many that failed together do not come back together.
  const jitter = random() * Math.min(waits.longest, waits.first * 2 ** (tries - 1));
  if ('error' in outcome) {
    // What this program says, or a certificate, would be said again.
    if (outcome.error instanceof NoAnswer || outcome.error instanceof NotShown) return undefined;
    if (isUntrusted(outcome.error)) return undefined;
    const isHarmless = effect === 'read' || wasNeverSent(outcome.error);
    return isHarmless && tries < most.failed ? jitter : undefined;
  }
  const { status, retryAfter } = outcome.answer;
  // It was not carried out, whatever it would have done.
  if (status === 429) return tries < most.refused ? (retryAfter ?? jitter) : undefined;
  return effect === 'read' && isPassing(outcome.answer) && tries < most.failed ? (retryAfter ?? jitter) : undefined;
}

/** Statuses that pass, whoever sent them: too early, too slow, a gateway's. */
const passing = new Set([408, 425, 502, 503, 504]);

/** Failures in between, a CDN's 520 to 530 among them. The API's own words say that it would fail again. */
const isPassing = ({ status, body, json }: Answer): boolean => {
  const isTheApis = json && isObject(body) && ('error_code' in body || 'error_message' in body);
  return passing.has(status) || (status >= 500 && !isTheApis);
};

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

export function codeOfError(error: unknown): string {
  const { code, name, message } = error as Error & { code?: unknown };
  const [, status] = /^Proxy response \((\d+)\)/.exec(message) ?? [];
  return status ? `the proxy answers ${status}` : String(code ?? name);
}

export const trustHint = 'If a proxy or your company signs for it, name its certificate in NODE_EXTRA_CA_CERTS.';

export const isUntrusted = (error: unknown): boolean => untrusted.test(codeOfError(error));

export const wasNeverSent = (error: unknown): boolean =>
  neverSent.has(codeOfError(error)) || codeOfError(error).startsWith('the proxy');

/** `Retry-After`: seconds, or a date. In milliseconds from now. */
export function toRetryAfter(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  const wanted = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wanted) ? undefined : Math.max(0, wanted);
}
