// Words for completion: asked of the stack seldom, remembered for a while, and never in the way of a call.

import type { Cma } from '../door/cma.ts';
import { toRequest } from '../door/request.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation, RequestLine } from '../operations/operation.ts';
import { sources as known, spellOut, type Kind as VocabularyKind, type Word } from '../operations/words.ts';
import { isFine, listOf } from './replies.ts';
import type { Stack } from './stack.ts';

export type Suggestion = Pick<Word, 'value' | 'title'>;

interface Source {
  /** The list that has them, and the key it is under. */
  line: RequestLine;
  list: string;
  toWord: (item: Record<string, unknown>) => Suggestion;
  /** The field that the API searches; without it the list is short, and asked for as a whole. */
  searched?: 'title' | 'name';
  /** Argument of the list → what must have been chosen before. */
  under?: Record<string, string>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const found = (line: RequestLine, list: string, searched: 'title' | 'name', under?: Source['under']): Source => ({
  line,
  list,
  searched,
  toWord: item => ({ value: text(item.uid), title: text(item[searched]) }),
  ...(under ? { under } : {}),
});

const sources = {
  environments: { ...known.environments, list: 'environments' },
  locales: { ...known.locales, list: 'locales' },
  content_types: { ...known.content_types, list: 'content_types', searched: 'title' },
  entries: found('GET /content_types/{content_type_uid}/entries', 'entries', 'title', {
    content_type_uid: 'content_type',
  }),
  assets: found('GET /assets', 'assets', 'title'),
  releases: found('GET /releases', 'releases', 'name'),
  labels: found('GET /labels', 'labels', 'name'),
} satisfies Record<string, Source>;

export type Kind = keyof typeof sources;

export interface Asked {
  kind: Kind;
  /** As the person has typed it so far. */
  typed: string;
  branch: string;
  /** What has been chosen before, by the names of `under`. */
  chosen: Readonly<Record<string, string>>;
}

export const bounds = {
  /** How long an answer is taken for current, in milliseconds: as long as somebody fills in a form. */
  life: 60_000,
  /** How many answers are remembered; one is some 10 kB. */
  remembered: 200,
  /** Of the ten reads a second that an organisation has for everybody, completion takes few. */
  aSecond: 3,
  /** Who types does not wait longer, in milliseconds, be it for the stack or for calls that are on their way. */
  patience: 1_500,
  /** As many as the API gives at once, and as a client may be given. */
  items: 100,
  /** Of what was typed, in characters. */
  typed: 100,
};

interface Remembered {
  at: number;
  words: readonly Suggestion[];
  /** There are no others, so what was typed further needs no request. */
  isWhole: boolean;
}

interface Memory {
  answers: Map<string, Remembered>;
  asking: Map<string, Promise<Remembered | undefined>>;
  started: number[];
}

/** By access: what was learnt with one is nobody else's, and is forgotten when what may be sent changes. */
const memories = new WeakMap<Stack['access'], Memory>();

/** Never rejects. Nothing for what access does not leave; what is remembered, or nothing, when too much is asked at once. */
export async function suggest(stack: Stack, asked: Asked): Promise<readonly Suggestion[]> {
  const { access, cma, vocabulary } = stack;
  const source: Source = sources[asked.kind];
  const operation = access.kept.find(({ line }) => line === source.line);
  const given = toGiven(source, asked, stack);
  if (!operation || !given || 'missing' in cma) return [];
  const isDefault = asked.branch === access.facts.branches.default;
  const words = isDefault ? vocabulary[asked.kind as VocabularyKind] : undefined;
  if (words) return words;
  const memory = memories.get(access) ?? { answers: new Map(), asking: new Map(), started: [] };
  memories.set(access, memory);
  const ask = (needle: string) => look(memory, cma, { operation, source, given, branch: asked.branch, needle });
  const needle = toNeedle(source, asked.typed);
  const answer = await ask(needle);
  // Nothing has it: among the latest there may be something near.
  return needle !== '' && answer.length === 0 ? ask('') : answer;
}

/** Arguments by what was chosen; undefined where something that the list needs was not. */
function toGiven({ under = {} }: Source, { chosen }: Asked, { vocabulary }: Stack): Arguments | undefined {
  const given = Object.fromEntries(Object.entries(under).map(([argument, name]) => [argument, chosen[name]]));
  if (Object.values(given).some(value => !value)) return undefined;
  return spellOut(given, vocabulary, false);
}

/** What the API is to search for: nothing when it cannot, or when it is a uid that is being typed. */
function toNeedle({ searched }: Source, typed: string): string {
  const needle = typed.trim().slice(0, bounds.typed).toLowerCase();
  return !searched || /^(blt|cs)[0-9a-f]*$/.test(needle) ? '' : needle;
}

interface Look {
  operation: Operation;
  source: Source;
  given: Arguments;
  branch: string;
  needle: string;
}

async function look(memory: Memory, cma: Cma, wanted: Look): Promise<readonly Suggestion[]> {
  const { operation, given, branch, needle } = wanted;
  const toKey = (typed: string): string => JSON.stringify([operation.name, branch, given, typed]);
  let old: Remembered | undefined;
  for (let length = needle.length; length >= 0; length -= 1) {
    const answer = memory.answers.get(toKey(needle.slice(0, length)));
    const isFresh = answer !== undefined && Date.now() - answer.at < bounds.life;
    if (isFresh && (length === needle.length || answer.isWhole)) return having(answer, needle);
    old ??= answer;
  }
  const answer = await once(memory, toKey(needle), () => send(cma, wanted));
  return having(answer ?? old, needle);
}

const having = (answer: Remembered | undefined, needle: string): readonly Suggestion[] =>
  answer?.words.filter(({ title, value }) => `${title}\n${value}`.toLowerCase().includes(needle)) ?? [];

/** One request for who asks the same at the same time, and none beyond what a second has. */
function once(memory: Memory, key: string, work: () => Promise<Remembered | undefined>) {
  const asking = memory.asking.get(key);
  if (asking) return asking;
  const now = Date.now();
  memory.started = memory.started.filter(at => now - at < 1_000);
  if (memory.started.length >= bounds.aSecond) return undefined;
  memory.started.push(now);
  const answering = work()
    .then(answer => {
      if (answer) remember(memory, key, answer);
      return answer;
    })
    .finally(() => memory.asking.delete(key));
  memory.asking.set(key, answering);
  return answering;
}

function remember({ answers }: Memory, key: string, answer: Remembered): void {
  answers.delete(key);
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > bounds.remembered && oldest !== undefined) answers.delete(oldest);
}

/** What went wrong is no word, and is not remembered. */
async function send(cma: Cma, { operation, source, given, branch, needle }: Look): Promise<Remembered | undefined> {
  const field = source.searched ?? '';
  const filter = needle === '' ? {} : { query: { [field]: { $regex: toLiteral(needle), $options: 'i' } } };
  // The request takes of these what its operation knows.
  const wanted = { ...given, ...filter, limit: bounds.items, desc: 'updated_at', only: [field] };
  try {
    const request = toRequest(operation, wanted, branch);
    const answer = await cma.send({ ...request, givesWay: true }, AbortSignal.timeout(bounds.patience));
    if (!isFine(answer, source.list)) return undefined;
    const items = listOf(answer, source.list);
    const words = items.map(source.toWord).filter(({ value }) => value !== '');
    return { at: Date.now(), words, isWhole: items.length < bounds.items };
  } catch {
    return undefined;
  }
}

/** What is special in a regular expression stands for itself. */
const toLiteral = (needle: string): string => needle.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
