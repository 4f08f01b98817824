// An entry as a reader gets it: read shape, resolved references, publish details, embedded items.
import { readAsset } from '../assets/read.ts';
import type { Call } from '../http/call.ts';
import { takeAll, takeFlag } from '../http/take.ts';
import { readMetadata } from '../metadata/read.ts';
import { type Embed, listEmbeds } from '../model/embeds.ts';
import { type Field, mapValues, toFields } from '../model/schema.ts';
import { findRecord, type Resolved, resolveVersion } from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import { showStanding } from '../workflows/governance.ts';
import { readCustomAsset } from './custom-asset.ts';
import { overlayShared } from './shared-fields.ts';

const readFile = (call: Call, value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(item => readFile(call, item))
    : typeof value === 'string'
      ? readHeld(call, value)
      : value;

/** A whole asset; the bare uid where there is none any more. */
function readHeld(call: Call, uid: string): unknown {
  const asset = pick(call.branch.assets, uid);
  return asset ? readAsset(call, asset) : uid;
}

/** What stands beside an entry's own fields. `created_…` tells of the first save in the language that is read. */
const systemFields: Record<string, (record: EntryRecord, found: Resolved) => unknown> = {
  tags: (_, { version }) => version.fields.tags ?? [],
  locale: (_, { locale }) => locale,
  uid: record => record.uid,
  created_by: (record, { locale, version }) => (record.locales[locale]?.[0] ?? version).updated_by,
  updated_by: (_, { version }) => version.updated_by,
  created_at: (record, { locale, version }) => (record.locales[locale]?.[0] ?? version).updated_at,
  updated_at: (_, { version }) => version.updated_at,
  ACL: () => ({}),
  _version: (_, { version }) => version._version,
  _in_progress: () => false,
};

type Read = (record: EntryRecord, found: Resolved) => Json;

/** Reads entries of a type; of each no more than the named keys, where they are named, as a search goes through thousands. */
export function makeReader(call: Call, type: ContentTypeRecord, names?: ReadonlySet<string>): Read {
  const schema = toFields(type.current.schema).filter(field => names?.has(field.uid) ?? true);
  const system = Object.entries(systemFields).filter(([name]) => names?.has(name) ?? true);
  const leaf = (field: Field, value: unknown): unknown =>
    field.data_type === 'file' ? readFile(call, value) : readCustomAsset(call, field, value);
  return (record, found) => {
    const out = mapValues(call.branch, schema, overlayShared(call, schema, record, found), { leaf });
    for (const [name, read] of system) out[name] = read(record, found);
    return out;
  };
}

/** The entry's own fields and system fields; files as whole assets, references still as pointers. */
export const readEntry = (call: Call, type: ContentTypeRecord, record: EntryRecord, found: Resolved): Json =>
  makeReader(call, type)(record, found);

/** Adds to a read entry what the query string asks for. */
export function finishEntry(
  call: Call,
  type: ContentTypeRecord,
  record: EntryRecord,
  entry: Json,
  asked: string,
): Json {
  const includes = takeAll(call, 'include');
  const schema = toFields(type.current.schema);
  const out = includes.length > 0 ? includeReferences(call, schema, entry, includes, asked) : entry;
  const shown = record.published.filter(
    detail => call.choices.publishDetails === 'every locale' || detail.locale === entry.locale,
  );
  return {
    ...out,
    ...(takeFlag(call, 'include_workflow') ? showStanding(call, type.current.uid, record, String(entry.locale)) : {}),
    ...(takeFlag(call, 'include_publish_details') ? { publish_details: shown } : {}),
    ...(takeFlag(call, 'include_metadata')
      ? { _metadata: readMetadata(call, { uid: record.uid, type: 'entry', locale: String(entry.locale) }) }
      : {}),
    ...(wantsEmbedded(call) ? { _embedded_items: findEmbedded(call, schema, entry, asked) } : {}),
  };
}

const wantsEmbedded = (call: Call): boolean =>
  [...call.query.keys()].some(name => /^include_embedded_items/.test(name));

/** Replaces the pointers of the named reference fields by the entries; `a.b` goes on inside what `a` was resolved to. */
function includeReferences(call: Call, schema: Field[], entry: Json, paths: string[], asked: string): Json {
  const walked = mapValues(call.branch, schema, entry, {
    leaf: (field, value, path) => {
      const wanted = paths.filter(include => include === path || include.startsWith(`${path}.`));
      if (field.data_type !== 'reference' || wanted.length === 0 || !Array.isArray(value)) return value;
      const deeper = wanted.filter(include => include !== path).map(include => include.slice(path.length + 1));
      return value.map(pointer => includeOne(call, toPointer(field, pointer), deeper, asked) ?? pointer);
    },
  });
  return { ...entry, ...walked };
}

/** A legacy reference names one content type in its field and holds bare uids. */
const toPointer = (field: Field, value: unknown): Json =>
  isObject(value) ? value : { uid: value, _content_type_uid: field.reference_to };

function includeOne(call: Call, pointer: Json, deeper: string[], asked: string): Json | undefined {
  const entry = readPointer(call, String(pointer._content_type_uid), String(pointer.uid), asked);
  if (!entry) return undefined;
  const schema = toFields(pick(call.branch.content_types, String(entry._content_type_uid))?.current.schema);
  return deeper.length > 0 ? includeReferences(call, schema, entry, deeper, asked) : entry;
}

function readPointer(call: Call, typeUid: string, uid: string, asked: string): Json | undefined {
  const type = pick(call.branch.content_types, typeUid);
  const record = findRecord(call.branch, typeUid, uid);
  if (!type || !record || record.deleted_at !== undefined) return undefined;
  const found = resolveVersion(call, record, asked);
  return found && { ...readEntry(call, type, record, found), _content_type_uid: typeUid };
}

/** Entries and assets embedded in rich text, by the path of the field. */
function findEmbedded(call: Call, schema: Field[], entry: Json, asked: string): Json {
  const items: Record<string, Json[]> = {};
  mapValues(call.branch, schema, entry, {
    leaf: (_, value, path) => {
      const found = readEmbeds(call, listEmbeds(value), asked);
      // The instances of a group or block have one path.
      if (found.length > 0) items[path] = [...(items[path] ?? []), ...found];
      return value;
    },
  });
  return items;
}

const readEmbeds = (call: Call, embeds: Embed[], asked: string): Json[] =>
  embeds.map(embed => readEmbed(call, embed, asked)).filter(item => item !== undefined);

function readEmbed(call: Call, embed: Embed, asked: string): Json | undefined {
  if (embed.entry && embed.type) return readPointer(call, embed.type, embed.entry, asked);
  const asset = embed.asset && pick(call.branch.assets, embed.asset);
  return asset ? { ...readAsset(call, asset), _content_type_uid: 'sys_assets' } : undefined;
}
