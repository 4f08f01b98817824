// A rehearsal at the door: what writes, and what of it would have travelled. Pure.
import type { Arguments } from '../operations/arguments.ts';
import type { Operation, RequestLine } from '../operations/operation.ts';
import type { Unsent } from '../operations/rehearsed.ts';
import type { CmaRequest, FormPart } from './request.ts';

type Line = Pick<Operation, 'line'> & Partial<Pick<Operation, 'effect'>>;

/** A form with its files. */
interface Filled {
  get(name: string): unknown;
}

/** What a request says of itself is not all that is heard: a line that writes does so whatever was made of it. */
export function toWriting(known: readonly Line[]): (request: Pick<CmaRequest, 'line' | 'effect'>) => boolean {
  const lines = new Set<RequestLine>(known.filter(({ effect = 'read' }) => effect !== 'read').map(({ line }) => line));
  return ({ line, effect }) => effect !== 'read' || lines.has(line);
}

/** @param form as it was made of its parts, where there are any: files are open by then. */
export function toUnsent(request: CmaRequest, form: Filled | undefined): Unsent {
  const { method, path, query, headers, body, form: parts } = request;
  const named = [...new Set(query.keys())].map(name => {
    const values = query.getAll(name);
    return [name, values.length > 1 ? values : values[0]] as const;
  });
  return {
    method,
    path: `/v3${path}`,
    ...(named.length > 0 ? { query: Object.fromEntries(named) } : {}),
    headers,
    ...(body === undefined ? {} : { body: JSON.parse(body) }),
    ...(parts && form ? { form: toParts(parts, form) } : {}),
  };
}

const toParts = (parts: readonly FormPart[], form: Filled): Arguments =>
  Object.fromEntries(
    parts.map(part => {
      if ('text' in part) return [part.name, part.text];
      if ('json' in part) return [part.name, JSON.parse(part.json)];
      const { name, size, type } = form.get(part.name) as File;
      return [part.name, { name, size, type }];
    }),
  );
