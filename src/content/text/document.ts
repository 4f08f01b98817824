// The texts of JSON rich text: one for each paragraph or the like, its leaves joined, and those in attributes of nodes.
import type { Address } from '../address.ts';
import { addressNode, childrenOf, listShared } from '../rich-text-nodes.ts';
import { isObject, type Json } from '../value.ts';

export interface DocumentText {
  /** Of the block, or of an attribute. */
  address: Address;
  text: string;
  /** The attribute that it is. */
  attribute?: string;
}

/** These hold blocks or stand alone, wherever they are. */
const blocks = new Set(
  `doc p h1 h2 h3 h4 h5 h6 blockquote ul ol li code hr table thead tbody trgrp tr th td img embed social-embeds check-list
  row column grid-container grid-child div figure style script`.split(/\s+/),
);

const inlines = new Set(['a', 'span']);

/** What people write or see; the rest are uids, classes and measures. */
const written = /^(?:(?:asset-)?(?:url|href|src|alt|title|caption|link|name)|anchorLink)$/;

const isLeaf = (node: unknown): node is Json & { text: string } => isObject(node) && typeof node.text === 'string';

/** What a plugin adds may be either: it is inline where it stands beside text. */
function isInline(node: unknown, isBesideText: boolean): boolean {
  const type = isObject(node) ? node.type : undefined;
  if (typeof type !== 'string') return true;
  if (inlines.has(type)) return true;
  if (type !== 'reference') return !blocks.has(type) && isBesideText;
  const attrs = isObject(node) && isObject(node.attrs) ? node.attrs : {};
  return attrs['display-type'] === 'inline' || attrs['display-type'] === 'link' || attrs.inline === true;
}

/** @param at the document's address. */
export function* listDocumentTexts(document: Json, at: Address): Generator<DocumentText> {
  const shared = listShared(document);
  const left: { node: unknown; address: Address; isAbove: boolean }[] = [
    { node: document, address: at, isAbove: true },
  ];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, address } = next;
    yield* listAttributes(node, address);
    // What is inline was joined to the text of the block around it.
    const { text, below } = openBlock(node, address);
    if (next.isAbove && text.trim() !== '') yield { address, text };
    left.push(...below.reverse());
  }

  function openBlock(block: unknown, address: Address): { text: string; below: typeof left } {
    const [pieces, below]: [string[], typeof left] = [[], []];
    const open: { node: unknown; above: Address; place: number; isBesideText: boolean }[] = [];
    const push = (parent: unknown, above: Address): void => {
      const children = childrenOf(parent);
      const isBesideText = children.some(child => isLeaf(child) && child.text.trim() !== '');
      for (let place = children.length - 1; place >= 0; place -= 1) {
        open.push({ node: children[place], above, place, isBesideText });
      }
    };
    push(block, address);
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      const { node, above, place, isBesideText } = each;
      if (isLeaf(node)) {
        pieces.push(node.text);
        continue;
      }
      const inner = addressNode(node, place, at, above, shared);
      if (isInline(node, isBesideText)) {
        below.push({ node: isObject(node) ? { attrs: node.attrs } : node, address: inner, isAbove: false });
        push(node, inner);
      } else {
        pieces.push('\n\n');
        below.push({ node, address: inner, isAbove: true });
      }
    }
    return { text: pieces.join(''), below };
  }
}

function* listAttributes(node: unknown, address: Address): Generator<DocumentText> {
  const attrs = isObject(node) && isObject(node.attrs) ? node.attrs : {};
  for (const [attribute, text] of Object.entries(attrs)) {
    if (typeof text !== 'string' || text === '' || !written.test(attribute)) continue;
    yield { address: [...address, 'attrs', attribute], text, attribute };
  }
}
