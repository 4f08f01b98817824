// How serving ends: by a signal, with time for what was begun.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long what was begun may take when the end has come, in milliseconds: clients wait some seconds before they kill. */
export const usualGrace = 5_000;

/** How long the process may then take to let go of everything, in milliseconds: an answer that nobody reads would hold it. */
export const lastGrace = 1_000;

/** Who waits for the next signal. */
let waiting: (() => void)[] = [];
/** Signals that came while nobody waited. */
let unheard = 0;
let isListening = false;
/** Done at SIGHUP, which then ends nothing. */
const hangups: (() => void)[] = [];

/** What is to be looked at anew without an end, such as a file that was moved away. */
export function onHangup(work: () => void): void {
  listen();
  hangups.push(work);
}

/**
 * From the first call on the process hears of every signal: one that came between two that are waited for would end it
 * where it stands.
 */
function listen(): void {
  if (isListening) return;
  isListening = true;
  for (const signal of signals)
    process.on(signal, () => {
      if (signal === 'SIGHUP' && hangups.length > 0) {
        for (const work of hangups) work();
        return;
      }
      const heard = waiting;
      waiting = [];
      if (heard.length === 0) unheard += 1;
      for (const go of heard) go();
    });
}

/** Resolves at the next signal to end. */
export function signalled(): Promise<void> {
  listen();
  if (unheard > 0) {
    unheard -= 1;
    return Promise.resolve();
  }
  return new Promise(resolve => {
    waiting.push(resolve);
  });
}

export function elapsed(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds).unref());
}
