// Replaces visible text of stored rich text, across the leaves of a line: marks, links and embeds stay.
import type { Address } from '../address.ts';
import { addressNode, childrenOf, isDocument, listShared, type Node } from '../rich-text-nodes.ts';
import { isObject, type Json } from '../value.ts';
import { isLeaf, openNodes, typeOf } from './shown/nodes.ts';
import { type Span, spread } from './writing/spread.ts';

/** A text of a document: the line of a block, its leaves joined, or an attribute. */
export interface Passage {
  /** Of the block or the attribute; from the document downwards. */
  address: Address;
  /** `code` is a block of code. */
  kind: 'text' | 'code' | 'url';
  /** The attribute that it is: `title`, `alt`, `asset-caption`, `url`. */
  attribute?: string;
  /** Line breaks as `\n`; where a block stands among the text, an empty line. */
  text: string;
  /** Where in it code is. */
  codes: readonly (readonly [from: number, to: number])[];
}

/** Places in the text of a passage, in its order. */
export interface Replacement {
  from: number;
  to: number;
  with: string;
}

export type Replacer = (passage: Passage) => readonly Replacement[];

/** The same object when nothing was replaced. Nothing of what is no document, such as an HTML string. */
export function replaceInDocument(document: unknown, replacer: Replacer): { document: Json; hits: number } {
  if (!isDocument(document)) return { document: document as Json, hits: 0 };
  const results = new Map<Node, unknown[]>();
  const kids = new Map<Node | undefined, Node[]>();
  const shared = listShared(document);
  let hits = 0;
  const replaceLine = (block: Node | undefined, address: Address): Lined => {
    const line = readLine(block, kids, document, address, shared);
    const { leaves, text } = line;
    const codes = leaves.filter(({ value }) => value.inlineCode === true).map(({ from, to }) => [from, to] as const);
    const kind = typeOf(block?.value) === 'code' ? 'code' : 'text';
    const found = text.trim() === '' ? [] : takeApart(replacer({ address, kind, text, codes }), line);
    hits += found.length;
    if (found.length === 0) return line;
    for (const [place, now] of spread(text, leaves, found).entries()) {
      const leaf = leaves[place];
      if (leaf && now !== leaf.value.text) results.set(leaf.node, [{ ...leaf.value, text: now }]);
    }
    return line;
  };
  const replaceAttributes = (node: Node, address: Address): void => {
    const value = results.get(node)?.[0] ?? node.value;
    const attrs = isObject(value) && isObject(value.attrs) ? value.attrs : {};
    const changed: Json = {};
    for (const [attribute, text] of Object.entries(attrs)) {
      const kind = kindOfAttribute(attribute);
      if (typeof text !== 'string' || text === '' || !kind) continue;
      const own = [...address, 'attrs', attribute];
      const found = sort(replacer({ address: own, kind, attribute, text, codes: [] }));
      if (found.length === 0) continue;
      hits += found.length;
      changed[attribute] = found.reduceRight(
        (now, each) => now.slice(0, each.from) + each.with + now.slice(each.to),
        text,
      );
    }
    if (Object.keys(changed).length > 0) results.set(node, [{ ...(value as Json), attrs: { ...attrs, ...changed } }]);
  };
  const left: { block: Node | undefined; address: Address }[] = [{ block: undefined, address: [] }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.block) replaceAttributes(next.block, next.address);
    const { inlines, blocks } = replaceLine(next.block, next.address);
    for (const { node, address } of inlines) replaceAttributes(node, address);
    left.push(...blocks.map(({ node, address }) => ({ block: node, address })).reverse());
  }
  return { document: hits === 0 ? document : rebuild(document, results, kids), hits };
}

const kindOfAttribute = (attribute: string): 'text' | 'url' | undefined =>
  /^(?:asset-)?(?:alt|title|caption)$/.test(attribute)
    ? 'text'
    : /^(?:asset-)?(?:url|href|src|link|name)$|^anchorLink$/.test(attribute)
      ? 'url'
      : undefined;

interface Leaf extends Span {
  node: Node;
  value: Json & { text: string };
}

interface Found {
  node: Node;
  address: Address;
}

interface Lined {
  text: string;
  leaves: Leaf[];
  /** Nodes of the line that are no leaves. */
  inlines: Found[];
  blocks: Found[];
}

