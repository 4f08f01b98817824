// Learning the facts: which requests are sent, in which order, and how many. What does not depend on another goes with it.
import { randomBytes } from 'node:crypto';
import type { Cma } from '../door/cma.ts';
import { NoAnswer } from '../operations/answer.ts';
import { type RequestLine, toMethod } from '../operations/operation.ts';
import { type Kind, kinds, sources, type Vocabulary } from '../operations/words.ts';
import { listAllNames, mostNames, toGuess, toNames } from './branches.ts';
import { type Facts, type Judging, toFacts } from './facts.ts';
import { isFine, isSettled, isWithheld, listOf, type Reply } from './replies.ts';
import { first, isRefused, type rest, toDeclared } from './scope.ts';
import type { Test, Told } from './told.ts';
import { pageSize, toQuery, toWords } from './vocabulary.ts';

const lines = {
  branches: 'GET /stacks/branches',
  aliases: 'GET /stacks/branch_aliases',
  // Small, and each branch has its own: environments and the like answer whatever the branch.
  reach: 'GET /locales',
  types: 'GET /content_types',
} as const satisfies Record<string, RequestLine>;

/** By module: the request that deletes one thing of it, by a uid that nobody has. Never with `force`. */
const tests: Record<string, RequestLine> = {
  [first]: 'DELETE /labels/{label_uid}',
  assets: 'DELETE /assets/{asset_uid}',
  entries: 'DELETE /content_types/{content_type_uid}/entries/{entry_uid}',
  'content-types': 'DELETE /content_types/{content_type_uid}',
} satisfies Record<typeof first | (typeof rest)[number], RequestLine>;

/** All that is sent to learn; the door for it lets nothing else through. */
export const probes: readonly { line: RequestLine }[] = [
  ...Object.values(lines),
  ...Object.values(tests),
  ...Object.values(sources).map(({ line }) => line),
].map(line => ({ line }));

/** How long one answer is waited for, in milliseconds: what comes later is asked for again sooner than a call would be. */
const patience = 10_000;

type Query = Record<string, string>;

interface Learning extends Judging {
  /** Whether the stack's words are wanted, too. */
  wantsWords: boolean;
}

export interface Learner {
  /**
   * Asks once for all that is not known yet. What was said for good is not asked again.
   * @param onTold is called after each answer.
   */
  ask(signal: AbortSignal, onTold?: () => void): Promise<void>;
  facts(): Facts;
  /** Looks for a branch that may have come since: two reads, and one for each name that is new. */
  seek(signal: AbortSignal): Promise<void>;
  /** All branches and aliases there are now: two reads. Undefined where one of them is not answered well, or has more. */
  names(signal: AbortSignal): Promise<readonly string[] | undefined>;
  /** What the stack calls its things, as far as it has said. */
  words(): Vocabulary;
  /** Whether there is nothing left to ask for. */
  isDone(): boolean;
  /** Whether anything of what was asked last has come to nothing. */
  hasFailed(): boolean;
  /** How many answers are known for good. */
  known(): number;
  /** Milliseconds before which the API does not want to be asked again. */
  retryAfter(): number;
}

