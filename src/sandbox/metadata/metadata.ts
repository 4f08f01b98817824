// Metadata: what extensions keep with an entry or asset, beside its fields; read with it and published with it.

import { type Call, tell } from '../http/call.ts';
import { CmaError, missObject, refuseRequest } from '../http/replies.ts';
import { findRecord, resolveVersion } from '../records/store.ts';
import type { Metadata } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { leaveOut, pick } from '../state/json.ts';
import type { Branch } from '../state/state.ts';

/** In bytes: all that one extension keeps with one entry or asset. */
const mostBytes = 5 * 1024;

/** What says whose it is; settled with the creation. */
const identity = ['uid', 'entity_uid', 'type', '_content_type_uid', 'extension_uid', 'locale'];
/** Names that no key of a client's may have. */
const reserved = [
  ...['created_by', 'updated_by', 'created_at', 'updated_at', 'deleted_at'],
  ...['api_key', 'scope', '_version', 'publish_details'],
];

const readKeys = (metadata: Json): Json => leaveOut(metadata, [...identity, ...reserved]);

/** The title of what it belongs to; nothing when that is gone, and then the metadata is, too. */
export function findTitle(call: Call, branch: Branch, metadata: Metadata): unknown {
  const { type, entity_uid, _content_type_uid, locale = call.state.master_locale } = metadata;
  if (type === 'asset') return pick(branch.assets, entity_uid)?.title;
  const record = findRecord(branch, _content_type_uid, entity_uid);
  if (!record || record.deleted_at !== undefined) return undefined;
  return resolveVersion({ branch, state: call.state }, record, locale)?.version.fields.title ?? '';
}

export const listMetadata = (call: Call, branch: Branch): Metadata[] =>
  Object.values(branch.metadata).filter(metadata => findTitle(call, branch, metadata) !== undefined);

export function findMetadata(call: Call, uid: string): Metadata {
  const found = pick(call.branch.metadata, uid);
  if (!found || findTitle(call, call.branch, found) === undefined) {
    throw missObject('metadata', 'uid', call.choices.notFoundStatus.metadata);
  }
  return found;
}

export function createMetadata(call: Call, given: Json): Metadata {
  const { type = 'asset' } = given;
  if (type !== 'asset' && type !== 'entry') throw refuse('type', 'is neither asset nor entry.');
  checkKeys(call, given);
  const { at, by } = call.stamp;
  const metadata: Metadata = {
    uid: call.newUid().replace(/^blt/, 'cs'),
    extension_uid: readExtension(call, given.extension_uid),
    type,
    entity_uid: typeof given.entity_uid === 'string' ? given.entity_uid : '',
    _content_type_uid: type === 'asset' ? 'sys_assets' : String(given._content_type_uid ?? ''),
    ...(type === 'entry' ? { locale: readLocale(call, given.locale) } : {}),
    api_key: call.state.api_key,
    scope: 'local',
    created_by: by,
    updated_by: by,
    created_at: at,
    updated_at: at,
    deleted_at: false,
    _version: 1,
    publish_details: [],
    ...readKeys(given),
  };
  if (metadata.entity_uid === '') throw refuse('entity_uid', 'is a required field.');
  if (type === 'entry' && metadata._content_type_uid === '') throw refuse('_content_type_uid', 'is a required field.');
  if (findTitle(call, call.branch, metadata) === undefined) {
    throw missObject(type, 'entity_uid', call.choices.notFoundStatus.metadata);
  }
  keep(call, metadata);
  return metadata;
}

/** Keys that are not sent stay; whose it is stays in any case. */
export function updateMetadata(call: Call, held: Metadata, given: Json): Metadata {
  checkKeys(call, given);
  const { at, by } = call.stamp;
  const metadata = { ...held, ...readKeys(given), updated_at: at, updated_by: by, _version: held._version + 1 };
  keep(call, metadata);
  return metadata;
}

function keep(call: Call, metadata: Metadata): void {
  const isBeside = (other: Metadata): boolean =>
    other.uid !== metadata.uid &&
    ['extension_uid', 'type', 'entity_uid', '_content_type_uid', 'locale'].every(key => other[key] === metadata[key]);
  const kept = [...Object.values(call.branch.metadata).filter(isBeside), metadata];
  const bytes = kept.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(readKeys(each))), 0);
  if (bytes > mostBytes) throw refuse('metadata', 'is larger than 5 KB for this extension.');
  call.branch.metadata[metadata.uid] = metadata;
}

export function tellMetadata(call: Call, event: 'create' | 'update' | 'delete', metadata: Metadata): void {
  const { uid, entity_uid, type, extension_uid } = metadata;
  tell(call, { module: 'metadata', event, metadata: { uid, entity_uid, type, extension_uid } });
}

const refuse = (key: string, message: string): CmaError =>
  refuseRequest('The metadata is not valid. Please enter valid data.', { [key]: [message] });

function checkKeys(call: Call, given: Json): void {
  const found = reserved.filter(key => given[key] !== undefined);
  if (found.length > 0 && call.choices.reservedMetadataKeys === 'refuse') throw refuse(found[0] ?? '', 'is reserved.');
}

function readExtension(call: Call, uid: unknown): string {
  if (typeof uid !== 'string' || uid === '') throw refuse('extension_uid', 'is a required field.');
  if (call.choices.metadataExtension === 'any' || pick(call.branch.extensions, uid)) return uid;
  throw new CmaError(422, 347, `The extension '${uid}' was not found.`, { extension_uid: ['is not valid.'] });
}

function readLocale(call: Call, code: unknown): string {
  if (code === undefined) return call.state.master_locale;
  if (typeof code === 'string' && pick(call.branch.locales, code)) return code;
  throw refuse('locale', 'is not valid.');
}
