// A file that is open: what its source says of it, how it is refused, and how it is read in pieces.
import type { FileHandle } from 'node:fs/promises';
import { BadArgument } from '../../operations/answer.ts';

/** The API's own limit for a file, in bytes. */
export const largest = 100 * 1024 * 1024;

/** In one sentence, for the model; of the file and the disk it says nothing that was not in the call. */
export const refuse = (why: string): BadArgument => new BadArgument(`upload: ${why}`);

export interface Opened {
  handle: FileHandle;
  /** In bytes; what is sent is exactly this, whatever becomes of the file meanwhile. */
  size: number;
  /** As its source names it; nothing is believed of it but what the first bytes agree with. */
  filename: string;
  type?: string | undefined;
  close(): Promise<void>;
}

/** @throws {BadArgument} */
export function checkSize(size: number): number {
  if (size === 0) throw refuse('the file is empty');
  if (size > largest) throw refuse('the file is larger than 100 MB');
  return size;
}

/** A piece, in bytes: so much of a file is in memory at once, times the few that are on their way. */
const piece = 64 * 1024;

/** For a form: what is read of it in pieces, each of which is told. */
export abstract class PiecedFile extends File {
  /** A piece is wanted: those before it have left. */
  onPiece = (): void => {};

  protected abstract pieces(): AsyncGenerator<Uint8Array>;

  override stream(): ReturnType<File['stream']> {
    const tell = async function* (file: PiecedFile): AsyncGenerator<Uint8Array> {
      for await (const each of file.pieces()) {
        file.onPiece();
        yield each;
      }
    };
    return ReadableStream.from(tell(this)) as ReturnType<File['stream']>;
  }
}

/** What came with the call. */
export class InlineFile extends PiecedFile {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array<ArrayBuffer>, { filename, type }: { filename: string; type: string }) {
    super([bytes], filename, { type });
    this.#bytes = bytes;
  }

  protected override async *pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < this.#bytes.length; at += piece) yield this.#bytes.subarray(at, at + piece);
  }
}

/** For a form: it is read by `stream` alone, from the handle, and as often as it is sent. */
export class StreamedFile extends PiecedFile {
  readonly #handle: FileHandle;
  readonly #size: number;

  constructor({ handle, size }: Opened, { filename, type }: { filename: string; type: string }) {
    super([], filename, { type });
    this.#handle = handle;
    this.#size = size;
    Object.defineProperty(this, 'size', { value: size });
  }

  protected override pieces(): AsyncGenerator<Uint8Array> {
    return readPieces(this.#handle, this.#size);
  }
}

async function* readPieces(handle: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; ) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(piece, size - at));
    const { bytesRead } = await handle.read({ buffer, position: at });
    if (bytesRead === 0) throw refuse('the file became shorter while it was being read');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
