// Lets the time come for what waits for it, without waiting.
import type { Sandbox } from '../../src/sandbox/index.ts';

/** All that is due later becomes due now; it is done before the next request is answered. */
export function passTime({ state }: Sandbox): void {
  for (const due of state.due) due.at = '2026-01-10T00:00:00.000Z';
}

/** A time that may be scheduled. */
export const soon = (): string => new Date(Date.now() + 3_600_000).toISOString();
