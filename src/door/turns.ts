// Who waits, in turns: what has left before goes first, then one of each caller after the other. Pure.
type Run = () => Promise<unknown>;

export interface Waiting {
  priority?: number;
  caller?: string;
  signal?: AbortSignal;
}

/** A queue for `p-queue`. */
export class Turns {
  readonly #again: Run[] = [];
  /** In the order of their turns: whose has come goes to the end. */
  readonly #callers = new Map<string, Run[]>();

  get size(): number {
    return [...this.#callers.values()].reduce((sum, { length }) => sum + length, this.#again.length);
  }

  enqueue(run: Run, { priority = 0, caller = '' }: Waiting = {}): void {
    if (priority > 0) this.#again.push(run);
    else this.#callers.set(caller, [...(this.#callers.get(caller) ?? []), run]);
  }

  dequeue(): Run | undefined {
    const again = this.#again.shift();
    const [next] = again ? [] : this.#callers;
    if (!next) return again;
    const [caller, [run, ...rest]] = next;
    this.#callers.delete(caller);
    if (rest.length > 0) this.#callers.set(caller, rest);
    return run;
  }

  filter(): Run[] {
    return [];
  }

  setPriority(): void {}
  remove(): void {}

  /** How many would leave before another one of this caller. */
  countBefore(caller: string): number {
    const own = this.#callers.get(caller)?.length ?? 0;
    const others = [...this.#callers].filter(([name]) => name !== caller);
    return others.reduce((sum, [, { length }]) => sum + Math.min(length, own + 1), this.#again.length + own);
  }
}
