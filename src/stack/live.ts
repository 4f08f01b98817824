// A value that is found out while the server already answers and may change later: what holds now, and word when it changes.

export interface Live<T> {
  /** What holds now. */
  now(): T;
  /** What is known when it is known, or what holds meanwhile if that takes longer than the deadline. Never rejects. */
  ready(): Promise<T>;
  /** Whether `ready` has nothing to wait for. */
  isReady(): boolean;
  /** Told when the value changes after a first reader may have seen it. @returns a function that ends it. */
  onChange(listener: () => void): () => void;
}

export interface Settable<T> extends Live<T> {
  set(value: T): void;
}

/** For what is known from the start. */
export const settled = <T>(value: T): Live<T> => ({
  now: () => value,
  ready: async () => value,
  isReady: () => true,
  onChange: () => () => {},
});

/** @param meanwhile also holds when the work fails. @param deadline in milliseconds. */
export function toLive<T>(work: Promise<T>, meanwhile: T, deadline: number): Settable<T> {
  let value = meanwhile;
  let isShown = false;
  const listeners = new Set<() => void>();
  const set = (found: T): void => {
    value = found;
    if (isShown) for (const listener of listeners) listener();
  };
  const done = work
    .then(set, () => {})
    .then(() => {
      isShown = true;
    });
  const over = new Promise<void>(resolve => {
    const timer = setTimeout(() => {
      isShown = true;
      resolve();
    }, deadline);
    timer.unref();
    void done.then(() => clearTimeout(timer));
  });
  // Raced once: what waits on `over`, which may never come, would stay with it for good.
  const first = Promise.race([done, over]);
  return {
    now: () => value,
    ready: () => first.then(() => value),
    isReady: () => isShown,
    set,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The same value as another sees it; the same one for as long as it holds. */
export function mapLive<T extends object, U>(live: Live<T>, change: (value: T) => U): Live<U> {
  const changed = new WeakMap<T, { value: U }>();
  const see = (value: T): U => {
    const known = changed.get(value) ?? { value: change(value) };
    changed.set(value, known);
    return known.value;
  };
  const { isReady, onChange } = live;
  return { now: () => see(live.now()), ready: async () => see(await live.ready()), isReady, onChange };
}
