// Input of the sandbox that cannot be used; the message is for whoever gave it.
import type * as z from 'zod';

export class Unusable extends Error {
  /** The option that gave it, where the message does not say what it is about. */
  readonly option: string | undefined;

  constructor(message: string, option?: string) {
    super(message);
    this.option = option;
  }
}

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
