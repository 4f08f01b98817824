// One message of a client, watched until it ends, and the line that it becomes. Of answers nothing is kept but numbers and uids.
import { randomUUID } from 'node:crypto';
import { type CmaRequest, type Departure, toRequest } from '../door/request.ts';
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';
import type { Cause, Result } from '../results/result.ts';
import type { Agreed } from '../server/confirm/agree.ts';
import type { Called, Ended, Message, Watch } from '../server/watching/watch.ts';
import type { Stack } from '../stack/stack.ts';
import { inOrder, type Line, type Outcome, type Target } from './fields.ts';
import { type Named, type Thing, toMade, toMeant, toNamed, toThing } from './named.ts';
import { type Secrets, toHarmless, toKnown, toTold, toTraceId } from './telling.ts';
import { type Change, watchVersions } from './versions.ts';

export interface Recording {
  secrets: Secrets;
  /** Of this server. */
  version: string;
  /** Whether there is a tool of that name: others are somebody's words. */
  isTool: (name: string) => boolean;
  /** Of several stacks, what one is called; who sees only one of them does not hear it. */
  nameOf: (stack: Stack) => string | undefined;
  write: (line: Line) => void;
  /** Told of a question while its call is open. */
  ask: (line: Line) => void;
}

/** Things told of one call at most. */
const mostTargets = 100;

const watched = new Set(['tools/call', 'resources/read']);

