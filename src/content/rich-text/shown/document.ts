// A stored document as its blocks, and what each is in Markdown.
import type { Address } from '../../address.ts';
import { addressOf, childrenOf, isDocument, listShared, type Node } from '../../rich-text-nodes.ts';
import { isAbsent, isObject, isSame } from '../../value.ts';
import { toBlocks, toTokenBlock } from './blocks.ts';
import { isInline } from './inlines.ts';
import type { Parse } from './markdown-parser.ts';
import { hasAttributes, openNodes, typeOf } from './nodes.ts';
import { type Marker, pickMarker, printBlock } from './print-block.ts';
import { readBlocks } from './read.ts';
import { type FindTitle, Tokens } from './tokens.ts';
import { type Block, listNames, toComparable } from './tree.ts';

/** What a document's block is in the Markdown; one without text is none. */
export interface Shown {
  /** From the document downwards. */
  address: Address;
  node: unknown;
  block: Block;
  markdown: string;
}

interface ShownDocument {
  markdown: string;
  /** With the nodes that they stand for. */
  tokens: Tokens;
  blocks: readonly Shown[];
}

/** Why a value is not shown as Markdown: `html` for an HTML string, as old entries have, to be shown as it is. */
export interface NotShown {
  reason: 'html' | 'malformed';
}

/** Loads the libraries that parse Markdown when they are first needed. */
export const loadParser = async (): Promise<Parse> => (await import('./markdown-parser.ts')).parseMarkdown;

/**
 * Takes any stored value and never throws. Each block reads back as what it was made of, or is a token.
 * @param findTitle titles of embedded entries and assets by uid; where it knows none, the uid stands.
 */
export async function showDocument(
  document: unknown,
  findTitle: FindTitle = () => undefined,
): Promise<ShownDocument | NotShown> {
  if (typeof document === 'string') return { reason: 'html' };
  const isUntouched = isAbsent(document) || (isObject(document) && Object.keys(document).length === 0);
  if (isUntouched) return { markdown: '', tokens: new Tokens(findTitle, new Set()), blocks: [] };
  if (!isDocument(document)) return { reason: 'malformed' };
  const parseMarkdown = await loadParser();
  const shared = listShared(document);
  const tokens = new Tokens(findTitle, shared);
  const blocks: Shown[] = [];
  let before: Printed | undefined;
  for (const node of listBlocks(openNodes(undefined, document))) {
    const printed = print(node, before, tokens, parseMarkdown);
    if (printed === undefined) continue;
    const { block, markdown } = printed;
    blocks.push({ address: addressOf(node, shared), node: node.value, block, markdown });
    before = printed;
  }
  return { markdown: blocks.map(({ markdown }) => markdown).join('\n\n'), tokens, blocks };
}

/** A fragment that says nothing by itself is looked through. */
function* listBlocks(nodes: readonly Node[]): Generator<Node> {
  const left = [...nodes].reverse();
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    const { value } = node;
    const isSeenThrough = typeOf(value) === 'fragment' && !hasAttributes(value) && childrenOf(value).length > 0;
    if (isSeenThrough && childrenOf(value).every(child => !isInline(child))) {
      left.push(...openNodes(node, value).reverse());
    } else yield node;
  }
}

interface Printed {
  block: Block;
  marker: Marker;
  markdown: string;
}

/** Nothing for a block without text. */
function print(node: Node, before: Printed | undefined, tokens: Tokens, parse: Parse): Printed | undefined {
  const known = tokens.count;
  const [block] = isInline(node.value) ? [toTokenBlock(node, tokens)] : toBlocks(node, tokens);
  // Around blanks at the end of a line there is none.
  tokens.drop(known, block ? listNames(block) : []);
  if (block === undefined) return undefined;
  const marker = pickMarker(block, before);
  const wanted = [toComparable(block)];
  for (const checked of [undefined, parse]) {
    const markdown = printBlock(block, marker, { tokens, parse: checked });
    const read = readBlocks(parse(markdown), tokens);
    if (read && isSame(read.map(toComparable), wanted)) return { block, marker, markdown };
  }
  tokens.drop(known);
  const token = toTokenBlock(node, tokens);
  return { block: token, marker: undefined, markdown: printBlock(token, undefined, { tokens, parse }) };
}
