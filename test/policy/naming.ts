// What the arguments of an operation name, read off its schema and not off the table: each argument that is a name, a flag or a list of things, at any depth.
import type * as z from 'zod';
import { toRequest } from '../../src/door/request.ts';
import { whole } from '../../src/operations/fields.ts';
import { type Operation, places, toArgumentName } from '../../src/operations/operation.ts';
import { type Deed, type Known, toDeed } from '../../src/policy/targets.ts';

export const known: Known = {
  branch: 'main',
  aliases: { live: 'main' },
  environments: new Map([['blt9f5f38997f1533ee', 'production']]),
  master: 'en-us',
};

/** Where an argument stands, from the top; `*` is any item of a list. */
export type Steps = readonly string[];

export interface Argument {
  steps: Steps;
  type: 'text' | 'flag' | 'things';
}

export const listArguments = (operation: Operation): Argument[] =>
  places.flatMap(place =>
    Object.entries(operation[place]).flatMap(([wireName, field]) => walk(field, [toArgumentName(wireName)])),
  );

type Def = {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  in?: z.ZodType;
  options?: readonly z.ZodType[];
} & {
  shape?: Record<string, z.ZodType>;
};

function walk(field: z.ZodType, steps: Steps): Argument[] {
  const shown = whole.get(field)?.schema as z.ZodType | undefined;
  if (shown) return walk(shown, steps);
  const def = field.def as unknown as Def;
  if (def.innerType) return walk(def.innerType, steps);
  if (def.type === 'pipe' && def.in) return walk(def.in, steps);
  if (def.type === 'boolean') return [{ steps, type: 'flag' }];
  if (def.type === 'string' || def.type === 'enum') return [{ steps, type: 'text' }];
  if (def.type === 'union') return (def.options ?? []).flatMap(option => walk(option, steps));
  if (def.element) {
    const inner = walk(def.element, [...steps, '*']);
    const isThings = inner.some(each => each.steps.at(-1) === 'uid' && each.steps.length === steps.length + 2);
    return isThings ? [{ steps, type: 'things' }, ...inner] : inner;
  }
  return Object.entries(def.shape ?? {}).flatMap(([key, inner]) => walk(inner, [...steps, key]));
}

/** Arguments that hold a value there, and beside it what a path cannot do without. */
export function toArguments(operation: Operation, steps: Steps, value: unknown): Record<string, unknown> {
  const paths = Object.fromEntries(Object.keys(operation.path).map(name => [name, 'x']));
  return { ...paths, ...(wrap(steps, value) as Record<string, unknown>) };
}

function wrap([step, ...rest]: Steps, value: unknown): unknown {
  if (step === undefined) return value;
  const inner = wrap(rest, value);
  return step === '*' ? [inner] : { [step]: inner };
}

export const toDeedOf = (operation: Operation, given: Record<string, unknown>, branch = 'main'): Deed =>
  toDeed(operation, toRequest(operation, given, branch), known);

/** Whether a name shows in what the deed hits, or is hidden in what cannot be told. */
export function shows(deed: Deed, dimension: string, name: string): boolean {
  const dims =
    dimension === 'branches'
      ? [deed.branches]
      : deed.targets.map(target => target[dimension as Exclude<keyof typeof target, 'items'>]);
  return dims.some(dim => dim === 'unreadable' || dim?.flat().includes(name));
}
