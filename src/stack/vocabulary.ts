// Learns what a stack calls its things: for choices in the schemas, and titles in place of uids.

import type { Cma } from '../door/cma.ts';
import { type Answer, NoAnswer } from '../operations/answer.ts';
import { type Kind, kinds, sources, type Vocabulary, type Word } from '../operations/words.ts';

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
      const isAnswer = reply !== undefined && reply.status < 500 && reply.status !== 429;
      return [kind, isAnswer ? toWords(reply, kind) : known[kind]] as const;
    }),
  );
  return Object.fromEntries(learnt.filter(([, words]) => words !== undefined));
}

function ask(cma: Pick<Cma, 'send'>, kind: Kind, branch: string, signal: AbortSignal): Promise<Answer | undefined> {
  const { line, most } = sources[kind];
  // One more than is wanted shows that there are too many, whether or not the answer has a count.
  const query = new URLSearchParams({ limit: String(most + 1), include_count: 'true' });
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

function toWords(reply: Answer, kind: Kind): readonly Word[] | undefined {
  const { most, toWord } = sources[kind];
  const list = listOf(reply, kind);
  return list && list.length <= most ? list.map(toWord).filter(({ value }) => value !== '') : undefined;
}

function listOf({ status, body }: Answer, kind: Kind): Record<string, unknown>[] | undefined {
  if (status !== 200 || typeof body !== 'object' || body === null) return undefined;
  const list = (body as Record<string, unknown>)[kind];
  return Array.isArray(list) ? list.filter(item => typeof item === 'object' && item !== null) : undefined;
}
