// What Markdown can say of rich text: the tree that a document and its Markdown are compared by.
import { type Line, toCompared, toLine } from './line.ts';

export type Block =
  | { kind: 'paragraph'; line: Line }
  | { kind: 'heading'; depth: number; line: Line }
  | { kind: 'rule' }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; isOrdered: boolean; start: number; items: Block[][] }
  | { kind: 'code'; language: string; text: string }
  /** The first row is the head. */
  | { kind: 'table'; rows: Line[][] }
  | { kind: 'token'; name: string };

/** Equal for blocks that say the same: blanks agree with any mark, and those at the ends of lines do not count. */
export function toComparable(block: Block): unknown {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, line: toCompared(toLine(block.line)) };
    case 'quote':
      return { ...block, blocks: block.blocks.map(toComparable) };
    case 'list':
      return { ...block, items: block.items.map(item => item.map(toComparable)) };
    case 'table':
      return { ...block, rows: block.rows.map(row => row.map(cell => toCompared(toLine(cell)))) };
    default:
      return block;
  }
}

/** Names of all tokens in a block; more than once where a pair does not hold together. */
export function listNames(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return listLineNames(block.line);
    case 'quote':
      return block.blocks.flatMap(listNames);
    case 'list':
      return block.items.flat().flatMap(listNames);
    case 'table':
      return block.rows.flat().flatMap(listLineNames);
    case 'token':
      return [block.name];
    default:
      return [];
  }
}

const listLineNames = (line: Line): string[] =>
  line.flatMap(({ kind, text, within }) => [
    ...(kind === 'token' ? [text] : []),
    ...within.flatMap(each => ('pair' in each ? [each.pair] : [])),
  ]);
