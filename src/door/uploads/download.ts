// A file behind a public https URL: each address is judged as it is dialled, and what comes is spooled to a temporary file.
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadArgument } from '../../operations/answer.ts';
import type { Proxies } from '../../settings/proxies.ts';
import { type DialOptions, follow, type Got, mostRedirects, toDispatcher } from '../dial/dialling.ts';
import { isPublic } from './addresses.ts';
import { checkSize, largest, type Opened, refuse } from './opened.ts';

export interface DownloadOptions extends DialOptions {
  /** Told of each piece that has come. */
  onPiece?: (() => void) | undefined;
}

/** @throws {BadArgument} */
export async function download(source: string, signal: AbortSignal, options: DownloadOptions = {}): Promise<Opened> {
  const { isAllowed = isPublic } = options;
  const dispatcher = toDispatcher(options, isAllowed, notPublic);
  const judge = (text: string, base: URL | undefined): URL => check(text, base, isAllowed);
  const tooMany = () => refuse(`the URL redirects more than ${mostRedirects} times`);
  try {
    const { url, answer } = await follow(source, signal, dispatcher, judge, tooMany);
    checkAnswer(answer);
    const type = [answer.headers['content-type']].flat()[0]?.split(';')[0]?.trim();
    return { ...(await spool(answer, options.onPiece)), filename: toName(url), type };
  } catch (error) {
    if (error instanceof BadArgument || signal.aborted) throw error;
    throw refuse(toReason(error, options.proxies));
  } finally {
    await dispatcher.destroy();
  }
}

const notPublic = () => refuse('the URL leads to an address that is not public');

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

function checkAnswer({ statusCode, headers }: Got['answer']): void {
  if (statusCode !== 200) throw refuse(`the URL answers with status ${statusCode}`);
  // None was asked for; unpacked it could be of any size.
  const coding = String(headers['content-encoding'] ?? 'identity');
  if (coding !== 'identity') throw refuse('the URL sends a compressed answer, which was not asked for');
  if (Number(headers['content-length'] ?? 0) > largest) throw refuse('the file is larger than 100 MB');
}

/** To a file that has no name any more, so that it is gone with the handle, however this ends. */
async function spool(
  { body }: Got['answer'],
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
