// How alike two items of a list are, for those that no uid pairs.
import { blockOf } from './address.ts';
import { isObject } from './value.ts';

/** So much of an item is looked at: the start tells items apart, and a whole text of 200 KB would take long. */
const looked = 4000;

const mostWords = 400;

/** What is compared of an item: its kind, which must be the same, and the words in it. */
interface Look {
  kind: string;
  words: ReadonlySet<string>;
}

export function lookAt(item: unknown): Look {
  const words = gather(item)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return { kind: kindOfItem(item), words: new Set(words?.slice(0, mostWords)) };
}

/** Blocks of one kind, nodes of one type, values of one type. */
export function kindOfItem(item: unknown): string {
  const block = blockOf(item);
  if (block) return `block ${block.uid}`;
  if (isObject(item)) return `object ${typeof item.type === 'string' ? item.type : ''}`;
  return Array.isArray(item) ? 'list' : typeof item;
}

/** The texts in a value, and the keys they stand under, as far as is looked. */
function gather(item: unknown): string {
  const found: string[] = [];
  let size = 0;
  const left: unknown[] = [item];
  while (left.length > 0 && size < looked) {
    const value = left.pop();
    if (Array.isArray(value)) left.push(...value.slice(0, looked).reverse());
    else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value).reverse()) if (key !== '_metadata') left.push(inner, key);
    } else {
      const text = String(value).slice(0, looked - size);
      found.push(text);
      size += text.length + 1;
    }
  }
  return found.join(' ');
}

/** From 0 (nothing in common, or of another kind) to 1 (the same words). */
export function likeness(one: Look, other: Look): number {
  if (one.kind !== other.kind) return 0;
  const both = one.words.size + other.words.size;
  if (both === 0) return 0;
  const [small, large] = one.words.size < other.words.size ? [one.words, other.words] : [other.words, one.words];
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return (2 * shared) / both;
}
