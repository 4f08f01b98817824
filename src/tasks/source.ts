// What changed in the language that a translation was made from, since the translation was saved.
import { type Told, tellChanges } from '../content/reading/changes.ts';
import { isObject, type Json } from '../content/value.ts';
import type { Ground } from '../operations/task.ts';
import { readVersion } from './states.ts';
import type { Type } from './types.ts';

export interface Source {
  /** In words: `en-us v5, which was v3 when this was saved`. */
  says: string;
  /** By address; empty when nothing did. */
  changed: Record<string, Told>;
}

interface Saved {
  version: number;
  at: number;
}

const pageSize = 100;

/**
 * Takes a request for the list of versions, and one for each of the two that are compared.
 * @returns undefined for the master itself, or why it cannot be told.
 * @throws {Refused}
 */
export async function readSource(ground: Ground, type: Type, entry: Json): Promise<Source | string | undefined> {
  const words = await ground.words('locales');
  const master = words?.find(({ isMaster }) => isMaster)?.value;
  if (master === undefined) return 'which language is the master cannot be read here, nor what changed in it';
  if (entry.locale === master) return undefined;
  if (!ground.has('list_entry_versions')) return `what changed in ${master} since cannot be read here`;
  const uid = String(entry.uid);
  const { then, now } = await findVersions(ground, type, uid, master, Date.parse(String(entry.updated_at)));
  if (!now) return `when ${master} was saved cannot be read`;
  if (!then) return `${master} was first saved later than this`;
  if (then.version === now.version)
    return { says: `${master} v${now.version}, as it was when this was saved`, changed: {} };
  const before = await readVersion(ground, type, uid, then.version, master);
  const after = await readVersion(ground, type, uid, now.version, master);
  return {
    says: `${master} v${now.version}, which was v${then.version} when this was saved`,
    changed: await tellChanges(before, after, type.schema),
  };
}

/** The latest version of a language, and what was the latest at a moment. */
async function findVersions(
  ground: Ground,
  { uid: content_type_uid }: Type,
  entry_uid: string,
  locale: string,
  moment: number,
): Promise<{ then?: Saved; now?: Saved }> {
  const given = { content_type_uid, entry_uid, locale, include_updated_at: true, limit: pageSize };
  let [then, now]: (Saved | undefined)[] = [];
  for (let skip = 0; ; skip += pageSize) {
    const { versions } = await ground.read('list_entry_versions', { ...given, skip });
    const page = Array.isArray(versions) ? versions.filter(isObject).map(toSaved) : [];
    for (const saved of page) {
      if (!now || saved.version > now.version) now = saved;
      if (saved.at <= moment && (!then || saved.version > then.version)) then = saved;
    }
    // The newest come first, so that what is further back is older.
    if (then || page.length < pageSize) return { ...(then ? { then } : {}), ...(now ? { now } : {}) };
  }
}

const toSaved = ({ _version, updated_at }: Json): Saved => ({
  version: Number(_version),
  at: Date.parse(String(updated_at)),
});
