// Finds what a seeded entry points at that is not there: references, files and embeds.

import { listEmbeds } from '../../model/embeds.ts';
import { mapValues, toFields } from '../../model/schema.ts';
import { findRecord } from '../../records/store.ts';
import type { Json } from '../../state/json.ts';
import { isObject } from '../../state/json.ts';
import type { Branch } from '../../state/state.ts';
import type { SeedEntry } from '../form/format.ts';

/** The first dangling link as a sentence; the API takes such links, a seed must not have them. */
export function findDangling(branch: Branch, entries: SeedEntry[]): string | undefined {
  for (const { uid, content_type } of entries) {
    const record = findRecord(branch, content_type, uid);
    const schema = branch.content_types[content_type]?.current.schema ?? [];
    if (!record || record.deleted_at !== undefined) continue;
    for (const versions of Object.values(record.locales)) {
      const missing = listMissing(branch, schema, versions.at(-1)?.fields ?? {});
      if (missing.length > 0) return `entry ${uid}: points at ${missing.join(', ')}, which is not there`;
    }
  }
  return undefined;
}

function listMissing(branch: Branch, schema: Json[], fields: Json): string[] {
  const missing: string[] = [];
  const needAsset = (uid: unknown): void => {
    if (typeof uid === 'string' && !branch.assets[uid]) missing.push(uid);
  };
  const needEntry = (uid: unknown, type: unknown): void => {
    if (type === 'sys_assets') needAsset(uid);
    else if (!branch.entries[String(type)]?.[String(uid)]) missing.push(`${type} ${uid}`);
  };
  mapValues(branch, toFields(schema), fields, {
    leaf: (field, value) => {
      if (field.data_type === 'file') [value].flat().forEach(needAsset);
      if (field.data_type === 'reference' && Array.isArray(value)) {
        for (const item of value) {
          if (isObject(item)) needEntry(item.uid, item._content_type_uid);
          else needEntry(item, field.reference_to);
        }
      }
      for (const embed of listEmbeds(value)) {
        if (embed.asset) needAsset(embed.asset);
        if (embed.entry) needEntry(embed.entry, embed.type);
      }
      return value;
    },
  });
  return missing;
}
