// A file that was given to the sandbox and is not what it should be: the message is for who gave it.
import type { z } from 'zod';

export class BadFile extends Error {}

/** @throws {BadFile} */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadFile(`${path} is not valid JSON (${(error as Error).message})`);
  }
}

/** Where the first faults are, and what they are, in one line. */
export function describeIssues({ issues }: z.ZodError): string {
  const shown = issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  const more = issues.length > shown.length ? `; and ${issues.length - shown.length} more` : '';
  return shown.join('; ') + more;
}