const blocks = new Set(
  `doc p h1 h2 h3 h4 h5 h6 blockquote ul ol li code hr table thead tbody trgrp tr th td img embed social-embeds check-list
  row column grid-container grid-child div figure style script`.split(/\s+/),
);

/** What a plugin adds may be either: it is inline where it stands beside text. As a search tells them apart. */
function isOfLine(value: unknown, isBesideText: boolean): boolean {
  const type = typeOf(value);
  if (type === undefined || type === 'a' || type === 'span') return true;
  if (type !== 'reference') return !blocks.has(type) && isBesideText;
  const attrs = isObject(value) && isObject(value.attrs) ? value.attrs : {};
  return attrs['display-type'] === 'inline' || attrs['display-type'] === 'link' || attrs.inline === true;
}

function readLine(
  block: Node | undefined,
  kids: Map<Node | undefined, Node[]>,
  document: unknown,
  at: Address,
  shared: ReadonlySet<string>,
): Lined {
  const line: Lined = { text: '', leaves: [], inlines: [], blocks: [] };
  const open = (node: Node | undefined, address: Address) => {
    const children = openNodes(node, node ? node.value : document);
    kids.set(node, children);
    const isBesideText = children.some(({ value }) => isLeaf(value) && value.text.trim() !== '');
    return children.map(child => ({ node: child, above: address, isBesideText })).reverse();
  };
  const left = open(block, at);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, above, isBesideText } = next;
    const { value } = node;
    if (isLeaf(value)) {
      line.leaves.push({ node, value, from: line.text.length, to: line.text.length + value.text.length });
      line.text += value.text;
      continue;
    }
    const address = addressNode(value, node.place, [], above, shared);
    if (isOfLine(value, isBesideText)) {
      line.inlines.push({ node, address });
      left.push(...open(node, address));
    } else {
      line.text += '\n\n';
      line.blocks.push({ node, address });
    }
  }
  return line;
}

const sort = (found: readonly Replacement[]): Replacement[] => {
  const sorted = [...found].sort((one, other) => one.from - other.from);
  let end = 0;
  return sorted.filter(({ from, to }) => {
    const isFree = from >= end && to > from;
    if (isFree) end = to;
    return isFree;
  });
};

/** Not where a block stands amidst it. */
const takeApart = (found: readonly Replacement[], { leaves }: Lined): Replacement[] =>
  sort(found).filter(({ from, to }) => {
    const own = leaves.filter(leaf => leaf.from < to && leaf.to > from);
    return own.reduce((sum, leaf) => sum + Math.min(leaf.to, to) - Math.max(leaf.from, from), 0) === to - from;
  });

/** Anew are only those nodes in which something changed, and those around them. */
function rebuild(document: Json, results: Map<Node, unknown[]>, kids: Map<Node | undefined, Node[]>): Json {
  const depthOf = (node: Node): number => {
    let depth = 0;
    for (let each = node.parent; each; each = each.parent) depth += 1;
    return depth;
  };
  const above = new Map<Node, number>();
  for (const node of results.keys()) for (let each = node.parent; each; each = each.parent) above.set(each, 0);
  for (const node of above.keys()) above.set(node, depthOf(node));
  const toChildren = (node: Node | undefined): unknown[] => {
    const own = kids.get(node) ?? [];
    const made = own.flatMap(kid => results.get(kid) ?? [kid.value]);
    const kept = made.filter((child, place) => child === own[place]?.value || !isEmptied(child, made, place));
    return kept.length > 0 ? kept : [{ text: '' }];
  };
  for (const [node] of [...above].sort(([, one], [, other]) => other - one)) {
    const value = (results.get(node)?.[0] ?? node.value) as Json;
    results.set(node, [{ ...value, children: toChildren(node) }]);
  }
  return { ...document, children: toChildren(undefined) };
}

/** A leaf or link that lost all its text goes, but for a leaf that parts two inline nodes. */
function isEmptied(child: unknown, all: readonly unknown[], place: number): boolean {
  if (isLeaf(child)) return child.text === '' && (isLeaf(all[place - 1]) || isLeaf(all[place + 1]));
  const type = typeOf(child);
  return (type === 'a' || type === 'span') && childrenOf(child).every(each => isLeaf(each) && each.text === '');
}
