// Moves entries: every version in every language, in the order in which they were saved, then their names and where they stand.

import { toItems } from '../results/tour.ts';
import type { Json } from './assistant.ts';
import { type Move, publish, rename } from './move.ts';

/** A save, as the versions of an entry tell of it. */
interface Save {
  locale: string;
  version: number;
  name: unknown;
  at: string;
}

/** What a read adds, and a save takes no notice of. */
const added = `locale ACL _version _in_progress created_at created_by updated_at updated_by publish_details`.split(
  /\s+/,
);

export async function moveEntries(move: Move, types: string[]): Promise<void> {
  const codes = (await move.from.list('list_languages', 'locales')).map(({ code }) => String(code));
  // A reference may point at what is yet to come, so the types need not wait for each other.
  const moveAll = async (content_type_uid: string): Promise<void> => {
    for (const [entry_uid, locales] of await findLocales(move, content_type_uid, codes)) {
      await moveEntry(move, { content_type_uid, entry_uid }, locales);
    }
  };
  await Promise.all(types.map(moveAll));
}

/** In which languages each entry really is: a list in another language shows what that falls back to. */
async function findLocales({ from }: Move, content_type_uid: string, codes: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const locale of codes) {
    let given: Json | undefined = { content_type_uid, locale, limit: 100 };
    while (given) {
      const answer: Json = await from.do('list_entries', given);
      for (const entry of toItems(answer).filter(each => each.locale === locale)) {
        const uid = String(entry.uid);
        found.set(uid, [...(found.get(uid) ?? []), locale]);
      }
      given = answer.next ? { ...given, ...(answer.next as Json) } : undefined;
    }
  }
  return found;
}

async function moveEntry(move: Move, entry: { content_type_uid: string; entry_uid: string }, locales: string[]) {
  const { from, to } = move;
  const saves: Save[] = [];
  for (const locale of locales) {
    const versions = await from.list('list_entry_versions', 'versions', {
      ...entry,
      locale,
      include_updated_at: true,
    });
    for (const { _version, _version_name: name, updated_at } of versions) {
      saves.push({ locale, version: Number(_version), name, at: String(updated_at) });
    }
  }
  saves.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  let details: Json[] = [];
  for (const [index, { locale, version, name }] of saves.entries()) {
    const read = await from.get('get_entry', 'entry', { ...entry, locale, version, include_publish_details: true });
    details = read.publish_details as Json[];
    const { content_type_uid } = entry;
    const file = rename(lower(without(read, added)) as Json, move);
    if (index === 0) await to.do('import_entry', { content_type_uid, locale, entry: file });
    else await to.do('import_entry_version', { ...entry, locale, overwrite: true, entry: file });
    if (name === undefined) continue;
    const named = { _version_name: name, locale };
    await to.do('name_entry_version', { ...entry, version_number: version, entry: named });
  }
  await publish(move, 'publish_entry', 'entry', entry, details);
}

const without = (object: Json, keys: string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/** A read shows files whole, a save takes their uids. */
function lower(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lower);
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Json;
  if ('filename' in object && 'file_size' in object) return object.uid;
  return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, lower(inner)]));
}
