// A request that a rehearsal keeps from leaving: what would have travelled, and the refusal of the door that says so.
import type { Arguments } from './arguments.ts';

/** As it would have travelled, less credentials. What it has none of is not there. */
export interface Unsent {
  method: string;
  /** Encoded, from `/v3` on. */
  path: string;
  /** By name; a list where one is repeated. */
  query?: Arguments;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
  /** The parts of a form; of a file its name, size and type. */
  form?: Arguments;
}

/** Thrown in place of sending whatever writes, while CONTENTSTACK_DRY_RUN is true. */
export class Rehearsed extends Error {
  readonly unsent: Unsent;
  constructor(unsent: Unsent) {
    super(`${unsent.method} ${unsent.path} was not sent, as CONTENTSTACK_DRY_RUN is true`);
    this.unsent = unsent;
  }
}

/** What the door keeps in place of sending it. @throws whatever else it has against it. */
export async function keep(send: () => Promise<unknown>): Promise<Unsent> {
  try {
    await send();
  } catch (error) {
    if (error instanceof Rehearsed) return error.unsent;
    throw error;
  }
  throw new Error('a rehearsal was sent');
}
