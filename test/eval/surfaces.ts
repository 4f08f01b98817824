// What a solver is offered: every tool, the smaller list with its three ways to the rest, or operations without a task.
import type { Options } from '../harness.ts';

export const surfaces = {
  full: {},
  tasks: { settings: { SURFACE: 'tasks' } },
  operations: { tasks: [] },
} as const satisfies Record<string, Options>;

export type Surface = keyof typeof surfaces;

/** What a call is for, which the smaller list has called through another tool. */
export function toCalled(name: string, args: unknown): { name: string; args: unknown } {
  const { operation, arguments: given = {}, ...beside } = (args ?? {}) as Record<string, unknown>;
  const isWrapped = (name === 'run_read' || name === 'run_write') && typeof operation === 'string';
  return isWrapped ? { name: operation, args: { ...(given as object), ...beside } } : { name, args };
}
