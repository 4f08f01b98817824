// What an entry becomes when changes of it are taken back, or when it shall be as it once was.
import { type Address, parseAddress, printAddress } from '../address.ts';
import { isRequired } from '../check/required.ts';
import { toWritable } from '../check/writable.ts';
import { diff } from '../diff.ts';
import { findShared } from '../fields-at.ts';
import { type Conflict, merge } from '../merge/merge.ts';
import { isSameValue } from '../merge/same.ts';
import { toNothing } from '../patch/settle.ts';
import { type Field, findField, systemKeys, topFields } from '../schema.ts';
import { isEmpty, type Json } from '../value.ts';
import { type Fitted, fitFields } from './fit.ts';
import { keepAll } from './keep.ts';

export interface Restoring {
  /** The version to go back to. */
  before: Json;
  /** The last of those whose changes are taken back; without it all since `before` goes. */
  after?: Json | undefined;
  /** As it is stored now. All three as read, of one language. */
  stored: Json;
  schema: readonly Field[];
  /** What stays as it is. */
  except: readonly Address[];
  /** Of another language than the master: what all share is left alone. */
  isTranslation: boolean;
}

interface Restored {
  /** Members at the top that become others, in the form the CMA takes; what goes is sent empty. */
  value: Json;
  /** What was changed since, and is left as it is stored. */
  conflicts: Conflict[];
  /** Addresses of what the content type no longer has. */
  gone: string[];
  /** Fields that were empty and may not be now: they are left as they are stored. */
  mandatory: string[];
}

export function toRestored({ before, after, stored, schema, except, isTranslation }: Restoring): Restored {
  const fields = topFields(schema);
  const toFitted = (entry: Json): Fitted => fitFields(toWritable(entry, schema).value, fields);
  const [old, now] = [toFitted(before), toFitted(stored).value];
  const base = after ? toFitted(after).value : now;
  const merged = merge(base, keepAll(old.value, base, except), now, schema);
  const value = isTranslation ? keepAll(merged.value, now, listShared(now, merged.value, schema)) : merged.value;
  const isOwn = ({ address }: Conflict): boolean => !isTranslation || !findShared(schema, parseAddress(address) ?? []);
  const changed = fields.filter(field => !isSameValue(field, value[field.uid], now[field.uid]));
  const isHeld = (field: Field): boolean => isEmpty(value[field.uid]) && isRequired(field);
  return {
    value: Object.fromEntries(
      changed
        .filter(field => !isHeld(field))
        .map(field => {
          const { uid } = field;
          return [uid, isEmpty(value[uid]) ? toNothing(field, stored[uid]) : value[uid]];
        }),
    ),
    conflicts: merged.conflicts.filter(isOwn),
    gone: [...listDropped(before, fields), ...old.gone],
    mandatory: changed.filter(isHeld).map(({ uid }) => uid),
  };
}

/** What lies in fields that all languages share. */
function listShared(before: Json, after: Json, schema: readonly Field[]): Address[] {
  const shared = diff(before, after, { schema }).map(({ address }) => findShared(schema, address));
  return shared.filter(address => address !== undefined);
}

const listDropped = (entry: Json, fields: readonly Field[]): string[] =>
  Object.keys(entry)
    .filter(key => !systemKeys.has(key) && !findField(fields, key) && !isEmpty(entry[key]))
    .map(key => printAddress([key]));
