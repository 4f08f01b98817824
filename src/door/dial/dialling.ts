// Dialling what a URL names: each address is judged as it is dialled, and each redirect like the first URL.
import { promises as dns, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { Proxies } from '../../settings/proxies.ts';
import { userAgent } from './user-agent.ts';

export interface DialOptions {
  /** Those to go through: a proxy then resolves names, and is what keeps them from inner addresses. */
  proxies?: Proxies | undefined;
  /** For tests: who answers for names, which addresses may be dialled, and whom to trust besides. */
  resolve?: (hostname: string) => Promise<LookupAddress[]>;
  isAllowed?: (address: string) => boolean;
  ca?: string;
}

/** A file comes or it does not: seconds until a connection, and between two signs of life. In milliseconds. */
const patience = { connect: 10_000, silence: 20_000 };

export const mostRedirects = 3;

/** @param refuse makes the error for an address that may not be dialled. */
export function toDispatcher(
  { resolve = lookUp, ca, proxies }: DialOptions,
  isAllowed: (address: string) => boolean,
  refuse: () => Error,
): Dispatcher {
  const trust = ca === undefined ? {} : { ca };
  const agent = {
    connect: { ...trust, timeout: patience.connect, lookup: toLookup(resolve, isAllowed, refuse) },
    headersTimeout: patience.silence,
    bodyTimeout: patience.silence,
  };
  if (!proxies) return new Agent(agent);
  const { http = '', https = '', none = '' } = proxies;
  return new EnvHttpProxyAgent({ ...agent, requestTls: trust, httpProxy: http, httpsProxy: https, noProxy: none });
}

const lookUp = (hostname: string): Promise<LookupAddress[]> => dns.lookup(hostname, { all: true });

/** Judges what is dialled, not what was looked up before: a name may change its mind in between. */
function toLookup(
  resolve: NonNullable<DialOptions['resolve']>,
  isAllowed: (address: string) => boolean,
  refuse: () => Error,
): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      addresses => {
        const [first] = addresses;
        if (!first) return done(new Error('no address'), []);
        // One bad address is enough: which of them is taken is not decided here.
        if (!addresses.every(({ address }) => isAllowed(address))) return done(refuse(), []);
        return options.all ? done(null, addresses) : done(null, first.address, first.family);
      },
      (error: Error) => done(error, []),
    );
  };
}

export interface Got {
  url: URL;
  answer: Dispatcher.ResponseData;
}

/**
 * Without credentials, whatever the host.
 * @param check reads a URL, of a redirect with where it came from, and throws where it must not be dialled.
 * @param refuse makes the error for more redirects than are followed.
 */
export async function follow(
  source: string,
  signal: AbortSignal,
  dispatcher: Dispatcher,
  check: (text: string, base: URL | undefined) => URL,
  refuse: () => Error,
): Promise<Got> {
  let url = check(source, undefined);
  for (let redirects = 0; ; redirects += 1) {
    const headers = { 'user-agent': userAgent, accept: '*/*' };
    const path = `${url.pathname}${url.search}`;
    const answer = await dispatcher.request({ origin: url.origin, path, method: 'GET', signal, headers });
    const location = [answer.headers.location].flat()[0];
    if (![301, 302, 303, 307, 308].includes(answer.statusCode) || location === undefined) return { url, answer };
    await answer.body.dump();
    if (redirects === mostRedirects) throw refuse();
    url = check(location, url);
  }
}
