// Makes the document of the edited blocks and reads it back: a block that reads otherwise is made again, keeping less of what was stored.
import { isDocument, type Node } from '../../rich-text-nodes.ts';
import type { Json } from '../../value.ts';
import { clip } from '../../words.ts';
import { showDocument } from '../shown/document.ts';
import type { Tokens } from '../shown/tokens.ts';
import type { Block } from '../shown/tree.ts';
import { toEntry } from './build.ts';
import type { Building } from './building.ts';
import { type Entry, placeEntries } from './flow.ts';
import { isHollow, isStyle, keyOf, type Label, toStyleLabel, wordsOf } from './labels.ts';
import { isLink, type Making, type Picture, startMaking } from './making.ts';
import { toNode } from './nodes.ts';
import { Pairing } from './pair.ts';
import { renewUids, tellSize } from './settle.ts';

interface Composing {
  document: Json | undefined;
  tokens: Tokens;
  /** The stored ones. */
  blocks: readonly Block[];
  links: readonly Node[];
  edited: { blocks: readonly Block[]; pictures: ReadonlyMap<string, Picture & { alt: string }> };
  newUid: () => string;
}

const cares = ['gentle', 'strict', 'anew'] as const;

export async function compose(composing: Composing): Promise<{ document: Json } | { problems: string[] }> {
  const { document, tokens, blocks, edited, newUid } = composing;
  const label = toLabel(tokens);
  const wanted = edited.blocks.map(block => keyOf(block, label));
  const pairing = new Pairing(blocks, edited.blocks, label);
  const care = edited.blocks.map(() => 0);
  let wrong: number[] = [];
  for (const _ of cares) {
    const making = startMaking({ tokens, newUid, pictures: edited.pictures, links: composing.links.filter(isLink) });
    const building: Building = { making, pairing, care: 'gentle', problems: [] };
    const entries = edited.blocks.map((block, place) =>
      toTopEntry(
        toEntry(block, 'document', { ...building, care: cares[care[place] as number] ?? 'anew' }),
        blocks,
        making,
      ),
    );
    if (building.problems.length > 0) return { problems: [...new Set(building.problems)] };
    const made = toDocument(composing, entries);
    if (made === document) return { document: made };
    renewUids(made, document, newUid);
    const keys = await listKeys(made, making);
    if (keys.length === wanted.length) wrong = wanted.flatMap((key, place) => (key === keys[place] ? [] : [place]));
    else wrong = wanted.map((_, place) => place);
    if (wrong.length === 0) {
      const tooLarge = tellSize(made, document);
      return tooLarge === undefined ? { document: made } : { problems: [tooLarge] };
    }
    for (const place of wrong) care[place] = (care[place] as number) + 1;
  }
  return {
    problems: wrong.map(place => {
      const text = clip(wordsOf(edited.blocks[place] as Block).join(' '), 60);
      return `"${text}" cannot be stored as it is written: write it more plainly`;
    }),
  };
}

function toDocument({ document, tokens, blocks, newUid }: Composing, entries: readonly Entry[]): Json {
  const isBlank = blocks.length === 0 && entries.length > 0;
  const held = document && !(isBlank && isEmptyDocument(document)) ? document : undefined;
  const children = held
    ? placeEntries({ node: undefined, value: held }, blocks, entries, tokens)
    : entries.flatMap(({ values }) => values);
  if (document && children === document.children) return document;
  const filled = children.length > 0 ? children : [toNode('p', newUid(), [])];
  return document ? { ...document, children: filled } : { type: 'doc', uid: newUid(), attrs: {}, children: filled };
}

/** One empty paragraph, as the editor stores nothing. */
const isEmptyDocument = (document: Json): boolean =>
  isDocument(document) && (document.children as unknown[]).length <= 1;

/** What stood in a line of its own, elsewhere, is a paragraph at the top; a fragment may stand there. */
function toTopEntry(entry: Entry, blocks: readonly Block[], making: Making): Entry {
  if (!entry.isRun || blocks.some(block => block === entry.stored)) return entry;
  return { ...entry, isRun: false, values: [toNode('p', making.newUid(), entry.values)] };
}

const toLabel =
  (tokens: Tokens): Label =>
  name => {
    const node = tokens.nodeOf(name);
    return isStyle(node) ? toStyleLabel(node?.value as Json) : name;
  };

/** Of a document that was made, by the names that the tokens had before. */
async function listKeys(made: Json, making: Making): Promise<string[]> {
  const shown = await showDocument(made);
  if ('reason' in shown) return [];
  const { tokens, blocks } = shown;
  const label: Label = name => {
    const node = tokens.nodeOf(name);
    return isStyle(node) ? toStyleLabel(node?.value as Json) : (making.tokenOf.get(node?.value) ?? `new ${name}`);
  };
  return blocks
    .map(({ block }) => block)
    .filter(block => !isHollow(block))
    .map(block => keyOf(block, label));
}
