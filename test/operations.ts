// The catalogue as tests want it: flat, and by name.
import type { Offered, Operation } from '../src/operations/operation.ts';
import type { Task, Uses } from '../src/operations/task.ts';
import { modules, tasks } from '../tools/index.ts';

export const operations = modules.flatMap(module => module.operations);

export { tasks };

export const catalogue = { operations, tasks };

/** Those of the fifteen modules that are on when nothing is set. */
export const standard = operations.filter(operation => !operation.companion);

/** All that a task is made of, in the order in which it is listed. */
export const listUses = ({ must, any = [], may = [] }: Uses): string[] => [...must, ...any, ...may];

/** Tasks that there are where the rights leave these operations: with all that each must have, and one of what it needs one of. */
export const tasksOf = (those: readonly Operation[]): readonly Task[] =>
  tasks.filter(({ uses: { must, any = [] } }) => {
    // What a companion does is a right like any other, though it is not listed.
    const isLike = ({ companion, effect }: Operation): boolean =>
      companion && those.some(each => each.effect === effect);
    const isThere = (name: string) => those.some(each => each.name === name) || isLike(find(name));
    return must.every(isThere) && (any.length === 0 || any.some(isThere));
  });

/** The names that a client is shown of these: tasks before them, and at the end always the one that tells of the server. */
export const toListed = (those: readonly Operation[]): string[] => [
  ...tasksOf(those).map(({ name }) => name),
  ...those.map(({ name }) => name),
  'server_status',
];

export function find(name: string): Operation {
  const operation = operations.find(each => each.name === name);
  if (!operation) throw new Error(`the catalogue has no ${name}`);
  return operation;
}

/** An operation or a task. */
export function findOffered(name: string): Offered {
  return tasks.find(each => each.name === name) ?? find(name);
}
