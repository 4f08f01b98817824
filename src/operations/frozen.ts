// The catalogue as data: what a start needs of it, written out when the bundle is built. zod comes with the first call. Pure.
import { toOwnSchema } from './arguments.ts';
import type { JsonSchema } from './json-schema.ts';
import { type Module, type Offered, type Operation, type Place, places } from './operation.ts';
import type { Task } from './task.ts';

type FrozenOperation = Omit<Operation, Place | 'schema'> & Record<Place, readonly string[]> & { schema: JsonSchema };

/** Modules as JSON can hold them: of each field its wire name alone, and the schema that all of them make. */
type Frozen = readonly (Omit<Module, 'operations'> & { operations: readonly FrozenOperation[] })[];

type FrozenTask = Omit<Task, Place | 'schema' | 'run'> & Record<Place, readonly string[]> & { schema: JsonSchema };

const toFrozen = <T extends Offered>(offered: T) => ({
  ...offered,
  ...toPlaces(place => Object.keys(offered[place])),
  schema: toOwnSchema(offered),
});

export function freeze(modules: readonly Module[]): Frozen {
  return modules.map(module => ({
    ...module,
    operations: module.operations.map(toFrozen),
  }));
}

export const freezeTasks = (tasks: readonly Task[]): readonly FrozenTask[] =>
  tasks.map(task => {
    const { run: _, ...rest } = toFrozen(task);
    return rest;
  });

/** @param load gives the tasks themselves; asked when one is called. */
export function thawTasks(frozen: readonly FrozenTask[], load: () => readonly Task[]): readonly Task[] {
  return frozen.map(task => {
    const find = (): Task => load().find(({ name }) => name === task.name) as Task;
    return {
      ...task,
      ...toPlaces(place => toLazyFields(task[place], () => find()[place])),
      run: (given, ground) => find().run(given, ground),
    };
  });
}

/** @param load gives the catalogue itself; asked when a field is looked at, not when it is counted or named. */
export function thaw(frozen: Frozen, load: () => readonly Module[]): readonly Module[] {
  let full: ReadonlyMap<string, Operation> | undefined;
  const find = (name: string): Operation => {
    full ??= new Map(load().flatMap(({ operations }) => operations.map(operation => [operation.name, operation])));
    return full.get(name) as Operation;
  };
  return frozen.map(module => ({
    ...module,
    operations: module.operations.map(operation => ({
      ...operation,
      ...toPlaces(place => toLazyFields(operation[place], () => find(operation.name)[place])),
    })),
  }));
}

function toPlaces<T>(make: (place: Place) => T): Record<Place, T> {
  return Object.fromEntries(places.map(place => [place, make(place)])) as Record<Place, T>;
}

/** Most operations have fields in one or two places. */
const none = Object.freeze({});

function toLazyFields(names: readonly string[], read: () => Operation[Place]): Operation[Place] {
  if (names.length === 0) return none;
  const fields = names.map(name => [name, { get: () => read()[name], enumerable: true }] as const);
  return Object.defineProperties({}, Object.fromEntries(fields));
}
