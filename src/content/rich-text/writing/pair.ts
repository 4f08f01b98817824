// Pairs each block of the edited Markdown with the stored block that it was: in order where possible, then as moved, then by likeness.
import type { Block } from '../shown/tree.ts';
import { alignEqual, keepRising } from './align.ts';
import { keyOf, keyOfItem, keyOfLine, type Label, listSeen, wordsOf } from './labels.ts';

/** Below it two blocks are two; further apart in the document they must be more alike. */
const [alike, alikeAfar] = [0.4, 0.6];

/** Beyond so many comparisons blocks are paired by their order alone. */
const mostCompared = 10_000;

type Items = readonly (readonly Block[])[];

export class Pairing {
  /** The stored block, item or row of an edited one. */
  readonly pairs = new Map<object, object>();
  /** Those that say the same. */
  readonly equal = new Set<object>();
  readonly label: Label;
  private readonly lost: Block[] = [];
  private readonly lostItems: (readonly Block[])[] = [];
  private readonly found: (Block | readonly Block[])[] = [];

  constructor(stored: readonly Block[], edited: readonly Block[], label: Label) {
    this.label = label;
    this.pairBlocks(stored, edited);
    this.pairLost();
  }

  private pair(stored: object, edited: object, isEqual: boolean): void {
    this.pairs.set(edited, stored);
    if (isEqual) this.equal.add(edited);
  }

  private pairBlocks(stored: readonly Block[], edited: readonly Block[]): void {
    const left = pairSequences(listSeen(stored), listSeen(edited), {
      key: block => keyOf(block, this.label),
      family: familyOf,
      words: wordsOf,
      pair: (from, to, isEqual) => {
        this.pair(from, to, isEqual);
        if (!isEqual) this.open(from, to);
      },
    });
    this.lost.push(...left.stored);
    this.found.push(...left.edited);
  }

  private pairItems(stored: Items, edited: Items): void {
    const left = pairSequences(stored, edited, {
      key: item => keyOfItem(item, this.label),
      family: () => 'item',
      words: item => item.flatMap(wordsOf),
      pair: (from, to, isEqual) => {
        this.pair(from, to, isEqual);
        if (!isEqual) this.pairBlocks(from, to);
      },
    });
    this.lostItems.push(...left.stored);
    this.found.push(...left.edited);
  }

  private open(from: Block, to: Block): void {
    if (from.kind === 'quote' && to.kind === 'quote') this.pairBlocks(from.blocks, to.blocks);
    if (from.kind === 'list' && to.kind === 'list') this.pairItems(from.items, to.items);
  }

  /** What went elsewhere as it was: out of a list, into a quote, from one list to another. */
  private pairLost(): void {
    const taken = new Set<object>();
    const blocks = new Map<string, Block[]>();
    const items = new Map<string, (readonly Block[])[]>();
    const put = <T>(map: Map<string, T[]>, key: string, value: T): void => {
      map.set(key, [...(map.get(key) ?? []), value]);
    };
    const parents = new Map<object, object>();
    const addBlock = (block: Block): void => {
      put(blocks, this.toLostKey(block), block);
      const inner = block.kind === 'quote' ? block.blocks : [];
      for (const each of inner) {
        parents.set(each, block);
        addBlock(each);
      }
      if (block.kind === 'list') {
        for (const item of block.items) {
          parents.set(item, block);
          addItem(item);
        }
      }
    };
    const addItem = (item: readonly Block[]): void => {
      put(items, keyOfItem(item, this.label), item);
      for (const each of item) {
        parents.set(each, item);
        addBlock(each);
      }
    };
    this.lost.forEach(addBlock);
    this.lostItems.forEach(addItem);
    const isFree = (each: object): boolean => {
      for (let above: object | undefined = each; above; above = parents.get(above)) if (taken.has(above)) return false;
      return ![...parents].some(([below, above]) => above === each && taken.has(below));
    };
    const take = (each: object): void => {
      taken.add(each);
      // Of what it was in, no more than parts can be taken.
      for (let above = parents.get(each); above; above = parents.get(above)) holders.add(above);
    };
    const holders = new Set<object>();
    const find = <T extends object>(map: Map<string, T[]>, key: string): T | undefined =>
      map.get(key)?.find(each => !holders.has(each) && isFree(each));
    const look = (edited: Block | readonly Block[]): void => {
      const isItem = isItemOf(edited);
      const same = isItem ? find(items, keyOfItem(edited, this.label)) : find(blocks, this.toLostKey(edited));
      if (same) {
        take(same);
        const isEqual = isItem || keyOf(edited, this.label) === keyOf(same as Block, this.label);
        this.pair(same, edited, isEqual);
        return;
      }
      if (isItem) edited.forEach(look);
      else if (edited.kind === 'quote') edited.blocks.forEach(look);
      else if (edited.kind === 'list') edited.items.forEach(look);
    };
    this.found.forEach(look);
  }

