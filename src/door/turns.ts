// Who waits, in turns: what has left before goes first, then one of each caller after the other. Pure.
type Run = () => Promise<unknown>;

export interface Waiting {
  priority?: number;
  caller?: string;
  signal?: AbortSignal;
}

/** One queue for each caller. */
class Callers {
  /** In the order of their turns: whose has come goes to the end. */
  readonly #callers = new Map<string, Run[]>();

  get size(): number {
    return [...this.#callers.values()].reduce((sum, { length }) => sum + length, 0);
  }

  add(caller: string, run: Run): void {
    this.#callers.set(caller, [...(this.#callers.get(caller) ?? []), run]);
  }

  take(): Run | undefined {
    const [next] = this.#callers;
    if (!next) return undefined;
    const [caller, [run, ...rest]] = next;
    this.#callers.delete(caller);
    if (rest.length > 0) this.#callers.set(caller, rest);
    return run;
  }

  /** How many leave before another one of this caller. */
  countBefore(caller: string): number {
    const own = this.#callers.get(caller)?.length ?? 0;
    const others = [...this.#callers].filter(([name]) => name !== caller);
    return others.reduce((sum, [, { length }]) => sum + Math.min(length, own + 1), own);
  }
}

/** Of so many that are let out while something gives way, one is what gives way: it shall end, if late. */
const share = 10;

/** A queue for `p-queue`: of priority 1 what has left before, of 0 what somebody waits for, of -1 what gives way to both. */
export class Turns {
  readonly #again: Run[] = [];
  readonly #first = new Callers();
  readonly #late = new Callers();
  /** How many went before what gives way since it last had a turn. */
  #before = 0;

  get size(): number {
    return this.#again.length + this.#first.size + this.#late.size;
  }

  enqueue(run: Run, { priority = 0, caller = '' }: Waiting = {}): void {
    if (priority > 0) this.#again.push(run);
    else (priority < 0 ? this.#late : this.#first).add(caller, run);
  }

  dequeue(): Run | undefined {
    const isDue = this.#late.size > 0 && this.#before >= share - 1;
    const next = this.#again.shift() ?? (isDue ? undefined : this.#first.take());
    if (next) {
      this.#before += this.#late.size > 0 ? 1 : 0;
      return next;
    }
    this.#before = 0;
    return this.#late.take();
  }

  filter(): Run[] {
    return [];
  }

  setPriority(): void {}
  remove(): void {}

  /** How many would leave before another one of this caller. */
  countBefore(caller: string, isLate = false): number {
    const before = this.#again.length + (isLate ? this.#first.size : this.#first.countBefore(caller));
    return before + (isLate ? this.#late.countBefore(caller) : 0);
  }
}
