// A stack as the server holds it: what can be done, the door through which, and what the stack calls its things.

import type { Cma, Connection } from '../door/cma.ts';
import type { Kind, Vocabulary } from '../operations/words.ts';
import type { Known } from '../policy/targets.ts';
import type { Access } from './access.ts';
import type { Judge } from './ruling.ts';
import type { KeptTask } from './tasks.ts';

/** What can be done, and the door through which. Both follow from the facts, so they change together. */
export interface Stack {
  access: Access;
  /** Or what to set before anything can be sent. */
  cma: Cma | { missing: string };
  /** A door for a task: to its own operations, with the rights of this stack, and to nothing else. */
  openFor: (task: KeptTask) => Cma | { missing: string };
  /** What the owner's rules say, before anything is sent; the doors hold each request to them again. */
  judge: Judge;
  /** By which names these rules know what a request names. */
  known: Known;
  vocabulary: Vocabulary;
  /** The same object in all states of one connection: what is remembered of the stack hangs by it. */
  identity: object;
  /** Asks for the stack's words anew, when they are old or something has changed them. */
  freshen: (why: 'age' | 'change') => void;
  /** Those of a branch as they are now, for who is to be told of them; none where the settings want none known. */
  look: (kinds: readonly Kind[], branch: string, signal: AbortSignal) => Promise<Vocabulary>;
  /** All branches and aliases as they are now; undefined where they cannot be read, or the settings limit them. */
  lookAtBranches: (signal: AbortSignal) => Promise<readonly string[] | undefined>;
  /** Before a branch is refused: whether it has come since the start. Then the stack changes to one that has it. */
  seek: (signal: AbortSignal) => Promise<void>;
  health: () => Health;
}

/** How the stack has answered lately. */
export interface Health {
  pace: ReturnType<Connection['pace']>;
  /** The last request that failed for no fault of its own: what came, and when. */
  failure?: { says: string; at: number };
  /** The last answer of the API itself, in milliseconds as `Date.now()` tells them. */
  answeredAt?: number;
}
