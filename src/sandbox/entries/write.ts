// Saves entries: merges what was sent into what is stored, checks the result and adds a version.

import type { Call } from '../http/call.ts';
import type { Complaints } from '../http/replies.ts';
import { refuseEntry } from '../http/replies.ts';
import { type Field, mapValues, readOptions, toFields } from '../model/schema.ts';
import { listRecords, noteSave, putRecord } from '../records/index.ts';
import { addVersion, findRecord, resolveVersion, takeLatest } from '../records/store.ts';
import { makeInstanceUid } from '../state/clock.ts';
import type { ContentTypeRecord, EntryRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import { checkEntryLock, enterWorkflow } from '../workflows/governance.ts';
import { applyChange, isAtomic, isPull, Unsuited } from './atomic.ts';
import { checkEntry, listUnknown } from './check.ts';
import { isCustomAsset } from './custom-asset.ts';
import { isDocumentField } from './rich-text-check.ts';
import { shareFields } from './shared-fields.ts';

/** Keys a client sends back because a read gave them; a save takes no notice of them. */
const systemKeys = [
  'uid',
  'locale',
  'ACL',
  '_version',
  '_in_progress',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'publish_details',
  '_branch',
  '_metadata',
  '_workflow',
  '_content_type_uid',
  'content_type_uid',
  '_embedded_items',
  '_rules',
  'tags',
];

export function createEntry(
  call: Call,
  type: ContentTypeRecord,
  given: Json,
  locale: string,
  uid?: string,
): EntryRecord {
  const name = type.current.uid;
  const record: EntryRecord = {
    uid: uid ?? call.newUid(),
    created_at: call.stamp.at,
    created_by: call.stamp.by,
    locales: {},
    published: [],
  };
  if (findRecord(call.branch, name, record.uid)) throw refuseEntry('creation', { uid: ['is not unique.'] });
  const others = readOptions(type.current).singleton === true ? listRecords(call.branch, name) : [];
  if (others.some(other => other.deleted_at === undefined)) {
    throw refuseEntry('creation', { content_type: ['is single and has its entry already.'] });
  }
  for (const code of listFirst(call, locale)) {
    addVersion(record, code, settleFields(call, type, record, {}, given, code), call.stamp);
    enterWorkflow(call, name, record, code);
  }
  putRecord(call.branch, name, record);
  return record;
}

/** The languages that a new entry gets a version in: the master language first, where it gets one. */
function listFirst({ choices, state }: Call, locale: string): string[] {
  const isAlone = locale === state.master_locale || choices.firstInOtherLanguage === 'alone';
  return isAlone ? [locale] : [state.master_locale, locale];
}

/** Adds a version in a language. Where the entry has none there yet, it starts from what the language falls back to. */
export function updateEntry(
  call: Call,
  type: ContentTypeRecord,
  record: EntryRecord,
  given: Json,
  locale: string,
  missing = call.choices.missingFields,
): { isLocalized: boolean } {
  const isLocalized = takeLatest(record, locale) === undefined;
  if (!isLocalized) checkEntryLock(call, type.current.uid, record, locale);
  const stored = resolveVersion(call, record, locale)?.version.fields ?? {};
  // Operators need what is stored, even where fields that are not sent are cleared.
  const base = missing === 'keep' || Object.values(given).some(isAtomic) ? stored : {};
  addVersion(record, locale, settleFields(call, type, record, base, given, locale), call.stamp);
  noteSave(call.branch, type.current.uid, record);
  if (isLocalized) enterWorkflow(call, type.current.uid, record, locale);
  return { isLocalized };
}

function settleFields(
  call: Call,
  type: ContentTypeRecord,
  record: EntryRecord,
  base: Json,
  given: Json,
  locale: string,
): Json {
  const deed = Object.keys(record.locales).length === 0 ? 'creation' : 'update';
  const schema = toFields(type.current.schema);
  const unknown = call.choices.unknownFields === 'refuse' ? listUnknown(call, schema, given, systemKeys) : [];
  if (unknown.length > 0) {
    throw refuseEntry(deed, Object.fromEntries(unknown.map(path => [path, ['is not a field of this content type.']])));
  }
  const merged = { ...base, ...mergeFields(schema, base, given, deed) };
  fillUrl(call, type, schema, merged);
  const master = takeLatest(record, call.state.master_locale)?.fields;
  const fields =
    locale === call.state.master_locale || !master ? merged : shareFields(call.branch, schema, merged, master);
  const complaints = checkEntry(call, type, fields, locale, record);
  if (Object.keys(complaints).length > 0) throw refuseEntry(deed, complaints);
  return toStored(call, schema, fields, (takeLatest(record, locale)?._version ?? 0) + 1);
}

/** Fields as a version of that number keeps them: every instance has a uid, and nothing is left of what a read adds. */
export function toStored(call: Call, schema: Field[], fields: Json, number: number): Json {
  const leaf = (field: Field, value: unknown): unknown => storeLeaf(field, value, number);
  return { ...fields, ...mapValues(call.branch, schema, fields, { leaf, instance: nameInstance }) };
}

/** The new values of the fields that were sent. */
function mergeFields(schema: Field[], base: Json, given: Json, deed: 'creation' | 'update'): Json {
  const pulled = Object.keys(given).filter(uid => isPull(given[uid]));
  const complaints: Complaints =
    pulled.length > 1 ? Object.fromEntries(pulled.map(uid => [uid, ['is one of several fields with PULL.']])) : {};
  const out: Json = {};
  for (const uid of [...schema.map(field => field.uid), 'tags']) {
    const sent = pick(given, uid);
    if (sent === undefined) continue;
    try {
      out[uid] = applyChange(pick(base, uid), sent);
    } catch (error) {
      if (!(error instanceof Unsuited)) throw error;
      complaints[uid] = [error.message];
    }
  }
  if (Object.keys(complaints).length > 0) throw refuseEntry(deed, complaints);
  return out;
}

/** A document without version is of the entry's; what a read adds to a custom asset does not go back in. */
function storeLeaf(field: Field, value: unknown, number: number): unknown {
  if (Array.isArray(value)) return value.map(item => storeLeaf(field, item, number));
  if (!isObject(value)) return value;
  if (isDocumentField(field)) return value.type === 'doc' ? { _version: number, ...value } : value;
  if (!isCustomAsset(field, value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'asset'));
}

const nameInstance = (values: Json): Json => {
  // The flag says how to save; it is not saved itself.
  const { non_localizable_content: _, ...metadata }: Json = isObject(values._metadata) ? values._metadata : {};
  return {
    ...values,
    _metadata: { ...metadata, uid: typeof metadata.uid === 'string' ? metadata.uid : makeInstanceUid() },
  };
};

/** A page without url gets one from the content type's pattern. */
function fillUrl(call: Call, type: ContentTypeRecord, schema: Field[], fields: Json): void {
  const options = readOptions(type.current);
  const hasUrl = schema.some(field => field.uid === 'url');
  const isGiven = fields.url !== undefined && fields.url !== null && fields.url !== '';
  if (options.is_page !== true || !hasUrl || isGiven || typeof fields.title !== 'string') return;
  const [year = '', month = '', day = ''] = call.stamp.at.split(/[-T]/);
  const parts: Json = { title: toSlug(fields.title), year, month, day };
  const pattern = typeof options.url_pattern === 'string' && options.url_pattern ? options.url_pattern : '/:title';
  const prefix = typeof options.url_prefix === 'string' ? options.url_prefix.replace(/\/$/, '') : '';
  fields.url = prefix + pattern.replace(/:(\w+)/g, (name, key: string) => String(parts[key] ?? name));
}

/** Whatever is no letter or digit becomes a hyphen, at the ends too. */
const toSlug = (title: string): string =>
  title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
