// A file or port that was given to the sandbox and cannot be used: the message is for who gave it.
import type * as z from 'zod';

export class Unusable extends Error {}

/** @throws {Unusable} */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unusable(`${path} is not valid JSON (${(error as Error).message})`);
  }
}

/** Where the first faults are, and what they are, in one line. */
export function describeIssues({ issues }: z.ZodError): string {
  const shown = issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  const more = issues.length > shown.length ? `; and ${issues.length - shown.length} more` : '';
  return shown.join('; ') + more;
}
