// What is refused as its uid is taken: where the thing is that has it, by the one read that finds it.

import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';
import type { Taken } from '../results/errors/refusal.ts';
import { findList } from '../results/show/list.ts';
import { findSent } from '../save/sent.ts';
import type { Stack } from '../stack/stack.ts';
import { tryRead } from '../stack/try-read.ts';

interface Refused {
  operation: Operation;
  given: Arguments;
  branch: string;
  answer: Answer;
}

const taken = /not unique|be unique|already (exists|taken)/i;

/** Undefined where that is not why, where the read is off here, or where it finds nothing. */
export async function findTaken(
  stack: Stack,
  { operation, given, branch, answer }: Refused,
  signal: AbortSignal,
): Promise<Taken | undefined> {
  const { uid } = findSent(operation, given).object;
  const read = operation.taken && stack.access.kept.find(({ name }) => name === operation.taken?.by);
  if (!operation.taken || typeof uid !== 'string' || !isAboutUid(answer)) return undefined;
  const found = await tryRead(stack, read, { query: { uid } }, branch, signal);
  const { within } = operation.taken;
  const same = findList(found)?.items.filter(each => each.uid === uid) ?? [];
  const item = same.find(each => each[within] === given[within]) ?? same[0];
  const value = item?.[within];
  return typeof value === 'string' ? { uid, within, value } : undefined;
}

function isAboutUid({ body }: Answer): boolean {
  const errors = isObject(body) && isObject(body.errors) ? body.errors : {};
  return taken.test(JSON.stringify(errors.uid ?? ''));
}
