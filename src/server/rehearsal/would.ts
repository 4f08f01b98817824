// What a task would have sent and asked, kept while all is rehearsed.
import type { Operation } from '../../operations/operation.ts';
import { Rehearsed, type Unsent } from '../../operations/rehearsed.ts';
import { redactAnswer, redactMade, type Secrets } from '../../results/redact.ts';
import type { Would } from '../../results/show/rehearsal.ts';
import { withhold } from '../../results/withhold.ts';

interface Kept {
  /** @throws what it was told of, noted if the door kept it. */
  note(error: unknown, operation: Operation): never;
  /** @param more what else stands in the way. */
  ask(question: string, more: readonly string[]): void;
  tell(): Would;
}

export function makeWould(secrets: Secrets): Kept {
  const asked: string[] = [];
  /** What is tried before it is done is the same request twice. */
  const kept = new Map<string, Unsent>();
  return {
    note(error, operation) {
      if (error instanceof Rehearsed) {
        const struck = redactAnswer(withhold(error.unsent, operation), secrets) as Unsent;
        kept.set(JSON.stringify(error.unsent), struck);
      }
      throw error;
    },
    ask(question, more) {
      asked.push(redactMade(question, secrets, true), ...more);
    },
    tell: () => ({ ask: asked, send: [...kept.values()] }),
  };
}
