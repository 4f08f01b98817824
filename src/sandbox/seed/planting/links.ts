// Finds what a seeded entry points at that is not there: references, files and embeds.

import { listPointers } from '../../model/pointers.ts';
import { mapValues, toFields } from '../../model/schema.ts';
import { findRecord } from '../../records/store.ts';
import type { Json } from '../../state/json.ts';
import { pick } from '../../state/json.ts';
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
  mapValues(branch, toFields(schema), fields, {
    leaf: (field, value) => {
      for (const { kind, uid, content_type = '' } of listPointers(field, value)) {
        if (kind === 'asset' && !pick(branch.assets, uid)) missing.push(uid);
        if (kind === 'entry' && !findRecord(branch, content_type, uid)) missing.push(`${content_type} ${uid}`);
      }
      return value;
    },
  });
  return missing;
}
