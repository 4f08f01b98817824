// The order of a plan: place by place, and in each what is needed before what needs it. The same stack gives the same order.
import type { Node } from '../closure/closure.ts';
import type { Places } from './places.ts';

/** In a circle whatever was come to last goes first. */
export function putInOrder(nodes: readonly Node[], { environments, codes }: Places): Node[] {
  const seen = new Set<Node>();
  const done: Node[] = [];
  const visit = (first: Node): void => {
    // Without recursion, as references may be of any depth.
    const path: { node: Node; at: number }[] = [{ node: first, at: 0 }];
    seen.add(first);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.node.needs[top.at]?.to;
      top.at += 1;
      if (!next) {
        done.push(top.node);
        path.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        path.push({ node: next, at: 0 });
      }
    }
  };
  for (const node of nodes) if (!seen.has(node)) visit(node);
  const environmentAt = new Map(environments.map(({ uid }, index) => [uid, index]));
  const localeAt = new Map(codes.map((code, index) => [code, index]));
  const rank = ({ place: { environment, locale } }: Node): [number, number] => [
    environmentAt.get(environment.uid) ?? 0,
    localeAt.get(locale) ?? 0,
  ];
  return done.sort((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return a[0] - b[0] || a[1] - b[1];
  });
}
