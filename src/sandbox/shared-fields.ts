// Non-localizable fields: in every language they are what the master says.
import { type Call, isObject } from './call.ts';
import { type Resolved, takeLatest } from './entry-store.ts';
import { type Field, toFields } from './schema.ts';
import type { EntryRecord, Json } from './state.ts';

/** Fields that are the same in every language are always those of the master. */
export function overlayShared(call: Call, schema: Field[], record: EntryRecord, found: Resolved): Json {
  const own = found.version.fields;
  const master = call.state.master_locale;
  const source = takeLatest(record, master)?.fields;
  return found.locale === master || !source ? own : shareFields(schema, own, source);
}

/** A language's values with those that are shared taken from the master's. */
export function shareFields(schema: Field[], own: Json, master: Json): Json {
  const out = { ...own };
  for (const field of schema) {
    if (field.non_localizable === true) {
      if (master[field.uid] === undefined) delete out[field.uid];
      else out[field.uid] = master[field.uid];
    } else if (field.data_type === 'group' && isObject(own[field.uid]) && isObject(master[field.uid])) {
      out[field.uid] = shareFields(toFields(field.schema), own[field.uid] as Json, master[field.uid] as Json);
    } else if (field.data_type === 'group' && Array.isArray(own[field.uid]) && Array.isArray(master[field.uid])) {
      out[field.uid] = shareInstances(toFields(field.schema), own[field.uid] as unknown[], master[field.uid] as Json[]);
    }
  }
  return out;
}

/** Instances of a repeated group belong together by `_metadata.uid`. */
function shareInstances(schema: Field[], own: unknown[], master: Json[]): unknown[] {
  const identify = (item: unknown): unknown => (isObject(item) && isObject(item._metadata) ? item._metadata.uid : null);
  return own.map(item => {
    const uid = identify(item);
    const twin = master.find(other => uid && identify(other) === uid);
    return isObject(item) && twin ? shareFields(schema, item, twin) : item;
  });
}
