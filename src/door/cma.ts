// The one door to the network: what is sent to the CMA leaves here, and nothing that access did not leave.
import { setMaxListeners } from 'node:events';
import type { Dispatcher, FormData } from 'undici';
import { type Answer, BadArgument, Forbidden, NoAnswer, NotAllowed, NotShown } from '../operations/answer.ts';
import { type Operation, toMethod, toTemplate } from '../operations/operation.ts';
import { Rehearsed } from '../operations/rehearsed.ts';
import type { Proxies } from '../settings/proxies.ts';
import { attempt, codeOfError, isUntrusted, trustHint, wasNeverSent } from './attempts.ts';
import { bound } from './bound.ts';
import { holdBranches, type Touchable, withinBranches } from './branches.ts';
import type { Credentials } from './exchange.ts';
import { makePace, type Pace, type Paces, type Rates } from './pace.ts';
import { toUnsent, toWriting } from './rehearsal.ts';
import { makeSpeaker, type Renew } from './renewing.ts';
import type { CmaRequest, Departure } from './request.ts';
import type { Shared } from './shared/departures.ts';
import type { ReadUpload, Upload } from './upload.ts';

/** A door to the CMA, through which nothing leaves but what it was opened for. */
export interface Cma {
  /**
   * @param gives what a good answer is expected to be; JSON when not given. Of a request that is linked it is the file behind.
   * @throws {NoAnswer | NotAllowed | NotShown | BadArgument | Rehearsed} Every status is an answer.
   */
  send(request: CmaRequest, signal: AbortSignal, gives?: 'file'): Promise<Answer>;
}

/** One stack, for all doors: they share connections and pace. */
export interface Connection {
  open(door: Door): Cma;
  /** At which pace requests leave now. */
  pace(): ReturnType<Pace['now']>;
  /** Ends what is under way at any door. */
  close(): Promise<void>;
}

type Line = Pick<Operation, 'line'> & Partial<Pick<Operation, 'effect'>>;

export interface Door {
  /** Operations, by their lines, that may be sent; nothing else leaves. */
  kept: readonly Line[];
  /** The others that are known. */
  withheld?: readonly Line[];
  /** The only branches that may be named, or be told of; not limited when not given. */
  branches?: Touchable | undefined;
  /** With what its requests are sent; as the connection began when not given. */
  credentials?: Credentials;
  /** Each request leaves once, whatever becomes of it. */
  isOnce?: boolean;
  /** Why the owner's rules let a request not leave, in sentences; undefined where they do. */
  forbids?: ((request: CmaRequest) => string | undefined) | undefined;
}

interface Limits {
  timeoutMs: number;
  rates: Rates;
  /** Those of the other stacks of this server. */
  paces?: Paces | undefined;
  /** With other processes. */
  shared?: Shared | undefined;
  readUpload: ReadUpload;
  proxies?: Proxies | undefined;
  /** Asked for others where an answer says that those which were sent are no longer good. */
  renew?: Renew;
  /** Nothing that writes leaves, by whatever door. */
  isRehearsal?: boolean;
  /** Told of each time a request left, whoever sent it. */
  onDeparture?: ((departure: Departure) => void) | undefined;
}

/** As long as anything may take, in milliseconds: a timer that is told more fires at once. */
const longest = 2 ** 31 - 1;

/** What speaks HTTP weighs more than all the rest and a client is greeted without it, so it comes with the first request. */
const loadHttp = () => import('./exchange.ts');
const loadLinked = () => Promise.all([import('./follow.ts'), import('./linked/load.ts')]);

