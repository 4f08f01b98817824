// The stacks of a server when they are joined, and that what was opened for them is closed again.
import type { BearerEntry } from '../settings/stacks-file.ts';
import type { Joined, watchReadiness } from '../stack/members.ts';

/** The stacks that were joined, and who may call. */
export interface Joint extends Joined {
  bearers: readonly BearerEntry[];
  readiness: ReturnType<typeof watchReadiness>;
}

/** What was opened is closed when the work that needed it fails, so that the program ends. */
export async function orClose<T>(close: () => Promise<void> | void, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await close();
    throw error;
  }
}
