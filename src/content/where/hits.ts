// What a search shows of an entry: where it was found, in what kind of text, and the words around.
import { printAddress } from '../address.ts';
import { isDocument } from '../rich-text-nodes.ts';
import type { Field } from '../schema.ts';
import { findHit, type Hit, type Pattern, toSnippet } from '../text/match.ts';
import { listTexts } from '../text/texts.ts';
import { isObject, type Json } from '../value.ts';
import { tellValue } from '../words.ts';
import { countCharacters, readDocument } from './blank.ts';
import type { Ready } from './condition.ts';

/** One address of an entry. */
interface Shown {
  address: string;
  /** Kinds of the texts that it was found in, as `texts.ts` has them; empty where no text was looked for. */
  kind: string;
  snippet: string;
  /** A value that is equal but for case. */
  isNear?: boolean;
}

/** Characters of a snippet, without what is said of it. */
const most = 80;

/**
 * @param pattern what to look for in all texts; none where only conditions count.
 * @param conditions of each group one must hold.
 * @returns empty where it is not found.
 */
export function listHits(
  entry: Json,
  schema: readonly Field[],
  pattern: Pattern | undefined,
  conditions: readonly (readonly Ready[])[],
): Shown[] {
  const spots = conditions.map(group => group.flatMap(each => each.find(entry)));
  if (spots.some(each => each.length === 0)) return [];
  if (pattern) {
    const isNear = spots.some(group => group.every(spot => spot.isNear));
    return listTextHits(entry, schema, pattern).map(shown => ({ ...shown, isNear }));
  }
  const byAddress = new Map(spots.flat().map(spot => [printAddress(spot.address), spot]));
  return [...byAddress].map(([address, { value, isNear = false }]) => ({
    address,
    kind: '',
    snippet: tellSpot(value),
    isNear,
  }));
}

function listTextHits(entry: Json, schema: readonly Field[], pattern: Pattern): Shown[] {
  const found = new Map<string, { first: Hit; count: number; kinds: Set<string> }>();
  for (const { address, kind, text, or } of listTexts(entry, schema)) {
    const hit = findHit(text, pattern) ?? (or === undefined ? undefined : findHit(or, pattern));
    if (!hit) continue;
    const at = printAddress(address);
    const known = found.get(at) ?? { first: hit, count: 0, kinds: new Set() };
    known.count += hit.count;
    known.kinds.add(kind);
    found.set(at, known);
  }
  return [...found].map(([address, { first, count, kinds }]) => ({
    address,
    kind: [...kinds].join(', '),
    snippet: toSnippet(first, most) + (count > 1 ? ` (${count} times)` : ''),
  }));
}

/** Shorter ones are seen whole. */
const longest = 60;

function tellSpot(value: unknown): string {
  const text = isDocument(value) ? readDocument(value) : value;
  if (isObject(text) && typeof text.type === 'string' && isObject(text.attrs)) return 'embedded in rich text';
  if (typeof text !== 'string') return tellValue(text, most);
  const length = countCharacters(text);
  return length > longest ? `${tellValue(text, longest)} (${length} characters)` : tellValue(text, longest);
}
