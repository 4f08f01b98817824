// What a new document must be before it is stored: no uid twice, and not too large.
import { childrenOf, listNodes, listShared, nodeUid } from '../../rich-text-nodes.ts';
import { isObject, type Json } from '../../value.ts';

/** Bytes; the CMA refuses more in a JSON rich text. */
const largest = 30 * 1024;

/** Gives each new node whose uid another has one of its own; what is stored is left as it is. */
export function renewUids(document: Json, stored: unknown, newUid: () => string): void {
  const kept = new Set([...listNodes(stored)].map(({ value }) => value));
  const shared = listShared(stored);
  copyTwins(document, [stored, ...kept], kept);
  const nodes = [...listNodes(document)].map(({ value }) => value);
  const taken = new Set(nodes.filter(node => kept.has(node)).map(nodeUid));
  for (const node of nodes) {
    const uid = nodeUid(node);
    if (uid === undefined || kept.has(node) || !isObject(node)) continue;
    if (taken.has(uid) && !shared.has(uid)) node.uid = newUid();
    taken.add(nodeUid(node));
  }
}

/** A stored link that stands in two places now is a copy in the one that is new. */
function copyTwins(document: Json, holders: readonly unknown[], kept: ReadonlySet<unknown>): void {
  const held = new Set(holders.map(childrenOf));
  const lists = [document, ...[...listNodes(document)].map(({ value }) => value)].map(childrenOf);
  const seen = new Set(lists.filter(list => held.has(list)).flat());
  for (const list of lists) {
    if (held.has(list)) continue;
    for (const [place, node] of list.entries()) {
      if (nodeUid(node) === undefined || !kept.has(node)) continue;
      if (seen.has(node)) (list as unknown[])[place] = structuredClone(node);
      seen.add(node);
    }
  }
}

const sizeOf = (document: unknown): number => new TextEncoder().encode(JSON.stringify(document)).length;

/** Where more was stored already, the CMA takes more than it says. */
export function tellSize(document: unknown, before: unknown): string | undefined {
  const size = sizeOf(document);
  const had = before === undefined ? 0 : sizeOf(before);
  if (size <= largest || had > largest) return undefined;
  const was = before === undefined ? '' : `, and it is ${print(had)} now`;
  return `stored as JSON it would be ${print(size)}${was}; a field holds 30 KB, so ${print(size - largest)} must go: shorten it, or split it over several fields or entries`;
}

const print = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
