// The items of a release: how they are read, found, put in, taken out and brought up to date.
import { findAsset, takeVersion } from '../assets/store.ts';
import { deepest, listNested } from '../entries/references.ts';
import type { Call } from '../http/call.ts';
import { findAskedLocale, findContentType } from '../http/find.ts';
import { CmaError, missEntry, missObject, refuseRequest } from '../http/replies.ts';
import { type Item, toItem } from '../model/pointers.ts';
import { findRecord, resolveVersion } from '../records/store.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Release, ReleaseItem } from '../state/publishing.ts';
import { findVariantVersion } from '../variants/publish.ts';

const most = { items: 500, perCall: 25 };

export function findRelease(call: Call, uid: string): Release {
  const found = pick(call.branch.releases, uid);
  if (!found) throw missObject('release', 'uid', call.choices.notFoundStatus.releases);
  return found;
}

export function touch(call: Call, release: Release): void {
  release.updated_at = call.stamp.at;
  release.updated_by = call.stamp.by;
  release._version += 1;
}

/** A lock keeps everybody from changing what is to be, or was, deployed. */
export function checkUnlocked({ locked }: Release): void {
  if (locked) throw refuseRequest('The release is locked.', { release: ['is locked.'] });
}

const refuseItems = (message: string): CmaError =>
  refuseRequest('Failed to add item(s) to release.', { items: [message] });

/** The list of items of a body, within what one call may carry. */
export function takeItems(call: Call): Json[] {
  const items = isObject(call.body) ? call.body.items : undefined;
  if (!Array.isArray(items) || items.length === 0) throw refuseItems('is a required field.');
  if (items.length > most.perCall) throw refuseItems(`must not be more than ${most.perCall}.`);
  if (!items.every(isObject)) throw refuseItems('is not a list of items.');
  return items as Json[];
}

interface Target extends Item {
  variant?: string;
}

export const toTarget = ({ uid, content_type_uid, variant_id }: ReleaseItem): Target => ({
  ...toItem(uid, content_type_uid),
  ...(variant_id === null ? {} : { variant: variant_id }),
});

/** @throws CmaError when it says too little, or there is no such entry, asset, language or version. */
export function readItem(call: Call, given: Json): ReleaseItem {
  const { uid, content_type_uid: type, version, variant_id } = given;
  if (typeof uid !== 'string' || uid === '') throw refuseItems('uid is a required field.');
  if (typeof type !== 'string' || type === '') throw refuseItems('content_type_uid is a required field.');
  if (version !== undefined && !Number.isInteger(version)) throw refuseItems('version is not valid.');
  const locale = findAskedLocale(call, typeof given.locale === 'string' ? given.locale : null);
  const item = {
    uid,
    version: Number(version ?? 0),
    locale,
    content_type_uid: type,
    action: readAction(given, 'publish'),
    title: '',
    variant_id: typeof variant_id === 'string' ? variant_id : null,
  };
  return { ...item, ...describeItem(call, toTarget(item), locale, version === undefined ? undefined : item.version) };
}

/** @param usual where it says none. */
export function readAction(given: Json, usual: ReleaseItem['action']): ReleaseItem['action'] {
  const { action = usual } = given;
  if (action === 'publish' || action === 'unpublish') return action;
  throw refuseItems('action is not valid.');
}

interface Described {
  title: unknown;
  version: number;
}

/** Title and version: the one that is asked for, or the latest. */
export function describeItem(call: Call, item: Target, locale: string, version?: number): Described {
  return item.kind === 'asset' ? describeAsset(call, item.uid, version) : describeEntry(call, item, locale, version);
}

function describeAsset(call: Call, uid: string, version?: number): Described {
  const asset = findAsset(call, uid);
  const found = version === undefined ? asset : takeVersion(asset, version);
  return { title: found.title, version: found._version };
}

function describeEntry(call: Call, item: Target, locale: string, version?: number): Described {
  const { uid, content_type = '', variant } = item;
  const { choices } = call;
  const type = findContentType(call, content_type);
  const record = findRecord(call.branch, type.current.uid, uid);
  if (!record || record.deleted_at !== undefined) throw missEntry(choices.notFoundStatus.entries);
  if (choices.releaseFallback === 'refuse' && !pick(record.locales, locale)) {
    throw refuseItems(`The item is not localized in '${locale}', and fallback publishing is disabled for the stack.`);
  }
  const found = resolveVersion(call, record, locale, variant === undefined ? version : undefined);
  if (!found) throw refuseItems('version does not exist.');
  const { title } = found.version.fields;
  if (variant === undefined) return { title, version: found.version._version };
  const wanted = { uid, content_type, variant, locale, ...(version === undefined ? {} : { version }) };
  return { title, version: findVariantVersion(call, wanted) };
}

/** A release has the same thing in the same language only once: a new item takes the place of the old one. */
export const isSame = (a: Json, b: ReleaseItem): boolean =>
  a.uid === b.uid && (a.locale ?? b.locale) === b.locale && (a.variant_id ?? null) === b.variant_id;

export function addItems(release: Release, items: ReleaseItem[]): void {
  const held = [...release.items];
  for (const item of items) {
    const place = held.findIndex(other => isSame(item, other));
    held.splice(place < 0 ? held.length : place, place < 0 ? 0 : 1, item);
  }
  if (held.length > most.items) throw refuseItems(`A release holds at most ${most.items} items.`);
  release.items = held;
}

export function removeItems(release: Release, given: Json[]): void {
  release.items = release.items.filter(item => !given.some(each => isSame(each, item)));
}

/** The items that an item refers to, to be treated as it is. */
export function listReferredItems(call: Call, item: ReleaseItem, levels: number): ReleaseItem[] {
  const nested = listNested(call, toTarget(item), item.locale, Math.min(levels, deepest));
  return nested.map(each => {
    const type = each.kind === 'asset' ? 'sys_assets' : (each.content_type ?? '');
    return readItem(call, { uid: each.uid, content_type_uid: type, action: item.action, locale: item.locale });
  });
}

/** To its latest version; what is gone since stays as it was. */
export function bringUpToDate(call: Call, item: ReleaseItem): ReleaseItem {
  try {
    return { ...item, ...describeItem(call, toTarget(item), item.locale) };
  } catch (error) {
    if (error instanceof CmaError) return item;
    throw error;
  }
}
