// A stack as the server holds it: what can be done, the door through which, and what the stack calls its things.

import type { Cma, Connection } from '../door/cma.ts';
import type { Vocabulary } from '../operations/words.ts';
import type { Access } from './access.ts';

/** What can be done, and the door through which. Both follow from the facts, so they change together. */
export interface Stack {
  access: Access;
  /** Or what to set before anything can be sent. */
  cma: Cma | { missing: string };
  vocabulary: Vocabulary;
  /** Asks for the stack's words anew, when they are old or something has changed them. */
  freshen: (why: 'age' | 'change') => void;
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
