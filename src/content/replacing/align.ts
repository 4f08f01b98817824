// What of a text must change so that it says another: word by word, so that what stays keeps its place and its marks.

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
  for (const [place, other] of [...pairUp(before, after), [before.length, after.length] as const]) {
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

/** The longest common row of pieces; texts that are looked for and put in are short. */
function pairUp(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      lengths[one * width + other] = isLike(before[one] as string, after[other] as string)
        ? (lengths[(one + 1) * width + other + 1] as number) + 1
        : Math.max(lengths[(one + 1) * width + other] as number, lengths[one * width + other + 1] as number);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [one, other] = [0, 0];
  while (one < before.length && other < after.length) {
    if (isLike(before[one] as string, after[other] as string)) {
      pairs.push([one, other]);
      one += 1;
      other += 1;
    } else if ((lengths[(one + 1) * width + other] as number) >= (lengths[one * width + other + 1] as number)) one += 1;
    else other += 1;
  }
  return pairs;
}
