// Reads Markdown's tree as the blocks that a document is compared by; undefined for what no shown document has.
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { clip } from '../../words.ts';
import { type Around, type Line, type Mark, marks, type Piece } from './line.ts';
import type { Standing } from './tokens.ts';
import type { Block } from './tree.ts';

/** With the reason as a sentence, for those who wrote the Markdown. */
class Unreadable extends Error {}

/** What tags and pictures may stand for. */
interface Known {
  find(name: string): { standing: Standing } | undefined;
  /** Told of each tag of a token; of a pair, only of the first. */
  meet?(name: string): void;
  /** The name of what a picture stands for; the reason, where it is not known. */
  addPicture?(alt: string, target: string): { name: string } | { reason: string };
}

/** Undefined where something stands that Markdown of rich text never has: other HTML, images, unknown or unclosed tokens. */
export function readBlocks(root: Root, tokens: Known): Block[] | undefined {
  const read = tryBlocks(root, tokens);
  return read.every(block => typeof block !== 'string') ? read : undefined;
}

/** Of each block at the top what it says, or a sentence why it cannot be read. */
export const tryBlocks = (root: Root, tokens: Known): (Block | string)[] =>
  root.children.map(node => {
    try {
      return readBlock(node, tokens);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return error.message;
    }
  });

function readBlock(node: RootContent, tokens: Known): Block {
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
    case 'definition':
      throw new Unreadable(`"[${node.label}]: …" keeps a link apart from its text: write [text](url) where it stands`);
    default:
      throw new Unreadable(`rich text has nothing for ${node.type}: write it as a paragraph`);
  }
}

const isBlockToken = (piece: Piece, tokens: Known): boolean =>
  piece.kind === 'token' && tokens.find(piece.text)?.standing === 'block';

function readParagraph(line: Line, tokens: Known): Block {
  const [only, another] = line;
  if (only && !another && only.within.length === 0 && isBlockToken(only, tokens))
    return { kind: 'token', name: only.text };
  return { kind: 'paragraph', line: toPlainLine(line, tokens) };
}

/** What stands for a block stands alone. */
function toPlainLine(line: Line, tokens: Known): Line {
  const stray = line.find(piece => isBlockToken(piece, tokens));
  if (stray) {
    const said = stray.text.startsWith('!') ? `the picture ${stray.text.slice(1)}` : `<${stray.text}/>`;
    throw new Unreadable(`${said} is a block: it stands alone, with an empty line before and after it`);
  }
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

function readLine(nodes: readonly Nodes[], tokens: Known, open: Open = { marks: [], within: [] }): Piece[] {
  // A tag is closed where it was opened: not beyond the end of a mark or a link.
  const tags: { name: string; before: Open }[] = [];
  let now = open;
  const pieces = nodes.flatMap((node): Piece[] => {
    if (node.type !== 'html') return readInline(node, tokens, now);
    const [, isEnd, name = '', isVoid] = /^<(\/?)([a-z][a-z0-9-]*)(?:\s.*?)?(\/?)>$/is.exec(node.value) ?? [];
    const refuse = (why: string): never => {
      throw new Unreadable(`${clip(node.value, 60)} ${why}`);
    };
    if (name === 'br' && !isEnd) return [{ kind: 'break', text: '', ...now }];
    if (isEnd) {
      const last = tags.pop();
      if (last?.name !== name)
        return refuse(`closes nothing: <${name}> must open before it, in the same paragraph, link or mark`);
      now = last.before;
      return [];
    }
    const standing = tokens.find(name)?.standing;
    const isToken = /^x\d+$/i.test(name);
    if (!standing && isToken) refuse('is not a token of this text: use only those that were read with it');
    if (standing) tokens.meet?.(name);
    if (isVoid) {
      if (standing === 'pair') refuse(`has lost its other half: it is written <${name}>text</${name}>`);
      if (!standing) refuse(noHtml);
      return [{ kind: 'token', text: name, ...now }];
    }
    const mark = markOf.get(name);
    if (!mark && standing && standing !== 'pair')
      refuse(`is damaged: it is written <${name} …/>, with a slash at its end`);
    if (!mark && !standing) refuse(noHtml);
    tags.push({ name, before: now });
    now = mark ? addMark(now, mark) : { ...now, within: [...now.within, { pair: name }] };
    return [];
  });
  const [left] = tags;
  if (left) throw new Unreadable(`<${left.name}> is not closed in the paragraph, link or mark in which it opens`);
  return pieces;
}

const noHtml = 'is HTML, which rich text does not take: write Markdown; the only tags are <u>, <sup>, <sub> and <br/>';

const addMark = (open: Open, mark: Mark): Open => ({
  ...open,
  marks: marks.filter(each => each === mark || open.marks.includes(each)),
});

function readInline(node: Nodes, tokens: Known, open: Open): Piece[] {
  switch (node.type) {
    case 'text':
      // A line that is only wrapped goes on.
      return [{ kind: 'text', text: node.value.replaceAll('\n', ' '), ...open }];
    case 'inlineCode':
      return [{ kind: 'code', text: node.value.replaceAll('\n', ' '), ...open }];
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
    case 'image': {
      const added = tokens.addPicture?.(node.alt ?? '', node.url) ?? {
        reason: `the picture ${node.url} cannot stand here`,
      };
      if ('reason' in added) throw new Unreadable(added.reason);
      return [{ kind: 'token', text: added.name, ...open }];
    }
    case 'linkReference':
    case 'imageReference':
      throw new Unreadable(`"[${node.label}]" takes its address from elsewhere: write [text](url)`);
    default:
      throw new Unreadable(`rich text has nothing for ${node.type}: write it as text`);
  }
}
