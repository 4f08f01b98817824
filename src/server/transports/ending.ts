// How serving ends: by a signal, with time for what was begun.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long what was begun may take when the end has come, in milliseconds: clients wait some seconds before they kill. */
export const usualGrace = 5_000;

/** How long the process may then take to let go of everything, in milliseconds: an answer that nobody reads would hold it. */
export const lastGrace = 1_000;

/** Resolves at the next signal to end. */
export function signalled(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}

export function elapsed(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds).unref());
}
