// What a bulk edit makes of one entry: a text replaced wherever a reader sees it, or the edits of edit_entry.
import { parseAddress } from '../../content/address.ts';
import { compareEntries } from '../../content/comparison/entries.ts';
import { isShared } from '../../content/fields-at.ts';
import { lowerField } from '../../content/lower.ts';
import { type Edit, patch } from '../../content/patch/patch.ts';
import { type Replaced, replaceTexts } from '../../content/replacing/replace.ts';
import { type Field, findField, topFields } from '../../content/schema.ts';
import type { Finding } from '../../content/spoken/finding.ts';
import type { Cell } from '../../content/told.ts';
import { isSame, type Json } from '../../content/value.ts';
import type { Asked } from './asked.ts';

/** One place of an entry. */
export interface Place {
  address: string;
  before: Cell;
  after: Cell;
  /** How often it is there. */
  count: number;
}

interface Changed {
  /** Members at the top that become others, in the form the API takes. */
  value: Json;
  places: readonly Place[];
  /** Where the text stands and is left. */
  spared: readonly Replaced[];
  /** Places that all languages share: they change with the master language. */
  shared: number;
}

interface Looked {
  schema: readonly Field[];
  /** Of another language than the master's. */
  isTranslation: boolean;
  isLeftOut?: ((address: string) => boolean) | undefined;
}

/** Of an entry as it was read. */
export type Change = (entry: Json, looked: Looked) => Promise<Changed | { problems: readonly string[] }>;

export const toChange = (asked: Asked, finding: Finding): Change =>
  asked.edits ? toEditing(asked.edits, finding) : toReplacing(asked);

function toReplacing({ find = '', with: fresh = '', words, case: isCase, also }: Asked): Change {
  return async (entry, { schema, isTranslation, isLeftOut }) => {
    let shared = 0;
    const { value, places, spared } = replaceTexts(entry, schema, {
      ...{ find, with: fresh, words, isCase, also },
      isLeftOut(address) {
        if (isLeftOut?.(address)) return true;
        if (!isTranslation || !isShared(schema, parseAddress(address) ?? [])) return false;
        shared += 1;
        return true;
      },
    });
    const told = places.map(({ address, before, after, count }) => ({ address, before, after, count }));
    return { value: toSent(entry, value, schema), places: told, spared, shared };
  };
}

/** Members at the top that are others now. */
function toSent(before: Json, after: Json, schema: readonly Field[]): Json {
  const fields = topFields(schema);
  const changed = Object.keys(after).filter(key => after[key] !== before[key]);
  return Object.fromEntries(
    changed.map(key => {
      const field = findField(fields, key);
      return [key, field ? lowerField(field, after[key]) : after[key]];
    }),
  );
}

/** Each row is edited at the version at which it was told, so that places hold. */
function toEditing(edits: readonly Edit[], finding: Finding): Change {
  return async (entry, { schema, isTranslation }) => {
    const made = await patch(entry, edits, { schema, finding, writing: {}, isExact: true });
    if ('problems' in made) return made;
    const { rows } = compareEntries(entry, { ...entry, ...made.value }, schema, false);
    const all = rows.map(([address, , before, after]): Place => {
      return { address: String(address), before: before ?? null, after: after ?? null, count: 1 };
    });
    const isCommon = ({ address }: Place): boolean => isTranslation && isShared(schema, parseAddress(address) ?? []);
    const places = all.filter(place => !isCommon(place));
    const fields = new Set(places.map(({ address }) => parseAddress(address)?.[0]));
    const value = Object.entries(made.value).filter(([key, held]) => fields.has(key) && !isSame(held, entry[key]));
    return { value: Object.fromEntries(value), places, spared: [], shared: all.length - places.length };
  };
}
