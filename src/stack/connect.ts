// Joins a stack: learns its facts until they are known, and opens the door to what they and the settings leave.

import { setTimeout as wait } from 'node:timers/promises';
import { type Cma, type Connection, connectCma, type Door } from '../door/cma.ts';
import type { Credentials } from '../door/exchange.ts';
import type { Paces } from '../door/pace.ts';
import type { Departure } from '../door/request.ts';
import type { Shared } from '../door/shared/departures.ts';
import { toReadUpload, type UploadOptions } from '../door/upload.ts';
import type { Operation } from '../operations/operation.ts';
import type { Task } from '../operations/task.ts';
import type { Vocabulary } from '../operations/words.ts';
import type { Settings } from '../settings/settings.ts';
import { type Access, requireScope, toAccess, writes } from './access.ts';
import { toWait } from './again.ts';
import { assumeFacts, type Facts, type Fault, toAgain } from './facts.ts';
import { makeHealth } from './health.ts';
import { type Learner, probes, toLearner } from './learn.ts';
import { type Live, settled, toLive } from './live.ts';
import { toForbids, toJudge, toKnown } from './ruling.ts';
import type { Stack } from './stack.ts';
import { learnVocabulary } from './vocabulary.ts';

export interface Connected {
  stack: Live<Stack>;
  /** Ends the learning and all connections. */
  close(): Promise<void>;
}

/** In milliseconds: how long a list waits for the facts, and, once its own branch is known, at least for the other branches. */
const patience = { facts: 5_000, others: 2_000 };

/** How long words are current, in milliseconds: as long as clients are told to keep the list. */
const listLife = 300_000;

export interface ConnectOptions {
  /** Made of the operations; none when not given. */
  tasks?: readonly Task[];
  /** How long a list waits for the facts, in milliseconds; then it starts with what is sure. */
  deadline?: number;
  /** How long the stack's words are taken for current, in milliseconds. */
  wordLife?: number;
  /** Those of the other stacks of this server, as some may be of one organisation. */
  paces?: Paces;
  /** What this server shares with others. */
  shared?: Shared | undefined;
  /** Who calls comes over HTTP, perhaps from elsewhere: files of this machine are not read for them. */
  isRemote?: boolean;
  /** What is said to who runs this, a line each. */
  log?: (message: string) => void;
  /** Told of each time a request left, be it for a call or to learn what the stack has. */
  onDeparture?: (departure: Departure) => void;
}

