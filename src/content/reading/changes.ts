// What changed between two versions of an entry, field by field, as it is read: for who brings a translation up to date.
import { printAddress } from '../address.ts';
import { diff } from '../diff.ts';
import type { Field } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import { tellChange, tellValue } from '../words.ts';
import { toReadable } from './entry.ts';

/** In characters, of each of two texts. */
const longest = 240;

/** By address, of texts that can be translated: `"old" → "new"`, `new: …`, `removed: …` or `moved`. */
export async function tellChanges(
  before: Json,
  after: Json,
  schema: readonly Field[],
): Promise<Record<string, string>> {
  const [old, now] = await Promise.all(
    [before, after].map(async entry => (await toReadable(entry, schema, { isTranslatable: true })).fields),
  );
  const told: Record<string, string> = {};
  for (const change of diff(before, after, { schema })) {
    const at = printAddress(change.address);
    const side = (change.kind === 'removed' ? old : now) ?? {};
    const other = (change.kind === 'removed' ? now : old) ?? {};
    const keys = Object.keys(side);
    // A field that was emptied is no longer among those that are read.
    const around = keys.find(key => begins(at, key)) ?? Object.keys(other).find(key => begins(at, key));
    if (around !== undefined) told[around] = tell(old?.[around], now?.[around]);
    else if (change.kind === 'moved') {
      if (keys.some(key => begins(key, at))) told[at] = 'moved';
    } else for (const key of keys.filter(each => begins(each, at))) told[key] = tell(old?.[key], now?.[key]);
  }
  return told;
}

const begins = (address: string, start: string): boolean =>
  address === start || address.startsWith(`${start}.`) || address.startsWith(`${start}[`);

function tell(before: unknown, after: unknown): string {
  if (before === undefined) return `new: ${tellValue(toText(after), longest)}`;
  if (after === undefined) return `removed: ${tellValue(toText(before), longest)}`;
  const { before: old, after: now } = tellChange(toText(before), toText(after), longest);
  return old === now ? 'changed in how it looks or what it links to' : `${old} → ${now}`;
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(', ');
  return isObject(value) ? Object.values(value).map(toText).join(' ') : String(value ?? '');
}
