// The reads of a question: by kept operations alone, few, and none that others would have to wait for.
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation, RequestLine } from '../../operations/operation.ts';
import { pick } from '../../results/text/paths.ts';
import type { Stack } from '../../stack/stack.ts';
import { tryRead } from '../../stack/try-read.ts';

export type Json = Record<string, unknown>;

/** So many reads a question takes at most. */
export const mostReads = 5;

export interface Reads {
  /** The JSON of a good answer; undefined where it cannot be read here, or too much has been read. */
  read(line: string, given: Arguments): Promise<Json | undefined>;
  find(line: string): Operation | undefined;
  /** How many are left. */
  left(): number;
  /** Uids of the content types, where they are known. */
  types?: readonly string[];
}

/** @param asked arguments of the call: a read that takes the same header gets it too, such as of which kind a release is. */
export function toReads(stack: Stack, asked: Arguments, branch: string, signal: AbortSignal): Reads {
  const { access, vocabulary } = stack;
  let left = mostReads;
  const types =
    branch === access.facts.branches.default ? vocabulary.content_types?.map(({ value }) => value) : undefined;
  const find = (line: string) => access.kept.find(each => each.line === line && each.effect === 'read');
  return {
    ...(types ? { types } : {}),
    find,
    left: () => left,
    async read(line, given) {
      const operation = find(line as RequestLine);
      if (!operation || left === 0) return undefined;
      left -= 1;
      // Whatever comes: without it the question is asked all the same.
      const headers = pick(asked, Object.keys(operation.header));
      return tryRead(stack, operation, { ...headers, ...given }, branch, signal);
    },
  };
}

/** Whether who reads now would wait for others: then nothing is counted. */
export const isFull = ({ health }: Stack): boolean => (health().pace.reads?.waiting ?? 0) > 0;

/** What people call it. */
export function toName(item: unknown): string {
  if (!isObject(item)) return typeof item === 'string' ? item : '';
  const name = item.title ?? item.name ?? item.filename ?? item.code ?? item.uid;
  return typeof name === 'string' ? name : '';
}
