// Two changes of one text, word by word: merged where a word or blank that neither touched lies between them.

/** Words, blanks and each other character by itself. */
const token = /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu;

const split = (text: string): string[] => text.match(token) ?? [];

/** So many pairs of words are compared: beyond it a text was rewritten, and is not merged. */
const mostCompared = 4_000_000;

/** From and to are places in the older text. */
interface Hunk {
  from: number;
  to: number;
  words: readonly string[];
}

/** Undefined where both changed the same words, or what stands directly beside. */
export function mergeText(base: string, mine: string, theirs: string): string | undefined {
  const words = split(base);
  const [own, others] = [listHunks(words, split(mine)), listHunks(words, split(theirs))];
  if (!own || !others) return undefined;
  const isSame = (one: Hunk, other: Hunk): boolean =>
    one.from === other.from && one.to === other.to && one.words.join('') === other.words.join('');
  const alone = own.filter(hunk => !others.some(other => isSame(hunk, other)));
  if (alone.some(hunk => others.some(other => hunk.from <= other.to && other.from <= hunk.to))) return undefined;
  const merged: string[] = [];
  let at = 0;
  for (const hunk of [...alone, ...others].sort((one, other) => one.from - other.from)) {
    merged.push(...words.slice(at, hunk.from), ...hunk.words);
    at = hunk.to;
  }
  return [...merged, ...words.slice(at)].join('');
}

/** As few words as explain the change. Undefined where there are too many. */
function listHunks(before: readonly string[], after: readonly string[]): Hunk[] | undefined {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const [old, now] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  if (old.length * now.length > mostCompared) return undefined;
  const hunks: Hunk[] = [];
  let [from, start] = [0, 0];
  for (const [place, other] of [...listKept(old, now), [old.length, now.length] as const]) {
    if (place > from || other > start)
      hunks.push({ from: head + from, to: head + place, words: now.slice(start, other) });
    [from, start] = [place + 1, other + 1];
  }
  return hunks;
}

/** Places of a longest run of words that both have in one order. */
function listKept(old: readonly string[], now: readonly string[]): [number, number][] {
  // How long such a run of what is left from here is.
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const lengthAt = (x: number, y: number): number => lengths[x * width + y] as number;
  for (let x = old.length - 1; x >= 0; x -= 1) {
    for (let y = now.length - 1; y >= 0; y -= 1) {
      lengths[x * width + y] =
        old[x] === now[y] ? lengthAt(x + 1, y + 1) + 1 : Math.max(lengthAt(x + 1, y), lengthAt(x, y + 1));
    }
  }
  const kept: [number, number][] = [];
  for (let [x, y] = [0, 0]; x < old.length && y < now.length; ) {
    if (old[x] === now[y]) {
      kept.push([x, y]);
      x += 1;
      y += 1;
    } else if (lengthAt(x + 1, y) >= lengthAt(x, y + 1)) x += 1;
    else y += 1;
  }
  return kept;
}
