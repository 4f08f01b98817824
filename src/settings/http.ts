// Where to serve over HTTP, as the flag says it. Pure.
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
  if (!(port <= 65_535)) throw refuse(`--http is "${at}"; it takes [HOST:]PORT, such as 3000 or 0.0.0.0:3000`);
  const host = (name ?? '127.0.0.1').replace(/^\[|\]$/g, '').toLowerCase();
  return { host, port, token, hosts };
}

/** Whoever reaches a server without a token may do what its management tokens may. */
export function requireToken({ host }: Http, isThere: boolean, refuse: Refuse): void {
  if (isThere || isLoopback(host)) return;
  throw refuse(
    `--http names ${host}, which others can reach: set CONTENTSTACK_HTTP_TOKEN to a token that callers must send, such as \`openssl rand -hex 32\` makes`,
  );
}
