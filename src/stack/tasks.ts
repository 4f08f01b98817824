// Which tasks exist: those whose operations the rights leave. Pure.
import type { Operation } from '../operations/operation.ts';
import type { Task } from '../operations/task.ts';

/** A task that exists, and the operations through which alone it reaches the stack. */
export interface KeptTask {
  task: Task;
  uses: readonly Operation[];
}

interface WithheldTask {
  task: Task;
  reason: string;
  /** For no better reason than that something is not known yet. */
  isOpen?: boolean;
}

export interface TaskAccess {
  /** In the order of the catalogue, kept or withheld. */
  all: readonly Task[];
  kept: readonly KeptTask[];
  withheld: readonly WithheldTask[];
}

/** Why there is none of it; `open`, as long as more is not known. */
export type Objection = string | { open: string } | undefined;

interface Rights {
  /** Of an operation: what forbids it. That it is only not listed forbids nothing. */
  toOperation: (operation: Operation) => Objection;
  /** Of the task as a tool: what its own name or effect runs into. */
  toTask: (task: Task) => Objection;
}

/** @throws when a task names an operation that there is not: a mistake of the catalogue. */
export function toTaskAccess(tasks: readonly Task[], operations: readonly Operation[], rights: Rights): TaskAccess {
  const byName = new Map(operations.map(operation => [operation.name, operation]));
  const find = (name: string): Operation => {
    const operation = byName.get(name);
    if (!operation) throw new Error(`a task uses ${name}, which is no operation`);
    return operation;
  };
  const kept: KeptTask[] = [];
  const withheld: WithheldTask[] = [];
  for (const task of tasks) {
    const own = rights.toTask(task);
    const must = task.uses.must.map(find);
    const any = (task.uses.any ?? []).map(find);
    const may = (task.uses.may ?? []).map(find);
    const isOff = (operation: Operation): boolean => rights.toOperation(operation) !== undefined;
    // Where one of several ways is there the others are not missed.
    const first = must.find(isOff) ?? (any.length > 0 && any.every(isOff) ? any[0] : undefined);
    const objection = own ?? (first && toLack(first, rights.toOperation(first)));
    if (objection === undefined) {
      kept.push({ task, uses: [...must, ...[...any, ...may].filter(operation => !isOff(operation))] });
    } else if (typeof objection === 'string') withheld.push({ task, reason: objection });
    else withheld.push({ task, reason: objection.open, isOpen: true });
  }
  return { all: tasks, kept, withheld };
}

/** Whether these leave one of the ways of which it needs one. */
export const isEnough = ({ any = [] }: Task['uses'], left: readonly Operation[]): boolean =>
  any.length === 0 || left.some(({ name }) => any.includes(name));

function toLack({ name }: Operation, objection: Objection): Objection {
  const says = (reason: string): string => `it needs ${name}, which is off: ${reason}`;
  return typeof objection === 'object' ? { open: says(objection.open) } : says(objection ?? '');
}
