// What is told beside an answer that has come: why it may be empty, and who the users in it are.

import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';
import { judge } from '../operations/verdict.ts';
import type { Word } from '../operations/words.ts';
import { findObject } from '../results/show/receipt.ts';
import { explainRead } from '../save/asked.ts';
import { toReader } from '../save/reads.ts';
import { isWho, learnPeople, type People } from '../stack/people.ts';
import type { Stack } from '../stack/stack.ts';
import { findSites } from './sites.ts';

/** How long an answer that is there waits for what only adds to it, in milliseconds. */
const patience = 5_000;

interface Beside {
  notes: readonly string[];
  people: People;
  /** Where the entry can be seen, if it is a page. */
  sites: readonly Word[];
}

interface Answered {
  operation: Operation;
  given: Arguments;
  branch: string;
  answer: Answer;
}

/** Never rejects. @param wantsWords whether the stack may be asked what it calls its things. */
export async function lookBeside(
  stack: Stack,
  { operation, given, branch, answer }: Answered,
  wantsWords: boolean,
  signal: AbortSignal,
): Promise<Beside> {
  const { cma } = stack;
  const nothing: Beside = { notes: [], people: new Map(), sites: [] };
  if (judge(operation, answer) !== 'good' || 'missing' in cma) return nothing;
  const until = Date.now() + patience;
  const brief: Stack = { ...stack, cma: { send: (each, ...rest) => cma.send({ ...each, until }, ...rest) } };
  const tellsWho = wantsWords && operation.effect === 'read' && (operation.outline ?? []).some(isWho);
  const [notes, people, sites] = await Promise.all([
    explainRead(operation, given, answer.body, toReader(brief, branch, signal)),
    tellsWho ? learnPeople(brief, branch, signal) : nothing.people,
    operation.pages && hasUrl(answer.body) ? findSites(brief, branch, given.content_type_uid, signal) : nothing.sites,
  ]);
  return { notes, people, sites };
}

const hasUrl = (body: unknown): boolean => typeof findObject(isObject(body) ? body : {})[1].url === 'string';