  /** A paragraph that became a heading is found by its line. */
  private toLostKey(block: Block): string {
    return 'line' in block ? `line ${keyOfLine(block.line, this.label)}` : keyOf(block, this.label);
  }
}

const isItemOf = (each: Block | readonly Block[]): each is readonly Block[] => Array.isArray(each);

/** What may become each other. */
const familyOf = ({ kind }: Block): string => (kind === 'heading' ? 'paragraph' : kind);

interface Ways<T> {
  key(each: T): string;
  family(each: T): string;
  words(each: T): string[];
  pair(stored: T, edited: T, isEqual: boolean): void;
}

/** @returns what has no counterpart. */
export function pairSequences<T>(
  stored: readonly T[],
  edited: readonly T[],
  { key, family, words, pair }: Ways<T>,
): { stored: T[]; edited: T[] } {
  const [from, to] = [stored.map(key), edited.map(key)];
  const partner = new Map<number, number>();
  const usedFrom = new Set<number>();
  const join = (one: number, other: number): void => {
    partner.set(other, one);
    usedFrom.add(one);
    pair(stored[one] as T, edited[other] as T, from[one] === to[other]);
  };
  for (const [one, other] of alignEqual(from, to)) join(one, other);
  const open = () => ({
    one: stored.map((_, place) => place).filter(place => !usedFrom.has(place)),
    other: edited.map((_, place) => place).filter(place => !partner.has(place)),
  });
  // Moved, and else as it was.
  for (const other of open().other) {
    const one = open().one.find(place => from[place] === to[other]);
    if (one !== undefined) join(one, other);
  }
  const bags = { from: stored.map(each => toBag(words(each))), to: edited.map(each => toBag(words(each))) };
  const isKin = (one: number, other: number): boolean =>
    family(stored[one] as T) === family(edited[other] as T) && family(stored[one] as T) !== 'token';
  const pairAlike = (ones: readonly number[], others: readonly number[], least: number): void => {
    if (ones.length * others.length > mostCompared) return;
    const scored = ones.flatMap(one =>
      others.flatMap(other => {
        const score = isKin(one, other) ? compareBags(bags.from[one] as Bag, bags.to[other] as Bag) : 0;
        return score >= least ? [{ one, other, score }] : [];
      }),
    );
    scored.sort((a, b) => b.score - a.score || a.one - b.one || a.other - b.other);
    for (const { one, other } of scored) if (!usedFrom.has(one) && !partner.has(other)) join(one, other);
  };
  for (const gap of listGaps(stored.length, edited.length, partner)) {
    pairAlike(gap.one, gap.other, alike);
    // Written anew, all of it.
    const kinds = new Set(gap.other.map(other => family(edited[other] as T)));
    for (const kind of kinds) {
      const ones = gap.one.filter(one => !usedFrom.has(one) && family(stored[one] as T) === kind);
      const others = gap.other.filter(other => !partner.has(other) && family(edited[other] as T) === kind);
      if (ones.length !== others.length || kind === 'token') continue;
      for (const [index, one] of ones.entries()) join(one, others[index] as number);
    }
  }
  const left = open();
  pairAlike(left.one, left.other, alikeAfar);
  const { one, other } = open();
  return { stored: one.map(place => stored[place] as T), edited: other.map(place => edited[place] as T) };
}

/** What stands between two that are paired in order, on both sides; what was moved is in no one's way. */
function listGaps(
  length: number,
  others: number,
  partner: ReadonlyMap<number, number>,
): { one: number[]; other: number[] }[] {
  const pairs = [...partner].map(([other, one]): [number, number] => [one, other]);
  const paired = new Set(partner.values());
  const anchors = keepRising(pairs.sort(([one], [other]) => one - other));
  const list = (from: number, to: number, isFree: (place: number) => boolean): number[] =>
    Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place).filter(isFree);
  let [one, other] = [-1, -1];
  return [...anchors, [length, others] as const]
    .map(([nextOne, nextOther]) => {
      const gap = {
        one: list(one + 1, nextOne, place => !paired.has(place)),
        other: list(other + 1, nextOther, place => !partner.has(place)),
      };
      [one, other] = [nextOne, nextOther];
      return gap;
    })
    .filter(gap => gap.one.length > 0 && gap.other.length > 0);
}

type Bag = ReadonlyMap<string, number>;

function toBag(words: readonly string[]): Bag {
  const bag = new Map<string, number>();
  for (const word of words) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

/** From 0 to 1; a shared token counts for much. */
function compareBags(one: Bag, other: Bag): number {
  let [shared, all] = [0, 0];
  const weigh = (word: string): number => (/^<x\d+>$/.test(word) ? 5 : 1);
  for (const [word, count] of one) {
    all += count * weigh(word);
    shared += 2 * Math.min(count, other.get(word) ?? 0) * weigh(word);
  }
  for (const [word, count] of other) all += count * weigh(word);
  return all === 0 ? 0 : shared / all;
}
