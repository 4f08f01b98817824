// The pictures that Markdown names.
import type { Nodes, Root } from 'mdast';

/** Each once, in its order. */
export function listPictureTargets(root: Root): string[] {
  const targets = new Set<string>();
  const left: Nodes[] = [root];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.type === 'image') targets.add(node.url);
    if ('children' in node) left.push(...[...node.children].reverse());
  }
  return [...targets];
}
