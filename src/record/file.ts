// The file that a record goes into: opened to append, for its owner alone, and nothing but a file of its own.
import { closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs';

/** The message is a sentence without its subject, such as "is a folder". */
export class Unfit extends Error {}

const ownerOnly = 0o600;

const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** What an operator can do about it; any other code is told as it is. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is in a folder that does not exist',
  ENOTDIR: 'is in a folder that does not exist',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link: name the file itself',
  EACCES: 'cannot be written by the user that this runs as (EACCES)',
  EPERM: 'cannot be written by the user that this runs as (EPERM)',
  EROFS: 'is on a file system that can only be read',
  ENXIO: 'is not a regular file',
};

/** @returns its descriptor. What is in it stays. @throws {Unfit} */
export function openRecord(path: string): number {
  const file = open(path);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new Unfit('is not a regular file');
    const mode = stats.mode & 0o777;
    // Windows has no such modes.
    if (process.platform !== 'win32' && (mode & ~ownerOnly) !== 0)
      throw new Unfit(
        `has mode ${mode.toString(8).padStart(4, '0')}, by which others may read or change it: run chmod 600 on it, or name another file`,
      );
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function open(path: string): number {
  try {
    // Where the system cannot be told to follow no link, as on Windows.
    if (O_NOFOLLOW === 0 && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new Unfit(reasons.ELOOP);
    // A pipe that nobody reads must not hold up the start.
    return openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK, ownerOnly);
  } catch (error) {
    if (error instanceof Unfit) throw error;
    const code = String((error as NodeJS.ErrnoException).code);
    throw new Unfit(reasons[code] ?? `cannot be opened (${code})`);
  }
}
