// The text of a document to search in: each block's as one, however it is marked, and beside it what links and images say.
import type { Address } from '../address.ts';
import { isDocument, listShared, type Node } from '../rich-text-nodes.ts';
import { isBlockType, isInline } from './shown/inlines.ts';
import { addressOf, attributeOf, isLeaf, openNodes, typeOf } from './shown/nodes.ts';

export interface PlainText {
  /** Of the block, link or image; from the document downwards, or from where that stands. */
  address: Address;
  kind: 'text' | 'url' | 'link title' | 'alt' | 'caption';
  /** Line breaks in it as "\n". */
  text: string;
}

/** By node type, the attributes that hold what people read or search for. */
const told: ReadonlyMap<string, readonly (readonly [key: string, kind: PlainText['kind']])[]> = new Map([
  [
    'a',
    [
      ['url', 'url'],
      ['title', 'link title'],
    ],
  ],
  [
    'img',
    [
      ['url', 'url'],
      ['alt', 'alt'],
      ['caption', 'caption'],
    ],
  ],
  [
    'reference',
    [
      ['href', 'url'],
      ['asset-link', 'url'],
      ['asset-alt', 'alt'],
      ['asset-caption', 'caption'],
    ],
  ],
  ['embed', [['src', 'url']]],
  ['social-embeds', [['src', 'url']]],
]);

/**
 * In the order of the document, of any depth. Nothing for what is no document, such as an HTML string.
 * @param at where the document stands.
 */
export function toPlainText(document: unknown, at: Address = []): PlainText[] {
  if (!isDocument(document)) return [];
  const shared = listShared(document);
  const found: PlainText[] = [];
  const tell = (node: Node): void => {
    for (const [key, kind] of told.get(typeOf(node.value) ?? '') ?? []) {
      const text = attributeOf(node.value, key);
      if (text !== '') found.push({ address: addressOf(node, shared, at), kind, text });
    }
  };
  const left: (Node | undefined)[] = [undefined];
  while (left.length > 0) {
    const block = left.pop();
    const children = openNodes(block, block ? block.value : document);
    if (block) tell(block);
    if (!children.some(({ value }) => isInline(value))) {
      left.push(...children.reverse());
      continue;
    }
    const { text, inlines, blocks } = readLine(children);
    if (text !== '') found.push({ address: block ? addressOf(block, shared, at) : at, kind: 'text', text });
    inlines.forEach(tell);
    left.push(...blocks.reverse());
  }
  return found;
}

/** What stands in one line, and the blocks that stand among it, as a list in an item. */
function readLine(nodes: readonly Node[]): { text: string; inlines: Node[]; blocks: Node[] } {
  const line = { text: '', inlines: [] as Node[], blocks: [] as Node[] };
  const left = [...nodes].reverse();
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    const { value } = node;
    if (isBlockType(typeOf(value) ?? '')) line.blocks.push(node);
    else {
      if (isLeaf(value)) line.text += value.text;
      else line.inlines.push(node);
      left.push(...openNodes(node, value).reverse());
    }
  }
  return line;
}
