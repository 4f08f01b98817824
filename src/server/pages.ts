// A long list, asked for in pages behind one call: each a request of its own through the same door, one after the other.
import { type Answer, NoAnswer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import { judge } from '../operations/verdict.ts';
import { type Found, findList, pageSize } from '../results/show/list.ts';

type Send = (args: Arguments) => Promise<Answer>;

/** Told after each page: how many items have come, and of how many if that is known. */
export type Report = (progress: number, total?: number) => void;

interface Paging {
  signal: AbortSignal;
  /** The moment by which the call must be over, as Date.now() tells it. */
  until: number;
  report?: Report | undefined;
  /** Whether more than these items would not be shown. */
  isFull: (paged: Paged) => boolean;
}

/** What has come. */
export interface Paged {
  answer: Answer;
  /** Of how many items it is, where that is not all that was asked for. */
  limit?: number;
}

/**
 * The answer to the whole of it, as if the API gave more than its most at once. While somebody changes the list, an item
 * may come twice or not at all: the CMA has no view of one moment. When the time or the room for the answer is used up, or
 * a page fails, it is what has come until then.
 */
export async function sendPaged(send: Send, operation: Operation, args: Arguments, paging: Paging): Promise<Paged> {
  const { signal, until, report = () => {}, isFull } = paging;
  const wanted = Number(args.limit ?? 0);
  if (wanted <= pageSize || !('skip' in operation.query)) return { answer: await send(args) };
  const start = Number(args.skip ?? 0);
  let whole: { answer: Answer; found: Found } | undefined;
  const items: Found['items'] = [];
  const toPaged = (stopped?: string): Paged => {
    const { answer, found } = whole as NonNullable<typeof whole>;
    const body = { ...found.beside, ...(stopped ? { stopped } : {}), [found.key]: [...items] };
    return { answer: { ...answer, body }, ...(items.length < wanted && isShort ? { limit: items.length } : {}) };
  };
  /** There is more than has come. */
  let isShort = true;
  while (items.length < wanted) {
    if (signal.aborted) throw new NoAnswer('cancelled', 'The call was cancelled.');
    const limit = Math.min(pageSize, wanted - items.length);
    const began = Date.now();
    const answer = await send({ ...args, skip: start + items.length, limit }).catch((error: unknown) => {
      // Without a page before it, or for who does not wait any more, there is nothing to be told.
      if (!whole || !(error instanceof NoAnswer) || error.kind === 'cancelled') throw error;
      return error;
    });
    if (answer instanceof NoAnswer) return toPaged(`the next page did not come: ${answer.message}`);
    const found = judge(operation, answer) === 'good' ? findList(answer.body) : undefined;
    if (!found) return whole ? toPaged(toStop(answer)) : { answer };
    whole ??= { answer, found };
    items.push(...found.items);
    const { count } = whole.found.beside;
    const total = typeof count === 'number' ? Math.min(wanted, count - start) : undefined;
    if (found.items.length > 0) report(items.length, total);
    if (found.items.length < limit || (total !== undefined && items.length >= total)) {
      isShort = false;
      break;
    }
    if (items.length >= wanted) break;
    // Another page takes about as long as this one.
    if (Date.now() + (Date.now() - began) > until) return toPaged('CONTENTSTACK_TIMEOUT_MS is nearly used up');
    if (isFull(toPaged())) return toPaged();
  }
  return toPaged();
}

const toStop = ({ status }: Answer): string =>
  status < 300 ? 'what came in place of the next page is no list' : `the next page was answered with status ${status}`;
