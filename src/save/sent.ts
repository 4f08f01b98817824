// The object that a write sends: under which argument it travels, and how it stands there.
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import { type Operation, toArgumentName } from '../operations/operation.ts';

export interface Sent {
  /** The argument that holds it; undefined where its members are arguments of their own, as those of a form are. */
  argument?: string;
  object: Arguments;
}

/** The one object of the body or form, else the arguments that travel there. */
export function findSent(operation: Operation, given: Arguments): Sent {
  // A file is no value of the thing.
  const wireNames = [...Object.keys(operation.body), ...Object.keys(operation.form)];
  const names = wireNames.filter(name => !name.endsWith('[upload]')).map(toArgumentName);
  const objects = names.filter(name => isObject(given[name]));
  const [argument, another] = objects;
  if (argument !== undefined && another === undefined) return { argument, object: given[argument] as Arguments };
  const object = Object.fromEntries(names.flatMap(name => (given[name] === undefined ? [] : [[name, given[name]]])));
  return { object };
}

export const replaceSent = (given: Arguments, { argument }: Sent, object: Arguments): Arguments =>
  argument === undefined ? { ...given, ...object } : { ...given, [argument]: object };
