// Variants of an entry: the fields in which one differs from the base entry, with versions and places of its own.
import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../http/call.ts';
import { missObject, refuseEntry, refuseRequest } from '../http/replies.ts';
import { readInstanceUid, toFields } from '../model/schema.ts';
import { findVersion } from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { EntryVariant } from '../state/variants.ts';
import { findVariant, isLinked } from '../variants/variants.ts';
import { checkEntry } from './check.ts';
import { makeReader } from './read.ts';
import { toStored } from './write.ts';

/** Whose variants they are, and in which language. */
export interface Base {
  type: ContentTypeRecord;
  record: EntryRecord;
  locale: string;
}

export const listEntryVariants = (call: Call, { type, record, locale }: Base): EntryVariant[] =>
  call.branch.entry_variants.filter(
    held => held.entry === record.uid && held.content_type === type.current.uid && held.locale === locale,
  );

export function findEntryVariant(call: Call, base: Base, uid: string): EntryVariant {
  const found = listEntryVariants(call, base).find(({ variant }) => variant === uid);
  if (!found) throw missObject('entry variant', 'variant_uid', call.choices.notFoundStatus.entries);
  return found;
}

/** Saves what was sent over what the variant has already; its other fields are those of the base entry. */
export function saveEntryVariant(
  call: Call,
  base: Base,
  uid: string,
  given: Json,
): { isNew: boolean; held: EntryVariant } {
  const { type, record, locale } = base;
  const variant = findVariant(call, uid);
  if (!isLinked(call, type.current.uid, variant)) {
    throw refuseRequest('The content type is not linked to the variant group.', { content_type: ['is not linked.'] });
  }
  const { version: original } = findVersion(call, record, locale);
  const existing = listEntryVariants(call, base).find(held => held.variant === uid);
  const last = existing?.versions.at(-1);
  const schema = toFields(type.current.schema);
  const known = [...schema.map(field => field.uid), 'tags'];
  const sent = Object.fromEntries(Object.entries(given).filter(([key]) => known.includes(key)));
  const whole = { ...last?.fields, ...sent };
  const complaints = checkEntry(call, type, overlay(original.fields, whole), locale, record);
  if (Object.keys(complaints).length > 0) throw refuseEntry('update', complaints);
  const number = (last?._version ?? 0) + 1;
  const fields = toStored(call, schema, whole, number);
  const held: EntryVariant = existing ?? {
    content_type: type.current.uid,
    entry: record.uid,
    variant: uid,
    locale,
    instance_uid: call.newUid(),
    versions: [],
    published: [],
  };
  held.versions.push({
    _version: number,
    fields,
    order: readOrder(given) ?? last?.order ?? [],
    change_set: listChanges(original.fields, fields),
    base: original._version,
    updated_at: call.stamp.at,
    updated_by: call.stamp.by,
  });
  if (!existing) call.branch.entry_variants.push(held);
  return { isNew: existing === undefined, held };
}

function readOrder(given: Json): Json[] | undefined {
  const { _order: order } = isObject(given._variant) ? given._variant : {};
  if (order === undefined) return undefined;
  const areLists = (item: Json): boolean => Object.values(item).every(Array.isArray);
  if (Array.isArray(order) && order.every(item => isObject(item) && areLists(item))) return order;
  throw refuseRequest('The order is not a list of lists of instances.', { _order: ['is not valid.'] });
}

/** Groups are laid over groups; instances of repeated ones over those with the same uid. */
function overlay(base: Json, own: Json): Json {
  const out = { ...base };
  for (const [key, value] of Object.entries(own)) {
    const below = pick(base, key);
    if (isObject(value) && isObject(below)) out[key] = overlay(below, value);
    else if (Array.isArray(value) && Array.isArray(below)) out[key] = value.map(item => overlayInstance(below, item));
    else out[key] = value;
  }
  return out;
}

function overlayInstance(below: unknown[], item: unknown): unknown {
  const uid = readInstanceUid(item);
  const found = uid === undefined ? undefined : below.find(other => readInstanceUid(other) === uid);
  return isObject(item) && isObject(found) ? overlay(found, item) : item;
}

/** Paths of what is not as in the base entry; instances go by their uid. */
function listChanges(base: Json, own: Json, path = ''): string[] {
  return Object.entries(own).flatMap(([key, value]) => {
    const at = path + key;
    if (key === '_metadata' || isDeepStrictEqual(value, pick(base, key))) return [];
    const below = pick(base, key);
    if (isObject(value) && isObject(below)) return listChanges(below, value, `${at}.`);
    if (!Array.isArray(value) || !value.some(item => readInstanceUid(item) !== undefined)) return [at];
    return value.flatMap(item => {
      const uid = readInstanceUid(item);
      if (uid === undefined || !isObject(item)) return [at];
      const found = Array.isArray(below) ? below.find(other => readInstanceUid(other) === uid) : undefined;
      return listChanges(isObject(found) ? found : {}, item, `${at}.${uid}.`);
    });
  });
}

const system = ['tags', 'locale', 'uid', 'updated_by', 'updated_at', '_version'];

/** As a reader gets it: its own fields alone. */
export function showEntryVariant(call: Call, { type, record, locale }: Base, held: EntryVariant): Json {
  const [first, version] = [held.versions[0], held.versions.at(-1)];
  if (!first || !version) return {};
  const read = makeReader(call, type, new Set([...Object.keys(version.fields), ...system]));
  return {
    ...read(record, { locale, version }),
    created_by: first.updated_by,
    created_at: first.updated_at,
    _variant: {
      _change_set: version.change_set,
      _order: version.order,
      _instance_uid: held.instance_uid,
      _uid: held.variant,
      _base_entry_version: version.base,
    },
  };
}
