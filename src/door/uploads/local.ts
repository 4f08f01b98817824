// A file of this machine, below an allowed directory: found by its real path, opened once, judged by its handle.
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { checkSize, type Opened, refuse } from './opened.ts';

// Windows knows neither. Without the second, opening a pipe would wait for somebody to write into it.
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
const flags = (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK;

/** Those that are no directory now. */
export async function findMissing(directories: readonly string[]): Promise<string[]> {
  const isThere = (path: string) =>
    stat(path).then(
      found => found.isDirectory(),
      () => false,
    );
  const there = await Promise.all(directories.map(isThere));
  return directories.filter((_, index) => !there[index]);
}

/** @throws {BadArgument} */
export async function openLocal(path: string, directories: readonly string[]): Promise<Opened> {
  if (directories.length === 0) throw refuse('no file may be read, as CONTENTSTACK_UPLOAD_DIRS names no directory');
  const real = await findAllowed(path, directories);
  const handle = await open(real, flags).catch(() => undefined);
  if (!handle) throw refuse('the file cannot be read');
  try {
    const size = await judge(handle, real, await findAllowed(path, directories));
    return { handle, size, filename: basename(path), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Its size. What was opened must be what still lies there: a link that changed in between led elsewhere. */
async function judge(handle: FileHandle, real: string, again: string): Promise<number> {
  const [opened, there] = await Promise.all([handle.stat({ bigint: true }), lstat(again, { bigint: true })]);
  const isSame = real === again && opened.ino === there.ino && opened.dev === there.dev;
  if (!isSame) throw refuse('the file changed while it was being opened');
  if (!opened.isFile()) throw refuse('it is not a file');
  return checkSize(Number(opened.size));
}

/**
 * The real path of a file below one of the directories; links are followed first, so none leads out. A relative path is
 * looked for in each of them.
 */
async function findAllowed(path: string, directories: readonly string[]): Promise<string> {
  const candidates = isAbsolute(path) ? [path] : directories.map(directory => join(directory, path));
  const reals = await Promise.all(candidates.map(each => realpath(each).catch(() => undefined)));
  const roots = await Promise.all(directories.map(each => realpath(each).catch(() => undefined)));
  const found = reals.find(real => roots.some(root => real !== undefined && root !== undefined && isBelow(real, root)));
  // The same words whether it exists or not: a refusal tells nothing of the disk.
  if (found === undefined)
    throw refuse('the file does not exist, or is not inside a directory of CONTENTSTACK_UPLOAD_DIRS');
  return found;
}

/** Nothing hidden on the way: below a project lie `.env`, `.git` and the like. */
function isBelow(real: string, root: string): boolean {
  const inside = relative(root, real);
  return inside !== '' && !isAbsolute(inside) && !inside.split(sep).some(part => part.startsWith('.'));
}
