// What the audit log alone tells of a publish is held against what is live: where it stands as it was asked for, it went well.
import { isObject, type Json } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { listStates } from '../states.ts';
import { assetUid } from '../types.ts';
import { done, type Happening } from './happening.ts';
import { slack } from './merge.ts';

const pageSize = 100;

/** So many requests at most: what is not held against anything stays as it was. */
const most = 12;

const isOpen = ({ says, type, environments, locales }: Happening): boolean =>
  says === 'publish requested' &&
  type !== undefined &&
  type !== assetUid &&
  environments.length === 1 &&
  locales.length === 1;

/** A request for each hundred entries of a type in a language; none where the queue told it all. */
export async function confirmPublishes(ground: Ground, found: readonly Happening[]): Promise<Happening[]> {
  const open = found.filter(isOpen);
  const lists = new Map<string, Set<string>>();
  for (const { type, locales, uid } of open) {
    const key = JSON.stringify([type, locales[0]]);
    lists.set(key, (lists.get(key) ?? new Set()).add(uid));
  }
  const pages = [...lists].flatMap(([key, uids]) => toChunks([...uids]).map(chunk => ({ key, chunk })));
  const live = new Map<string, Json>();
  for (const { key, chunk } of pages.slice(0, most)) {
    const [content_type_uid, locale] = JSON.parse(key) as [string, string];
    const body = await ground.tryRead('list_entries', {
      content_type_uid,
      locale,
      query: { uid: { $in: chunk } },
      only: ['uid', 'locale', 'publish_details'],
      include_publish_details: true,
      limit: pageSize,
    });
    const entries = Array.isArray(body?.entries) ? body.entries.filter(isObject) : [];
    for (const entry of entries) live.set(JSON.stringify([key, entry.uid]), entry);
  }
  return found.map(each => {
    const key = JSON.stringify([each.type, each.locales[0]]);
    const entry = isOpen(each) ? live.get(JSON.stringify([key, each.uid])) : undefined;
    return entry && stands(entry, each) ? { ...each, says: done('publish') } : each;
  });
}

const toChunks = (uids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(uids.length / pageSize) }, (_, index) =>
    uids.slice(index * pageSize, (index + 1) * pageSize),
  );

/** Live there, in that language and version, since that very moment. */
const stands = (entry: Json, { environments, locales, version, time }: Happening): boolean =>
  (listStates(entry) ?? []).some(
    state =>
      state.environment === environments[0] &&
      state.locale === locales[0] &&
      (version === undefined || state.version === version) &&
      Math.abs(Date.parse(state.at ?? '') - time) <= slack,
  );
