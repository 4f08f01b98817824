// A scripted solver behind a real endpoint: what it calls comes out as a model's turn, and what it hears as the next request.
import type { Hands, Solver } from '../task.ts';
import type { Tool } from './talk.ts';

/** What the puppet does next: it calls something, or ends with its answer. */
export type Move = { text: string } | { name: string; args: Record<string, unknown> };

export interface Puppet {
  first: Promise<Move>;
  /** @returns what it does once it has heard the result of its call. */
  hear(text: string): Promise<Move>;
}

/** Codes and uids are others each time, so that calls cannot be played from a record: the solver makes them as it goes. */
export function bringToLife(solver: Solver, prompt: string, tools: readonly Tool[]): Puppet {
  let move: (move: Move) => void = () => {};
  let listen: (text: string) => void = () => {};
  const next = () =>
    new Promise<Move>(resolve => {
      move = resolve;
    });
  const hands = {
    getInstructions: () => undefined,
    listTools: async () => ({ tools }),
    callTool: ({ name, arguments: args = {} }: { name: string; arguments?: Record<string, unknown> }) =>
      new Promise(resolve => {
        listen = text => resolve({ content: [{ type: 'text', text }] });
        move({ name, args });
      }),
  } as unknown as Hands;
  const first = next();
  solver(prompt, hands).then(
    text => move({ text }),
    error => move({ text: `failed: ${String(error)}` }),
  );
  return {
    first,
    hear(text) {
      const following = next();
      listen(text);
      return following;
    },
  };
}
