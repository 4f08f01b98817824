// Prints a line of rich text as Markdown, in the plainest way that reads back as the same.

import { isSame } from '../../value.ts';
import { escapeEnd, escapeStart, escapeText, printCode, printTarget } from './escape.ts';
import { type Around, type Line, type Mark, type Piece, toCompared, toLine } from './line.ts';
import type { Parse } from './markdown-parser.ts';
import { readBlocks } from './read.ts';
import { printPair, printToken, type Tokens } from './tokens.ts';

export type Stand = 'paragraph' | 'heading' | 'cell';

/** `isTagged`: all marks as tags, since no asterisk ends a mark between a full stop and a letter. */
interface Manner {
  isTagged: boolean;
  /** A heading and a cell are of one line, and no backslash breaks the last. */
  break: '\\\n' | '<br/>';
}

const manners: readonly Manner[] = [
  { isTagged: false, break: '\\\n' },
  { isTagged: false, break: '<br/>' },
  { isTagged: true, break: '\\\n' },
  { isTagged: true, break: '<br/>' },
];

/**
 * Where no manner reads back as the same, which its block's check then finds, the first.
 * @param parse without it the first is taken unread, as it nearly always reads back.
 */
export function printLine(line: Line, stand: Stand, tokens: Tokens, parse: Parse | undefined): string {
  const breaks = line.some(({ kind }) => kind === 'break');
  const isTagOnly = stand !== 'paragraph' || line.at(-1)?.kind === 'break';
  const isFit = (manner: Manner) => (manner.break === '<br/>' ? breaks : !breaks || !isTagOnly);
  const wanted = toCompared(line);
  let first: string | undefined;
  for (const manner of manners.filter(isFit)) {
    const printed = print(line, stand, manner, tokens);
    first ??= printed;
    if (!parse || isSame(readBack(printed, stand, tokens, parse), wanted)) return printed;
  }
  return first ?? '';
}

function readBack(printed: string, stand: Stand, tokens: Tokens, parse: Parse): Line | undefined {
  const around = { paragraph: printed, heading: `# ${printed}`, cell: `| ${printed} |\n| --- |` };
  const [block, more] = readBlocks(parse(around[stand]), tokens) ?? [];
  if (!block || more) return undefined;
  const line = block.kind === 'table' ? block.rows[0]?.[0] : 'line' in block ? block.line : undefined;
  return line && toCompared(toLine(line));
}

function print(line: Line, stand: Stand, manner: Manner, tokens: Tokens): string {
  const isCell = stand === 'cell';
  const open: (Around | Mark)[] = [];
  let text = '';
  const close = (length: number): void => {
    while (open.length > length) {
      const last = open.pop();
      if (last !== undefined) text += toEnds(last, manner, tokens, isCell)[1];
    }
  };
  const begin = (each: Around | Mark): void => {
    text += toEnds(each, manner, tokens, isCell)[0];
    open.push(each);
  };
  line.forEach((piece, place) => {
    let kept = 0;
    while (kept < open.length && isKept(open[kept], kept, piece)) kept += 1;
    close(kept);
    piece.within.slice(open.length).forEach(begin);
    const lengths = piece.marks
      .filter(mark => !open.includes(mark))
      .map(mark => [mark, lengthOf(mark, line, place)] as const);
    // What lasts longest begins first, so that what is in it can end before it.
    for (const [mark] of lengths.sort(([, one], [, other]) => other - one)) begin(mark);
    text += printPiece(piece, manner, tokens, isCell);
  });
  close(0);
  if (stand === 'cell') return text;
  return stand === 'heading' ? escapeEnd(text) : text.split('\n').map(escapeStart).join('\n');
}

/** Marks are within links and pairs, never around them. */
function isKept(each: Around | Mark | undefined, place: number, piece: Piece): boolean {
  if (typeof each === 'string') return piece.within.length <= place && piece.marks.includes(each);
  return JSON.stringify(each) === JSON.stringify(piece.within[place]);
}

function lengthOf(mark: Mark, line: Line, from: number): number {
  const within = JSON.stringify(line[from]?.within);
  let end = from;
  while (line[end]?.marks.includes(mark) && JSON.stringify(line[end]?.within) === within) end += 1;
  return end - from;
}

const signs: Partial<Record<Mark, string>> = { bold: '**', italic: '*', strikethrough: '~~' };

const tagNames: Readonly<Record<Mark, string>> = {
  bold: 'b',
  italic: 'i',
  strikethrough: 's',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
};

function toEnds(each: Around | Mark, manner: Manner, tokens: Tokens, isCell: boolean): [string, string] {
  if (typeof each === 'string') {
    const sign = manner.isTagged ? undefined : signs[each];
    return sign === undefined ? [`<${tagNames[each]}>`, `</${tagNames[each]}>`] : [sign, sign];
  }
  if ('url' in each) return ['[', `]${escapePipes(printTarget(each.url, each.title), isCell)}`];
  const token = tokens.find(each.pair);
  if (!token) return ['', ''];
  const [start, end] = printPair(token);
  return [escapePipes(start, isCell), end];
}

function printPiece({ kind, text, within }: Piece, manner: Manner, tokens: Tokens, isCell: boolean): string {
  if (kind === 'break') return manner.break;
  if (kind === 'code') return escapePipes(printCode(text), isCell);
  if (kind === 'text') return escapeText(text, { isCell, isLink: within.some(each => 'url' in each) });
  const token = tokens.find(text);
  return token ? escapePipes(printToken(token), isCell) : '';
}

const escapePipes = (text: string, isCell: boolean): string => (isCell ? text.replaceAll('|', '\\|') : text);
