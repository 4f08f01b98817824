// What stands in a line of a stored document, as pieces: leaves with their marks, links, tokens.
import { childrenOf, type Node } from '../../rich-text-nodes.ts';
import { isAbsent, type Json, member } from '../../value.ts';
import { type Around, type Mark, marks, type Piece } from './line.ts';
import { attributeOf, hasAttributes, isLeaf, openNodes, textOf, typeOf } from './nodes.ts';
import type { Tokens } from './tokens.ts';

/** What Markdown cannot say of a node: a token stands for it. */
export class Unsayable extends Error {}

/** Deeper than any editor nests; below it a token stands for all. */
export const deepest = 16;

const blocks =
  /^(p|h[1-6]|blockquote|ul|ol|li|code|hr|table|thead|tbody|trgrp|tr|t[hd]|check-list|row|column|grid-container|grid-child|doc)$/;

export const isBlockType = (type: string): boolean => blocks.test(type);

/** What stands in a line wherever it is met. Of a plugin's nodes its neighbours tell. */
export function isInline(value: unknown): boolean {
  const type = typeOf(value);
  if (type !== 'reference') return isLeaf(value) || type === 'a' || type === 'span';
  const attrs = member(value, 'attrs');
  return member(attrs, 'inline') === true || ['inline', 'link'].includes(attributeOf(value, 'display-type'));
}

/** HTML that was pasted wraps each text that stands beside a block, as beside a list in an item. */
export const isFragmentOfText = (value: unknown): boolean =>
  typeOf(value) === 'fragment' && !hasAttributes(value) && childrenOf(value).every(isInline);

export const toPieces = (nodes: readonly Node[], tokens: Tokens, within: readonly Around[] = [], depth = 0): Piece[] =>
  nodes.flatMap(node => toInline(node, tokens, within, depth));

function toInline(node: Node, tokens: Tokens, within: readonly Around[], depth: number): Piece[] {
  const { value } = node;
  if (isLeaf(value)) return toLeaf(node, value, tokens, within);
  const type = typeOf(value);
  if (type === undefined || isBlockType(type) || depth > deepest) throw new Unsayable();
  const open = (around: readonly Around[]) => toPieces(openNodes(node, value), tokens, around, depth + 1);
  const isTransparent = (type === 'span' || type === 'fragment') && !hasAttributes(value);
  if (isTransparent) return open(within);
  const isTold = type === 'reference' ? attributeOf(value, 'display-type') === 'link' : type !== 'img';
  if (!isTold || textOf(value) === '') {
    const { name } = tokens.add(node, 'inline', type === 'a' ? 'link' : undefined);
    return [{ kind: 'token', text: name, marks: [], within }];
  }
  if (type !== 'a') return open([...within, { pair: tokens.add(node, 'pair').name }]);
  if (within.some(around => 'url' in around)) throw new Unsayable();
  return open([...within, { url: attributeOf(value, 'url'), title: attributeOf(value, 'title') }]);
}

/** Of a leaf's members: those that say nothing of how its text looks. */
const silent: ReadonlySet<string> = new Set(['text', 'inlineCode', 'break', 'separaterId', 'uid', 'type', ...marks]);

export function hasExtras(leaf: Json): boolean {
  const isKnown = (key: string, value: unknown): boolean =>
    isAbsent(value) ||
    value === false ||
    value === '' ||
    (key === 'attrs' ? !hasAttributes(leaf) : silent.has(key) && (key === 'text' || !isMark(key) || value === true));
  return Object.entries(leaf).some(([key, value]) => !isKnown(key, value));
}

const isMark = (key: string): key is Mark | 'inlineCode' => key === 'inlineCode' || marks.includes(key as Mark);

function toLeaf(node: Node, leaf: Json & { text: string }, tokens: Tokens, around: readonly Around[]): Piece[] {
  if (childrenOf(leaf).length > 0) throw new Unsayable();
  if (leaf.text === '') return [];
  const within = hasExtras(leaf) ? [...around, { pair: tokens.add(node, 'pair', 'style').name }] : around;
  const shared = { marks: marks.filter(mark => leaf[mark] === true), within };
  const kind = leaf.inlineCode === true ? 'code' : 'text';
  return leaf.text.split(/\r\n?|\n/).flatMap((text, place): Piece[] => {
    const piece: Piece = { kind, text, ...shared };
    return place === 0 ? [piece] : [{ kind: 'break', text: '', marks: [], within }, piece];
  });
}
