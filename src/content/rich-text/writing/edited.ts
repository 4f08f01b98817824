// Reads edited Markdown against the tokens of the stored text, and says what is lost, doubled or made up.
import type { Line } from '../shown/line.ts';
import type { Parse } from '../shown/markdown-parser.ts';
import { tryBlocks } from '../shown/read.ts';
import { printPair, printToken, type Tokens } from '../shown/tokens.ts';
import type { Block } from '../shown/tree.ts';
import { isHollow, isStyle } from './labels.ts';
import type { Picture } from './making.ts';

interface Edited {
  blocks: Block[];
  pictures: ReadonlyMap<string, Picture & { alt: string }>;
  problems: string[];
}

interface Reading {
  tokens: Tokens;
  parse: Parse;
  drop: readonly string[];
  findPicture: ((target: string) => Picture | undefined) | undefined;
}

const toLines = (markdown: string): string => markdown.replace(/\r\n?/g, '\n');

/** @param needed tokens that must stand in it, or in `drop`. */
export function readEdited(markdown: string, needed: readonly string[], reading: Reading): Edited {
  const { tokens, parse, drop, findPicture } = reading;
  const counts = new Map<string, number>();
  const pictures = new Map<string, Picture & { alt: string }>();
  const read = tryBlocks(parse(toLines(markdown)), {
    find: name => (pictures.has(name) ? { standing: 'block' } : tokens.find(name)),
    meet: name => counts.set(name, (counts.get(name) ?? 0) + 1),
    addPicture: (alt, target) => {
      const picture = findPicture?.(target);
      if (!picture) {
        const said = JSON.stringify(target);
        return {
          reason: `the picture ${said} is not a known asset: upload it first, or give the uid of an asset`,
        };
      }
      // No tag has such a name.
      const name = `!${pictures.size} ${target}`;
      pictures.set(name, { ...picture, alt });
      return { name };
    },
  });
  const problems = read.filter(block => typeof block === 'string');
  const blocks = read.filter(block => typeof block !== 'string').filter(block => !isHollow(block));
  for (const [name, count] of counts) {
    if (count > 1) problems.push(`${print(name, tokens)} is there ${count} times: it can be there only once`);
  }
  for (const name of drop) {
    if (!tokens.find(name)) problems.push(`drop names ${name}, which is not a token of this text`);
    else if (counts.has(name))
      problems.push(`drop names ${name}, which is still in the Markdown: leave out one of the two`);
  }
  // What could not be read may well hold it.
  const lost = problems.length > 0 ? [] : needed.filter(name => !counts.has(name) && !drop.includes(name));
  for (const name of lost) {
    const isPair = tokens.find(name)?.standing === 'pair';
    const keep = isPair ? 'put its two tags back around its text' : 'put it back';
    problems.push(`${print(name, tokens)} is gone: ${keep}, or name ${name} in drop if it should go`);
  }
  problems.push(...blocks.flatMap(block => listTwice(block, tokens)));
  for (const block of blocks) problems.push(...evenTables(block));
  return { blocks, pictures, problems };
}

function print(name: string, tokens: Tokens): string {
  const token = tokens.find(name);
  if (!token) return `<${name}/>`;
  return token.standing === 'pair' ? printPair(token)[0] : printToken(token);
}

const blocksIn = (block: Block): readonly Block[] =>
  block.kind === 'quote' ? block.blocks : block.kind === 'list' ? block.items.flat() : [];

function linesOf(block: Block): readonly Line[] {
  if ('line' in block) return [block.line];
  return block.kind === 'table' ? block.rows.flat() : blocksIn(block).flatMap(linesOf);
}

/** A text can look like one thing only. */
function listTwice(block: Block, tokens: Tokens): string[] {
  const found = new Set<string>();
  for (const { within } of linesOf(block).flat()) {
    const styles = within.flatMap(each => ('pair' in each && isStyle(tokens.nodeOf(each.pair)) ? [each.pair] : []));
    const links = within.filter(each => 'url' in each);
    if (styles.length > 1) found.add(`<${styles[1]}> stands within <${styles[0]}>: close one before the other opens`);
    if (links.length > 1) found.add('a link stands within a link');
  }
  return [...found];
}

/** A row that is too short gets empty cells, as Markdown has it; of one that is too long the rest would be lost. */
function evenTables(block: Block): string[] {
  if (block.kind !== 'table') return blocksIn(block).flatMap(evenTables);
  const width = block.rows[0]?.length ?? 0;
  const isLong = block.rows.some(row => row.length > width);
  for (const row of block.rows) while (row.length < width) row.push([]);
  return isLong
    ? [`a table row has more cells than the head, which has ${width}: give the head as many, or the row fewer`]
    : [];
}
