// Reads a list of the API to its end.
import { isObject, type Json } from '../content/value.ts';
import { NoAnswer } from '../operations/answer.ts';
import type { Ground } from '../operations/task.ts';

const pageSize = 100;

/** A request for each hundred. @param key of the list in the answer. @throws {Refused | NoAnswer} the latter where it is not whole. */
export async function readAll(ground: Ground, operation: string, key: string, given: Json): Promise<Json[]> {
  const items: Json[] = [];
  for (let total = 1; items.length < total; ) {
    const page = { include_count: true, limit: pageSize, ...(items.length > 0 ? { skip: items.length } : {}) };
    const body = await ground.read(operation, { ...given, ...page });
    const list = body[key];
    if (!Array.isArray(list)) throw new NoAnswer('broken', `The answer of ${operation} has no list.`);
    total = typeof body.count === 'number' ? body.count : items.length + list.length + (list.length < pageSize ? 0 : 1);
    if (list.length === 0 && items.length < total)
      throw new NoAnswer('broken', `The answer of ${operation} tells of ${total} and holds ${items.length}.`);
    items.push(...list.filter(isObject));
    if (list.length === 0) break;
  }
  return items;
}
