// The API key and the management token of a stack, now and formerly: the one place that holds them. Files are read again.

export interface Pair {
  readonly apiKey: string | undefined;
  readonly token: string | undefined;
}

/** What is told of a look at the files. */
interface Hearing {
  /** Others hold from now on. @param settings the names of those that have changed. */
  onChange?: (settings: readonly string[]) => void;
  /** Why those that were there are kept, as a sentence. */
  onProblem?: (says: string) => void;
}

/** In milliseconds, between two looks that answers ask for. */
const between = 3_000;

/** How long what was signed by the last ones is still taken, in milliseconds: as long as the longest of it holds. */
const afterlife = 1_800_000;

/** Its own key and token are those of now. */
export class Keys implements Pair {
  /** Which of them lie in files, by their settings. */
  readonly inFiles: readonly string[];
  readonly #read: () => Pair;
  readonly #now: () => number;
  readonly #hearing = new Set<Hearing>();
  readonly #former: { pair: Pair; until: number }[] = [];
  #pair: Pair;
  #lookedAt: number;
  #problem: string | undefined;

  /** @param read gives them as the files say. @throws {BadSetting} */
  constructor(read: () => Pair, inFiles: readonly string[] = [], now: () => number = Date.now) {
    this.#pair = read();
    this.#read = read;
    this.inFiles = inFiles;
    this.#now = now;
    this.#lookedAt = Number.NEGATIVE_INFINITY;
  }

  get apiKey(): string | undefined {
    return this.#pair.apiKey;
  }

  get token(): string | undefined {
    return this.#pair.token;
  }

  /** Those of now, as one object until they change. */
  get pair(): Pair {
    return this.#pair;
  }

  /** All that they have taken the place of since the start: these stay secret. */
  get former(): readonly Pair[] {
    return this.#former.map(({ pair }) => pair);
  }

  /** By which of them something may have been signed that still holds: those of now first. */
  valid(): [Pair, ...Pair[]] {
    const lately = this.#former.filter(({ until }) => until >= this.#now());
    return [this.#pair, ...lately.map(({ pair }) => pair)];
  }

  /** Reads the files again. @returns whether others hold now. */
  reread(): boolean {
    if (this.inFiles.length === 0) return false;
    this.#lookedAt = this.#now();
    let next: Pair;
    try {
      next = this.#read();
      this.#problem = undefined;
    } catch (error) {
      const { message } = error as Error;
      if (message !== this.#problem)
        for (const { onProblem } of [...this.#hearing]) onProblem?.(`${message}. What was read before is kept`);
      this.#problem = message;
      return false;
    }
    const isSame = { API_KEY: next.apiKey === this.apiKey, MANAGEMENT_TOKEN: next.token === this.token };
    const changed = Object.entries(isSame).flatMap(([key, is]) => (is ? [] : [`CONTENTSTACK_${key}_FILE`]));
    if (changed.length === 0) return false;
    this.#former.unshift({ pair: this.#pair, until: this.#now() + afterlife });
    this.#pair = next;
    for (const { onChange } of [...this.#hearing]) onChange?.(changed);
    return true;
  }

  /**
   * After an answer that says that these are no longer good: looks at the files, every few seconds at most.
   * @returns those to go on with; undefined where there are no others.
   */
  renew(refused: Pair): Pair | undefined {
    const isSame = refused.apiKey === this.apiKey && refused.token === this.token;
    if (isSame && (this.#now() - this.#lookedAt < between || !this.reread())) return undefined;
    return this.#pair;
  }

  /** @returns a function that ends it. */
  watch(hearing: Hearing): () => void {
    this.#hearing.add(hearing);
    return () => this.#hearing.delete(hearing);
  }
}

/** Names the settings of those that lie in files as they were given. */
export const inFileWords =
  ({ inFiles }: Keys) =>
  (text: string): string =>
    text.replace(/CONTENTSTACK_([A-Z_]*[A-Z])/g, (setting, key: string) =>
      inFiles.includes(key) ? `${setting}_FILE` : setting,
    );
