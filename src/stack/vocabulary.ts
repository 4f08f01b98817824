// Learns what a stack calls its things: for choices in the schemas, titles in place of uids, and the names near a wrong one.

import type { Cma } from '../door/cma.ts';
import { type Answer, NoAnswer } from '../operations/answer.ts';
import { isObject } from '../operations/is-object.ts';
import { type Kind, kinds, sources, type Vocabulary, type Word } from '../operations/words.ts';

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
const pageSize = 100;

async function readWords(
  cma: Sender,
  kind: Kind,
  { branch, pages = 1 }: Wanted,
  signal: AbortSignal,
): Promise<readonly Word[] | undefined | 'no answer'> {
  const items: Record<string, unknown>[] = [];
  for (let page = 0; page < pages; page++) {
    const reply = await ask(cma, kind, branch, items.length, signal);
    if (reply === undefined || reply.status >= 500 || reply.status === 429) return 'no answer';
    const list = listOf(reply, kind);
    if (!list) return undefined;
    items.push(...list);
    const { count } = reply.body as Record<string, unknown>;
    const isWhole = typeof count === 'number' ? items.length >= count : list.length < pageSize;
    if (isWhole || list.length === 0) return items.map(sources[kind].toWord).filter(({ value }) => value !== '');
  }
  return undefined;
}

function ask(cma: Sender, kind: Kind, branch: string, skip: number, signal: AbortSignal): Promise<Answer | undefined> {
  const { line } = sources[kind];
  const query = new URLSearchParams({ limit: String(pageSize), include_count: 'true' });
  if (skip > 0) query.set('skip', String(skip));
  const request = {
    line,
    effect: 'read',
    method: 'GET',
    path: line.slice('GET '.length),
    query,
    headers: { branch },
  } as const;
  return cma.send(request, signal).catch((error: unknown) => {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  });
}

function listOf({ status, body }: Answer, kind: Kind): Record<string, unknown>[] | undefined {
  const list = status === 200 && isObject(body) ? body[kind] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : undefined;
}
