// Two changes of one text, word by word: merged where a word or blank that neither touched lies between them.
import { listCommon } from '../rows/common.ts';

/** Words, blanks and each other character by itself. */
const token = /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu;

const split = (text: string): string[] => text.match(token) ?? [];

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

/** As few words as explain the change. Undefined where a text was rewritten. */
function listHunks(before: readonly string[], after: readonly string[]): Hunk[] | undefined {
  const kept = listCommon(before, after);
  if (!kept) return undefined;
  const hunks: Hunk[] = [];
  let [from, start] = [0, 0];
  for (const [place, other] of [...kept, [before.length, after.length] as const]) {
    if (place > from || other > start) hunks.push({ from, to: place, words: after.slice(start, other) });
    [from, start] = [place + 1, other + 1];
  }
  return hunks;
}
