// Runs work that a hostile regular expression could make endless, and gives it up after a moment.
import { createContext, Script } from 'node:vm';

const room = createContext({ work: undefined as unknown });
const script = new Script('work()');

export class TookTooLong extends Error {}

/** The engine looks for the time limit while it backtracks, so even a single runaway match ends. */
export function runWithin<T>(milliseconds: number, work: () => T): T {
  room.work = work;
  try {
    return script.runInContext(room, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new TookTooLong();
    throw error;
  } finally {
    room.work = undefined;
  }
}
