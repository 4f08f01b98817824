// What a happening does not say of itself, as others tell it: its content type, and its title in its own language.
import { isObject } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { type Happening, isOfEntries } from './happening.ts';

const pageSize = 100;

/** So many requests at most. */
const most = 6;

const keyOf = (uid: string, locale = ''): string => JSON.stringify([uid, locale]);

/**
 * By what is told of the same uid.
 * @param merged the newest first: what is told last counts.
 * @param master a language without a title of its own is called as in this one.
 */
export function fillIn(merged: readonly Happening[], master: string | undefined): Happening[] {
  const types = new Map<string, string>();
  const titles = new Map<string, string>();
  for (const { uid, type, title, locales } of merged.toReversed()) {
    if (type !== undefined) types.set(uid, type);
    if (title === undefined) continue;
    for (const locale of ['', ...locales]) titles.set(keyOf(uid, locale), title);
  }
  const findTitle = ({ uid, locales }: Happening): string | undefined =>
    (locales.length > 0 ? [...locales, master] : [master, ''])
      .flatMap(locale => (locale === undefined ? [] : [titles.get(keyOf(uid, locale))]))
      .find(title => title !== undefined);
  return merged.map(each => ({
    ...each,
    type: each.type ?? types.get(each.uid),
    title: each.title ?? findTitle(each),
  }));
}

/**
 * Those of one content type, where what does not tell its own is looked up among the entries of that type: a request for each hundred.
 * @returns with the number of those of which it stays unknown: they are left out.
 */
export async function keepType(
  ground: Ground,
  found: readonly Happening[],
  type: string,
): Promise<{ kept: Happening[]; unknown: number }> {
  const open = isOfEntries(type) ? found.filter(each => each.type === undefined) : [];
  const uids = [...new Set(open.map(({ uid }) => uid))];
  const there = new Set<unknown>();
  const asked = new Set<string>();
  for (let at = 0; at < Math.min(uids.length, most * pageSize); at += pageSize) {
    const chunk = uids.slice(at, at + pageSize);
    const given = { content_type_uid: type, query: { uid: { $in: chunk } }, only: ['uid'], limit: pageSize };
    const body = await ground.tryRead('list_entries', given);
    if (!Array.isArray(body?.entries)) break;
    for (const uid of chunk) asked.add(uid);
    for (const { uid } of body.entries.filter(isObject)) there.add(uid);
  }
  return {
    kept: found.flatMap(each => {
      if (each.type !== undefined) return each.type === type ? [each] : [];
      return there.has(each.uid) ? [{ ...each, type }] : [];
    }),
    unknown: open.filter(({ uid }) => !asked.has(uid)).length,
  };
}
