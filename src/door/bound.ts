// Bounds a piece of work in time and by other signals, and leaves nothing behind when it is done.

interface Bound {
  signal: AbortSignal;
  /** The time was up before anything else ended it. */
  isTimedOut(): boolean;
  /** Starts the clock anew. */
  extend(): void;
  /** Takes the bound off the other signals and stops its clock. */
  release(): void;
}

/**
 * What `AbortSignal.any` and `AbortSignal.timeout` do, but released: those leave a trace on a signal that outlives the
 * work, and keep their clock until it has run down, which many calls add up.
 * @param milliseconds how long the work may take.
 */
export function bound(others: readonly AbortSignal[], milliseconds: number): Bound {
  const controller = new AbortController();
  let isTimedOut = false;
  const end = ({ target }: Event): void => controller.abort((target as AbortSignal).reason);
  const timer = setTimeout(() => {
    isTimedOut = !controller.signal.aborted;
    controller.abort(new DOMException('The time is up', 'TimeoutError'));
  }, milliseconds);
  // Whatever waits for the work keeps the program running, not its clock.
  timer.unref();
  for (const other of others) {
    if (other.aborted) controller.abort(other.reason);
    else other.addEventListener('abort', end, { once: true });
  }
  return {
    signal: controller.signal,
    isTimedOut: () => isTimedOut,
    extend: () => void timer.refresh(),
    release() {
      clearTimeout(timer);
      for (const other of others) other.removeEventListener('abort', end);
    },
  };
}
