// Where to serve over HTTP, as the flag says it. Pure.
import { toShown } from './given.ts';
import { isLoopback } from './regions.ts';

export interface Http {
  host: string;
  port: number;
  token: string | undefined;
  /** Further host names by which it is reached. */
  hosts: string[];
}

/** `refuse` makes the error that is thrown. */
type Refuse = (message: string) => Error;

export function toHttp(at: string, token: string | undefined, hosts: string[] = [], refuse: Refuse): Http {
  const [, name, digits] = /^(?:(\[[\da-f:.]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(at) ?? [];
  const port = Number(digits ?? Number.NaN);
  if (!(port <= 65_535)) throw refuse(`--http is ${toShown(at)}; it takes [HOST:]PORT, such as 3000 or 0.0.0.0:3000`);
  const host = (name ?? '127.0.0.1').replace(/^\[|\]$/g, '').toLowerCase();
  return { host, port, token, hosts };
}

/** In characters. What is shorter can be guessed by who may try as often as they like. */
const shortest = 16;

/**
 * Whoever reaches a server without a token may do what its management tokens may.
 * @param tokens of all who may call; undefined for one without.
 */
export function requireTokens({ host }: Http, tokens: readonly (string | undefined)[], refuse: Refuse): void {
  if (isLoopback(host)) return;
  const make = 'such as `openssl rand -hex 32` makes';
  if (tokens.includes(undefined)) {
    throw refuse(
      `--http names ${host}, which others can reach: set CONTENTSTACK_HTTP_TOKEN to a token that callers must send, ${make}`,
    );
  }
  const weak = tokens.find(token => token !== undefined && (token.length < shortest || /\s/.test(token)));
  if (weak === undefined) return;
  const flaw = /\s/.test(weak) ? 'has a blank, which no caller can send' : `is shorter than ${shortest} characters`;
  throw refuse(`--http names ${host}, which others can reach, and a token for callers ${flaw}: set one ${make}`);
}
