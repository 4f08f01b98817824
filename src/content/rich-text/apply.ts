// Edited Markdown back into the stored rich text: what was not touched stays the same object, tokens are what they stand for.
import { isDocument, listNodes, type Node } from '../rich-text-nodes.ts';
import { makeUid } from '../uid.ts';
import type { Json } from '../value.ts';
import { clip } from '../words.ts';
import { listPictureTargets } from './pictures.ts';
import { loadParser, showDocument } from './shown/document.ts';
import type { Parse } from './shown/markdown-parser.ts';
import type { Tokens } from './shown/tokens.ts';
import { type Block, listNames } from './shown/tree.ts';
import { compose } from './writing/compose.ts';
import { readEdited } from './writing/edited.ts';
import { isHollow } from './writing/labels.ts';
import type { Picture } from './writing/making.ts';
import { findBlock, type Place } from './writing/place.ts';

export type { Picture, Place };

export interface Writing {
  /** Tokens that may go: `x5`. Of a pair the text may stay. */
  drop?: readonly string[];
  /** Of a new picture by what stands in its brackets; undefined: refused, naming it. */
  findPicture?: (target: string) => Picture | undefined;
  /** 32 hex digits; random when absent. */
  newUid?: () => string;
}

/** A problem is a sentence without its address, with the way out. */
export type Written = { document: Json } | { problems: string[] };

/** The Markdown is the whole text anew. Gives the same object when nothing changed, and changes none that it is given. */
export async function applyMarkdown(document: unknown, markdown: string, writing: Writing = {}): Promise<Written> {
  const opened = await open(document);
  if ('problems' in opened) return opened;
  const { tokens, blocks } = opened;
  const needed = blocks.flatMap(listNames);
  const edited = readEdited(markdown, [...new Set(needed)], { ...opened, ...toReading(writing) });
  if (edited.problems.length > 0) return { problems: edited.problems };
  return compose({ ...opened, tokens, edited, newUid: writing.newUid ?? makeUid });
}

/** A new document. */
export const toDocument = (markdown: string, writing?: Writing): Promise<Written> =>
  applyMarkdown(undefined, markdown, writing);

/** Targets of all pictures in it, so that whoever has I/O can look them up first. */
export async function listPictures(markdown: string): Promise<string[]> {
  return listPictureTargets((await loadParser())(markdown));
}

/**
 * New blocks beside one that is there, else at the end.
 * @param place `before`, `after`: the start, or a part that is there once, of the text of a block at the top, as its Markdown shows it.
 */
export async function insertMarkdown(
  document: unknown,
  markdown: string,
  place: Place,
  writing: Writing = {},
): Promise<Written> {
  const opened = await open(document);
  if ('problems' in opened) return opened;
  const { blocks, shown } = opened;
  const at = findBlock(shown, place);
  if (typeof at === 'string') return { problems: [at] };
  const { problems, blocks: added, pictures } = readEdited(markdown, [], { ...opened, ...toReading(writing) });
  const stray = added.flatMap(listNames).find(name => opened.tokens.find(name));
  if (stray !== undefined)
    problems.push(`<${stray}> is in the text already: what is inserted cannot contain its tokens`);
  if (added.length === 0 && problems.length === 0) problems.push('there is no text to insert');
  if (problems.length > 0) return { problems };
  const edited = { blocks: [...blocks.slice(0, at), ...added, ...blocks.slice(at)], pictures };
  return compose({ ...opened, edited, newUid: writing.newUid ?? makeUid });
}

const toReading = ({ drop = [], findPicture }: Writing) => ({ drop, findPicture });

export interface Opened {
  /** Undefined where nothing was ever stored. */
  document: Json | undefined;
  tokens: Tokens;
  /** Those at the top that show anything. */
  blocks: Block[];
  shown: { block: Block; markdown: string }[];
  links: Node[];
  parse: Parse;
}

async function open(document: unknown): Promise<Opened | { problems: string[] }> {
  const shown = await showDocument(document);
  if ('reason' in shown) {
    const said = typeof document === 'string' ? `: ${clip(JSON.stringify(document), 60)}` : '';
    const why =
      shown.reason === 'html'
        ? `HTML is stored here instead of rich text${said}. It cannot be edited in part: replace it with set, or in the editor`
        : 'what is stored here is not rich text and cannot be edited: replace it with set';
    return { problems: [why] };
  }
  const told = shown.blocks.filter(({ block }) => !isHollow(block));
  return {
    document: isDocument(document) ? document : undefined,
    tokens: shown.tokens,
    blocks: told.map(({ block }) => block),
    shown: told,
    links: [...listNodes(document)],
    parse: await loadParser(),
  };
}
