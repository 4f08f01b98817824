// Reads Markdown as a tree; with all the libraries that takes, so that whoever needs none of it does not load them.
import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';

export type Parse = (markdown: string) => Root;

/** Tags stand in paragraphs: of a token alone in a line CommonMark would make HTML, up to the next empty line. */
const noHtmlBlocks = { disable: { null: ['htmlFlow'] } };

/** CommonMark with GFM's tables and strikethrough, of two tildes only: one stands before numbers. */
export const parseMarkdown: Parse = markdown =>
  fromMarkdown(markdown, {
    extensions: [gfmTable(), gfmStrikethrough({ singleTilde: false }), noHtmlBlocks],
    mdastExtensions: [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown()],
  });
