// Which files stand in what differs, for who wants to see them.
import type { Change } from '../diff.ts';
import { listFieldsAt } from '../fields-at.ts';
import { type Field, kindOf } from '../schema.ts';
import { isObject, listValues } from '../value.ts';

/** Uids, each once. A file field holds uids or whole files, blocks and groups hold whole ones, and rich text names them in its nodes. */
export function listFiles(changes: readonly Change[], schema: readonly Field[]): string[] {
  const found = new Set<string>();
  for (const change of changes) {
    const innermost = listFieldsAt(schema, change.address).at(-1);
    const isFile = change.address.at(-1) === 'asset-uid' || (innermost !== undefined && kindOf(innermost) === 'file');
    const sides = ['before' in change ? change.before : [], 'after' in change ? change.after : []];
    for (const value of listValues(sides, held => toUid(held, isFile) === undefined)) {
      const uid = toUid(value, isFile);
      if (uid !== undefined) found.add(uid);
    }
  }
  return [...found];
}

function toUid(value: unknown, isFile: boolean): string | undefined {
  if (typeof value === 'string') return isFile ? value : undefined;
  if (!isObject(value)) return undefined;
  const { uid, filename, 'asset-uid': asset } = value;
  if (typeof asset === 'string') return asset;
  return typeof uid === 'string' && (isFile || typeof filename === 'string') ? uid : undefined;
}
