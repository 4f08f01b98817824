// The texts of JSON rich text: one for each paragraph or the like, its leaves joined, and those in attributes of nodes.
import type { Address } from '../address.ts';
import { addressNode, childrenOf, listShared, type Node } from '../rich-text-nodes.ts';
import { isObject, type Json } from '../value.ts';
import { joinRuns, type Run, toMark } from './seen.ts';

interface DocumentText {
  /** Of the block, or of an attribute. */
  address: Address;
  text: string;
  /** The attribute that it is. */
  attribute?: string;
  /** What the text is made of, each piece in its node. */
  runs: readonly Run[];
  /** Of the block or the node that has the attribute; undefined for the document itself. */
  node: Node | undefined;
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

interface Open {
  node: unknown;
  address: Address;
  /** Absent for the document itself. */
  own: Node | undefined;
  isAbove: boolean;
  isCode: boolean;
}

/** @param at the document's address. */
export function* listDocumentTexts(document: Json, at: Address): Generator<DocumentText> {
  const shared = listShared(document);
  const left: Open[] = [{ node: document, address: at, own: undefined, isAbove: true, isCode: false }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, address, own } = next;
    yield* listAttributes(node, address, own);
    // What is inline was joined to the text of the block around it.
    const { runs, below } = openBlock(next);
    const text = next.isAbove ? joinRuns(runs) : '';
    if (text.trim() !== '') yield { address, text, runs, node: own };
    for (const each of below.reverse()) left.push(each);
  }

  function openBlock({ node: block, address, own, isCode }: Open): { runs: Run[]; below: Open[] } {
    const [runs, below]: [Run[], Open[]] = [[], []];
    const open: { own: Node; above: Address; isBesideText: boolean }[] = [];
    const push = (parent: unknown, above: Address, holder: Node | undefined): void => {
      const children = childrenOf(parent);
      const isBesideText = children.some(child => isLeaf(child) && child.text.trim() !== '');
      for (let place = children.length - 1; place >= 0; place -= 1) {
        open.push({ own: { value: children[place], place, parent: holder }, above, isBesideText });
      }
    };
    const isCoded = isCode || isCodeType(block);
    push(block, address, own);
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      const { own: inner, above, isBesideText } = each;
      const node = inner.value;
      if (isLeaf(node)) {
        runs.push(toRun(inner, node, isCoded));
        continue;
      }
      const innerAddress = addressNode(node, inner.place, at, above, shared);
      if (isInline(node, isBesideText)) {
        const attrs = isObject(node) ? { attrs: node.attrs } : node;
        below.push({ node: attrs, address: innerAddress, own: inner, isAbove: false, isCode: isCoded });
        push(node, innerAddress, inner);
      } else {
        runs.push(toMark('\n\n', 0));
        below.push({ node, address: innerAddress, own: inner, isAbove: true, isCode: isCoded });
      }
    }
    return { runs, below };
  }
}

const isCodeType = (node: unknown): boolean =>
  isObject(node) && (node.type === 'code' || node.type === 'style' || node.type === 'script');

function toRun(own: Node, leaf: Json & { text: string }, isCode: boolean): Run {
  const { text } = leaf;
  // A line break has a leaf to itself, which says that it is one.
  const isBreak = 'break' in leaf && text.trim() === '';
  const isTyped = isCode || leaf.inlineCode === true || leaf.code === true;
  const as = isBreak ? 'mark' : isTyped ? 'code' : undefined;
  const run: Run = { text, from: 0, to: text.length, holder: { node: own, key: 'text', isAttribute: false } };
  return as ? { ...run, as } : run;
}

function* listAttributes(node: unknown, address: Address, own: Node | undefined): Generator<DocumentText> {
  const attrs = isObject(node) && isObject(node.attrs) ? node.attrs : {};
  for (const [key, text] of Object.entries(attrs)) {
    if (typeof text !== 'string' || text === '' || !written.test(key)) continue;
    const holder = own ? { holder: { node: own, key, isAttribute: true } } : {};
    const runs = [{ text, from: 0, to: text.length, ...holder }];
    yield { address: [...address, 'attrs', key], text, attribute: key, runs, node: own };
  }
}
