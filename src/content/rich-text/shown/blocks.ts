// The blocks of a stored document, as the tree that Markdown can say, with tokens for the rest.
import { childrenOf, type Node } from '../../rich-text-nodes.ts';
import { member } from '../../value.ts';
import { deepest, hasExtras, isBlockType, isFragmentOfText, isInline, toPieces, Unsayable } from './inlines.ts';
import { type Line, marks, toLine } from './line.ts';
import { attributeOf, hasAttributes, isLeaf, openNodes, textOf, typeOf } from './nodes.ts';
import type { Tokens } from './tokens.ts';
import type { Block } from './tree.ts';

/** Characters; three times what the CMA stores in a field. To read back more would take seconds. */
const longest = 100_000;

export function toTokenBlock(node: Node, tokens: Tokens): Block {
  return tokens.note({ kind: 'token', name: tokens.add(node, 'block').name }, [node]);
}

/** A block and all in it; nothing for a paragraph without text. A token where Markdown cannot say it. */
export function toBlocks(node: Node, tokens: Tokens, depth = 0): Block[] {
  const before = tokens.count;
  try {
    return sayBlock(node, tokens, depth).map(block => tokens.note(block, [node]));
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error;
    tokens.drop(before);
    return [toTokenBlock(node, tokens)];
  }
}

function sayBlock(node: Node, tokens: Tokens, depth: number): Block[] {
  const { value } = node;
  const type = typeOf(value);
  if (type === undefined || depth > deepest) throw new Unsayable();
  if (depth === 0 && textOf(value).length > longest) throw new Unsayable();
  const children = openNodes(node, value);
  const toOwnLine = (): Line => toLine(toPieces(children, tokens));
  if (type === 'p') {
    const line = toOwnLine();
    return line.length > 0 ? [{ kind: 'paragraph', line }] : [];
  }
  if (/^h[1-6]$/.test(type)) return [{ kind: 'heading', depth: Number(type[1]), line: toOwnLine() }];
  if (type === 'blockquote') return [{ kind: 'quote', blocks: toFlow(children, tokens, depth + 1) }];
  if (type === 'ul' || type === 'ol') return [toList(node, tokens, depth)];
  if (type === 'table') return [toTable(node, tokens)];
  if (type === 'code') return [toCode(value)];
  if (type === 'hr' && textOf(value) === '') return [{ kind: 'rule' }];
  if (type === 'fragment' && !hasAttributes(value) && children.every(child => !isInline(child.value))) {
    return children.flatMap(child => toBlocks(child, tokens, depth + 1));
  }
  if (isFragmentOfText(value)) {
    const line = toOwnLine();
    return line.length > 0 ? [{ kind: 'paragraph', line }] : [];
  }
  throw new Unsayable();
}

/** What is in a quote, an item or a cell: blocks, and lines of their own between them. */
function toFlow(nodes: readonly Node[], tokens: Tokens, depth: number): Block[] {
  const hasText = nodes.some(({ value }) => isLeaf(value));
  const blocks: Block[] = [];
  let run: Node[] = [];
  const end = (): void => {
    const line = toLine(toPieces(run, tokens));
    if (line.length > 0) blocks.push(tokens.note<Block>({ kind: 'paragraph', line }, run));
    run = [];
  };
  for (const node of nodes) {
    const type = typeOf(node.value);
    const isOfLine = isInline(node.value) || isFragmentOfText(node.value);
    if (isOfLine || (hasText && type !== undefined && isOfPlugin(type))) run.push(node);
    else {
      end();
      blocks.push(...toBlocks(node, tokens, depth));
    }
  }
  end();
  return blocks;
}

const isOfPlugin = (type: string): boolean =>
  !isBlockType(type) && !['reference', 'img', 'embed', 'social-embeds', 'fragment', 'div'].includes(type);

function toList(node: Node, tokens: Tokens, depth: number): Block {
  const items: Block[][] = [];
  for (const child of openNodes(node, node.value)) {
    const type = typeOf(child.value);
    if (type === 'li') items.push(tokens.note(toFlow(openNodes(child, child.value), tokens, depth + 1), [child]));
    // HTML that was pasted nests a list beside the item it belongs to.
    else if (type === 'ul' || type === 'ol') lastOf(items).push(...toBlocks(child, tokens, depth + 1));
    else throw new Unsayable();
  }
  if (items.length === 0) throw new Unsayable();
  const isOrdered = typeOf(node.value) === 'ol';
  return { kind: 'list', isOrdered, start: isOrdered ? startOf(node.value) : 1, items };
}

function lastOf(items: Block[][]): Block[] {
  const last = items.at(-1);
  if (!last) throw new Unsayable();
  return last;
}

/** The number of an ordered list's first item. */
export function startOf(list: unknown): number {
  const start = Number(member(member(list, 'attrs'), 'start') ?? 1);
  return Number.isInteger(start) && start >= 0 && start < 1e6 ? start : 1;
}

function toCode(value: unknown): Block {
  const isPlain = childrenOf(value).every(
    leaf =>
      isLeaf(leaf) && childrenOf(leaf).length === 0 && !hasExtras(leaf) && marks.every(mark => leaf[mark] !== true),
  );
  if (!isPlain) throw new Unsayable();
  return { kind: 'code', language: attributeOf(value, 'language'), text: textOf(value) };
}

/** One row of heads, and in each row as many cells. */
function toTable(node: Node, tokens: Tokens): Block {
  const [head, body, more] = openNodes(node, node.value);
  const isWhole = head && typeOf(head.value) === 'thead' && (!body || typeOf(body.value) === 'tbody') && !more;
  if (!isWhole || childrenOf(head.value).length !== 1) throw new Unsayable();
  const rows = [head, ...(body ? [body] : [])]
    .flatMap(part => openNodes(part, part.value))
    .map(row => {
      if (typeOf(row.value) !== 'tr') throw new Unsayable();
      const cells = openNodes(row, row.value).map(cell => tokens.note(toCell(cell, tokens), [cell]));
      return tokens.note(cells, [row]);
    });
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.some(row => row.length !== width)) throw new Unsayable();
  return { kind: 'table', rows };
}

function toCell(cell: Node, tokens: Tokens): Line {
  const type = typeOf(cell.value);
  const spans = ['colSpan', 'rowSpan', 'void'].map(key => member(member(cell.value, 'attrs'), key));
  const isSingle = spans.every(span => span === undefined || span === null || span === false || Number(span) === 1);
  if ((type !== 'th' && type !== 'td') || !isSingle || spans[2] === true) throw new Unsayable();
  const children = openNodes(cell, cell.value);
  const [only, another] = children;
  const isParagraph = only && !another && typeOf(only.value) === 'p';
  return toLine(toPieces(isParagraph ? openNodes(only, only.value) : children, tokens));
}
