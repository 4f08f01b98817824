// Reads Markdown's tree as the blocks that a document is compared by; nothing for what no document of ours would give.
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { type Around, type Line, type Mark, marks, type Piece } from './line.ts';
import type { Tokens } from './tokens.ts';
import type { Block } from './tree.ts';

class Unreadable extends Error {}

/** Undefined where something stands that Markdown of rich text never has: other HTML, images, unknown or unclosed tokens. */
export function readBlocks(root: Root, tokens: Tokens): Block[] | undefined {
  try {
    return root.children.map(node => readBlock(node, tokens));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return undefined;
  }
}

function readBlock(node: RootContent, tokens: Tokens): Block {
  const toBlocks = (children: readonly RootContent[]): Block[] => children.map(child => readBlock(child, tokens));
  switch (node.type) {
    case 'paragraph':
      return readParagraph(readLine(node.children, tokens), tokens);
    case 'heading':
      return { kind: 'heading', depth: node.depth, line: toPlainLine(readLine(node.children, tokens), tokens) };
    case 'thematicBreak':
      return { kind: 'rule' };
    case 'blockquote':
      return { kind: 'quote', blocks: toBlocks(node.children) };
    case 'list':
      return {
        ...{ kind: 'list', isOrdered: node.ordered === true, start: node.start ?? 1 },
        items: node.children.map(item => toBlocks(item.children)),
      };
    case 'code': {
      const language = [node.lang, node.meta].filter(each => typeof each === 'string' && each !== '').join(' ');
      return { kind: 'code', language, text: node.value };
    }
    case 'table': {
      const toCell = (children: PhrasingContent[]) => toPlainLine(readLine(children, tokens), tokens);
      return { kind: 'table', rows: node.children.map(row => row.children.map(cell => toCell(cell.children))) };
    }
    default:
      throw new Unreadable();
  }
}

const isBlockToken = (piece: Piece, tokens: Tokens): boolean =>
  piece.kind === 'token' && tokens.find(piece.text)?.standing === 'block';

function readParagraph(line: Line, tokens: Tokens): Block {
  const [only, another] = line;
  if (only && !another && isBlockToken(only, tokens)) return { kind: 'token', name: only.text };
  return { kind: 'paragraph', line: toPlainLine(line, tokens) };
}

/** What stands for a block stands alone. */
function toPlainLine(line: Line, tokens: Tokens): Line {
  if (line.some(piece => isBlockToken(piece, tokens))) throw new Unreadable();
  return line;
}

interface Open {
  marks: readonly Mark[];
  within: readonly Around[];
}

const markOf: ReadonlyMap<string, Mark> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['s', 'strikethrough'],
  ['del', 'strikethrough'],
  ['u', 'underline'],
  ['sup', 'superscript'],
  ['sub', 'subscript'],
]);

function readLine(nodes: readonly Nodes[], tokens: Tokens, open: Open = { marks: [], within: [] }): Piece[] {
  // A tag is closed where it was opened: not beyond the end of a mark or a link.
  const tags: { name: string; before: Open }[] = [];
  let now = open;
  const pieces = nodes.flatMap((node): Piece[] => {
    if (node.type !== 'html') return readInline(node, tokens, now);
    const [, isEnd, name = '', isVoid] = /^<(\/?)([a-z][a-z0-9-]*)(?:\s.*?)?(\/?)>$/is.exec(node.value) ?? [];
    if (name === 'br' && !isEnd) return [{ kind: 'break', text: '', ...now }];
    if (isEnd) {
      const last = tags.pop();
      if (last?.name !== name) throw new Unreadable();
      now = last.before;
      return [];
    }
    const standing = tokens.find(name)?.standing;
    if (isVoid) {
      if (standing !== 'inline' && standing !== 'block') throw new Unreadable();
      return [{ kind: 'token', text: name, ...now }];
    }
    const mark = markOf.get(name);
    if (!mark && standing !== 'pair') throw new Unreadable();
    tags.push({ name, before: now });
    now = mark ? addMark(now, mark) : { ...now, within: [...now.within, { pair: name }] };
    return [];
  });
  if (tags.length > 0) throw new Unreadable();
  return pieces;
}

const addMark = (open: Open, mark: Mark): Open => ({
  ...open,
  marks: marks.filter(each => each === mark || open.marks.includes(each)),
});

function readInline(node: Nodes, tokens: Tokens, open: Open): Piece[] {
  switch (node.type) {
    case 'text':
      // A line that is only wrapped goes on.
      return [{ kind: 'text', text: node.value.replaceAll('\n', ' '), ...open }];
    case 'inlineCode':
      return [{ kind: 'code', text: node.value, ...open }];
    case 'break':
      return [{ kind: 'break', text: '', ...open }];
    case 'strong':
      return readLine(node.children, tokens, addMark(open, 'bold'));
    case 'emphasis':
      return readLine(node.children, tokens, addMark(open, 'italic'));
    case 'delete':
      return readLine(node.children, tokens, addMark(open, 'strikethrough'));
    case 'link': {
      const around = { url: node.url, title: node.title ?? '' };
      return readLine(node.children, tokens, { ...open, within: [...open.within, around] });
    }
    default:
      throw new Unreadable();
  }
}
