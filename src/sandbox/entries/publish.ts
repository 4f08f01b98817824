// Entries in environments: what is checked before one is published, and how it gets there.
import type { Call, Carrier } from '../http/call.ts';
import { findContentType } from '../http/find.ts';
import { missContentType, refuseEntry, refuseRequest } from '../http/replies.ts';
import { moveAlong } from '../metadata/publish.ts';
import { readOptions, toFields } from '../model/schema.ts';
import { isThere } from '../records/places.ts';
import { findEntry, findRecord, findVersion, moveEntry, type Resolved, resolveVersion } from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord } from '../state/content.ts';
import { pick } from '../state/json.ts';
import type { Order } from '../state/publishing.ts';
import { moveVariant, showOrdered, standsVariant } from '../variants/publish.ts';
import { checkPublishRules } from '../workflows/guard.ts';
import { checkEntry } from './check.ts';
import { readEntry } from './read.ts';
import { overlayShared } from './shared-fields.ts';
import { entryRoots } from './tell.ts';

/** A version may have been saved under an older schema; what is missing now keeps it from being published. */
export function checkPublishable(
  call: Call,
  type: ContentTypeRecord,
  record: EntryRecord,
  locale: string,
  version?: number,
): void {
  if (readOptions(type.current).publishable === false)
    throw refuseRequest('Entries of this content type cannot be published.');
  const found = findVersion(call, record, locale, version);
  const fields = overlayShared(call, toFields(type.current.schema), record, found);
  const complaints = checkEntry(call, type, fields, found.locale, record);
  if (Object.keys(complaints).length > 0) throw refuseEntry('update', complaints);
}

/** The entry and the version that is ordered. A variant counts its own versions: of its entry the latest is meant then. */
function findOrdered(
  call: Call,
  { uid, content_type = '', locale, variant, version }: Order,
): [record: EntryRecord | undefined, found: Resolved | undefined] {
  const record = findRecord(call.branch, content_type, uid);
  return [record, record && resolveVersion(call, record, locale, variant === undefined ? version : undefined)];
}

export const entryCarrier: Carrier = {
  roots: order => entryRoots(order).map(root => (order.variant === undefined ? root : `${root}.variants`)),
  read(call, order) {
    const type = pick(call.branch.content_types, order.content_type ?? '');
    const [record, found] = findOrdered(call, order);
    return type && record && found ? readEntry(call, type, record, found) : {};
  },
  show(call, order) {
    const { variant } = order;
    const [, found] = findOrdered(call, order);
    const shown = found
      ? { title: found.version.fields.title, version: found.version._version, locale: found.locale }
      : {};
    return variant === undefined ? shown : { ...shown, ...showOrdered(call, order) };
  },
  stands(call, order) {
    if (order.variant !== undefined) return standsVariant(call, order);
    const record = findEntry(call, order.content_type ?? '', order.uid);
    return isThere(record.published, order, findVersion(call, record, order.locale, order.version).version._version);
  },
  carryOut(call, order) {
    const { action, uid, content_type, environment, locale, version } = order;
    if (content_type === undefined) throw missContentType('', call.choices.notFoundStatus.content_types);
    const type = findContentType(call, content_type);
    const record = findEntry(call, content_type, uid);
    checkPublishRules(call, { action, content_type, record, environment, locale });
    if (order.variant !== undefined) {
      moveVariant(call, order);
      return;
    }
    if (action === 'publish') checkPublishable(call, type, record, locale, version);
    moveEntry(call, record, order);
    moveAlong(call, 'entry', order);
  },
};
