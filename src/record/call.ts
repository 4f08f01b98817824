// One message of a client, watched until it ends, and the line that it becomes.
import { randomUUID } from 'node:crypto';
import type { Cause, Result } from '../results/result.ts';
import type { Agreed } from '../server/confirm/agree.ts';
import type { Called, Ended, Message, Watch } from '../server/watching/watch.ts';
import { inOrder, type Line, type Outcome } from './fields.ts';
import { type Sent, watchSent } from './sent.ts';
import { toHarmless, toTraceId } from './telling.ts';
import { type Naming, toWhat } from './what.ts';

export interface Recording extends Naming {
  /** Of this server. */
  version: string;
  /** Whether there is a tool of that name: others are somebody's words. */
  isTool: (name: string) => boolean;
  /** Calls that have not ended. */
  open: Set<Open>;
  /** Whether a line is made of what ended so; `effect` is absent where nothing was called. */
  tells: (outcome: Outcome, effect: Line['effect']) => boolean;
  write: (line: Line) => void;
  /** Told of a question while its call is open. */
  ask: (line: Line) => void;
}

const watched = new Set(['tools/call', 'resources/read']);

/** What can still be told of a call whose end nobody sees, as the server ends before. */
export interface Open {
  giveUp(): void;
}

export function watchCall(message: Message, recording: Recording): Watch | undefined {
  if (!watched.has(message.method)) return undefined;
  let called: Called | undefined;
  let result: Result | undefined;
  let questions = 0;
  const agreed = new Set<Agreed>();
  let sent: Sent | undefined;
  const toLine = (outcome: Outcome, ended: number): Line => ({
    v: 1,
    event: 'call',
    time: new Date(ended).toISOString(),
    id: randomUUID(),
    ...toWho(message, recording),
    method: message.method,
    ...(called ? toWhat(called, recording, sent) : toBare(message, recording)),
    ...(questions > 0 ? { questions } : {}),
    agreed: toAgreed(agreed),
    outcome,
    ...(sent?.counts() ?? { requests: 0, retries: 0, waited_ms: 0 }),
    duration_ms: ended - message.at,
    version: recording.version,
  });
  let isTold = false;
  const end = (outcome: Outcome, cause: string | undefined, at: number): void => {
    recording.open.delete(open);
    // Given up, and then answered after all.
    if (isTold) return;
    isTold = true;
    if (!recording.tells(outcome, called?.tool.offered.effect)) return;
    const line: Line = {
      ...toLine(outcome, at),
      ...(cause === undefined ? {} : { cause }),
      ...sent?.decisive(outcome, recording.secrets),
    };
    recording.write(inOrder(line));
  };
  const open: Open = { giveUp: () => end('cancelled', 'ended', Date.now()) };
  recording.open.add(open);
  return {
    called(what) {
      called = what;
      sent = watchSent(what);
    },
    asked() {
      questions += 1;
      // Over today's protocol the call ends with it, and that is told.
      if (message.era === 'legacy') recording.ask(inOrder(toLine('question', Date.now())));
    },
    agreed: how => void agreed.add(how),
    left: departure => sent?.left(departure),
    answered(given) {
      result = given;
    },
    ended(ended) {
      const outcome = toOutcome(ended, result);
      const isNamed = outcome === 'timeout' || outcome === 'cancelled';
      end(outcome, isNamed ? undefined : toCause(ended, result), ended.at);
    },
  };
}

/** The weakest of several ways: what was let through without a person was. */
const ways: readonly Agreed[] = ['setting', 'client', 'code', 'person'];
const toAgreed = (agreed: ReadonlySet<Agreed>): NonNullable<Line['agreed']> =>
  ways.find(each => agreed.has(each)) ?? 'none';

const refusing = new Set<Cause | undefined>(['arguments', 'policy', 'unconfirmed', 'settings', 'withheld', 'check']);

function toOutcome({ outcome }: Ended, result: Result | undefined): Outcome {
  if (outcome !== 'ok' && outcome !== 'failed') return outcome;
  if (result?.isHeld) return 'held';
  if (outcome === 'ok') return 'ok';
  if (result?.cause === 'timeout' || result?.cause === 'cancelled') return result.cause;
  return refusing.has(result?.cause) ? 'refused' : 'failed';
}

function toCause({ outcome }: Ended, result: Result | undefined): string | undefined {
  if (result?.isError) return result.cause;
  return outcome === 'refused' ? 'protocol' : undefined;
}

function toWho(message: Message, { secrets }: Recording) {
  const { caller, client, era, isRemote, meta } = message;
  const trace = toTraceId(meta.traceparent);
  return {
    ...(trace === undefined ? {} : { trace_id: trace }),
    transport: isRemote ? ('http' as const) : ('stdio' as const),
    era,
    ...(caller === '' ? {} : { caller }),
    ...(client
      ? { client: { name: toHarmless(client.name, secrets), version: toHarmless(client.version, secrets) } }
      : {}),
  };
}

/** Where nothing was called: the name alone, if it is a tool's. */
const toBare = ({ method, name = '' }: Message, { isTool }: Recording) =>
  method === 'tools/call' && isTool(name) ? { tool: name } : {};
