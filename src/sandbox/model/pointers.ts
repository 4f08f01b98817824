// What the value of a field points at: entries and assets, by references, files and embeds.
import { isObject } from '../state/json.ts';
import { listEmbeds } from './embeds.ts';
import type { Field } from './schema.ts';

/** Something that can be published. */
export interface Item {
  kind: string;
  uid: string;
  content_type?: string;
}

const assetTypes = ['sys_assets', 'built_io_upload'];

/** The kind of item that a content type uid stands for: assets have one of two names instead of a type. */
export const toItem = (uid: string, type: string): Item =>
  assetTypes.includes(type) ? { kind: 'asset', uid } : { kind: 'entry', uid, content_type: type };

/** Whether anything is there is another matter. */
export function listPointers(field: Field, value: unknown): Item[] {
  if (field.data_type === 'file') {
    return [value].flat().flatMap(uid => (typeof uid === 'string' ? [{ kind: 'asset', uid }] : []));
  }
  if (field.data_type !== 'reference') return listEmbedded(value);
  return [value].flat().flatMap(held => {
    if (isObject(held)) return [toItem(String(held.uid), String(held._content_type_uid))];
    // A legacy reference names one content type in its field and holds bare uids.
    return typeof held === 'string' && typeof field.reference_to === 'string' ? [toItem(held, field.reference_to)] : [];
  });
}

export const listEmbedded = (value: unknown): Item[] =>
  listEmbeds(value).flatMap(({ asset, entry, type }) => [
    ...(asset === undefined ? [] : [{ kind: 'asset', uid: asset }]),
    ...(entry === undefined || type === undefined ? [] : [toItem(entry, type)]),
  ]);
