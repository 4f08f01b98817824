// What a solver is offered: every tool, the smaller list with its three ways to the rest, operations without a task, or another server.
import { peer } from '../bench/pins.ts';
import { type Options, open } from '../harness.ts';
import { openPeer } from './peer.ts';
import type { Hands, Solver, Task } from './task.ts';

export const surfaces = {
  full: {},
  tasks: { settings: { SURFACE: 'tasks' } },
  operations: { tasks: [] },
} as const satisfies Record<string, Options>;

/** Ours, or that of another server, which is installed from npm and knows none of our settings. */
export type Surface = keyof typeof surfaces | typeof peer.name;

/** Whether the task can be done there at all. */
export const fits = ({ settings }: Pick<Task, 'settings'>, surface: Surface): boolean =>
  surface !== peer.name || settings === undefined;

/** The server on a demo stack of its own, as the task wants it. */
export async function openFor({ token, settings }: Task, surface: Surface): ReturnType<typeof openPeer> {
  if (surface === peer.name) return openPeer(token);
  const offered: Options = surfaces[surface];
  return open({
    ...offered,
    ...(token === undefined ? {} : { token }),
    settings: { ...settings, ...offered.settings },
  });
}

/** What a call is for, which the smaller list has called through another tool. */
export function toCalled(name: string, args: unknown): { name: string; args: unknown } {
  const { operation, arguments: given = {}, ...beside } = (args ?? {}) as Record<string, unknown>;
  const isWrapped = (name === 'run_read' || name === 'run_write') && typeof operation === 'string';
  return isWrapped ? { name: operation, args: { ...(given as object), ...beside } } : { name, args };
}

/** A script knows tools by their names; what the list before it has not, it calls through the tool that reaches it. */
export const reaching =
  (solver: Solver): Solver =>
  async (prompt, hands) => {
    const listed = new Set((await hands.listTools()).tools.map(({ name }) => name));
    const callTool = (({ name, arguments: args }: { name: string; arguments?: Record<string, unknown> }) => {
      const by = /^(get|list|count|compare|find)_/.test(name) ? 'run_read' : 'run_write';
      const isListed = listed.has(name) || !listed.has(by);
      return hands.callTool(
        isListed
          ? { name, ...(args ? { arguments: args } : {}) }
          : { name: by, arguments: { operation: name, arguments: args } },
      );
    }) as Hands['callTool'];
    return solver(prompt, { ...hands, callTool });
  };
