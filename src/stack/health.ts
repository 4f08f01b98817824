// How a stack has answered lately: remembered as its requests pass, for who asks how this server is.

import type { Cma, Connection } from '../door/cma.ts';
import { NoAnswer } from '../operations/answer.ts';
import { codeOf } from './replies.ts';
import type { Health } from './stack.ts';

export function makeHealth(pace: Connection['pace']) {
  const last: Omit<Health, 'pace'> = {};
  const fail = (says: string): void => {
    last.failure = { says, at: Date.now() };
  };
  return {
    now: (): Health => ({ pace: pace(), ...last }),
    /** The same door, under watch. */
    watch: (cma: Cma): Cma => ({
      async send(request, signal, gives) {
        const what = `${request.method} ${request.path}`;
        try {
          const answer = await cma.send(request, signal, gives);
          const { status } = answer;
          // What is mostly refused to a token says nothing of this one.
          const isRefused = codeOf(answer) === 105 && !request.isTrial;
          if (status >= 500 || status === 429 || isRefused) fail(`${what} was answered with ${status}`);
          else last.answeredAt = Date.now();
          return answer;
        } catch (error) {
          // What never left says nothing of the stack.
          if (error instanceof NoAnswer && !['cancelled', 'forbidden'].includes(error.kind))
            fail(`${what}: ${error.message}`);
          throw error;
        }
      },
    }),
  };
}
