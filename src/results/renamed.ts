// Told with the answer to a call by a name that a tool had before: the new one, and how long the old one holds.
import type { Renamed } from '../operations/renamed.ts';
import type { Result } from './result.ts';
import { putFirst } from './text/first.ts';

/** Of an answer, in tokens: what that takes. */
export const renamedRoom = 40;

/** @param renamed none where the tool was called by its name. */
export function tellRenamed(result: Result, renamed: Renamed | undefined): Result {
  if (!renamed) return result;
  const { text } = result;
  const words = `${renamed.name} is now called ${renamed.now}; the old name works until version ${renamed.until}`;
  return { ...result, text: putFirst(text, 'renamed', words, `${text}\nNote: ${words}.`) };
}
