// Where to serve over HTTP, as the flag says it. Pure.
import { make, type TokenSource } from './bearers.ts';
import { toShown } from './given.ts';
import { isLoopback } from './regions.ts';

export interface At {
  host: string;
  port: number;
}

export interface Http extends At {
  /** Of who shows these all is seen. */
  bearer: TokenSource | undefined;
  /** Further host names by which it is reached. */
  hosts: string[];
}

/** `refuse` makes the error that is thrown. */
type Refuse = (message: string) => Error;

export function toHttp(at: string, bearer: TokenSource | undefined, hosts: string[] = [], refuse: Refuse): Http {
  return { ...toAt('--http', at, refuse), bearer, hosts };
}

/** @param setting that gives it. */
export function toAt(setting: string, at: string, refuse: Refuse): At {
  const [, name, digits] = /^(?:(\[[\da-f:.]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(at) ?? [];
  const port = Number(digits ?? Number.NaN);
  if (!(port <= 65_535))
    throw refuse(`${setting} is ${toShown(at)}; it takes [HOST:]PORT, such as 3000 or 0.0.0.0:3000`);
  const host = (name ?? '127.0.0.1').replace(/^\[|\]$/g, '').toLowerCase();
  return { host, port };
}

/** Whoever reaches a server without a token may do what its management tokens may. */
export function requireBearer({ host }: Http, isAny: boolean, refuse: Refuse): void {
  if (isAny || isLoopback(host)) return;
  throw refuse(
    `--http names ${host}, which others can reach: set CONTENTSTACK_HTTP_TOKEN to a token that callers must send, ${make}`,
  );
}
