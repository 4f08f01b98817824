// What changed between two versions of an entry, field by field, as it is read: for who brings a translation up to date.
import { isPrintedBelow, printAddress } from '../address.ts';
import { type Change, diff } from '../diff.ts';
import type { Field } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import { tellChange, tellValue } from '../words.ts';
import { toReadable } from './entry.ts';

/** In characters, of each of two texts. */
const longest = 240;

/** `"old" → "new"`, `new: …`, `removed: …` or `moved`; a list where it is several paragraphs. */
export type Told = string | string[];

const paragraph = /\n{2,}/;

/** By address, of texts that can be translated. */
export async function tellChanges(before: Json, after: Json, schema: readonly Field[]): Promise<Record<string, Told>> {
  const [old, now] = await Promise.all(
    [before, after].map(async entry => (await toReadable(entry, schema, { isTranslatable: true })).fields),
  );
  const told: Record<string, Told> = {};
  for (const change of diff(before, after, { schema })) {
    const at = printAddress(change.address);
    const side = (change.kind === 'removed' ? old : now) ?? {};
    const other = (change.kind === 'removed' ? now : old) ?? {};
    const keys = Object.keys(side);
    // A field that was emptied is no longer among those that are read.
    const around = keys.find(key => isPrintedBelow(at, key)) ?? Object.keys(other).find(key => isPrintedBelow(at, key));
    if (around !== undefined) told[around] = tell(old?.[around], now?.[around]);
    else if (change.kind === 'moved') {
      if (keys.some(key => isPrintedBelow(key, at))) told[at] = 'moved';
    } else for (const key of keys.filter(each => isPrintedBelow(each, at))) told[key] = tell(old?.[key], now?.[key]);
  }
  return told;
}

/** Paragraph by paragraph, as two that are far apart in a text are two changes. */
function tell(before: unknown, after: unknown): Told {
  if (before === undefined) return `new: ${tellValue(toText(after), longest)}`;
  if (after === undefined) return `removed: ${tellValue(toText(before), longest)}`;
  const [old, now] = [toText(before).split(paragraph), toText(after).split(paragraph)];
  const found = diff(old, now);
  const places = old.length === now.length ? old.flatMap((text, place) => (text === now[place] ? [] : [place])) : [];
  // Where none came or went, those in the same place belong together, however little alike they are.
  const isInPlace = places.length > 0 && places.length <= found.length;
  const told = isInPlace ? places.map(place => toArrow(old[place], now[place])) : found.map(each => tellOne(each, now));
  const [only = 'changed in how it looks or what it links to', another] = told;
  return another === undefined ? only : told;
}

function tellOne(change: Change, now: readonly string[]): string {
  if (change.kind === 'moved') return `moved: ${tellValue(now[change.to], longest)}`;
  if (change.kind === 'added') return `new: ${tellValue(change.after, longest)}`;
  if (change.kind === 'removed') return `removed: ${tellValue(change.before, longest)}`;
  return toArrow(change.before, change.after);
}

function toArrow(before: unknown, after: unknown): string {
  const told = tellChange(before, after, longest);
  return `${told.before} → ${told.after}`;
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(', ');
  return isObject(value) ? Object.values(value).map(toText).join(' ') : String(value ?? '');
}
