// Files that go up: from an allowed directory, a public https URL, or the call itself. Streamed, and called what they are.
import type { DownloadOptions } from './uploads/download.ts';
import { openLocal } from './uploads/local.ts';
import { checkSize, InlineFile, type Opened, type PiecedFile, refuse, StreamedFile } from './uploads/opened.ts';

export interface Upload {
  /** Its size, name and type are known; its bytes come by `stream`. */
  file: PiecedFile;
  /** To be called when it was sent, or was not. */
  close(): Promise<void>;
}

/** @throws {BadArgument} when the source is not to be had, or not to be touched. */
export type ReadUpload = (source: string, signal: AbortSignal, onPiece?: () => void) => Promise<Upload>;

export interface UploadOptions {
  /** From which files may be read; without any, none may. */
  directories?: readonly string[];
  /** Who calls is elsewhere: the files of this machine are none of theirs. */
  isRemote?: boolean;
  /** False: no URL is fetched. */
  urls?: DownloadOptions | false;
}

/** In bytes: what comes with a call has been through the client's memory, and a model's as well. */
const largestInline = 10 * 1024 * 1024;

export function toReadUpload({ directories = [], isRemote = false, urls = {} }: UploadOptions = {}): ReadUpload {
  return async (source, signal, onPiece) => {
    if (/^data:/i.test(source)) return readData(source);
    if (/^[a-z][a-z\d+.-]+:\/\//i.test(source)) {
      if (!urls) throw refuse('URLs are not fetched, as CONTENTSTACK_UPLOAD_URLS is off');
      const { download } = await import('./uploads/download.ts');
      return toUpload(await download(source, signal, { ...urls, onPiece }));
    }
    if (isRemote)
      throw refuse('files on this machine are not read for callers over HTTP: give an https URL or a data: source');
    return toUpload(await openLocal(source, directories));
  };
}

/** It knows some hundred formats; who uploads nothing does not pay for them. */
const loadKinds = () => import('./uploads/kind.ts');

async function toUpload(opened: Opened): Promise<Upload> {
  try {
    const { headSize, toKind } = await loadKinds();
    const head = Buffer.alloc(Math.min(headSize, opened.size));
    const { bytesRead } = await opened.handle.read({ buffer: head, position: 0 });
    const kind = await toKind(head.subarray(0, bytesRead), opened);
    return { file: new StreamedFile(opened, kind), close: opened.close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function readData(source: string): Promise<Upload> {
  const comma = source.indexOf(',');
  const [type, ...parameters] = source.slice('data:'.length, comma).split(';');
  if (comma < 0 || parameters.at(-1)?.toLowerCase() !== 'base64') throw refuse('a data: source must end in ;base64,…');
  const text = source.slice(comma + 1);
  if (Math.floor(text.replace(/=+$/, '').length * 0.75) > largestInline)
    throw refuse('a data: source may hold at most 10 MB: give a larger file as a path or URL');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw refuse('its base64 is empty or not valid');
  const bytes = Buffer.from(text, 'base64');
  checkSize(bytes.length);
  const named = parameters.find(parameter => parameter.startsWith('name='))?.slice('name='.length);
  const { headSize, toKind } = await loadKinds();
  const kind = await toKind(bytes.subarray(0, headSize), { filename: toBase(named ?? 'upload'), type });
  return { file: new InlineFile(bytes, kind), close: async () => {} };
}

/** The last part of a name that may be encoded, and may have folders before it. */
function toBase(name: string): string {
  try {
    return decodeURIComponent(name).split(/[/\\]/).at(-1) ?? '';
  } catch {
    throw refuse('the name in the data: source is not valid');
  }
}
