// Other people's secrets are left out of an answer by the place where they stand. Pure.

import { mask } from '../operations/answer.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';

type Masked = Pick<Operation, 'masked' | 'told'>;

/** How far down the keys below a withheld field are still told: `request.entry.title` says what was changed, not to what. */
const deepest = 2;

/** The answer without the values of the masked keys; `a.b` masks b below a, lists between them do not count. */
export function withhold(node: unknown, { masked, told }: Masked, path = ''): unknown {
  if (masked.length === 0) return node;
  if (Array.isArray(node)) return node.map(item => withhold(item, { masked, told }, path));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => {
    const at = `${path}.${key}`;
    // A header has the same name however it is written.
    const isMasked = masked.some(name => at.toLowerCase().endsWith(`.${name.toLowerCase()}`));
    return [key, isMasked ? hide(value, deepest, told) : withhold(value, { masked, told }, at)];
  });
  return Object.fromEntries(entries);
}

function hide(value: unknown, depth: number, told: readonly string[]): unknown {
  if (value === null || value === '') return value;
  if (!isObject(value) || depth === 0) return mask;
  const entries = Object.entries(value);
  // Further down it is content, whose fields may have any name, unless it is plainly where a publish goes.
  const isOpen =
    depth === deepest || (Array.isArray(value.environments) && entries.every(([key]) => told.includes(key)));
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      isOpen && told.includes(key) && isPlain(inner) ? inner : hide(inner, depth - 1, told),
    ]),
  );
}

/** Words, numbers, and lists of them. */
const isPlain = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(item => !Array.isArray(item) && isPlain(item)) : !isObject(value);
