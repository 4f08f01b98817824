// Learns what a stack calls its things: for choices in the schemas, titles in place of uids, and the names near a wrong one.

import type { Cma } from '../door/cma.ts';
import { NoAnswer } from '../operations/answer.ts';
import { isObject } from '../operations/is-object.ts';
import { type Kind, kinds, sources, type Vocabulary, type Word } from '../operations/words.ts';
import { isFine, isSettled, listOf, type Reply } from './replies.ts';

type Sender = Pick<Cma, 'send'>;

interface Wanted {
  branch: string;
  kinds?: readonly Kind[];
  /** How many requests one kind is worth; what has more words than they give counts as not known. */
  pages?: number;
}

/**
 * Asks for each kind, one page after the other. What is refused is left out.
 * @param known stays where the stack cannot answer just now.
 */
export async function learnVocabulary(
  cma: Sender,
  wanted: Wanted,
  signal: AbortSignal,
  known: Vocabulary = {},
): Promise<Vocabulary> {
  const asked = wanted.kinds ?? kinds;
  const learnt = await Promise.all(
    asked.map(async kind => {
      const words = await readWords(cma, kind, wanted, signal);
      return [kind, words === 'no answer' ? known[kind] : words] as const;
    }),
  );
  return Object.fromEntries(learnt.filter(([, words]) => words !== undefined));
}

/** The most that one request gives. */
export const pageSize = 100;

export const toQuery = (skip = 0): Record<string, string> => ({
  limit: String(pageSize),
  include_count: 'true',
  ...(skip > 0 ? { skip: String(skip) } : {}),
});

async function readWords(
  cma: Sender,
  kind: Kind,
  { branch, pages = 1 }: Wanted,
  signal: AbortSignal,
): Promise<readonly Word[] | undefined | 'no answer'> {
  const items: Record<string, unknown>[] = [];
  for (let page = 0; page < pages; page++) {
    const reply = await ask(cma, kind, branch, items.length, signal);
    if (!isSettled(reply, kind)) return 'no answer';
    if (!isFine(reply, kind)) return undefined;
    const list = listOf(reply, kind);
    items.push(...list);
    if (isWhole(reply, list.length, items.length)) return toWordsOf(items, kind);
  }
  return undefined;
}

/** Of one request; undefined where it was refused, or there are more than it gives. */
export function toWords(reply: Reply | undefined, kind: Kind): readonly Word[] | undefined {
  if (!isFine(reply, kind)) return undefined;
  const list = listOf(reply, kind);
  return isWhole(reply, list.length, list.length) ? toWordsOf(list, kind) : undefined;
}

/** @param come on this page, and in all. */
function isWhole({ body }: { body: unknown }, come: number, all: number): boolean {
  const count = isObject(body) ? body.count : undefined;
  return come === 0 || (typeof count === 'number' ? all >= count : come < pageSize);
}

const toWordsOf = (items: readonly Record<string, unknown>[], kind: Kind): Word[] =>
  items.map(sources[kind].toWord).filter(({ value }) => value !== '');

function ask(cma: Sender, kind: Kind, branch: string, skip: number, signal: AbortSignal): Promise<Reply> {
  const { line } = sources[kind];
  const request = {
    line,
    effect: 'read',
    method: 'GET',
    path: line.slice('GET '.length),
    query: new URLSearchParams(toQuery(skip)),
    headers: { branch },
  } as const;
  return cma.send(request, signal).catch((error: unknown) => {
    if (error instanceof NoAnswer) return error;
    throw error;
  });
}