export function connectCma(
  credentials: Credentials,
  { timeoutMs, rates, paces, shared, readUpload, proxies, renew, isRehearsal = false, onDeparture }: Limits,
): Connection {
  let agent: Promise<Dispatcher> | undefined;
  const toAgent = () => {
    agent ??= loadHttp().then(({ toDispatcher }) => toDispatcher(credentials.origin, proxies));
    return agent;
  };
  const sharing = shared?.share(credentials.origin, credentials.apiKey);
  let pace = makePace(rates, timeoutMs, sharing);
  /** The first stack of an organisation sets the pace for the others, unless they are set to another. */
  const joinPace = (organization: string): void => {
    const key = JSON.stringify([credentials.origin, organization, rates, timeoutMs]);
    const known = paces?.get(key);
    if (known) pace = known;
    else {
      paces?.set(key, pace);
      sharing?.join(organization);
    }
  };
  const closing = new AbortController();
  // As many as there are calls under way; each leaves when it is done.
  setMaxListeners(0, closing.signal);
  const open = ({
    kept,
    withheld = [],
    branches,
    credentials: as = credentials,
    isOnce = false,
    forbids,
  }: Door): Cma => {
    const speak = makeSpeaker(as, renew, isOnce);
    const isAllowed = toGate(kept, withheld);
    const writes = toWriting([...kept, ...withheld]);
    return {
      async send(request, signal, gives) {
        if (!isAllowed(request)) throw new NotAllowed(`${request.method} ${request.path} is not among the tools`);
        if (branches) holdBranches(request, branches);
        const forbidden = forbids?.(request);
        if (forbidden !== undefined) throw new Forbidden(forbidden);
        const { exchange, toFormData } = await loadHttp();
        // What is part of a call has what is left of its time; a file has that for each piece, as long as it moves.
        const left = Math.min(timeoutMs, (request.until ?? Number.POSITIVE_INFINITY) - Date.now());
        if (left <= 0) throw toTimeout(timeoutMs, false);
        const until = Date.now() + left;
        const whole = bound([signal, closing.signal], left);
        const ending = whole.signal;
        // What was tried before and failed without a trace does not count.
        let isOut = false;
        const take = async (isAgain: boolean) => {
          const heed = await pace.take({ ...request, until }, ending, isAgain);
          isOut = true;
          return heed;
        };
        const send = async (isAgain: boolean, used: Credentials): Promise<Answer> => {
          const askedAt = Date.now();
          const heed = await take(isAgain);
          const leftAt = Date.now();
          const { origin } = credentials;
          const tell = (came: Pick<Departure, 'answer' | 'error'>): void => {
            const departure = { request, origin, isAgain, askedAt, leftAt, endedAt: Date.now(), ...came };
            for (const tellOne of [request.onDeparture, onDeparture]) {
              try {
                tellOne?.(departure);
              } catch {
                // Who is told has a fault of its own; the request has none.
              }
            }
          };
          // A read that hangs is given up early enough to be sent again. The whole is bound anyway.
          const one = bound([ending], request.effect === 'read' && !isOnce ? left / 2 : longest);
          const body = form ?? request.body ?? null;
          try {
            const outgoing = { ...request, gives: request.isLinked ? undefined : gives, body };
            const answer = await exchange(await toAgent(), used, outgoing, one.signal);
            isOut = false;
            tell({ answer });
            await heed(answer);
            if (answer.organization) joinPace(answer.organization);
            return answer;
          } catch (error) {
            tell({ error });
            throw error;
          } finally {
            one.release();
          }
        };
        const once = (isAgain: boolean) => speak((used, isMore) => send(isAgain || isMore, used));
        const uploads: Upload[] = [];
        let form: FormData | undefined;
        try {
          form = request.form && (await toFormData(request.form, readUpload, uploads, ending, whole.extend));
          // The last thing before it would leave, so that all that is checked of a request is checked of this one.
          if (isRehearsal && writes(request)) throw new Rehearsed(toUnsent(request, form));
          const sent = isOnce ? once(false) : attempt(once, { effect: request.effect, until, signal: ending });
          const answer = await sent;
          const own = branches ? withinBranches(request, answer, branches) : answer;
          if (!request.isLinked) return own;
          const [{ follow }, { toPlaces }] = await loadLinked();
          const places = toPlaces(credentials.origin, proxies);
          return await follow(own, request, { places, take, until, each: left / 2, signal: ending });
        } catch (error) {
          if ([BadArgument, NoAnswer, NotShown, Rehearsed].some(known => error instanceof known)) throw error;
          if (signal.aborted || closing.signal.aborted)
            throw new NoAnswer('cancelled', 'The call was cancelled.', isOut);
          if (whole.isTimedOut()) throw toTimeout(timeoutMs, isOut);
          throw toNoAnswer(error, credentials.origin, timeoutMs);
        } finally {
          whole.release();
          await Promise.all(uploads.map(upload => upload.close()));
        }
      },
    };
  };
  return {
    open,
    pace: () => pace.now(),
    async close() {
      closing.abort();
      await (await agent)?.destroy();
    },
  };
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

function toTimeout(timeoutMs: number, isSent: boolean): NoAnswer {
  const what = isSent ? 'No answer' : 'Nothing was sent: its turn did not come';
  return new NoAnswer('timeout', `${what} within ${timeoutMs} ms (CONTENTSTACK_TIMEOUT_MS).`, isSent);
}

function toNoAnswer(error: unknown, origin: string, timeoutMs: number): NoAnswer {
  const code = codeOfError(error);
  if (isUntrusted(error)) {
    return new NoAnswer(
      'unreachable',
      `The certificate of ${origin} is not trusted (${code}); nothing was sent. ${trustHint}`,
    );
  }
  if (wasNeverSent(error)) {
    return new NoAnswer(
      'unreachable',
      `${origin} cannot be reached (${code}); nothing was sent. Check CONTENTSTACK_REGION, CONTENTSTACK_HOST and, if there is a proxy, HTTPS_PROXY.`,
    );
  }
  if ((error as Error).name === 'TimeoutError') return toTimeout(timeoutMs, true);
  return new NoAnswer('broken', `The connection to ${origin} broke before the answer was complete (${code}).`);
}
