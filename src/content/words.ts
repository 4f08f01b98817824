// Says a change in a few words: what a value was and is, cut to where the two part.
import { countEnds } from './rows/common.ts';
import { isAbsent, isObject, type Json } from './value.ts';

/** As many lines as are read; the rest is counted. */
export const cutLines = (lines: readonly string[], most: number): string[] =>
  lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more`] : [...lines];

/** Words of what stays, around what changed. */
const context = 2;

/**
 * Two values as texts of at most `most` characters each. Of two texts only what differs is shown, with a word or two
 * around it: `… the red tent …` and `… the green tent …`.
 */
export function tellChange(before: unknown, after: unknown, most = 80): { before: string; after: string } {
  if (typeof before === 'string' && typeof after === 'string' && Math.max(before.length, after.length) > most) {
    return tellTexts(before, after, most);
  }
  return { before: tellValue(before, most), after: tellValue(after, most) };
}

/** A value in short: texts in quotes, files and references by uid, lists and groups by their size. */
export function tellValue(value: unknown, most = 80): string {
  if (isAbsent(value)) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(clip(value, most));
  if (Array.isArray(value)) {
    const isPlain = value.every(item => typeof item !== 'object' || item === null);
    const text = isPlain
      ? value
          .slice(0, 50)
          .map(item => tellValue(item, most))
          .join(', ')
      : '';
    if (isPlain && value.length <= 50 && text.length <= most) return `[${text}]`;
    return `${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  }
  return isObject(value) ? tellObject(value, most) : String(value);
}

function tellObject(value: Json, most: number): string {
  if (value.type === 'doc') return 'rich text';
  const uid = value.uid ?? value.term_uid;
  if (typeof uid === 'string') return clip(uid, most);
  const keys = Object.keys(value).filter(key => key !== '_metadata');
  return clip(`{${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ', …' : ''}}`, most);
}

/** Never in the middle of a character that takes two. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, Math.max(1, most - 1));
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Blanks, words, and each character of what is too long for a word: a text in Japanese has no blanks, nor has an address. */
const piece = /\s+|(?<!\S)\S{1,20}(?!\S)|\S/gu;

const split = (text: string): string[] => text.match(piece) ?? [];

function tellTexts(before: string, after: string, most: number): { before: string; after: string } {
  const [old, now] = [split(before), split(after)];
  const { head, tail } = countEnds(old, now);
  const from = head - countNear(old.slice(0, head).reverse(), most / 3);
  const more = tail - countNear(old.slice(old.length - tail), most / 3);
  const tell = (pieces: string[]): string => {
    const middle = pieces.slice(from, pieces.length - more).join('');
    const start = from > 0 ? middle.trimStart() : middle;
    const shown = clip(more > 0 ? start.trimEnd() : start, most - 4);
    return JSON.stringify(`${from > 0 ? '… ' : ''}${shown}${more > 0 && !shown.endsWith('…') ? ' …' : ''}`);
  };
  return { before: tell(old), after: tell(now) };
}

/** How many of the pieces beside a change are shown: they leave room for the change itself. */
function countNear(pieces: readonly string[], most: number): number {
  // A word and the blank beside it are two pieces.
  const near = pieces.slice(0, 2 * context);
  let length = 0;
  const tooMany = near.findIndex(each => {
    length += each.length;
    return length > most;
  });
  return tooMany < 0 ? near.length : tooMany;
}
