// A value that is being found out while the server already answers: what holds meanwhile, and word when it is there.

export interface Live<T> {
  /** What holds now. */
  now(): T;
  /** What is known when it is known, or what holds meanwhile if that takes longer than the deadline. Never rejects. */
  ready(): Promise<T>;
  /** Told once, and only if the value came after the deadline. @returns a function that ends it. */
  onLate(listener: () => void): () => void;
}

/** For what is known from the start. */
export const settled = <T>(value: T): Live<T> => ({
  now: () => value,
  ready: async () => value,
  onLate: () => () => {},
});

/** @param meanwhile also holds when the work fails. @param deadline in milliseconds. */
export function toLive<T>(work: Promise<T>, meanwhile: T, deadline: number): Live<T> {
  let value = meanwhile;
  let isLate = false;
  const listeners = new Set<() => void>();
  const done = work.then(
    found => {
      value = found;
      if (isLate) for (const listener of listeners) listener();
    },
    () => {},
  );
  const over = new Promise<void>(resolve => {
    const timer = setTimeout(() => {
      isLate = true;
      resolve();
    }, deadline);
    timer.unref();
    void done.then(() => clearTimeout(timer));
  });
  return {
    now: () => value,
    ready: () => Promise.race([done, over]).then(() => value),
    onLate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
