// One entry as the answer to whoever reads it: its numbers, where it stands, then its fields by address.

import type { Odd, Readable } from '../content/reading/entry.ts';
import { pickParts } from '../content/reading/parts.ts';
import { isEmpty, type Json } from '../content/value.ts';
import { clip } from '../content/words.ts';
import type { Found } from '../operations/task.ts';
import type { Places } from './entry.ts';
import { count } from './numbers.ts';
import type { Source } from './source.ts';
import type { Type } from './types.ts';

interface Telling {
  type: Type;
  entry: Json;
  /** The language that was asked for. */
  locale: string | undefined;
  readable: Readable;
  /** Addresses, or their beginnings. */
  wanted: readonly string[];
  places: Places;
  isTranslatable: boolean;
  source: Source | string | undefined;
  /** Said first. */
  notes: readonly string[];
}

/** So many empty fields are named. */
const mostEmpty = 40;

/** Longer than this, in characters, it stands below the numbers. */
const longest = 160;

export function tellEntry({ type, entry, readable, wanted, places, source, ...more }: Telling): Found {
  const { isTranslatable, locale } = more;
  const { published, pages } = places;
  const changed = typeof source === 'object' ? source.changed : {};
  const beside = { changed, tokens: readable.tokens };
  const named = { ...beside, empty: readable.empty, published };
  const picked = wanted.length > 0 ? pickParts(readable, named, wanted, entry) : undefined;
  const { fields, empty } = picked ?? readable;
  const { changed: told, tokens, ...rest } = picked ? picked.beside : beside;
  const numbers = [
    tellCount(readable, picked?.fields, isTranslatable),
    ...(readable.empty.length > 0 ? [`${readable.empty.length} empty`] : []),
  ];
  const isShort = published !== undefined && published.length <= longest;
  const notes = [
    ...more.notes,
    ...tellFallback(entry, locale, isTranslatable),
    ...(typeof source === 'string' ? [source] : []),
    ...tellOdd(readable.odd.filter(({ address }) => Object.hasOwn(fields, address))),
    ...(picked?.missing ?? []),
  ];
  return {
    says: [
      `${tellName(type, entry)}: ${numbers.join(', ')}`,
      ...(typeof source === 'object' ? [tellChanged(source)] : []),
      ...(isShort ? [published === 'unknown' ? 'where it is live is unknown' : published] : []),
    ].join('; '),
    ...(notes.length > 0 ? { notes } : {}),
    shown: {
      locale: entry.locale,
      version: entry._version,
      // To the minute, as lists have it.
      saved_at: String(entry.updated_at).replace(/:\d\d(\.\d+)?Z$/, 'Z'),
      ...(published !== undefined && !isShort ? { published } : {}),
      ...(picked && !Object.keys(picked.fields).some(key => key.startsWith('url')) ? {} : pages),
      ...(typeof source === 'object' ? { source: source.says } : {}),
      ...toKey('changed', told),
      ...toKey('empty', cutEmpty(empty)),
      fields,
      ...toKey('tokens', tokens),
      ...rest,
    },
  };
}

/** `Winter layering, explained (blog_post, en-us v5)` */
export function tellName(type: Type, entry: Json): string {
  const title = typeof entry.title === 'string' ? clip(entry.title.replaceAll(/\s+/g, ' ').trim(), 80) : '';
  return `${title || String(entry.uid)} (${type.uid}, ${String(entry.locale)} v${String(entry._version)})`;
}

function tellCount({ fields }: Readable, picked: Json | undefined, isTranslatable: boolean): string {
  const all = Object.keys(fields).length;
  const what = isTranslatable ? count(all, 'text to translate', 'texts to translate') : count(all, 'field');
  const some = picked ? Object.keys(picked).length : all;
  return some < all ? `${some} of ${what}` : what;
}

const tellChanged = ({ changed }: Source): string =>
  `${Object.keys(changed).length || 'nothing'} changed in its source since`;

function tellFallback({ locale }: Json, asked: string | undefined, isTranslatable: boolean): string[] {
  if (asked === undefined || typeof locale !== 'string' || locale.toLowerCase() === asked.toLowerCase()) return [];
  return [
    `no ${asked}: this is ${locale}, which it falls back to${isTranslatable ? '; all of it is to be translated' : ''}`,
  ];
}

/** So many addresses of one kind are named. */
const mostOdd = 6;

function tellOdd(odd: readonly Odd[]): string[] {
  return [...new Set(odd.map(({ says }) => says))].map(says => {
    const at = odd.filter(each => each.says === says).map(({ address }) => address);
    const more = at.length > mostOdd ? ` and ${at.length - mostOdd} more` : '';
    return `${at.slice(0, mostOdd).join(', ')}${more}: ${says}`;
  });
}

const cutEmpty = (empty: readonly string[]): string[] =>
  empty.length > mostEmpty ? [...empty.slice(0, mostEmpty), `and ${empty.length - mostEmpty} more`] : [...empty];

const toKey = (key: string, values: unknown): Json => (isEmpty(values) ? {} : { [key]: values });
