// How many tokens a text costs a model, without a tokenizer: within 15 % of o200k on what a stack holds, mostly above it.
import { toVisibleJson } from '../text/visible.ts';
import { boundTokens, dearest } from './bound.ts';

/**
 * The pieces into which o200k cuts a text before it looks any up; none of its tokens is longer than one of them. Letters
 * take the one character before them along, and a capital starts a new piece. In front, what is Base64: no words.
 */
const pieces =
  /(?<base64>[A-Za-z0-9+/]{40,})|(?<word>[^\r\n\p{L}\p{N}]?(?:[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+))|\p{N}{1,3}|(?<marks> ?[^\s\p{L}\p{N}]+[\r\n/]*)|\s*[\r\n]+|\s+(?!\S)|\s+/gu;

/** @returns tokens, as a whole number. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const { groups = {} } of text.matchAll(pieces)) {
    if (groups.base64) tokens += costOfBase64(groups.base64);
    else if (groups.word) tokens += costOfWord(groups.word);
    else if (groups.marks) tokens += costOfMarks(groups.marks);
    else tokens += 1;
  }
  return Math.ceil(tokens);
}

/** As it will be sent: what hides in text is spelt out, which costs more. */
export const estimateJson = (value: unknown): number => estimateTokens(toVisibleJson(JSON.stringify(value) ?? ''));

/** Beyond the basic plane a token is seldom more than one byte of the four that a character has there; pictures are known better. */
const beyond = { any: /[\u{10000}-\u{10ffff}]/gu, picture: /(?=\p{Extended_Pictographic})[\u{10000}-\u{10ffff}]/gu };
const dear = { any: 3.9, picture: 2.4 };

/** Whether it takes at most so many tokens. Of most answers this is plain without an estimate. */
export function fits(value: unknown, budget: number): boolean {
  const text = toVisibleJson(JSON.stringify(value) ?? '');
  return text.length * dearest <= budget || boundTokens(text) < budget || estimateTokens(text) <= budget;
}

/** A long path of an address has few capitals, and costs what its words do. */
function costOfBase64(text: string): number {
  const capitals = text.match(/[A-Z]/g)?.length ?? 0;
  if (capitals * 5 > text.length && /\d/.test(text)) return text.length * 0.72;
  return estimateTokens(text.replace(/(.{39})/g, '$1 ')) - text.length / 39;
}

/** Tokens for each letter of scripts that have few long tokens, beside a share for each word. */
const scripts: [letters: RegExp, each: number, word: number][] = [
  [/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u, 1, 0],
  [/\p{sc=Hangul}/u, 0.62, 0.45],
  [/\p{sc=Thai}/u, 0.44, 0],
  [/\p{sc=Cyrillic}/u, 0.2, 0.5],
  [/\p{sc=Greek}/u, 0.48, 0.25],
  [/[\p{sc=Arabic}\p{sc=Hebrew}]/u, 0.3, 0.5],
  [/\p{sc=Devanagari}/u, 0.25, 0.4],
  [/[\u0100-\u024f\u1e00-\u1eff]/u, 0.38, 0.8],
  [/\p{sc=Latin}/u, 0.23, 0.6],
];

function costOfWord(piece: string): number {
  const far = piece.match(beyond.any)?.length ?? 0;
  if (far > 0) return far * dear.any + costOfWord(piece.replace(beyond.any, ''));
  if (piece === '') return 0;
  const [, lead = '', word = ''] = /^([^\p{L}\p{M}]?)(.*)$/su.exec(piece) ?? [];
  if (!/^[A-Za-z]+$/.test(word)) {
    const [, each, whole] = scripts.find(([letters]) => letters.test(word)) ?? [/./, 0.6, 0.4];
    return Math.max(1, whole + word.length * each);
  }
  const { length } = word;
  if (length < 3) return 1;
  // No word: parts of keys, and hexadecimal.
  if (!/[aeiouy]/i.test(word) || /^[a-f]+$/.test(word)) return length / 1.7;
  if (/^[A-Z]+$/.test(word)) return Math.max(1, length / 3.3);
  if (/^[A-Z]{2}/.test(word)) return length / 1.9;
  // A word after a space is likely to be known whole; less so after a mark.
  const inner = /^[A-Z]/.test(word) ? 1.08 : 1.18;
  const familiar = lead === ' ' ? 1 : lead === '' ? inner : 1.22;
  return familiar + Math.max(0, length - 7) * 0.1;
}

/** Most pairs and threes of JSON's own marks are one token. */
function costOfMarks(marks: string): number {
  const far = marks.match(beyond.any)?.length ?? 0;
  const pictures = marks.match(beyond.picture)?.length ?? 0;
  const others = marks.match(/[\u0100-\uffff]/g)?.length ?? 0;
  const plain = marks.length - others;
  const dearly = pictures * dear.picture + (far - pictures) * dear.any;
  return dearly + (others - far * 2) + (plain > 3 ? plain / 2.4 : Math.min(1, plain));
}
