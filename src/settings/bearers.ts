// The tokens that callers over HTTP show: of each caller one, or two while one takes the place of the other. Files are read again.
import type { Keys } from './keys.ts';
import { isLoopback } from './regions.ts';
import { toStamp } from './secret-file.ts';

/** Where those of one caller come from. */
export interface TokenSource {
  /** Whose they are, as it is told. */
  owner: string;
  /** What gives them, as it is told. */
  at: string;
  /** The file that they lie in. */
  path?: string;
  /** @throws {BadSetting} */
  read(): string;
}

export interface Bearers {
  /** Whether any lie in a file. */
  isInFiles: boolean;
  /** Those that are taken now; none where their file does not hold any. */
  of(source: TokenSource): readonly string[];
  /** Reads all files again. @returns a sentence on each in which something has changed, or is wrong. */
  reread(): string[];
  /** The same of those files that look changed, and every few seconds at most: it may be called for each request. */
  look(): string[];
}

interface Served {
  /** What it is served on; undefined where nobody calls. */
  host: string | undefined;
  /** What no caller may show, and what that is. */
  taken: () => ReadonlyMap<string, string>;
  refuse: (message: string) => Error;
}

/** In characters. What is shorter can be guessed by who may try as often as they like. */
const shortest = 16;

/** So many may be one caller's. */
const most = 2;

/** In milliseconds, between two looks at the files. */
const between = 2_000;

/**
 * Whatever is wrong at the start is thrown. Later, who cannot be told apart is not let in: a file that is gone, empty or
 * wrong lets in nobody.
 * @throws {BadSetting}
 */
export function holdBearers(
  sources: readonly TokenSource[],
  { host, taken, refuse }: Served,
  now: () => number = Date.now,
): Bearers {
  const held = new Map<TokenSource, { tokens: readonly string[]; stamp: string }>();
  const fill = (source: TokenSource): void => {
    // Before it is read: what changes meanwhile shows the next time.
    const stamp = toStampOf(source);
    held.set(source, { tokens: [], stamp });
    const tokens = toTokens(source.read());
    const others = new Map(taken());
    for (const other of sources)
      if (other !== source) for (const token of of(other)) others.set(token, `the token of ${other.owner}`);
    const flaw = findFlaw(tokens, others, host);
    if (flaw !== undefined) throw refuse(`${source.at} holds ${flaw}`);
    held.set(source, { tokens, stamp });
  };
  const of = (source: TokenSource): readonly string[] => held.get(source)?.tokens ?? [];
  const reread = (some: readonly TokenSource[]): string[] =>
    some.flatMap(source => {
      const before = of(source).join('\n');
      try {
        fill(source);
      } catch (error) {
        return [`${(error as Error).message}. Until that is corrected, its tokens are not accepted`];
      }
      const { length } = of(source);
      const count = length === 1 ? 'one token' : `${length} tokens`;
      return of(source).join('\n') === before
        ? []
        : [`${source.at} has changed: ${count} of ${source.owner} ${length === 1 ? 'is' : 'are'} accepted now`];
    });
  const inFiles = sources.filter(({ path }) => path !== undefined);
  let lookedAt = now();
  for (const source of sources) fill(source);
  return {
    isInFiles: inFiles.length > 0,
    of,
    reread: () => reread(inFiles),
    look() {
      if (now() - lookedAt < between) return [];
      lookedAt = now();
      return reread(inFiles.filter(source => toStampOf(source) !== held.get(source)?.stamp));
    },
  };
}

const toTokens = (text: string): string[] => [...new Set(text.split(/\s+/).filter(token => token !== ''))];

const toStampOf = ({ path }: TokenSource): string => (path === undefined ? '' : toStamp(path));

/** The management tokens of these stacks, now and formerly, each as the end of a sentence. */
export function toTaken(stacks: readonly { name?: string; settings: { keys: Keys } }[]): Map<string, string> {
  const named = stacks.flatMap(({ name, settings: { keys } }) => {
    const what = name === undefined ? 'the management token; set it to a token of your own making' : toOthers(name);
    return [keys.pair, ...keys.former].flatMap(({ token }) => (token ? [[token, what] as const] : []));
  });
  return new Map(named);
}

const toOthers = (stack: string): string => `the token of stacks.${stack}, which no caller should know`;

/** Of the tokens of one caller, as the end of a sentence. */
function findFlaw(
  tokens: readonly string[],
  others: ReadonlyMap<string, string>,
  host: string | undefined,
): string | undefined {
  if (tokens.length > most)
    return `${tokens.length} tokens: it takes one, or two while one takes the place of the other`;
  const [other] = tokens.flatMap(token => others.get(token) ?? []);
  if (other !== undefined) return other;
  if (host === undefined || isLoopback(host) || tokens.every(({ length }) => length >= shortest)) return undefined;
  return `a token for callers that is shorter than ${shortest} characters, and --http names ${host}, which others can reach: set one ${make}`;
}

/** How to come by one. */
export const make = 'such as `openssl rand -hex 32` makes';
