// What comes back from the CMA, and what is thrown when nothing does.
import type { FileFacts, Pixels } from './file.ts';

/**
 * Every status is an answer. `body` is parsed JSON; the text as it came when `json` is false; and nothing where the
 * answer is a file.
 */
export interface Answer {
  status: number;
  body: unknown;
  json: boolean;
  file?: AnsweredFile;
  /** Of the body, as the header says. */
  type?: string | undefined;
  requestId: string | undefined;
  /** The CMA's own time, as HTTP prints it. */
  date?: string | undefined;
  /** Requests a second that the organisation has for this kind, and what is left of them. */
  rate?: { limit: number; remaining: number } | undefined;
  /** The uid of the organisation whose limits were counted against. */
  organization?: string | undefined;
  /** Milliseconds before which the CMA does not want to be asked again. */
  retryAfter?: number | undefined;
}

export interface AnsweredFile {
  type: string;
  bytes: Buffer;
  /** Of a picture, as its bytes say. */
  pixels?: Pixels | undefined;
  /** The file that this was made from, where it is a smaller picture of it. */
  of?: FileFacts | undefined;
}

/** No answer came; the message is for the model. */
export class NoAnswer extends Error {
  readonly kind: 'timeout' | 'unreachable' | 'broken' | 'cancelled' | 'busy' | 'forbidden';
  /** The request may have reached the CMA, so that a write may have been applied. */
  readonly isSent: boolean;
  constructor(kind: NoAnswer['kind'], message: string, isSent = kind !== 'unreachable' && kind !== 'busy') {
    super(message);
    this.kind = kind;
    this.isSent = isSent;
  }
}

/** A policy of the owner forbids it, and nothing was sent. The message quotes the rule. */
export class Forbidden extends NoAnswer {
  constructor(message: string) {
    super('forbidden', message, false);
  }
}

/** Stands in an answer for what is withheld. */
export const mask = '[secret]';

/** An argument that zod cannot judge but that must not reach the network. Its message is for the model. */
export class BadArgument extends Error {}

/** The method and path match no operation that access left: a mistake of ours, or somebody's trick. */
export class NotAllowed extends Error {}

/** The file of an asset is not to be had, or not to be shown. Its message is for the model. */
export class NotShown extends Error {}
