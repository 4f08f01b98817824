// Finds the block beside which something is inserted, by how its text begins.
import { clip } from '../../words.ts';
import type { Block } from '../shown/tree.ts';
import { foldText } from './labels.ts';

export interface Place {
  before?: string;
  after?: string;
  first?: true;
}

type Shown = readonly { block: Block; markdown: string }[];

/** How many blocks stand before it; a sentence where that cannot be told. */
export function findBlock(shown: Shown, { before, after, first }: Place): number | string {
  if ([before, after, first].filter(each => each !== undefined).length > 1) {
    return 'give one of before, after and first';
  }
  const anchor = before ?? after;
  if (anchor === undefined) return first ? 0 : shown.length;
  const wanted = squeeze(anchor);
  if (wanted === '') return `give the start of a block's text, as "${begin(shown, 0)}"`;
  const texts = shown.map(({ markdown }) => squeeze(markdown));
  const list = (isFit: (text: string) => boolean): number[] =>
    texts.flatMap((text, place) => (isFit(text) ? [place] : []));
  const ways = [
    (text: string) => text === wanted,
    (text: string) => text.startsWith(wanted) || bare(text).startsWith(wanted),
    (text: string) => text.includes(wanted),
  ];
  const found = ways.map(list).find(places => places.length > 0) ?? [];
  const [place, another] = found;
  if (place === undefined) {
    const known = texts.map((_, each) => `"${begin(shown, each)}"`);
    const those = known.length === 0 ? 'there are none' : `its blocks begin with ${known.slice(0, 12).join(', ')}`;
    return `no block has ${JSON.stringify(clip(anchor, 80))}: ${those}${known.length > 12 ? `, and ${known.length - 12} more` : ''}`;
  }
  if (another !== undefined) {
    const where = found.slice(0, 5).map(each => `"${begin(shown, each)}"`);
    return `${found.length} blocks have ${JSON.stringify(clip(anchor, 80))}: ${where.join(', ')}. Give more of the text you mean`;
  }
  return after === undefined ? place : place + 1;
}

const squeeze = (text: string): string => foldText(text).replace(/\s+/g, ' ').trim().toLowerCase();

/** Without what Markdown puts before a heading, an item or a quote, and without its signs. */
const bare = (text: string): string => text.replace(/^(?:#{1,6}|[-*>]|\d+[.)]) /, '').replace(/[*_`\\]/g, '');

const begin = (shown: Shown, place: number): string => clip((shown[place]?.markdown ?? '').replace(/\s+/g, ' '), 30);
