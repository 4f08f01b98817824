// Keys of blocks by which stored and edited ones are compared: blanks of any kind are one, and tokens are what they stand for.
import { childrenOf, type Node } from '../../rich-text-nodes.ts';
import { isObject, type Json } from '../../value.ts';
import { hasExtras } from '../shown/inlines.ts';
import { type Around, type Line, marks, type Piece, toCompared, toLine } from '../shown/line.ts';
import { isLeaf } from '../shown/nodes.ts';
import type { Block } from '../shown/tree.ts';

/** What a token's name stands for; equal where one may be taken for the other. */
export type Label = (name: string) => string;

/** Models write plain blanks for those that do not break, and lose what has no width. */
export const foldText = (text: string): string => text.replace(/[\t\u00a0\u2007\u202f]/g, ' ').replace(unseen, '');

export const unseen = /[\u00ad\u200b\u2060\ufeff]/g;

export const isBlank = (char: string): boolean => /^[ \t\u00a0\u2007\u202f]$/.test(char);

const ofText: ReadonlySet<string> = new Set([...marks, 'inlineCode', 'text', 'break', 'separaterId', 'uid', 'type']);

/** What of a leaf is more than a text with marks: a colour, a class, what a plugin keeps. */
export const extrasOf = (leaf: Json): Json =>
  Object.fromEntries(Object.entries(leaf).filter(([key]) => !ofText.has(key) || (key !== 'text' && isOdd(leaf, key))));

/** A mark that is neither there nor absent. */
const isOdd = (leaf: Json, key: string): boolean =>
  (marks.some(mark => mark === key) || key === 'inlineCode') && hasExtras({ text: '', [key]: leaf[key] });

/** Leaves that look alike have one label; all other nodes have their own. */
export const toStyleLabel = (leaf: Json): string => `style ${JSON.stringify(extrasOf(leaf))}`;

export const isStyle = (node: Node | undefined): boolean =>
  node !== undefined && isObject(node.value) && isLeaf(node.value) && childrenOf(node.value).length === 0;

/** Styles are within all else, as they are of leaves. */
function labelLine(line: Line, label: Label): Line {
  return line.map((piece): Piece => {
    const labelled = piece.within.map(around => ('pair' in around ? { pair: label(around.pair) } : around));
    const isOfLeaf = (around: Around): boolean => 'pair' in around && around.pair.startsWith('style ');
    const within = [...labelled.filter(each => !isOfLeaf(each)), ...labelled.filter(isOfLeaf)];
    const text = piece.kind === 'token' ? label(piece.text) : foldText(piece.text);
    return { ...piece, text, within };
  });
}

export const keyOfLine = (line: Line, label: Label): string =>
  JSON.stringify(toCompared(toLine(labelLine(toLine(line), label))));

/** Equal for blocks of which the stored one may stay as it is. */
export const keyOf = (block: Block, label: Label): string => JSON.stringify(toKeyed(block, label));

export const keyOfItem = (blocks: readonly Block[], label: Label): string =>
  JSON.stringify(listSeen(blocks).map(block => toKeyed(block, label)));

function toKeyed(block: Block, label: Label): unknown {
  switch (block.kind) {
    case 'paragraph':
      return ['p', keyOfLine(block.line, label)];
    case 'heading':
      return [`h${block.depth}`, keyOfLine(block.line, label)];
    case 'quote':
      return ['quote', listSeen(block.blocks).map(each => toKeyed(each, label))];
    case 'list':
      return [
        block.isOrdered ? block.start : '-',
        block.items.map(item => listSeen(item).map(each => toKeyed(each, label))),
      ];
    case 'table':
      return ['table', block.rows.map(row => row.map(cell => keyOfLine(cell, label)))];
    case 'code':
      return ['code', block.language.trim(), foldText(block.text.replace(/\r\n?/g, '\n'))];
    case 'token':
      return ['token', label(block.name)];
    case 'rule':
      return ['rule'];
  }
}

/** A paragraph in which nothing is to be seen. */
export const isHollow = (block: Block): boolean =>
  block.kind === 'paragraph' &&
  block.line.every(({ kind, text, within }) => kind === 'text' && foldText(text).trim() === '' && within.length === 0);

/** All others stay hidden where they are, as empty paragraphs do. */
export const listSeen = (blocks: readonly Block[]): readonly Block[] => blocks.filter(block => !isHollow(block));

/** All words in it, and its tokens. */
export function wordsOf(block: Block): string[] {
  const ofLine = (line: Line): string[] =>
    line.flatMap(({ kind, text, within }) => [
      ...(kind === 'token' ? [`<${text}>`] : foldText(text).split(/\s+/).filter(Boolean)),
      ...within.flatMap(each => ('pair' in each ? [`<${each.pair}>`] : [])),
    ]);
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return ofLine(block.line);
    case 'quote':
      return block.blocks.flatMap(wordsOf);
    case 'list':
      return block.items.flat().flatMap(wordsOf);
    case 'table':
      return block.rows.flat().flatMap(ofLine);
    case 'code':
      return foldText(block.text).split(/\s+/).filter(Boolean);
    case 'token':
      return [`<${block.name}>`];
    case 'rule':
      return [];
  }
}
