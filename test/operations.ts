// The catalogue as tests want it: flat, and by name.
import type { Operation } from '../src/operations/operation.ts';
import { modules, tasks } from '../tools/index.ts';

export const operations = modules.flatMap(module => module.operations);

export const catalogue = { operations, tasks };

/** Those of the fifteen modules that are on when nothing is set. */
export const standard = operations.filter(operation => !operation.companion);

/** The names that a client is shown of these: beside them always the one that tells of the server. */
export const toListed = (those: readonly Operation[]): string[] => [
  ...tasks.map(({ name }) => name),
  ...those.map(({ name }) => name),
  'server_status',
];

export function find(name: string): Operation {
  const operation = operations.find(each => each.name === name);
  if (!operation) throw new Error(`the catalogue has no ${name}`);
  return operation;
}
