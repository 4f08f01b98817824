// Non-localizable fields: in every language they are what the master says.
import type { Call } from '../http/call.ts';
import { type Field, findInnerSchema, isContainer, nameBlock, readInstanceUid, toBlocks } from '../model/schema.ts';
import { type Resolved, takeLatest } from '../records/store.ts';
import type { EntryRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Branch } from '../state/state.ts';

/** Fields that are the same in every language are always those of the master. */
export function overlayShared(call: Call, schema: Field[], record: EntryRecord, found: Resolved): Json {
  const own = found.version.fields;
  const master = call.state.master_locale;
  if (found.locale === master) return own;
  const source = takeLatest(record, master)?.fields;
  return source ? shareFields(call.branch, schema, own, source) : own;
}

/** A language's values with those that are shared taken from the master's, at any depth. */
export function shareFields(branch: Branch, schema: Field[], own: Json, master: Json): Json {
  const out = { ...own };
  for (const field of schema) {
    const { uid } = field;
    if (field.non_localizable === true) {
      const shared = pick(master, uid);
      if (shared === undefined) delete out[uid];
      else out[uid] = shared;
    } else if (isContainer(field)) {
      out[uid] = shareContainer(branch, field, pick(own, uid), pick(master, uid));
      if (out[uid] === undefined) delete out[uid];
    }
  }
  return out;
}

function shareContainer(branch: Branch, field: Field, own: unknown, master: unknown): unknown {
  const isBlocks = field.data_type === 'blocks';
  const schema = isBlocks ? [] : (findInnerSchema(branch, field) ?? []);
  if (isObject(own) && isObject(master)) return shareFields(branch, schema, own, master);
  if (!Array.isArray(own) || !Array.isArray(master)) return own;
  return isBlocks
    ? own.map(item => shareBlock(branch, field, item, master))
    : own.map(item => shareInstance(branch, schema, item, master));
}

/** Instances belong together by `_metadata.uid`. */
function shareInstance(branch: Branch, schema: Field[], item: unknown, master: unknown[]): unknown {
  const uid = readInstanceUid(item);
  const twin = master.find(other => uid !== undefined && readInstanceUid(other) === uid);
  return isObject(item) && isObject(twin) ? shareFields(branch, schema, item, twin) : item;
}

function shareBlock(branch: Branch, field: Field, item: unknown, master: unknown[]): unknown {
  const name = nameBlock(item);
  const block = toBlocks(field).find(known => known.uid === name);
  if (!isObject(item) || !block) return item;
  const others = master.map(other => (isObject(other) ? other[name] : undefined));
  return { ...item, [name]: shareInstance(branch, findInnerSchema(branch, block) ?? [], item[name], others) };
}
