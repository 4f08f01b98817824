// Spreads replacements over the leaves of a line: each word goes where the word stood that it replaces.
import { alignEqual } from './align.ts';

/** Places of a leaf in the text of its line. */
export interface Span {
  from: number;
  to: number;
}

interface Replacement extends Span {
  with: string;
}

/** @returns the text of each leaf. @param found in order, none over another. */
export function spread(text: string, leaves: readonly Span[], found: readonly Replacement[]): string[] {
  const texts = leaves.map(() => '');
  const leafAt = (place: number): number => leaves.findIndex(leaf => leaf.from <= place && place < leaf.to);
  const keep = (from: number, to: number): void => {
    for (const [index, leaf] of leaves.entries()) {
      texts[index] += text.slice(Math.max(leaf.from, from), Math.max(leaf.from, from, Math.min(leaf.to, to)));
    }
  };
  const add = (leaf: number, piece: string): void => {
    texts[leaf] = (texts[leaf] ?? '') + piece;
  };
  let at = 0;
  for (const each of found) {
    keep(at, each.from);
    replaceOne(each);
    at = each.to;
  }
  keep(at, text.length);
  return texts;

  function replaceOne(each: Replacement): void {
    const old = toWords(text.slice(each.from, each.to), each.from);
    const now = toWords(each.with, 0);
    const pairs = alignEqual(
      old.map(({ word }) => word),
      now.map(({ word }) => word),
    );
    let [one, other] = [0, 0];
    let last = leafAt(each.from);
    for (const [nextOne, nextOther] of [...pairs, [old.length, now.length] as const]) {
      const gone = old.slice(one, nextOne).filter(({ word }) => word.trim() !== '');
      let count = 0;
      for (const { word } of now.slice(other, nextOther)) {
        const model = word.trim() === '' ? undefined : gone[Math.min(count++, gone.length - 1)];
        if (model) last = Math.max(last, leafAt(model.at));
        add(last, word);
      }
      const kept = old[nextOne];
      if (kept) {
        keep(kept.at, kept.at + kept.word.length);
        last = leafAt(kept.at + kept.word.length - 1);
      }
      [one, other] = [nextOne + 1, nextOther + 1];
    }
  }
}

/** Words and what is between them, each with its place. */
const toWords = (text: string, from: number): { word: string; at: number }[] =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu)].map(({ 0: word, index }) => ({
    word,
    at: from + index,
  }));
