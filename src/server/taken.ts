// What is refused as its uid is taken: where the thing is that has it, by the one read that finds it.

import { toRequest } from '../door/request.ts';
import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';
import { judge } from '../operations/verdict.ts';
import type { Taken } from '../results/errors/refusal.ts';
import { findList } from '../results/show/list.ts';
import { findSent } from '../save/sent.ts';
import type { Stack } from '../stack/stack.ts';

interface Refused {
  operation: Operation;
  given: Arguments;
  branch: string;
  answer: Answer;
}

const taken = /not unique|be unique|already (exists|taken)/i;

/** Undefined where that is not why, where the read is off here, or where it finds nothing. */
export async function findTaken(
  { access, cma }: Stack,
  { operation, given, branch, answer }: Refused,
  signal: AbortSignal,
): Promise<Taken | undefined> {
  const { uid } = findSent(operation, given).object;
  const read = operation.taken && access.kept.find(({ name }) => name === operation.taken?.by);
  if (!operation.taken || !read || 'missing' in cma || typeof uid !== 'string' || !isAboutUid(answer)) return undefined;
  try {
    const found = await cma.send(toRequest(read, { query: { uid } }, branch), signal);
    const items = judge(read, found) === 'good' ? (findList(found.body)?.items ?? []) : [];
    const { within } = operation.taken;
    const same = items.filter(each => each.uid === uid);
    const item = same.find(each => each[within] === given[within]) ?? same[0];
    const value = item?.[within];
    return typeof value === 'string' ? { uid, within, value } : undefined;
  } catch {
    // It was refused all the same.
    return undefined;
  }
}

function isAboutUid({ body }: Answer): boolean {
  const errors = isObject(body) && isObject(body.errors) ? body.errors : {};
  return taken.test(JSON.stringify(errors.uid ?? ''));
}
