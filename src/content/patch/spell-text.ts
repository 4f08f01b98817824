// The edit that makes one text of another: the words that differ where it is long, else the whole.
import { countEnds } from '../rows/common.ts';
import { isEmpty } from '../value.ts';
import type { Edit } from './edit.ts';

/** What stands more than once in so many characters is not looked at any further. */
const longest = 1000;

/** A shorter text is said as a whole. */
const short = 80;

const split = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

export function spellText(at: string, before: unknown, after: unknown): Edit {
  const whole: Edit = { at, set: isEmpty(after) ? null : after };
  if (typeof before !== 'string' || typeof after !== 'string' || before.length <= short) return whole;
  const words = toWords(before, after, before);
  return words && words.replace.length + words.with.length < after.length ? { at, ...words } : whole;
}

/**
 * The words that differ, with as many of those around as make them stand once in a text.
 * @returns undefined where nothing of it stays, or the same words follow each other without end.
 */
export function toWords(before: string, after: string, within: string): { replace: string; with: string } | undefined {
  const [old, now] = [split(before), split(after)];
  let { head, tail } = countEnds(old, now);
  for (;;) {
    const [from, to] = [old.slice(head, old.length - tail).join(''), now.slice(head, now.length - tail).join('')];
    // Blanks alone are told by what is beside them.
    if (from.trim() !== '' && countIn(within, from) === 1) return { replace: from, with: to };
    if (head + tail === 0 || from.length > longest) return undefined;
    if (tail > 0) tail -= 1;
    if (head > 0) head -= 1;
  }
}

const countIn = (text: string, part: string): number => text.split(part).length - 1;
