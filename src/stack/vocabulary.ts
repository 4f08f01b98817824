// What a stack calls its things: for choices in the schemas, and titles in place of uids.

import type { Cma } from '../door/cma.ts';
import { NoAnswer } from '../operations/answer.ts';
import { type Kind, kinds, sources, type Vocabulary, type Word } from '../operations/words.ts';
import { isFine, isSettled, listOf, type Reply } from './replies.ts';

/**
 * Asks for each kind once. What is refused, or has too many words, is left out.
 * @param known stays where the stack cannot answer just now.
 */
export async function learnVocabulary(
  cma: Pick<Cma, 'send'>,
  branch: string,
  signal: AbortSignal,
  known: Vocabulary = {},
): Promise<Vocabulary> {
  const learnt = await Promise.all(
    kinds.map(async kind => {
      const reply = await ask(cma, kind, branch, signal);
      return [kind, isSettled(reply, kind) ? toWords(reply, kind) : known[kind]] as const;
    }),
  );
  return Object.fromEntries(learnt.filter(([, words]) => words !== undefined));
}

/** One more than is wanted shows that there are too many, whether or not the answer has a count. */
export const toQuery = (kind: Kind): Record<string, string> => ({
  limit: String(sources[kind].most + 1),
  include_count: 'true',
});

function ask(cma: Pick<Cma, 'send'>, kind: Kind, branch: string, signal: AbortSignal): Promise<Reply> {
  const { line } = sources[kind];
  const request = {
    line,
    effect: 'read',
    method: 'GET',
    path: line.slice('GET '.length),
    query: new URLSearchParams(toQuery(kind)),
    headers: { branch },
  } as const;
  return cma.send(request, signal).catch((error: unknown) => {
    if (error instanceof NoAnswer) return error;
    throw error;
  });
}

export function toWords(reply: Reply | undefined, kind: Kind): readonly Word[] | undefined {
  if (!isFine(reply, kind)) return undefined;
  const { most, toWord } = sources[kind];
  const list = listOf(reply, kind);
  return list.length <= most ? list.map(toWord).filter(({ value }) => value !== '') : undefined;
}