/** @throws {BadSetting} when the settings name a module or tool that there is not. */
export function connectStack(
  operations: readonly Operation[],
  settings: Settings,
  options: ConnectOptions = {},
): Connected {
  const {
    deadline = patience.facts,
    wordLife = listLife,
    paces,
    shared,
    isRemote = false,
    log = () => {},
    tasks,
  } = options;
  requireScope(operations, settings);
  const credentials = toCredentials(settings);
  if ('missing' in credentials) {
    const fault: Fault = { kind: 'credentials', message: credentials.missing };
    const access = toAccess(operations, assumeFacts(settings, fault), settings, tasks);
    const cma = { missing: `Nothing was sent: ${credentials.missing}.` };
    const known = toKnown(access.facts.branches, {});
    const none = {
      judge: toJudge(settings.policies, known),
      known,
      openFor: () => cma,
      look: async () => ({}),
      seek: async () => {},
      freshen: () => {},
      health: () => ({ pace: {} }),
    };
    const stack = { access, cma, vocabulary: {}, identity: {}, lookAtBranches: async () => undefined, ...none };
    return { stack: settled(stack), close: async () => {} };
  }
  const { onDeparture } = options;
  const connection = openConnection(credentials, settings, { isRemote, paces, shared, onDeparture });
  const health = makeHealth(() => connection.pace());
  const closing = new AbortController();
  const { signal } = closing;
  const wantsWords = settings.liveSchema;
  const judging = { settings, wantsScope: wantsScope(operations, settings, tasks), wantsWords };
  /** With these credentials: each key and token has facts of its own. */
  const begin = (as: Credentials, identity: object): Learning => {
    // Each of these leaves once; what is not known then is asked again here.
    const forbids = toForbids(settings.policies, operations, () => toKnown(learner.facts().branches, learner.words()));
    const asking = health.watch(connection.open({ kept: probes, credentials: as, isOnce: true, forbids }));
    const learner = toLearner(asking, judging);
    // The first words are on their way from the start.
    return { as, identity, asking, learner, words: { learntAt: 0, isBusy: true, isStale: false } };
  };
  /** By which the stack is shown. */
  let current = begin(credentials, {});
  const freshen = (why: 'age' | 'change'): void => {
    const { words, asking } = current;
    const { access, vocabulary: known } = stack.now();
    // Where no token is good nothing may be sent that would show that there is another by now.
    if (isLocked(access.facts)) settings.keys.renew(settings.keys.pair);
    // What is being read may be from before the change: it is read again.
    if (words.isBusy && why === 'change') words.isStale = true;
    if (words.isBusy || words.learntAt === 0 || (why === 'age' && Date.now() - words.learntAt < wordLife)) return;
    words.isBusy = true;
    words.isStale = false;
    words.learntAt = Date.now();
    learnVocabulary(asking, { branch: access.facts.branches.default }, signal, known)
      .then(vocabulary => {
        words.fresh = vocabulary;
        if (words === current.words) show(stack.now().access.facts);
      })
      // Without new words the old ones stay.
      .then(goOn, goOn);
    function goOn(): void {
      end(words);
    }
  };
  const end = (words: Words): void => {
    words.isBusy = false;
    if (words.isStale && words === current.words && !signal.aborted) freshen('change');
  };
  // A page of content types has a hundred: with the other kinds that is at most five reads for one refusal.
  const look: Stack['look'] = async (wanted, branch, until) =>
    wantsWords && wanted.length > 0 ? learnVocabulary(current.asking, { branch, kinds: wanted, pages: 3 }, until) : {};
  const seek: Stack['seek'] = async until => {
    const { learner } = current;
    // What the settings name are all that there may be.
    if (settings.branches || stack.now().access.facts.fault) return;
    await learner.seek(until);
    if (learner === current.learner) show(learner.facts());
  };
  // What the settings leave out is not to be told, be it there or not.
  const lookAtBranches: Stack['lookAtBranches'] = async until =>
    settings.branches ? undefined : current.learner.names(until);
  const toStack = (facts: Facts, vocabulary: Vocabulary): Stack => {
    const { as, identity } = current;
    const access = toAccess(operations, facts, settings, tasks);
    const known = toKnown(facts.branches, vocabulary);
    const forbids = toForbids(settings.policies, operations, () => known);
    const openTo = (kept: readonly Operation[]) =>
      health.watch(connection.open({ ...toDoor(kept, access, settings), credentials: as, forbids }));
    const openFor: Stack['openFor'] = ({ uses }) => openTo(uses);
    return {
      access,
      cma: openTo(access.kept),
      openFor,
      judge: toJudge(settings.policies, known),
      known,
      vocabulary,
      identity,
      freshen,
      look,
      lookAtBranches,
      seek,
      health: health.now,
    };
  };
  const stack = toLive(toStack(assumeFacts(settings), {}));
  let shown: { as?: Credentials; text: string } = { text: '' };
  /** Whoever looks is told of what is new alone. */
  const show = (facts: Facts, vocabulary = current.words.fresh ?? current.learner.words()): void => {
    const text = JSON.stringify([{ ...facts, open: facts.open?.cause }, vocabulary]);
    const { as } = current;
    const isNew = text !== shown.text;
    if ((!isNew && as === shown.as) || signal.aborted) return;
    shown = { as, text };
    stack.set(toStack(facts, vocabulary), isNew);
  };
  const release = (): void => {
    if (signal.aborted || stack.isReady()) return;
    show(current.learner.facts());
    stack.release();
  };
  const releaseIn = (milliseconds: number, isGood = () => true): void => {
    void wait(milliseconds, undefined, { signal }).then(
      () => isGood() && release(),
      () => {},
    );
  };
  /** As soon as what most calls need is known, the rest is not waited for much longer, unless it has to be asked again. */
  const onTold = (): void => {
    const { token, branches } = current.learner.facts();
    if (isHurrying || token.isOpen || branches.isAssumed || branches.usable.length === 0) return;
    isHurrying = true;
    // Who waits longer for the facts waits longer for these. One more round trip takes no longer than the first ones, with
    // which the connections were opened.
    const others = (patience.others * deadline) / patience.facts;
    releaseIn(Math.max(others, Date.now() - begunAt), () => !current.learner.hasFailed());
  };
  let isHurrying = false;
  const begunAt = Date.now();
  const keepLearning = async (learning: Learning, until: AbortSignal): Promise<void> => {
    const { learner, words } = learning;
    let known = 0;
    for (let failures = 0; ; ) {
      await learner.ask(until, onTold);
      if (until.aborted) return;
      const facts = learner.facts();
      const isDone = learner.isDone();
      // What was known stays until as much is known anew.
      if (isDone) current = learning;
      if (learning === current) {
        show(facts);
        if (isDone || facts.fault) stack.release();
        if (words.learntAt === 0) startWords(words, facts);
      }
      if (isDone) return;
      failures = learner.known() > known ? 0 : failures + 1;
      known = learner.known();
      const pause = toWait(failures, learner.retryAfter());
      plan(stack.now().access.facts, Date.now() + pause);
      await wait(pause, undefined, { signal: until });
      plan(stack.now().access.facts, undefined);
    }
  };
  const startWords = (words: Words, { fault, branches }: Facts): void => {
    if (settings.liveSchema && !fault && branches.usable.length > 0) words.learntAt = Date.now();
    if (words.learntAt !== 0) end(words);
  };
  let isTold = false;
  const plan = ({ open }: Facts, againAt: number | undefined): void => {
    if (!open) return;
    if (againAt === undefined) delete open.againAt;
    else open.againAt = againAt;
    if (!isTold) log(`not everything is known yet about what may be done: ${open.cause}; ${toAgain(open)}`);
    isTold = true;
  };
  let learning = new AbortController();
  const learn = (next: Learning): void => {
    const until = AbortSignal.any([signal, learning.signal]);
    keepLearning(next, until).then(
      () => {
        const { fault, branches } = stack.now().access.facts;
        const problem = until.aborted ? undefined : (fault?.message ?? branches.problem);
        if (problem !== undefined) log(problem);
      },
      // Given up for a newer key or token, which is being learnt with now.
      () => until.aborted || release(),
    );
  };
  /** Calls under way end with what they began with, for as long as that is good. */
  const onChange = (changed: readonly string[]): void => {
    log(`${changed.join(' and ')} ${changed.length > 1 ? 'have' : 'has'} changed: the new value is used from now on`);
    const as = toCredentials(settings);
    if ('missing' in as || signal.aborted) return;
    learning.abort();
    learning = new AbortController();
    const next = begin(as, as.apiKey === current.as.apiKey ? current.identity : {});
    const { fault, open } = stack.now().access.facts;
    // Where little is known there is little to lose.
    if (fault || open || !stack.isReady()) current = next;
    learn(next);
  };
  const unwatch = settings.keys.watch({ onChange, onProblem: log });
  releaseIn(deadline);
  learn(current);
  return {
    stack,
    async close() {
      unwatch();
      closing.abort();
      await connection.close();
    },
  };
}

