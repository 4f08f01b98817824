// What comes back from the CMA, and what is thrown when nothing does.

/** `body` is parsed JSON, or the text as it came when `json` is false. Every status is an answer. */
export interface Answer {
  status: number;
  body: unknown;
  json: boolean;
  requestId: string | undefined;
}

/** No answer came. `kind` tells what is known of the request's fate; the message is for the model. */
export class NoAnswer extends Error {
  readonly kind: 'timeout' | 'unreachable' | 'broken' | 'cancelled';
  constructor(kind: NoAnswer['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The method and path match no operation that access left: a mistake of ours, or somebody's trick. */
export class NotAllowed extends Error {}
