// Releases as a plan uses them: found by name, read with their items, older and newer ones alike.
import { isObject, type Json } from '../../../content/value.ts';
import { NoAnswer } from '../../../operations/answer.ts';
import type { Arguments } from '../../../operations/arguments.ts';
import type { Ground } from '../../../operations/task.ts';
import { assetUid } from '../../types.ts';
import type { Row } from '../row.ts';

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

/** What the API calls files where it lists the items of a release. */
const files = ['built_io_upload', assetUid];

export const toItem = ({ uid, content_type_uid, locale, version, action }: Json): Item => ({
  type: files.includes(String(content_type_uid)) ? assetUid : String(content_type_uid),
  uid: String(uid),
  locale: String(locale),
  version: typeof version === 'number' ? version : undefined,
  action: typeof action === 'string' ? action : 'publish',
});

export const toGiven = ({ type, uid, locale, goes, action }: Row): Arguments => ({
  uid,
  version: goes,
  locale,
  content_type_uid: type === assetUid ? files[0] : type,
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

const pageSize = 100;

/** By the API's limits a release has five of them. */
const mostPages = 50;

async function readAll(ground: Ground, operation: string, asked: Arguments, key: string): Promise<Json[]> {
  const all: Json[] = [];
  for (let [page, total] = [0, 1]; all.length < total && page < mostPages; page += 1) {
    const body = await ground.read(operation, { ...asked, include_count: true, limit: pageSize, skip: all.length });
    const list = body[key];
    if (!Array.isArray(list)) throw new NoAnswer('broken', `The answer of ${operation} has no list.`);
    all.push(...list.filter(isObject));
    total =
      list.length === 0
        ? 0
        : typeof body.count === 'number'
          ? body.count
          : all.length + (list.length < pageSize ? 0 : 1);
  }
  return all;
}

/** @throws {Refused | NoAnswer} */
export const readItems = async (ground: Ground, release: string): Promise<Item[]> =>
  (await readAll(ground, 'list_release_items', { release_uid: release }, 'items')).map(toItem);

/** All of that very name. @throws {Refused | NoAnswer} */
export async function findReleases(ground: Ground, name: string): Promise<Json[]> {
  const all = await readAll(ground, 'list_releases', { query: { name }, ...newer }, 'releases');
  return all.filter(each => each.name === name);
}
