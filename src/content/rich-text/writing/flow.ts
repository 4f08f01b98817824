// Puts blocks back where they stood: what is not shown stays behind the block it follows, fragments stay around what was in them.
import type { Node } from '../../rich-text-nodes.ts';
import { childrenOf } from '../../rich-text-nodes.ts';
import { isObject, type Json } from '../../value.ts';
import { openNodes } from '../shown/nodes.ts';
import type { Tokens } from '../shown/tokens.ts';
import type { Block } from '../shown/tree.ts';
import { keepRising } from './align.ts';

export interface Entry {
  /** One block, or what stands in a line of its own. */
  values: readonly unknown[];
  /** Its nodes stand in the holder's own line. */
  isRun: boolean;
  /** Of a paragraph: what stands in it. */
  line?: readonly unknown[];
  /** Which of the holder's blocks it was. */
  stored?: Block | undefined;
}

/** The document, a quote or an item; undefined for the document. */
type Holder = Node | undefined;

/** @returns the children of the holder; the same list where nothing changed. */
export function placeEntries(
  { node, value }: { node: Holder; value: unknown },
  stored: readonly Block[],
  entries: readonly Entry[],
  tokens: Tokens,
): readonly unknown[] {
  const containers = findContainers(node, stored, entries, tokens);
  const first = (block: Block): Node | undefined => tokens.originOf(block)[0];
  const emit = (container: Holder, content: unknown, own: readonly number[]): readonly unknown[] => {
    const groups = new Map<Node | number, number[]>();
    for (const index of own) {
      const inner = stepInto(containers[index], container);
      const key = inner ?? index;
      groups.set(key, [...(groups.get(key) ?? []), index]);
    }
    const blockAt = new Map<number, Block>();
    const innerAt = new Map<number, Node>();
    for (const block of stored) {
      const origin = first(block);
      const inner = origin && stepInto(origin.parent, container);
      if (inner) innerAt.set(inner.place, inner);
      else if (origin?.parent === container) for (const each of tokens.originOf(block)) blockAt.set(each.place, block);
    }
    // What is not shown, by what it follows.
    const hidden = new Map<Node | number | undefined, unknown[]>();
    let anchor: Node | number | undefined;
    for (const child of openNodes(container, content)) {
      const [block, inner] = [blockAt.get(child.place), innerAt.get(child.place)];
      if (block) anchor = own.find(index => entries[index]?.stored === block && groups.has(index)) ?? anchor;
      else if (inner) anchor = groups.has(inner) ? inner : anchor;
      else hidden.set(anchor, [...(hidden.get(anchor) ?? []), child.value]);
    }
    const children = [...(hidden.get(undefined) ?? [])];
    for (const [key, indexes] of groups) {
      if (typeof key === 'number') children.push(...(entries[key]?.values ?? []));
      else {
        const inside = emit(key, key.value, indexes);
        children.push(inside === childrenOf(key.value) ? key.value : { ...(key.value as Json), children: inside });
      }
      children.push(...(hidden.get(key) ?? []));
    }
    return keepSame(childrenOf(content), children);
  };
  return emit(
    node,
    value,
    entries.map((_, index) => index),
  );
}

/** The old list where the new one has the same items. */
export const keepSame = (old: readonly unknown[], now: readonly unknown[]): readonly unknown[] =>
  old.length === now.length && old.every((each, place) => each === now[place]) ? old : now;

export function withChildren(node: unknown, children: readonly unknown[], more: Json = {}): unknown {
  const isSame = children === childrenOf(node) && Object.keys(more).length === 0;
  return isSame || !isObject(node) ? node : { ...node, ...more, children };
}

/** Of a node below a container: which of the container's own children it is in; undefined where it stands in none. */
function stepInto(node: Holder, container: Holder): Node | undefined {
  for (let each = node; each && each !== container; each = each.parent) if (each.parent === container) return each;
  return undefined;
}

/** For each entry the fragment it stands in, or the holder: where it was, or where both its neighbours are. */
function findContainers(
  holder: Holder,
  stored: readonly Block[],
  entries: readonly Entry[],
  tokens: Tokens,
): readonly Holder[] {
  const places = new Map(stored.map((block, place) => [block, place]));
  const pairs = entries.flatMap(({ stored: block }, index): [number, number][] => {
    const place = block && places.get(block);
    return place === undefined ? [] : [[index, place]];
  });
  const stable = new Map(keepRising(pairs));
  const parentOf = (index: number): Holder => tokens.originOf(stored[stable.get(index) as number] as Block)[0]?.parent;
  const indexes = [...stable.keys()];
  return entries.map((_, index) => {
    if (stable.has(index)) return parentOf(index);
    const before = indexes.findLast(other => other < index);
    const after = indexes.find(other => other > index);
    if (before === undefined || after === undefined) return holder;
    return findShared(parentOf(before), parentOf(after), holder);
  });
}

function findShared(one: Holder, other: Holder, holder: Holder): Holder {
  const above = new Set<Holder>();
  for (let each = one; each && each !== holder; each = each.parent) above.add(each);
  for (let each = other; each && each !== holder; each = each.parent) if (above.has(each)) return each;
  return holder;
}
