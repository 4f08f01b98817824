// The nodes of JSON rich text: which there are, how each is addressed, and what of a document is only noise.
import type { Address } from './address.ts';
import { isObject, isSame, type Json } from './value.ts';

export const isDocument = (value: unknown): value is Json =>
  isObject(value) && value.type === 'doc' && Array.isArray(value.children);

export const childrenOf = (node: unknown): readonly unknown[] =>
  isObject(node) && Array.isArray(node.children) ? node.children : [];

export interface Node {
  value: unknown;
  /** Among its parent's children. */
  place: number;
  /** Undefined for what stands directly in the document. */
  parent: Node | undefined;
}

/** Keys and places from the document to a node. */
export function pathTo(node: Node): (string | number)[] {
  const path: (string | number)[] = [];
  for (let each: Node | undefined = node; each; each = each.parent) path.push(each.place, 'children');
  return path.reverse();
}

/** All nodes below a document, from top to bottom; of any depth. */
export function* listNodes(document: unknown): Generator<Node> {
  const below = (value: unknown, parent: Node | undefined): Node[] =>
    childrenOf(value)
      .map((child, place) => ({ value: child, place, parent }))
      .reverse();
  const left = below(document, undefined);
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    yield node;
    for (const each of below(node.value, node)) left.push(each);
  }
}

export const nodeUid = (node: unknown): string | undefined =>
  isObject(node) && typeof node.uid === 'string' && node.uid !== '' ? node.uid : undefined;

/** Uids that several nodes of the documents have: they name none of them. */
export function listShared(...documents: unknown[]): ReadonlySet<string> {
  const shared = new Set<string>();
  for (const document of documents) {
    const seen = new Set<string>();
    for (const { value } of listNodes(document)) {
      const uid = nodeUid(value);
      if (uid === undefined) continue;
      if (seen.has(uid)) shared.add(uid);
      seen.add(uid);
    }
  }
  return shared;
}

/** `body[uid]` where the node has a uid of its own, else its place among its parent's children. */
export function addressNode(
  node: unknown,
  place: number,
  document: Address,
  parent: Address,
  shared: ReadonlySet<string>,
): Address {
  const uid = nodeUid(node);
  return uid !== undefined && !shared.has(uid) ? [...document, { uid }] : [...parent, 'children', { place }];
}

/** The same of a node that knows what is above it. @param document where the document itself stands. */
export function addressOf(node: Node, shared: ReadonlySet<string>, document: Address = []): Address {
  const chain: Node[] = [];
  for (let each: Node | undefined = node; each; each = each.parent) chain.push(each);
  return chain.reduceRight<Address>(
    (parent, { value, place }) => addressNode(value, place, document, parent, shared),
    document,
  );
}

/** A document without what the CMA or its editor adds by itself: its `_version`, and styles that are none. */
export function toPlainDocument(document: unknown): unknown {
  if (!isObject(document)) return document;
  const { _version, ...rest } = document;
  return toPlainNode(rest, 0);
}

/** Deeper than any editor nests. What is below is taken as it is. */
const deepest = 500;

function toPlainNode(node: unknown, depth: number): unknown {
  if (!isObject(node) || depth > deepest) return node;
  const { attrs, children, ...rest } = node;
  return Object.fromEntries([
    ...Object.entries(rest),
    ...(isObject(attrs) ? toPlainAttrs(attrs) : attrs === undefined ? [] : [['attrs', attrs]]),
    ...(Array.isArray(children)
      ? [['children', children.map(child => toPlainNode(child, depth + 1))]]
      : children === undefined
        ? []
        : [['children', children]]),
  ]);
}

function toPlainAttrs(attrs: Json): [string, unknown][] {
  const kept = Object.entries(attrs).filter(
    ([key, value]) => key !== 'style' || !isObject(value) || Object.keys(value).length > 0,
  );
  return kept.length > 0 ? [['attrs', Object.fromEntries(kept)]] : [];
}

/** Whether two documents, nodes or parts of them say the same. */
export const isSameNode = (one: unknown, other: unknown): boolean =>
  isSame(toPlainDocument(one), toPlainDocument(other));
