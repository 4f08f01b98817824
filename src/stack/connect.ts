// Joins a stack: learns its facts, and opens the door to what they and the settings leave.

import { type Connection, connectCma, type Door } from '../door/cma.ts';
import type { Credentials } from '../door/exchange.ts';
import type { Paces } from '../door/pace.ts';
import { toReadUpload, type UploadOptions } from '../door/upload.ts';
import type { Operation } from '../operations/operation.ts';
import { sources, type Vocabulary } from '../operations/words.ts';
import type { Settings } from '../settings/settings.ts';
import { type Access, toAccess, writes } from './access.ts';
import { assumeFacts, type Facts, type Fault } from './facts.ts';
import { learnBranch, learnFacts, probes } from './learn.ts';
import { type Live, settled, toLive } from './live.ts';
import type { Stack } from './stack.ts';
import { learnVocabulary } from './vocabulary.ts';

export interface Connected {
  stack: Live<Stack>;
  /** Ends the learning and all connections. */
  close(): Promise<void>;
}

/** How long a list waits for the facts, in milliseconds; then it starts with what is sure. */
const patience = 5_000;

/** How long words are current, in milliseconds: as long as clients are told to keep the list. */
const listLife = 300_000;

export interface ConnectOptions {
  /** How long a list waits for the facts, in milliseconds. */
  deadline?: number;
  /** How long the stack's words are taken for current, in milliseconds. */
  wordLife?: number;
  /** Those of the other stacks of this server, as some may be of one organisation. */
  paces?: Paces;
  /** Who calls comes over HTTP, perhaps from elsewhere: files of this machine are not read for them. */
  isRemote?: boolean;
}

/** @throws {BadSetting} when the settings name a module or tool that there is not. */
export function connectStack(
  operations: readonly Operation[],
  settings: Settings,
  { deadline = patience, wordLife = listLife, paces, isRemote = false }: ConnectOptions = {},
): Connected {
  const credentials = toCredentials(settings);
  if ('missing' in credentials) {
    const fault: Fault = { kind: 'credentials', message: credentials.missing };
    const access = toAccess(operations, assumeFacts(settings, fault), settings);
    const cma = { missing: `Nothing was sent: ${credentials.missing}.` };
    return {
      stack: settled({
        access,
        cma,
        vocabulary: {},
        identity: {},
        freshen: () => {},
        look: async () => ({}),
        seek: async () => {},
      }),
      close: async () => {},
    };
  }
  const connection = openConnection(credentials, settings, isRemote, paces);
  const closing = new AbortController();
  const identity = {};
  // What is asked at the start is asked once: it must be known soon or not at all.
  const asking = connection.open({ kept: [...probes, ...Object.values(sources)], isOnce: true });
  // The first words are on their way from the start.
  const words = { learntAt: 0, isBusy: true, isStale: false };
  const learnWords = async ({ branches, fault }: Facts, known: Vocabulary = {}): Promise<Vocabulary> => {
    if (!settings.liveSchema || fault || branches.usable.length === 0) return {};
    words.learntAt = Date.now();
    return learnVocabulary(asking, { branch: branches.default }, closing.signal, known);
  };
  // A page of content types has a hundred: with the other kinds that is at most five reads for one refusal.
  const look: Stack['look'] = async (kinds, branch, signal) =>
    settings.liveSchema && kinds.length > 0 ? learnVocabulary(asking, { branch, kinds, pages: 3 }, signal) : {};
  const seek: Stack['seek'] = async (name, signal) => {
    // What the settings name are all that there may be.
    if (settings.branches || stack.now().access.facts.fault) return;
    const branches = await learnBranch(asking, stack.now().access.facts.branches, name, signal);
    const { access, vocabulary } = stack.now();
    if (branches.usable.includes(name) && !access.facts.branches.usable.includes(name) && !closing.signal.aborted) {
      stack.set(toStack({ ...access.facts, branches }, vocabulary));
    }
  };
  const freshen = (why: 'age' | 'change'): void => {
    // What is being read may be from before the change: it is read again.
    if (words.isBusy && why === 'change') words.isStale = true;
    if (words.isBusy || words.learntAt === 0 || (why === 'age' && Date.now() - words.learntAt < wordLife)) return;
    words.isBusy = true;
    words.isStale = false;
    const { access, vocabulary: known } = stack.now();
    learnWords(access.facts, known)
      .then(vocabulary => {
        const now = stack.now();
        const isSame = JSON.stringify(vocabulary) === JSON.stringify(now.vocabulary);
        if (!isSame && !closing.signal.aborted) stack.set({ ...now, vocabulary });
      })
      // Without new words the old ones stay.
      .then(goOn, goOn);
  };
  const goOn = (): void => {
    words.isBusy = false;
    if (words.isStale && !closing.signal.aborted) freshen('change');
  };
  const toStack = (facts: Facts, vocabulary: Vocabulary): Stack => {
    const access = toAccess(operations, facts, settings);
    return { access, cma: connection.open(toDoor(access, settings)), vocabulary, identity, freshen, look, seek };
  };
  const meanwhile = toStack(assumeFacts(settings), {});
  const learning = { settings, wantsScope: wantsScope(operations, settings) };
  const learnt = learnFacts(asking, learning, closing.signal).then(async facts =>
    toStack(facts, await learnWords(facts)),
  );
  const stack = toLive(learnt, meanwhile, deadline);
  // By then the stack holds what was learnt.
  learnt.then(goOn, goOn);
  return {
    stack,
    async close() {
      closing.abort();
      await connection.close();
    },
  };
}

/** Whether anything that writes would be there for a token that may write. */
export function wantsScope(operations: readonly Operation[], settings: Settings): boolean {
  const facts: Facts = { ...assumeFacts(settings), token: { scope: 'read-write', why: 'suppose it may' } };
  return toAccess(operations, facts, settings).kept.some(writes);
}

/** Or what to set, as a sentence. */
export function toCredentials({ apiKey, token, origin }: Settings): Credentials | { missing: string } {
  if (apiKey && token) return { origin, apiKey, token };
  const names = [apiKey ? '' : 'CONTENTSTACK_API_KEY', token ? '' : 'CONTENTSTACK_MANAGEMENT_TOKEN'].filter(Boolean);
  const [are, them] = names.length > 1 ? ['are', 'them'] : ['is', 'it'];
  return {
    missing: `${names.join(' and ')} ${are} not set; add ${them} to the environment of this server and restart it, or start it with --sandbox to try it without an account`,
  };
}

const toDoor = ({ kept, withheld, facts }: Access, { branches }: Settings): Door => ({
  kept,
  withheld: withheld.map(({ operation }) => operation),
  branches: branches && facts.branches,
});

export function openConnection(
  credentials: Credentials,
  settings: Settings,
  isRemote = false,
  paces?: Paces,
): Connection {
  const { timeoutMs, rates, proxies } = settings;
  const readUpload = toReadUpload(toUploadOptions(settings, isRemote));
  return connectCma(credentials, { timeoutMs, rates, paces, readUpload, proxies });
}

function toUploadOptions({ uploadDirs, uploadUrls, proxies }: Settings, isRemote: boolean): UploadOptions {
  const through = uploadUrls === 'proxy' ? { proxies } : {};
  return { directories: uploadDirs, isRemote, urls: uploadUrls === 'off' ? false : through };
}
