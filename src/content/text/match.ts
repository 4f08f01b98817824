// Looks for words in a text: `*` for any characters, whole words, case and accents; in time that grows with the text alone.
import { toComposed } from './composed.ts';
import { fold } from './fold.ts';

/** What is looked for, made once and held against many texts. */
export interface Pattern {
  /** What stands between the asterisks, in its order. */
  parts: readonly Part[];
  /** With a whole word's edge in front, and behind. */
  hasEdges: readonly [boolean, boolean];
  isCase: boolean;
}

interface Part {
  text: string;
  /** For each length, how much of its start the part ends with: where to go on after a difference. */
  borders: readonly number[];
}

/** Places in `text`, which is the one that was given but for accents that were stored apart from their letters. */
export interface Hit {
  text: string;
  from: number;
  to: number;
  /** How often it is in the text. */
  count: number;
}

/**
 * @param text `*` stands for any characters; all others for themselves, a blank for any blanks and one line break.
 * @param isLiteral an asterisk stands for itself as well.
 * @returns undefined where there is nothing to look for: no text, only blanks or asterisks.
 */
export function toPattern(
  text: string,
  { words = false, isCase = false, isLiteral = false } = {},
): Pattern | undefined {
  const parts = (isLiteral ? [text] : text.split('*')).map(part => fold(part.normalize('NFC'), isCase).text);
  if (parts.every(part => part.trim() === '')) return undefined;
  return {
    parts: parts.filter(part => part !== '').map(part => ({ text: part, borders: toBorders(part) })),
    hasEdges: [words && parts[0] !== '', words && parts.at(-1) !== ''],
    isCase,
  };
}

/** The first place, and how many there are beside each other. */
export function findHit(given: string, pattern: Pattern): Hit | undefined {
  const text = given.normalize('NFC');
  const folded = fold(text, pattern.isCase);
  const first = findFrom(folded.text, pattern, 0);
  if (!first) return undefined;
  let count = 1;
  for (let next = findFrom(folded.text, pattern, first.to); next; next = findFrom(folded.text, pattern, next.to)) {
    count += 1;
  }
  const { at } = folded;
  if (!at) return { text, ...first, count };
  const to = Math.max(at[first.to] ?? text.length, (at[first.to - 1] ?? 0) + 1);
  return { text, from: at[first.from] ?? 0, to, count };
}

/**
 * Every place, beside each other, in the text as it was given. None that begins or ends within one letter, as `ss` does
 * in `ß`: there is nothing between to be parted at.
 */
export function findHits(given: string, pattern: Pattern): { from: number; to: number }[] {
  const { text, toGiven } = toComposed(given);
  if (!toGiven) return [];
  const folded = fold(text, pattern.isCase);
  const { at } = folded;
  const isWithin = (place: number): boolean =>
    at !== undefined && place > 0 && place < at.length && at[place] === at[place - 1];
  const hits: { from: number; to: number }[] = [];
  for (let start = 0; ; ) {
    const next = findFrom(folded.text, pattern, start);
    if (!next) return hits;
    const isWhole = !isWithin(next.from) && !isWithin(next.to);
    start = isWhole ? next.to : next.from + 1;
    if (!isWhole) continue;
    const from = at ? (at[next.from] ?? text.length) : next.from;
    const to = at ? (at[next.to] ?? text.length) : next.to;
    hits.push({ from: toGiven(from), to: toGiven(to) });
  }
}

/** Each part at the first place it can be: a later one would never help the parts behind it. */
function findFrom(text: string, { parts, hasEdges }: Pattern, start: number): { from: number; to: number } | undefined {
  const [hasFirst, hasLast] = hasEdges;
  let [from, to] = [-1, start];
  for (const [index, part] of parts.entries()) {
    const needsFirst = hasFirst && index === 0;
    const needsLast = hasLast && index === parts.length - 1;
    const place = findPart(
      part,
      text,
      to,
      (begin, end) => (!needsFirst || isEdge(text, begin)) && (!needsLast || isEdge(text, end)),
    );
    if (place < 0) return undefined;
    if (index === 0) from = place;
    to = place + part.text.length;
  }
  return { from, to };
}

/** After Knuth, Morris and Pratt: no character of the text is gone back to. */
function findPart(
  { text: part, borders }: Part,
  text: string,
  start: number,
  accepts: (from: number, to: number) => boolean,
): number {
  let same = 0;
  for (let at = start; at < text.length; at += 1) {
    if (same === 0) {
      at = text.indexOf(part[0] as string, at);
      if (at < 0) return -1;
    }
    while (same > 0 && text[at] !== part[same]) same = borders[same - 1] ?? 0;
    if (text[at] === part[same]) same += 1;
    if (same < part.length) continue;
    if (accepts(at + 1 - same, at + 1)) return at + 1 - same;
    same = borders[same - 1] ?? 0;
  }
  return -1;
}

function toBorders(part: string): number[] {
  const borders = [0];
  let same = 0;
  for (let at = 1; at < part.length; at += 1) {
    while (same > 0 && part[at] !== part[same]) same = borders[same - 1] ?? 0;
    if (part[at] === part[same]) same += 1;
    borders.push(same);
  }
  return borders;
}

const ofWord = /^[\p{L}\p{N}\p{M}_]/u;

/** Written without blanks between words: there every character may be an edge. */
const unparted =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const isOfWord = (point: string): boolean => ofWord.test(point) && !unparted.test(point);

function isEdge(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const isPair = at > 1 && /[\udc00-\udfff]/.test(text[at - 1] ?? '') && /[\ud800-\udbff]/.test(text[at - 2] ?? '');
  return !isOfWord(text.slice(at - (isPair ? 2 : 1), at)) || !isOfWord(text.slice(at, at + 2));
}

/** The hit with what is around it, on one line; of a long hit its start and its end. */
export function toSnippet({ text, from, to }: Omit<Hit, 'count'>, most = 80): string {
  const toLine = (piece: string): string => piece.replace(/\s+/g, ' ');
  // More than is shown, as blanks fall together.
  const wide = 4 * most;
  const hit = toLine(text.slice(from, to));
  if (hit.length > most - 2) {
    const half = Math.floor((most - 5) / 2);
    return `${isAtStart(text, from) ? '' : '…'}${mend(hit.slice(0, half))} … ${mend(hit.slice(-half))}${to < text.length ? '…' : ''}`;
  }
  const before = toLine(text.slice(Math.max(0, from - wide), from)).trimStart();
  const after = toLine(text.slice(to, to + wide)).trimEnd();
  const room = most - hit.length - 2;
  const ofBefore = Math.min(before.length, Math.max(Math.floor(room / 2), room - after.length));
  const ofAfter = Math.min(after.length, room - ofBefore);
  const shown = mend(`${before.slice(before.length - ofBefore)}${hit}${after.slice(0, ofAfter)}`);
  const isCut = [ofBefore < before.length || from > wide, ofAfter < after.length || text.length - to > wide];
  return `${isCut[0] ? '…' : ''}${shown}${isCut[1] ? '…' : ''}`;
}

const isAtStart = (text: string, from: number): boolean =>
  text.slice(0, Math.min(from, 80)).trim() === '' && from <= 80;

/** Without half a character at either end. */
const mend = (text: string): string => text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '');
