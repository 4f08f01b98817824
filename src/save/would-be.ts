// What would come of a save that is not sent: what is stored, with what would be sent laid over it.
import { isObject, type Json } from '../content/value.ts';
import type { Operation } from '../operations/operation.ts';
import type { Unsent } from '../operations/rehearsed.ts';
import type { Outcome } from '../results/show/receipt.ts';
import { pick } from '../results/text/paths.ts';
import type { Sendable } from './save.ts';
import { findSent } from './sent.ts';

/** `{PUSH: …}` and its like, at any depth: what the API makes of it is the API's to say. */
const operator = /\{"(PUSH|PULL|UPDATE|ADD|SUB)":/;

/** What of an outcome holds before the write. Which version comes, and what is lost on the way, is not known. */
const foreseen = ['first', 'changed', 'removed', 'places', 'page_if_live', 'scheduled', 'latest'];

/** @param unsent what the door kept: of a file it tells the name by which it would be stored. */
export function tellWouldBe(operation: Operation, { given, seen, tell }: Sendable, { form = {} }: Unsent): Outcome {
  const [before] = seen;
  const sent = Object.entries(findSent(operation, given).object);
  const isKnown = ([, value]: [string, unknown]): boolean => !operator.test(JSON.stringify(value ?? null));
  const [, file] = Object.entries(form).find(([name]) => name.endsWith('[upload]')) ?? [];
  const stored = isObject(file) ? { filename: file.name } : {};
  const after: Json = { ...before?.object, ...Object.fromEntries(sent.filter(isKnown)), ...stored };
  const outcome = tell({ [before?.key ?? 'object']: after });
  const notes = [
    ...(outcome.notes ?? []),
    ...sent
      .filter(each => !isKnown(each))
      .map(([key]) => `${key}: changed by an operator, so what it becomes is not told`),
  ];
  return { ...pick({ ...outcome }, foreseen), ...(notes.length > 0 ? { notes } : {}) };
}