/** What is learnt with one key and token. */
interface Learning {
  as: Credentials;
  identity: object;
  asking: Cma;
  learner: Learner;
  words: Words;
}

/** When the stack's words were last asked for; while they are being read, they may become stale again. */
interface Words {
  learntAt: number;
  isBusy: boolean;
  isStale: boolean;
  /** As they were read later than the facts. */
  fresh?: Vocabulary;
}

const isLocked = ({ fault }: Facts): boolean => fault?.kind === 'token' || fault?.kind === 'key';

/** Whether anything that writes would be there for a token that may write. */
export function wantsScope(operations: readonly Operation[], settings: Settings, tasks: readonly Task[] = []): boolean {
  const assumed = assumeFacts(settings);
  const { isAssumed: _, ...branches } = assumed.branches;
  const facts: Facts = { token: { scope: 'read-write', why: 'suppose it may' }, branches };
  const access = toAccess(operations, facts, settings, tasks);
  return access.kept.some(writes) || access.tasks.kept.some(({ task }) => writes(task));
}

/** Or what to set, as a sentence. */
export function toCredentials({ keys: { apiKey, token }, origin }: Settings): Credentials | { missing: string } {
  if (apiKey && token) return { origin, apiKey, token };
  const names = [apiKey ? '' : 'CONTENTSTACK_API_KEY', token ? '' : 'CONTENTSTACK_MANAGEMENT_TOKEN'].filter(Boolean);
  const [are, them] = names.length > 1 ? ['are', 'them'] : ['is', 'it'];
  return {
    missing: `${names.join(' and ')} ${are} not set; add ${them} to the environment of this server and restart it, or start it with --sandbox to try it without an account`,
  };
}

const toDoor = (kept: readonly Operation[], { all, facts }: Access, { branches }: Settings): Door => ({
  kept,
  withheld: all.filter(operation => !kept.includes(operation)),
  branches: branches && facts.branches,
});

export function openConnection(
  credentials: Credentials,
  settings: Settings,
  {
    isRemote = false,
    ...more
  }: { isRemote?: boolean } & Pick<Parameters<typeof connectCma>[1], 'paces' | 'shared' | 'onDeparture'> = {},
): Connection {
  const { timeoutMs, rates, proxies, keys, dryRun: isRehearsal } = settings;
  const readUpload = toReadUpload(toUploadOptions(settings, isRemote));
  const renew = (refused: Credentials): Credentials | undefined => {
    const others = keys.renew(refused) && toCredentials(settings);
    return others && !('missing' in others) ? others : undefined;
  };
  return connectCma(credentials, { timeoutMs, rates, readUpload, proxies, renew, isRehearsal, ...more });
}

function toUploadOptions({ uploadDirs, uploadUrls, proxies }: Settings, isRemote: boolean): UploadOptions {
  const through = uploadUrls === 'proxy' ? { proxies } : {};
  return { directories: uploadDirs, isRemote, urls: uploadUrls === 'off' ? false : through };
}
