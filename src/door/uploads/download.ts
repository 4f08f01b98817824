// A file behind a public https URL: each address is judged as it is dialled, and what comes is spooled to a temporary file.
import { promises as dns, type LookupAddress } from 'node:dns';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { isIP, type LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { BadArgument } from '../../operations/answer.ts';
import type { Proxies } from '../../settings/proxies.ts';
import { isPublic } from './addresses.ts';
import { checkSize, largest, type Opened, refuse } from './opened.ts';
import { userAgent } from './user-agent.ts';

export interface DownloadOptions {
  /** The proxies of URLs, where they are to go through one: it then resolves names and is what keeps them from inner addresses. */
  proxies?: Proxies | undefined;
  /** For tests: who answers for names, which addresses may be dialled, and whom to trust besides. */
  resolve?: (hostname: string) => Promise<LookupAddress[]>;
  isAllowed?: (address: string) => boolean;
  ca?: string;
  /** Told of each piece that has come. */
  onPiece?: (() => void) | undefined;
}

/** A file comes or it does not: seconds until a connection, and between two signs of life. In milliseconds. */
const patience = { connect: 10_000, silence: 20_000 };

const mostRedirects = 3;

/** @throws {BadArgument} */
export async function download(source: string, signal: AbortSignal, options: DownloadOptions = {}): Promise<Opened> {
  const dispatcher = toDispatcher(options);
  try {
    const { url, answer } = await follow(source, signal, dispatcher, options.isAllowed ?? isPublic);
    const type = [answer.headers['content-type']].flat()[0]?.split(';')[0]?.trim();
    return { ...(await spool(answer, options.onPiece)), filename: toName(url), type };
  } catch (error) {
    if (error instanceof BadArgument || signal.aborted) throw error;
    throw refuse(toReason(error, options.proxies));
  } finally {
    await dispatcher.destroy();
  }
}

function toDispatcher({ resolve = lookUp, isAllowed = isPublic, ca, proxies }: DownloadOptions): Dispatcher {
  const trust = ca === undefined ? {} : { ca };
  const agent = {
    connect: { ...trust, timeout: patience.connect, lookup: toLookup(resolve, isAllowed) },
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
  resolve: NonNullable<DownloadOptions['resolve']>,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      addresses => {
        const [first] = addresses;
        if (!first) return done(new Error('no address'), []);
        // One bad address is enough: which of them is taken is not decided here.
        if (!addresses.every(({ address }) => isAllowed(address))) return done(notPublic(), []);
        return options.all ? done(null, addresses) : done(null, first.address, first.family);
      },
      (error: Error) => done(error, []),
    );
  };
}

const notPublic = () => refuse('the URL leads to an address that is not public');

interface Got {
  url: URL;
  answer: Dispatcher.ResponseData;
}

async function follow(
  source: string,
  signal: AbortSignal,
  dispatcher: Dispatcher,
  isAllowed: (address: string) => boolean,
): Promise<Got> {
  let url = check(source, undefined, isAllowed);
  for (let redirects = 0; ; redirects += 1) {
    const headers = { 'user-agent': userAgent, accept: '*/*' };
    const path = `${url.pathname}${url.search}`;
    const answer = await dispatcher.request({ origin: url.origin, path, method: 'GET', signal, headers });
    const location = [answer.headers.location].flat()[0];
    if (![301, 302, 303, 307, 308].includes(answer.statusCode) || location === undefined) {
      return { url, answer: checkAnswer(answer) };
    }
    await answer.body.dump();
    if (redirects === mostRedirects) throw refuse(`the URL redirects more than ${mostRedirects} times`);
    url = check(location, url, isAllowed);
  }
}

/** @param base where a redirect came from. A host that is an address is dialled without a lookup, so it is judged here. */
function check(text: string, base: URL | undefined, isAllowed: (address: string) => boolean): URL {
  const subject = base ? 'where the URL redirects to' : 'a URL';
  if (!URL.canParse(text, base?.href)) throw refuse(`${subject} must be a valid https URL`);
  const url = new URL(text, base);
  if (url.protocol !== 'https:') throw refuse(`${subject} must be https`);
  if (url.username || url.password) throw refuse(`${subject} must not contain a name or password`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !isAllowed(host)) throw notPublic();
  return url;
}

function checkAnswer(answer: Dispatcher.ResponseData): Dispatcher.ResponseData {
  const { statusCode, headers } = answer;
  if (statusCode !== 200) throw refuse(`the URL answers with status ${statusCode}`);
  // None was asked for; unpacked it could be of any size.
  const coding = String(headers['content-encoding'] ?? 'identity');
  if (coding !== 'identity') throw refuse('the URL sends a compressed answer, which was not asked for');
  if (Number(headers['content-length'] ?? 0) > largest) throw refuse('the file is larger than 100 MB');
  return answer;
}

/** To a file that has no name any more, so that it is gone with the handle, however this ends. */
async function spool(
  { body }: Dispatcher.ResponseData,
  onPiece = (): void => {},
): Promise<Pick<Opened, 'handle' | 'size' | 'close'>> {
  const folder = await mkdtemp(join(tmpdir(), 'contentstack-upload-'));
  const clear = () => rm(folder, { recursive: true, force: true }).catch(() => {});
  let handle: FileHandle | undefined;
  const close = async () => {
    await handle?.close();
    // Where an open file keeps its name, as on Windows.
    await clear();
  };
  try {
    handle = await open(join(folder, 'file'), 'wx+', 0o600);
    await clear();
    let size = 0;
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      onPiece();
      if (size > largest) break;
      await handle.appendFile(chunk);
    }
    return { handle, size: checkSize(size), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function toName({ pathname }: URL): string {
  const last = pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** By the kind of failure alone: what others say of a host is not repeated. */
function toReason(error: unknown, proxies: Proxies | undefined): string {
  const code = String((error as { code?: unknown }).code ?? '');
  if (code === 'ENOTFOUND') return "the URL's host does not exist";
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code)) return "the certificate of the URL's host is not trusted";
  return proxies ? 'the URL does not answer through the proxy' : 'the URL does not answer';
}
