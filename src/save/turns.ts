// One save of a thing at a time in this process: what is read before a write is what the write before it left.
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';

/** By stack: the last save of each thing, which the next one waits for. */
const lasts = new WeakMap<object, Map<string, Promise<void>>>();

/** @returns what ends the turn. It does not wait for other processes: a version that came between shows in the receipt. */
export async function takeTurn(stack: object, thing: string, signal: AbortSignal): Promise<() => void> {
  const last = lasts.get(stack) ?? new Map<string, Promise<void>>();
  lasts.set(stack, last);
  const before = last.get(thing);
  let end = (): void => {};
  const mine = new Promise<void>(resolve => {
    end = resolve;
  });
  // Who gives up leaves the save before it running: the next one waits until both have ended.
  const queued = Promise.all([before, mine]).then(() => {
    if (last.get(thing) === queued) last.delete(thing);
  });
  last.set(thing, queued);
  if (before) {
    const given = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    try {
      await Promise.race([before, given]);
    } catch (error) {
      end();
      throw error;
    }
  }
  return end;
}

/** What is saved, in which language: two saves of it go one after the other. */
export const toThing = ({ before, path }: Operation, given: Arguments, branch: string): string =>
  JSON.stringify([branch, before, Object.keys(path).map(name => given[name]), given.locale]);
