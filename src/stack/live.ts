// A value that is found out while the server already answers and may change later: what holds now, and word when it changes.

export interface Live<T> {
  /** What holds now. */
  now(): T;
  /** What holds once it may be shown. Never rejects. */
  ready(): Promise<T>;
  /** Whether `ready` has nothing to wait for. */
  isReady(): boolean;
  /** Told when the value changes after a first reader may have seen it. @returns a function that ends it. */
  onChange(listener: () => void): () => void;
}

interface Settable<T> extends Live<T> {
  /** @param isTold false where who looks would see no difference. */
  set(value: T, isTold?: boolean): void;
  /** From here on it may be shown. */
  release(): void;
}

/** For what is known from the start. */
export const settled = <T>(value: T): Live<T> => ({
  now: () => value,
  ready: async () => value,
  isReady: () => true,
  onChange: () => () => {},
});

export function toLive<T>(meanwhile: T): Settable<T> {
  let value = meanwhile;
  let isShown = false;
  const listeners = new Set<() => void>();
  let open = () => {};
  const shown = new Promise<void>(resolve => {
    open = resolve;
  });
  return {
    now: () => value,
    ready: () => shown.then(() => value),
    isReady: () => isShown,
    set(found, isTold = true) {
      value = found;
      if (isShown && isTold) for (const listener of listeners) listener();
    },
    release() {
      isShown = true;
      open();
    },
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
