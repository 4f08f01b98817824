// Writes rich text: the whole of it as Markdown, one block, or new blocks beside those that are there.
import { printAddress } from '../address.ts';
import type { Writing, Written } from '../rich-text/apply.ts';
import { typeOf } from '../rich-text/shown/nodes.ts';
import { childrenOf, nodeUid } from '../rich-text-nodes.ts';
import { findPictures } from '../spoken/rich-text.ts';
import { isObject, isSame, type Json } from '../value.ts';
import { type Edit, Refused, refuse } from './edit.ts';
import { findBlock } from './nodes.ts';
import { isBlank } from './settle.ts';
import { isRichTextSpot, type Spot } from './spot.ts';
import { askVersion, put, type Ways } from './ways.ts';

/** The whole of a rich text anew. */
export async function applyWhole(spot: Spot, { markdown = '', drop }: Edit, ways: Ways): Promise<void> {
  const at = printAddress(spot.address);
  if (!spot.field || !isRichTextSpot(spot))
    return refuse(`${at} is no rich text: markdown is for rich text alone, all else takes set`);
  if (!ways.isExact && !isBlank(spot.field, spot.value))
    refuse(`${at}: markdown replaces all of it, as it was read: send ${askVersion(ways)} with it`);
  const { applyMarkdown, toDocument } = await import('../rich-text/apply.ts');
  const document = await write(spot, markdown, ways, drop, writing =>
    isObject(spot.value) || typeof spot.value === 'string'
      ? applyMarkdown(spot.value, markdown, writing)
      : toDocument(markdown, writing),
  );
  put(spot, document, ways);
}

/** With all pictures looked up first. @throws {Refused} with the address before each problem. */
async function write(
  spot: Spot,
  markdown: string,
  ways: Ways,
  drop: readonly string[] | undefined,
  run: (writing: Writing) => Promise<Written>,
): Promise<Json> {
  const at = printAddress(spot.address);
  const given = drop ? { ...ways.writing, drop } : ways.writing;
  const { writing, problems } = await findPictures(markdown, given, ways.finding);
  if (problems.length > 0) throw new Refused(...problems.map(problem => `${at}: ${problem}`));
  const written = await run(writing);
  if ('problems' in written) throw new Refused(...written.problems.map(problem => `${at}: ${problem}`));
  return written.document;
}

/** One block as Markdown, or a node as JSON. */
export async function setNode(spot: Spot, { set: said, drop }: Edit, ways: Ways): Promise<void> {
  const { around, value: held, address } = spot;
  const at = printAddress(address);
  if (!around) return refuse(`${at} is no node of rich text`);
  if (typeof said !== 'string') {
    if (!isObject(said) || typeof said.type !== 'string')
      return refuse(`${at} is a block of rich text, and takes its Markdown; remove: true takes it out`);
    const node = { ...said, uid: said.uid ?? nodeUid(held) };
    return put(spot, isSame(node, held) ? held : node, ways);
  }
  // Tokens are numbered anew with each version.
  if (!ways.isExact && /<\/?x\d/.test(said))
    refuse(`${at}: tokens are those of one version: send ${askVersion(ways)} with it`);
  const { toMarkdown } = await import('../rich-text/markdown.ts');
  const shown = await toMarkdown(around.value);
  const blocks = 'blocks' in shown ? shown.blocks : [];
  const place = blocks.findIndex(({ node }) => node === held);
  if (place < 0) {
    return refuse(
      `${at} is ${typeOf(held) ?? 'a text'} within a block: change it with replace, or set the block around it`,
    );
  }
  const markdown = blocks.map((block, index) => (index === place ? said : block.markdown)).join('\n\n');
  const { applyMarkdown } = await import('../rich-text/apply.ts');
  const document = await write(around, said, ways, drop, writing => applyMarkdown(around.value, markdown, writing));
  put(around, document, ways, document === around.value ? [] : [spot.path]);
}

/** New blocks beside those that are there. */
export async function insertText(spot: Spot, edit: Edit, ways: Ways): Promise<void> {
  const { insert: said, before, after, first } = edit;
  const { draft, index } = ways;
  const at = printAddress(spot.address);
  if (typeof said !== 'string' || said.trim() === '') return refuse(`${at} is rich text, and takes Markdown to insert`);
  const held = spot.value;
  const { insertMarkdown, toDocument } = await import('../rich-text/apply.ts');
  const anchor = before ?? after;
  const beside = anchor === undefined ? undefined : findBlock(spot, anchor, ways);
  const document = await write(spot, said, ways, undefined, async writing => {
    if (!spot.field || isBlank(spot.field, held)) return toDocument(said, writing);
    if (beside === undefined) {
      const place = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
      return insertMarkdown(held, said, first ? { first } : place, writing);
    }
    const made = await toDocument(said, writing);
    if ('problems' in made) return made;
    const place = beside + (after === undefined ? 0 : 1);
    const children = childrenOf(held).toSpliced(place, 0, ...childrenOf(made.document));
    return { document: { ...(held as Json), children } };
  });
  const trail = draft.trailTo(spot.path);
  draft.put(spot.path, document);
  draft.touch([...trail, '+'], index);
}
