// Which operation's request line a request on the wire is of.
import { type Operation, toMethod, toTemplate } from '../src/operations/operation.ts';
import { operations } from './operations.ts';

export const toPattern = (line: Operation['line']): RegExp =>
  new RegExp(
    `^/v3${toTemplate(line)
      .replace('$', '\\$')
      .replace(/\{\w+\}/g, '[^/]+')}$`,
  );

/** The most literal first. */
const patterns = operations
  .map(({ line }) => ({ line, method: toMethod(line), path: toPattern(line) }))
  .sort((one, other) => one.line.split('{').length - other.line.split('{').length);

/** Undefined where it is of none. */
export const toLine = (asked: { method: string; path: string }): Operation['line'] | undefined =>
  patterns.find(({ method, path }) => method === asked.method && path.test(asked.path))?.line;
