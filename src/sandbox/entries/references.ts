// What an entry needs beside itself: the entries and assets it refers to, down to a depth.
import type { Call } from '../http/call.ts';
import { type Item, listPointers } from '../model/pointers.ts';
import { mapValues, toFields } from '../model/schema.ts';
import { findRecord, resolveVersion } from '../records/store.ts';
import { pick } from '../state/json.ts';

export interface DeepItem extends Item {
  depth: number;
}

/** As deep as nested publishing goes. */
export const deepest = 5;

/**
 * The item's references, theirs, and so on; nothing twice, and nothing that is not there.
 * @param isEnd what it is true of comes along, and its own references by other ways alone.
 */
export function listNested(
  call: Call,
  item: Item,
  locale: string,
  depth: number,
  isEnd: (item: Item) => boolean = () => false,
): DeepItem[] {
  const found: DeepItem[] = [];
  const known = new Set([name(item)]);
  let level: Item[] = [item];
  for (let at = 1; at <= depth && level.length > 0; at++) {
    level = level
      .flatMap(each => listReferred(call, each, locale))
      .filter(each => !known.has(name(each)) && known.add(name(each)));
    found.push(...level.map(each => ({ ...each, depth: at })));
    level = level.filter(each => !isEnd(each));
  }
  return found;
}

const name = ({ kind, uid }: Item): string => `${kind} ${uid}`;

function listReferred(call: Call, { uid, content_type }: Item, locale: string): Item[] {
  const type = content_type === undefined ? undefined : pick(call.branch.content_types, content_type);
  const record = type && findRecord(call.branch, type.current.uid, uid);
  const version = record && resolveVersion(call, record, locale)?.version;
  if (!type || !version) return [];
  const items: Item[] = [];
  mapValues(call.branch, toFields(type.current.schema), version.fields, {
    leaf(field, value) {
      items.push(...listPointers(field, value));
      return value;
    },
  });
  return items.filter(item => isThere(call, item));
}

function isThere({ branch }: Call, { kind, uid, content_type = '' }: Item): boolean {
  if (kind === 'asset') return pick(branch.assets, uid) !== undefined;
  const record = findRecord(branch, content_type, uid);
  return record !== undefined && record.deleted_at === undefined;
}
