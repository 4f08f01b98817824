// What a case of the wire agreement is: one thing to do, by our tool and by the official SDK.
import type { Seen } from './recorder.ts';
import type { Sdk } from './sdk.ts';

export interface Case {
  tool: string;
  args: Record<string, unknown>;
  sdk: (stack: Sdk) => unknown;
  differs?: Difference;
}

/**
 * A difference that is meant. Both sides are written out and both are checked, so that it hides nothing else; the
 * aspects not named must agree.
 */
export type Difference = { why: string } & { [Aspect in keyof Seen]?: { ours: Seen[Aspect]; sdk: Seen[Aspect] } };

/** A tool whose request the SDK cannot make, checked against the reference's own sample instead. */
export interface Sample {
  tool: string;
  /** Why the SDK lacks it. */
  why: string;
  args: Record<string, unknown>;
  request: Pick<Seen, 'method' | 'path'> & Partial<Pick<Seen, 'query' | 'headers' | 'body'>>;
}
