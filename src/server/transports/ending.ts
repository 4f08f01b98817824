// How serving ends: by a signal, with time for what was begun. SIGHUP ends nothing: it has files read again.

/** There, SIGHUP says that the console is being closed. */
const isWindows = process.platform === 'win32';

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', ...(isWindows ? (['SIGHUP'] as const) : [])];

/** How long what was begun may take when the end has come, in milliseconds: clients wait some seconds before they kill. */
export const usualGrace = 5_000;

/** How long the process may then take to let go of everything, in milliseconds: an answer that nobody reads would hold it. */
export const lastGrace = 1_000;

/** Who waits for the next signal. */
let waiting: (() => void)[] = [];
/** Signals that came while nobody waited. */
let unheard = 0;
let isListening = false;

/**
 * From the first call on the process hears of every signal: one that came between two that are waited for would end it
 * where it stands.
 */
function listen(): void {
  if (isListening) return;
  isListening = true;
  for (const signal of signals)
    process.on(signal, () => {
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

/** Told at each SIGHUP, which ends the process no more. */
export function onHangup(listener: () => void): void {
  if (!isWindows) process.on('SIGHUP', listener);
}

export function elapsed(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds).unref());
}
