// A long list, asked for in pages behind one call: each a request of its own through the same door, one after the other.
import { type Answer, NoAnswer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import { judge } from '../operations/verdict.ts';
import { type Found, findList, pageSize } from '../results/show/list.ts';

type Send = (args: Arguments) => Promise<Answer>;

/** Told after each page: how many items have come, and of how many if that is known. */
export type Report = (progress: number, total?: number) => void;

/**
 * The answer to the whole of it, as if the API gave more than its most at once. While somebody changes the list, an item
 * may come twice or not at all: the CMA has no view of one moment.
 */
export async function sendPaged(
  send: Send,
  operation: Operation,
  args: Arguments,
  signal: AbortSignal,
  report: Report = () => {},
): Promise<Answer> {
  const wanted = Number(args.limit ?? 0);
  if (wanted <= pageSize || !('skip' in operation.query)) return send(args);
  const start = Number(args.skip ?? 0);
  let whole: { answer: Answer; found: Found } | undefined;
  const items: Found['items'] = [];
  while (items.length < wanted) {
    if (signal.aborted) throw new NoAnswer('cancelled', 'The call was cancelled.');
    const limit = Math.min(pageSize, wanted - items.length);
    const answer = await send({ ...args, skip: start + items.length, limit });
    const found = judge(operation, answer) === 'good' ? findList(answer.body) : undefined;
    if (!found) return answer;
    whole ??= { answer, found };
    items.push(...found.items);
    const { count } = whole.found.beside;
    const total = typeof count === 'number' ? Math.min(wanted, count - start) : undefined;
    if (found.items.length > 0) report(items.length, total);
    if (found.items.length < limit || (total !== undefined && items.length >= total)) break;
  }
  if (!whole) return send(args);
  const { answer, found } = whole;
  return { ...answer, body: { ...found.beside, [found.key]: items } };
}
