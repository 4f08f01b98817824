// Releases as a plan uses them: found by name, read with their items, older and newer ones alike.
import type { Json } from '../../content/value.ts';
import type { Arguments } from '../../operations/arguments.ts';
import type { Ground } from '../../operations/task.ts';
import { readAll } from '../read-all.ts';
import { assetNames, assetUid } from '../types.ts';
import type { Row } from './row.ts';

/** As releases are since 2025: who does not have them takes no notice of it. */
export const newer = { release_version: '2.0' } as const;

/** What a release holds, in one language. */
export interface Item {
  type: string;
  uid: string;
  locale: string;
  version: number | undefined;
  action: string;
}

export const toItem = ({ uid, content_type_uid, locale, version, action }: Json): Item => ({
  type: assetNames.includes(String(content_type_uid)) ? assetUid : String(content_type_uid),
  uid: String(uid),
  locale: String(locale),
  version: typeof version === 'number' ? version : undefined,
  action: typeof action === 'string' ? action : 'publish',
});

export const toGiven = ({ type, uid, locale, goes, action }: Row): Arguments => ({
  uid,
  version: goes,
  locale,
  content_type_uid: type === assetUid ? 'built_io_upload' : type,
  action,
});

const toKey = ({ type, uid, locale }: Pick<Item, 'type' | 'uid' | 'locale'>): string =>
  JSON.stringify([type, uid, locale]);

/** Whether it is in there, at the version that goes. */
export function makeHolds(items: readonly Item[]): (row: Row) => boolean {
  const byKey = new Map(items.map(item => [toKey(item), item]));
  return row => {
    const item = byKey.get(toKey(row));
    return item !== undefined && item.version === row.goes && item.action === row.action;
  };
}

/** @throws {Refused | NoAnswer} */
export const readItems = async (ground: Ground, release: string): Promise<Item[]> =>
  (await readAll(ground, 'list_release_items', 'items', { release_uid: release })).map(toItem);

/** All of that very name. @throws {Refused | NoAnswer} */
export async function findReleases(ground: Ground, name: string): Promise<Json[]> {
  const all = await readAll(ground, 'list_releases', 'releases', { query: { name }, ...newer });
  return all.filter(each => each.name === name);
}
