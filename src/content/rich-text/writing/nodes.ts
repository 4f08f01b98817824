// New nodes, as the editor makes them.
import type { Json } from '../../value.ts';
import { isLeaf } from '../shown/nodes.ts';

export const toNode = (type: string, uid: string, children: readonly unknown[], attrs: Json = {}): Json => ({
  type,
  uid,
  attrs,
  children: children.length > 0 ? children : [{ text: '' }],
});

/** Inline nodes have a leaf on either side, where the cursor can stand. */
export function padLine(children: readonly unknown[]): unknown[] {
  const padded: unknown[] = [];
  for (const child of children) {
    if (!isLeaf(child) && !isLeaf(padded.at(-1))) padded.push({ text: '' });
    padded.push(child);
  }
  if (!isLeaf(padded.at(-1))) padded.push({ text: '' });
  return padded;
}
