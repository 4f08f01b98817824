// Runs work that a hostile regular expression could make endless, and gives it up after a moment.
import { createContext, Script } from 'node:vm';

const room = createContext({ work: undefined as unknown });
const script = new Script('work()');

/** The share of the time that a program computes when no other does; the clocks of processes tick coarsely. */
const mostlyOwn = 0.8;

export class TookTooLong extends Error {}

/**
 * The engine looks for the time limit while it backtracks, so even a single runaway match ends. It knows the clock on the
 * wall alone: what other programs had of that time is given once more, so that no search is refused as the machine is busy.
 * @param milliseconds of computing. @param work may be done several times.
 * @throws {TookTooLong}
 */
export function runWithin<T>(milliseconds: number, work: () => T): T {
  room.work = work;
  try {
    for (let timeout = milliseconds; ; timeout *= 2) {
      const before = process.cpuUsage();
      try {
        return script.runInContext(room, { timeout }) as T;
      } catch (error) {
        if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
        const { user, system } = process.cpuUsage(before);
        if ((user + system) / 1000 >= milliseconds * mostlyOwn) throw new TookTooLong();
      }
    }
  } finally {
    room.work = undefined;
  }
}
