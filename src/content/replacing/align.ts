// What of a text must change so that it says another: word by word, so that what stays keeps its place and its marks.
import { listCommon } from '../rows/common.ts';

/** In a text: what stands from one place to another becomes `text`. */
export interface Change {
  from: number;
  to: number;
  text: string;
}

const split = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}\p{M}_]+|./gsu) ?? [];

/** A blank from the keyboard stands for whatever blank is there. */
const isLike = (old: string, fresh: string): boolean => old === fresh || (fresh === ' ' && /^\s+$/.test(old));

/**
 * @param from where the old text begins: changes are told by places counted from there.
 * @returns one for each run of words that differs; of two runs with as many pieces each piece by itself.
 */
export function toChanges(old: string, fresh: string, from = 0): Change[] {
  const [before, after] = [split(old), split(fresh)];
  const changes: Change[] = [];
  let at = from;
  let [start, next] = [0, 0];
  for (const [place, other] of [...(listCommon(before, after, isLike) ?? []), [before.length, after.length] as const]) {
    const [gone, come] = [before.slice(start, place), after.slice(next, other)];
    if (gone.length === come.length) {
      for (const [index, piece] of gone.entries()) {
        changes.push({ from: at, to: at + piece.length, text: come[index] as string });
        at += piece.length;
      }
    } else {
      const { length } = gone.join('');
      changes.push({ from: at, to: at + length, text: come.join('') });
      at += length;
    }
    at += before[place]?.length ?? 0;
    [start, next] = [place + 1, other + 1];
  }
  return changes;
}