export function toLearner(cma: Pick<Cma, 'send'>, { wantsWords, ...judging }: Learning): Learner {
  const { settings, wantsScope } = judging;
  const guess = toGuess(settings);
  /** By what was asked: known, or on its way. */
  const replies = new Map<string, Promise<Reply>>();
  const told: Told & { reach: Map<string, Reply>; tests: Map<string, Test> } = {
    branches: undefined,
    aliases: undefined,
    reach: new Map(),
    tests: new Map(),
  };
  const words = new Map<Kind, Reply>();
  let asked: Reply[] = [];
  let known = 0;
  let tell = () => {};
  const facts = () => toFacts(told, judging);

  /** That there was no answer is an answer too. */
  const send = async (
    line: RequestLine,
    path: string,
    branch: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<Reply> => {
    const method = toMethod(line);
    const what = { line, effect: method === 'GET' ? 'read' : 'delete', method, path, leavesRoom: 'some' } as const;
    const late = AbortSignal.timeout(patience);
    const request = { ...what, query: new URLSearchParams(query), headers: { branch } };
    try {
      return await cma.send(request, AbortSignal.any([signal, late]));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return late.aborted ? new NoAnswer('timeout', `there was no answer within ${patience / 1000} s`) : error;
    }
  };
  /** Each question once, until it is answered for good. */
  const read = (line: RequestLine, list: string, branch: string, query: Query, signal: AbortSignal): Promise<Reply> => {
    const key = `${line} ${branch} ${new URLSearchParams(query)}`;
    const before = replies.get(key);
    if (before) return before;
    const reading = send(line, line.slice('GET '.length), branch, query, signal).then(reply => {
      asked.push(reply);
      if (isSettled(reply, list)) known += 1;
      else replies.delete(key);
      return reply;
    });
    replies.set(key, reading);
    return reading;
  };

  const learnLists = async (signal: AbortSignal) => {
    const lists = [
      ['branches', 'branches'],
      ['aliases', 'branch_aliases'],
    ] as const;
    await Promise.all(
      lists.map(async ([name, list]) => {
        told[name] = await read(lines[name], list, guess, {}, signal);
        tell();
      }),
    );
  };
  /** Asks for the branch's own name in the answer: who is silently given another branch has not reached this one. */
  const learnReach = async (name: string, signal: AbortSignal) => {
    // One read tells both whether the guessed branch is reached and what languages it has.
    const query = name === guess && wantsWords ? toQuery() : { limit: '1' };
    const reply = await read(lines.reach, 'locales', name, { ...query, include_branch: 'true' }, signal);
    told.reach.set(name, reply);
    if (name === guess) words.set('locales', reply);
    tell();
  };
  /** A write that can have no effect. One that may have been carried out is not sent again: the next has a uid of its own. */
  const test = async (module: string, branch: string, signal: AbortSignal, toPath: (uid: string) => string) => {
    const last = told.tests.get(module);
    if (last?.branch === branch && (isSettled(last.reply) || isWithheld(last.reply))) return;
    const uid = toUid(module);
    const reply = await send(tests[module] as RequestLine, toPath(uid), branch, {}, signal);
    asked.push(reply);
    if (isSettled(reply) || isWithheld(reply)) known += 1;
    told.tests.set(module, { uid, branch, reply });
    tell();
  };
  const learnScope = async (branch: string, signal: AbortSignal) => {
    if (toDeclared(settings) || !wantsScope) return;
    await test(first, branch, signal, uid => `/labels/${uid}`);
    const refused = told.tests.get(first);
    if (refused?.branch !== branch || !isRefused(refused)) return;
    await Promise.all([
      test('assets', branch, signal, uid => `/assets/${uid}`),
      test('content-types', branch, signal, uid => `/content_types/${uid}`),
      learnEntries(branch, signal),
    ]);
  };
  /** An entry is looked for in a content type that there is. */
  const learnEntries = async (branch: string, signal: AbortSignal) => {
    const query = wantsWords ? toQuery() : { limit: '1' };
    const reply = await read(lines.types, 'content_types', branch, query, signal);
    const [type] = listOf(reply, 'content_types').flatMap(({ uid }) => (typeof uid === 'string' ? [uid] : []));
    if (type !== undefined) {
      return test('entries', branch, signal, uid => `/content_types/${encodeURIComponent(type)}/entries/${uid}`);
    }
    // Where there is none, or they may not be read, nothing is tested.
    told.tests.set('entries', { uid: '', branch, reply });
    tell();
  };
  const learnWords = async (branch: string, signal: AbortSignal) => {
    if (!wantsWords) return;
    const others = branch === guess ? kinds.filter(kind => kind !== 'locales') : kinds;
    await Promise.all(
      others.map(async kind => {
        words.set(kind, await read(sources[kind].line, kind, branch, toQuery(), signal));
      }),
    );
  };
  const toLikely = (): string => {
    const { usable, isAssumed, default: found } = facts().branches;
    return isAssumed || usable.length === 0 ? guess : found;
  };
  const readLists = (signal: AbortSignal) => {
    const ask = (line: RequestLine) => send(line, line.slice('GET '.length), facts().branches.default, {}, signal);
    return Promise.all([ask(lines.branches), ask(lines.aliases)]);
  };
  const isWithout = (): boolean => {
    const { fault, branches } = facts();
    return fault !== undefined || branches.usable.length === 0;
  };

  return {
    facts,
    async ask(signal, onTold = () => {}) {
      tell = onTold;
      asked = [];
      const lists = learnLists(signal);
      const reach = learnReach(guess, signal);
      const at = toLikely();
      const naming = learnWords(at, signal);
      // Rules on branches hold for aliases too, once these are known.
      const scope = settings.policies.length > 0 ? lists.then(() => learnScope(at, signal)) : learnScope(at, signal);
      // The door's pace spreads them.
      const others = Promise.all([lists, reach]).then(async () => {
        if (facts().fault) return;
        const names = toNames(told, settings).slice(0, mostNames);
        await Promise.all(names.filter(name => name !== guess).map(name => learnReach(name, signal)));
      });
      await Promise.all([scope, others, naming]);
      // A wrong guess is asked again.
      const found = toLikely();
      if (found !== at) await Promise.all([learnScope(found, signal), learnWords(found, signal)]);
    },
    async seek(signal) {
      const [branches, aliases] = await readLists(signal);
      if (isSettled(branches, 'branches')) told.branches = branches;
      if (isSettled(aliases, 'branch_aliases')) told.aliases = aliases;
      const names = toNames(told, settings).slice(0, mostNames);
      await Promise.all(names.filter(name => !told.reach.has(name)).map(name => learnReach(name, signal)));
    },
    async names(signal) {
      const [branches, aliases] = await readLists(signal);
      if (!isFine(branches, 'branches') || !isFine(aliases, 'branch_aliases')) return undefined;
      const isWhole = [listOf(branches, 'branches'), listOf(aliases, 'branch_aliases')].every(
        ({ length }) => length < pageSize,
      );
      return isWhole ? listAllNames({ branches, aliases }) : undefined;
    },
    words() {
      if (!wantsWords || isWithout()) return {};
      const found = kinds.map(kind => [kind, toWords(words.get(kind), kind)] as const);
      return Object.fromEntries(found.filter(([, kind]) => kind !== undefined));
    },
    isDone() {
      const { open, fault } = facts();
      if (open) return false;
      return !wantsWords || fault !== undefined || isWithout() || kinds.every(kind => isSettled(words.get(kind), kind));
    },
    hasFailed: () => asked.some(reply => !isSettled(reply) && !isWithheld(reply)),
    known: () => known,
    retryAfter: () => Math.max(0, ...asked.map(reply => (reply instanceof NoAnswer ? 0 : (reply.retryAfter ?? 0)))),
  };
}

/** One that nobody has. */
function toUid(module: string): string {
  const random = randomBytes(8).toString('hex');
  // Content types are named by people.
  return module === 'content-types' ? `none_${random}` : `blt${random}`;
}
