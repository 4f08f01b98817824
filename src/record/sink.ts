// Where lines go: stderr, or a file. One that fails stops nothing, and is told of once.
import type { SonicBoom } from 'sonic-boom';
import { openRecord, Unfit } from './file.ts';

export interface Sink {
  write(line: string): void;
  /** Opens the file anew, as when it was moved away. */
  reopen(): void;
  /** All that can be written is, before it returns. */
  close(): void;
}

type Say = (message: string) => void;

/** What waits for a reader or a disk, in bytes; more is dropped. */
const most = 1024 * 1024;

/** A reader that does not read, or is gone, is no reason to wait or to end. */
export function toStderr(stream: NodeJS.WriteStream = process.stderr): Sink {
  let isLost = false;
  stream.on('error', () => {
    isLost = true;
  });
  return {
    write(line) {
      if (!isLost && stream.writableLength < most) stream.write(`${line}\n`);
    },
    reopen() {},
    close() {},
  };
}

/** @throws {Unfit} The library is loaded for a file alone. */
export async function toFile(path: string, say: Say): Promise<Sink> {
  // What is wrong with it is told before anything else is loaded.
  const first = openRecord(path);
  const { SonicBoom: Writer } = await import('sonic-boom');
  return toDescriptor(
    // A line is in the file before its call is answered: a record of what was done must outlive who did it.
    fd => new Writer({ fd, sync: true, maxLength: most }),
    first,
    () => openRecord(path),
    say,
  );
}

/** @param open gives another descriptor of the same file. */
export function toDescriptor(make: (fd: number) => SonicBoom, first: number, open: () => number, say: Say): Sink {
  let lost = 0;
  let isFailing = false;
  let isClosed = false;
  const begin = (fd: number): SonicBoom => {
    const writer = make(fd);
    writer.on('error', (error: NodeJS.ErrnoException) => {
      if (!isFailing) say(`the record cannot be written (${error.code ?? error.name}); calls go on without it`);
      isFailing = true;
    });
    writer.on('drop', () => {
      lost += 1;
    });
    writer.on('write', () => {
      if (isFailing) say(`the record is written again${lost > 0 ? `; ${lost} lines of it are lost` : ''}`);
      isFailing = false;
      lost = 0;
    });
    return writer;
  };
  let writer = begin(first);
  const flush = (): void => {
    try {
      writer.flushSync();
    } catch {
      // It was told of when it failed.
    }
  };
  process.once('exit', flush);
  return {
    write(line) {
      if (!isClosed) writer.write(`${line}\n`);
    },
    reopen() {
      try {
        const next = open();
        const old = writer;
        flush();
        writer = begin(next);
        old.end();
      } catch (error) {
        const why = error instanceof Unfit ? error.message : String((error as NodeJS.ErrnoException).code);
        say(`the record continues in the old file, as the new one ${why}`);
      }
    },
    close() {
      isClosed = true;
      process.off('exit', flush);
      flush();
      writer.end();
    },
  };
}