export function watchCall(message: Message, recording: Recording): Watch | undefined {
  if (!watched.has(message.method)) return undefined;
  let called: Called | undefined;
  let result: Result | undefined;
  let questions = 0;
  const agreed = new Set<Agreed>();
  let sent: ReturnType<typeof watchSent> | undefined;
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
      const cause = toCause(ended, result);
      const line: Line = {
        ...toLine(outcome, ended.at),
        ...(cause === undefined || outcome === 'timeout' || outcome === 'cancelled' ? {} : { cause }),
        ...sent?.decisive(outcome, recording.secrets),
      };
      recording.write(inOrder(line));
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

function toWhat(called: Called, { secrets, nameOf }: Recording, sent: ReturnType<typeof watchSent> | undefined) {
  const { member, stack, tool, given } = called;
  const { offered } = tool;
  const { named, changes, confirmed } = sent?.named() ?? {
    named: toMeant(given),
    changes: [],
    confirmed: new Set<string>(),
  };
  const known = toKnown(stack, confirmed);
  const tell = (word: unknown): string | undefined => toTold(word, known, secrets);
  const tellAll = (words: readonly string[]): string[] => [...new Set(words)].flatMap(word => tell(word) ?? []);
  const { branch = stack.access.facts.branches.default } = (isObject(given) ? given : {}) as { branch?: unknown };
  const targets = toTargets(named.things, changes, tell);
  const environments = tellAll(named.environments);
  const languages = tellAll(named.languages);
  const key = member.settings.keys.apiKey;
  const where = member.name ?? nameOf(stack) ?? (key === undefined ? undefined : `…${key.slice(-4)}`);
  const told = offered.reach === 'global' ? undefined : tell(branch);
  return {
    ...(where === undefined ? {} : { stack: where }),
    ...(told === undefined ? {} : { branch: told }),
    tool: offered.name,
    effect: offered.effect,
    ...(targets.length > 0 ? { targets: targets.slice(0, mostTargets) } : {}),
    ...(targets.length > mostTargets ? { more_targets: targets.length - mostTargets } : {}),
    ...(environments.length > 0 ? { environments } : {}),
    ...(languages.length > 0 ? { languages } : {}),
    ...(member.settings.dryRun && offered.effect !== 'read' ? { rehearsal: true as const } : {}),
  };
}

/** Each thing once; of one that was changed in several languages, once for each. */
function toTargets(
  things: readonly Thing[],
  changes: readonly Change[],
  tell: (word: unknown) => string | undefined,
): Target[] {
  const seen = new Set<string>();
  return things.flatMap(({ kind, content_type: type, uid }): Target[] => {
    const told = { type: tell(type), uid: tell(uid) };
    const key = JSON.stringify([kind, told.type, told.uid]);
    if ((told.type === undefined && told.uid === undefined) || seen.has(key)) return [];
    seen.add(key);
    const own = uid === undefined ? [] : changes.filter(each => each.uid === uid);
    const base = {
      kind,
      ...(told.type === undefined ? {} : { content_type: told.type }),
      ...(told.uid === undefined ? {} : { uid: told.uid }),
    };
    return (own.length > 0 ? own : [undefined]).map(change => {
      const { uid: _, language, ...versions } = change ?? {};
      const said = tell(language);
      return { ...base, ...(said === undefined ? {} : { language: said }), ...versions };
    });
  });
}

/** What left for a call. */
function watchSent({ stack, tool, given }: Called) {
  const { operation, offered } = tool;
  const isRead = offered.effect === 'read';
  const versions = watchVersions(uid => stack.known.environments.get(uid) ?? uid);
  const read: Named = toEmpty();
  const wrote: Named = toEmpty();
  const changes: Change[] = [];
  const confirmed = new Set<string>();
  let requests = 0;
  let retries = 0;
  let waited = 0;
  let last: Deciding | undefined;
  let bad: Deciding | undefined;
  const find = ({ line, effect }: CmaRequest): Operation | undefined =>
    operation?.line === line ? operation : stack.access.all.find(each => each.line === line && each.effect === effect);
  const note = (into: Named, more: Named): void => {
    into.things.push(...more.things);
    into.environments.push(...more.environments);
    into.languages.push(...more.languages);
  };
  const name = (departure: Departure, isGood: boolean): void => {
    const { request, answer } = departure;
    const own = find(request);
    if (!own) return;
    const named = toNamed(own, request, stack.known);
    const thing = toThing(request);
    if (isGood)
      for (const each of [thing?.uid, thing?.content_type, ...named.environments, ...named.languages])
        if (each) confirmed.add(each);
    if (request.effect === 'read') {
      if (isGood && !isRead) versions.read(answer?.body);
      // What a write looks at beside is no target of it.
      if (!operation || own === operation) note(read, named);
      return;
    }
    const made = isGood && request.effect === 'create' ? toMade(request, answer?.body) : undefined;
    // What is put into a thing that is there makes none.
    const isNew = made?.uid !== undefined && made.uid !== thing?.uid;
    if (isNew) confirmed.add(made.uid as string);
    note(wrote, isNew ? { ...named, things: [...named.things.filter(({ uid }) => uid !== undefined), made] } : named);
    if (isGood) changes.push(...versions.wrote(departure, { uid: thing?.uid, ...named }));
  };
  return {
    left(departure: Departure): void {
      const { request, isAgain, askedAt, leftAt, answer } = departure;
      requests += 1;
      retries += Number(isAgain);
      waited += leftAt - askedAt;
      const isGood = answer !== undefined && answer.status < 300;
      name(departure, isGood);
      if (!answer) return;
      const deciding = toDeciding(answer);
      if (!isGood) bad = deciding;
      if (request.effect !== 'read' || !operation || request.line === operation.line) last = deciding;
    },
    counts: () => ({ requests, retries, waited_ms: waited }),
    decisive(outcome: Outcome, secrets: Secrets) {
      const { status, code, requestId } = (outcome === 'ok' ? last : (bad ?? last)) ?? {};
      return {
        ...(status === undefined ? {} : { status }),
        ...(code === undefined ? {} : { code }),
        ...(requestId === undefined ? {} : { request_id: toHarmless(requestId, secrets, 64) }),
      };
    },
    named() {
      const left = wrote.things.length + wrote.environments.length > 0 ? wrote : read;
      const isTold = left === wrote || isRead;
      const named = isTold && left.things.length > 0 ? left : meant();
      return { named: operation || left === wrote ? named : withoutModels(named), changes, confirmed };
    },
  };

  function meant(): Named {
    if (!operation) return toMeant(given);
    try {
      const { branch = stack.known.branch } = given as { branch?: string };
      return toNamed(operation, toRequest(operation, given as Arguments, branch), stack.known);
    } catch {
      // No request can be made of it, which is what it was refused for.
      return toMeant(given);
    }
  }
}

/** A task that reads content also looks at its models. */
function withoutModels({ things, ...rest }: Named): Named {
  const content = things.filter(({ kind }) => kind === 'entries' || kind === 'assets');
  return { ...rest, things: content.length > 0 ? content : things };
}

const toEmpty = (): Named => ({ things: [], environments: [], languages: [] });

interface Deciding {
  status: number;
  code: number | undefined;
  requestId: string | undefined;
}

function toDeciding({ status, body, requestId }: NonNullable<Departure['answer']>): Deciding {
  const { error_code: code } = isObject(body) ? body : ({} as { error_code?: unknown });
  return { status, requestId, code: typeof code === 'number' ? code : undefined };
}
