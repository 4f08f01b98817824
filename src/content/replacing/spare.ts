// What of a text is no word of a writer, though it may hold the words that are looked for: addresses, uids, programs.
import type { Field } from '../schema.ts';
import type { Text } from '../text/texts.ts';
import { isUid } from '../uid.ts';

/**
 * Why a text stays as it is: it is an address, a program or a key, a uid, a choice's value, a file's own; it says already
 * what it shall (`same`), or what is put in would be read as something else (`markup`).
 */
export type Spared = 'url' | 'code' | 'uid' | 'choice' | 'file' | 'same' | 'markup';

/** Each kind in words. */
export const sparedWords: Readonly<Record<Spared, string>> = {
  url: 'an address',
  code: 'code',
  uid: 'a uid',
  choice: 'a choice',
  file: 'the name of a file',
  same: 'what says so already',
  markup: 'a text in which it would be read as markup',
};

const shown = /(?:^| )(?:asset-)?(?:alt|title|caption|aria-label|placeholder)$/;
const texts = new Set(['text', 'multi-line', 'tag', 'Markdown', 'HTML', 'rich text']);

/** Names of fields that hold a part of an address, or a key. */
const addressed = /(?:^|_)(?:urls?|uris?|href|slug|path|permalink|canonical|link)$/i;
const keyed = /(?:^|_)(?:id|uid|key|code|sku|handle)$/i;

const hasBlank = (text: string): boolean => /\s/.test(text.trim());

/** Of the whole text. */
export function judgeText({ kind, text, stored }: Text): 'text' | Spared {
  if (kind === 'choice') return 'choice';
  if (kind.startsWith('file ') || kind === 'rich text asset-name') return 'file';
  if (kind === 'custom') return 'code';
  if (!texts.has(kind))
    return shown.test(kind) ? 'text' : kind.startsWith('link ') && kind !== 'link href' ? 'code' : 'url';
  return stored && !hasBlank(text) && (kind === 'text' || kind === 'multi-line')
    ? judgeWord(stored.field, text)
    : 'text';
}

function judgeWord({ uid }: Field, text: string): 'text' | Spared {
  if (isUid(text.trim())) return 'uid';
  if (addressed.test(uid) || /^(?:\/|\.\.?\/|#)\S*$/.test(text)) return 'url';
  if (keyed.test(uid)) return 'code';
  // As a page's address is made of its title.
  return /^[a-z0-9]+(?:[-_/][a-z0-9]+)+$/.test(text) ? 'url' : 'text';
}

const endings =
  'com|org|net|edu|gov|io|co|ai|app|dev|shop|store|info|biz|eu|uk|de|fr|es|it|nl|at|ch|be|se|dk|fi|us|ca|au|nz|jp|example|test';

const addresses = new RegExp(
  [
    String.raw`(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/[^\s<>"]+`,
    String.raw`(?<![a-z])(?:mailto|tel|data|javascript):[^\s<>"]+`,
    String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]+\.\p{L}{2,}`,
    String.raw`(?<![\p{L}\p{N}_.-])(?:[a-z0-9-]{1,63}\.)+(?:[a-z]{2,24}\/[^\s<>"]*|(?:${endings})(?![\p{L}\p{N}-]))`,
    String.raw`(?<![^\s"'(\[])\.{0,2}\/[^\s<>"']*[^\s<>"'.,;:!?)]`,
  ].join('|'),
  'giu',
);

/** Where addresses stand in what a reader sees. */
export const listAddresses = (text: string): { from: number; to: number }[] =>
  [...text.matchAll(addresses)].map(({ 0: { length }, index }) => ({ from: index, to: index + length }));
