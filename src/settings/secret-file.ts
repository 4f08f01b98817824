// A secret that lies in a file, as Docker and Kubernetes hand them out: what it holds, or what is wrong with it without a word of it.
import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { judge, toShown } from './given.ts';

/** In bytes; no token is nearly as long. */
const largest = 10_000;

/**
 * Links are followed: both hand out links.
 * @param setting what names the file, as it is told.
 * @param refuse makes the error that is thrown, of a sentence that begins with the setting.
 */
export function readSecretFile(setting: string, path: string, refuse: (message: string) => Error): string {
  const wrong = (what: string): Error => refuse(`${setting} is ${toShownPath(path)}, which ${what}`);
  let text: string;
  try {
    const about = statSync(path);
    // A pipe can be read only once, and holds who waits for it.
    if (!about.isFile()) throw wrong('is not a file');
    if (about.size > largest)
      throw wrong(`is longer than ${largest} bytes: it takes a file that holds the value alone`);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : wrong(`cannot be read (${code})`);
  }
  const value = text.replace(/^\ufeff/, '').trimEnd();
  if (value.trim() === '') throw wrong('is empty');
  if (value.split(/[\r\n]+/).some(line => judge(line).isUnfilled))
    throw wrong('holds a placeholder that was not filled in');
  return value;
}

/** By this it shows that a file may hold something else now; nothing where there is none. */
export function toStamp(path: string): string {
  const about = statSync(path, { throwIfNoEntry: false });
  return about ? [about.ino, about.size, about.mtimeMs, about.ctimeMs].join() : '';
}

/** The token itself may have come in its place; what is plainly a path is shown all the same. */
export const toShownPath = (path: string): string =>
  /(?:^|[/\\])(?:cs|blt)[0-9a-f]{12,}$/i.test(path)
    ? 'what was given'
    : isAbsolute(path) || /^\.{0,2}[\w.-]*[/\\]/.test(path)
      ? `"${path}"`
      : toShown(path);
