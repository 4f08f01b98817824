// Who may ask over HTTP: no web page by a borrowed name, and where a bearer token is set nobody without it. Pure.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { isLoopback } from '../../settings/regions.ts';

interface Refusal {
  status: 401 | 403;
  headers: Record<string, string>;
  message: string;
}

/**
 * Against DNS rebinding: a page that has its own name lead here still sends that name. Other names are let through when
 * they are set; off loopback also bare addresses, which no page can have as a name.
 * @param host what the server listens on. @param names further ones by which it is reached.
 */
export function toNameGuard(
  host: string,
  names: readonly string[],
): (headers: IncomingHttpHeaders) => Refusal | undefined {
  const own = new Set([host, ...names].map(name => bare(name.toLowerCase())));
  const isOwn = (name: string): boolean => isLoopback(name) || own.has(name);
  const isAddress = (name: string): boolean => !isLoopback(host) && isIP(name) !== 0;
  return headers => {
    const asked = toHostname(`http://${headers.host ?? ''}`);
    if (asked === undefined || !(isOwn(asked) || isAddress(asked))) {
      return refuse(`This server does not answer to this Host; CONTENTSTACK_HTTP_HOSTS can add it`);
    }
    if (headers.origin === undefined) return undefined;
    // Of pages only those of a name that is this server's own: an address could be any page's.
    const page = toHostname(headers.origin);
    return page !== undefined && isOwn(page) ? undefined : refuse('Requests from this Origin are not allowed');
  };
}

const bare = (name: string): string => name.replace(/^\[|\]$/g, '');

const refuse = (message: string): Refusal => ({ status: 403, headers: {}, message });

/** In small letters, without port and brackets. */
const toHostname = (url: string): string | undefined => (URL.canParse(url) ? bare(new URL(url).hostname) : undefined);

/** Whoever any of these tokens stands for, as they are now; the one without such a list is everybody. */
export interface Bearer {
  tokens?: (() => readonly string[]) | undefined;
}

/** The token in the header; undefined where there is none. */
export const toShown = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];

/** @returns the one of whose tokens one was shown. All are compared in the same time, whatever was shown. */
export function toBearerGuard<T extends Bearer>(bearers: readonly T[]): (headers: IncomingHttpHeaders) => T | Refusal {
  const open = bearers.find(({ tokens }) => tokens === undefined);
  return ({ authorization }) => {
    if (open) return open;
    const shown = toShown(authorization);
    const given = digest(shown ?? '');
    const known = bearers.flatMap(bearer =>
      (bearer.tokens?.() ?? []).map(token => ({ bearer, digest: digest(token) })),
    );
    const [found] = known.filter(each => timingSafeEqual(each.digest, given));
    if (found && shown !== undefined) return found.bearer;
    const why = shown === undefined ? '' : ', error="invalid_token"';
    return {
      status: 401,
      headers: { 'www-authenticate': `Bearer realm="contentstack"${why}` },
      message: 'A bearer token for this server is needed (CONTENTSTACK_HTTP_TOKEN), not one from Contentstack',
    };
  };
}

/** Of one length for all, as the comparison wants it. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
