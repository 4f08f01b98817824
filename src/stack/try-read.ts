// A read that who called can do without.
import { toRequest } from '../door/request.ts';
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';
import { judge } from '../operations/verdict.ts';
import type { Stack } from './stack.ts';

/** @returns the JSON of a good answer; undefined where the read is off here, refused or not answered. Never rejects. */
export async function tryRead(
  { cma }: Pick<Stack, 'cma'>,
  operation: Operation | undefined,
  given: Arguments,
  branch: string,
  signal: AbortSignal,
): Promise<Record<string, unknown> | undefined> {
  if (!operation || 'missing' in cma) return undefined;
  try {
    const answer = await cma.send({ ...toRequest(operation, given, branch), isTrial: true }, signal);
    return judge(operation, answer) === 'good' && isObject(answer.body) ? answer.body : undefined;
  } catch {
    return undefined;
  }
}
