// Prints blocks of rich text as Markdown.
import { longestRun } from './escape.ts';
import type { Line } from './line.ts';
import type { Parse } from './markdown-parser.ts';
import { printLine, type Stand } from './print-line.ts';
import { printToken, type Tokens } from './tokens.ts';
import type { Block } from './tree.ts';

/** Undefined for what is no list. */
export type Marker = '-' | '*' | '.' | ')' | undefined;

interface Printer {
  tokens: Tokens;
  /** Reads each line back, to find how it can be printed; without it lines are printed in the plainest way. */
  parse: Parse | undefined;
}

const markers = { true: ['.', ')'], false: ['-', '*'] } as const;

/** Of two lists one after the other the second has another marker, or they would be one. */
export function pickMarker(block: Block, before: { marker: Marker } | undefined): Marker {
  if (block.kind !== 'list') return undefined;
  const [usual, other] = markers[`${block.isOrdered}`];
  return before?.marker === usual ? other : usual;
}

export function printBlock(block: Block, marker: Marker, printer: Printer): string {
  const print = (line: Line, stand: Stand) => printLine(line, stand, printer.tokens, printer.parse);
  switch (block.kind) {
    case 'paragraph':
      return print(block.line, 'paragraph');
    case 'heading':
      return `${'#'.repeat(block.depth)}${block.line.length > 0 ? ' ' : ''}${print(block.line, 'heading')}`;
    case 'rule':
      return '---';
    case 'quote':
      return indent(printBlocks(block.blocks, printer), '> ', '> ');
    case 'list':
      return block.items
        .map((item, place) => printItem(item, toBullet(block.start + place, marker), printer))
        .join('\n');
    case 'code':
      return printFence(block);
    case 'table':
      return printTable(block.rows.map(row => row.map(cell => print(cell, 'cell'))));
    case 'token': {
      const token = printer.tokens.find(block.name);
      return token ? printToken(token) : '';
    }
  }
}

function printBlocks(blocks: readonly Block[], printer: Printer): string {
  let before: { block: Block; marker: Marker } | undefined;
  let text = '';
  for (const block of blocks) {
    const marker = pickMarker(block, before);
    const gap = before === undefined ? '' : before.block.kind === 'paragraph' && isTight(block) ? '\n' : '\n\n';
    text += gap + printBlock(block, marker, printer);
    before = { block, marker };
  }
  return text;
}

/** A list that needs no empty line after a paragraph. */
const isTight = (block: Block): boolean =>
  block.kind === 'list' && block.start === 1 && block.items[0]?.[0]?.kind === 'paragraph';

const toBullet = (number: number, marker: Marker): string =>
  marker === '.' || marker === ')' ? `${number}${marker}` : (marker ?? '-');

const printItem = (item: readonly Block[], bullet: string, printer: Printer): string =>
  indent(printBlocks(item, printer), `${bullet} `, ' '.repeat(bullet.length + 1));

const indent = (text: string, first: string, others: string): string =>
  text
    .split('\n')
    .map((line, place) =>
      line === '' ? (place === 0 ? first : others).trimEnd() : `${place === 0 ? first : others}${line}`,
    )
    .join('\n');

function printFence({ language, text }: { language: string; text: string }): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return text === '' ? `${fence}${language}\n${fence}` : `${fence}${language}\n${text}\n${fence}`;
}

function printTable([head = [], ...rows]: string[][]): string {
  const toRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [toRow(head), toRow(head.map(() => '---')), ...rows.map(toRow)].join('\n');
}
