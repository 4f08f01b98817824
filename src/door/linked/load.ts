// The file behind the url of an asset: from the asset hosts of the region alone, without token, bounded, and judged by its bytes.
import { isIP } from 'node:net';
import { type AnsweredFile, NotShown } from '../../operations/answer.ts';
import { fitsSide, pictures, toFileWords, toNotShown } from '../../operations/file.ts';
import type { Proxies } from '../../settings/proxies.ts';
import { isLoopback, toAssetOrigins } from '../../settings/regions.ts';
import { type DialOptions, follow, mostRedirects, toDispatcher } from '../dial/dialling.ts';
import { isPublic } from '../uploads/addresses.ts';
import { measure } from './pixels.ts';
import type { Want } from './want.ts';

export interface Places extends DialOptions {
  /** Origins that may be asked, such as `https://images.contentstack.io`. */
  origins: readonly string[];
  isAllowed: (address: string) => boolean;
}

/** Of the API behind an origin. The sandbox on this machine is reached by no proxy, and by no other address. */
export function toPlaces(origin: string, proxies: Proxies | undefined): Places {
  const origins = toAssetOrigins(origin);
  return isLoopback(new URL(origin).hostname)
    ? { origins, isAllowed: address => isLoopback(address) }
    : { origins, isAllowed: isPublic, proxies };
}

/** A status that is not good is left to who may ask again. */
export type Loaded = { file: AnsweredFile } | { status: number; retryAfter: string | undefined };

/** @throws {NotShown} for what must not be asked for or shown, and what undici throws. */
export async function load(want: Want, signal: AbortSignal, places: Places): Promise<Loaded> {
  const check = (text: string, base: URL | undefined): URL => checkUrl(text, base, places);
  // Before anything is opened.
  check(want.url, undefined);
  const dispatcher = toDispatcher(places, places.isAllowed, notPublic);
  const tooMany = () => new NotShown(`Its url redirects more than ${mostRedirects} times.`);
  try {
    const { answer } = await follow(want.url, signal, dispatcher, check, tooMany);
    const header = (name: string): string | undefined => [answer.headers[name]].flat()[0];
    if (answer.statusCode !== 200) {
      return { status: answer.statusCode, retryAfter: header('retry-after') };
    }
    // None was asked for; unpacked it could be of any size.
    if ((header('content-encoding') ?? 'identity') !== 'identity') {
      throw new NotShown(toNotShown(want.file, 'it came compressed, which was not asked for'));
    }
    const type = header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    const told = Number(header('content-length') ?? 0);
    if (told > want.most) throw new NotShown(toNotShown({ type, size: told }, undefined, want.bounds));
    return { file: judge(await read(answer.body, want, type), want, type) };
  } finally {
    await dispatcher.destroy();
  }
}

async function read(body: AsyncIterable<Uint8Array>, { most }: Want, type: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most)
      throw new NotShown(toNotShown({ type, size }, `it is longer than the ${most} bytes that are read`));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What came is what its bytes say, whatever the API and the header say. */
function judge(bytes: Buffer, { as, file, bounds, isSmaller }: Want, said: string): AnsweredFile {
  const size = bytes.length;
  if (as === 'text') {
    if (bytes.includes(0)) throw new NotShown(toNotShown({ type: file.type, size }, 'it is no text'));
    return { type: file.type, bytes };
  }
  const measured = measure(bytes);
  if (!measured) {
    const kinds = [...pictures].join(', ');
    const why = `what came is none of ${kinds}, or broken; the file is ${toFileWords(file)}`;
    throw new NotShown(toNotShown({ type: said, size }, why));
  }
  if (!fitsSide(measured.pixels, bounds)) throw new NotShown(toNotShown({ ...measured, size }, undefined, bounds));
  return { ...measured, bytes, ...(isSmaller ? { of: file } : {}) };
}

const notPublic = () => new NotShown('Its url leads to an address that is not public, so it was not asked for.');

/** @param base where a redirect came from. */
function checkUrl(text: string, base: URL | undefined, { origins, isAllowed }: Places): URL {
  const subject = base ? 'Where its url redirects to' : 'The url that the API gave for it';
  const refuse = (why: string) => new NotShown(`${subject} ${why}, so it was not asked for.`);
  if (!URL.canParse(text, base?.href)) throw refuse('is no valid URL');
  const url = new URL(text, base);
  if (url.username || url.password) throw refuse('has a name or password in it');
  if (!origins.includes(url.origin)) {
    const where = url.host === '' ? `is of the kind ${url.protocol}` : `is at ${url.protocol}//${url.host}`;
    throw refuse(`${where}, which is no asset host here (${origins.join(', ')})`);
  }
  // A host that is an address is dialled without a lookup.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !isAllowed(host)) throw notPublic();
  return url;
}
