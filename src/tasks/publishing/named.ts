// What a call names: entries and assets, what is stale, or what a release holds, as the roots of a closure.
import { BadTask, type Ground } from '../../operations/task.ts';
import type { Root } from '../closure/closure.ts';
import { assetUid, chooseTypes, readLocales, type Type } from '../types.ts';
import type { Named, Places } from './places.ts';
import { readRelease } from './release.ts';
import type { Asked } from './row.ts';
import { findStale } from './stale.ts';

/** @throws {BadTask} where it names nothing, or too much. */
export async function readNamed(ground: Ground, asked: Asked, types: readonly Type[], places: Places): Promise<Named> {
  refuse(asked);
  if (asked.release !== undefined) return readRelease(ground, asked.release, types, places);
  if (asked.stale) return findStale(ground, asked.content_types, types, places);
  const roots = [...(await listEntries(ground, asked, types, places)), ...listAssets(asked, types, places)];
  return { roots: joinAlike(roots), notes: [], isPartial: false };
}

function refuse({ entries = [], assets = [], release, stale, content_types, locales }: Asked): void {
  const ways = [
    ...(entries.length + assets.length > 0 ? ['entries and assets'] : []),
    ...(release === undefined ? [] : ['release']),
    ...(stale ? ['stale'] : []),
  ];
  if (ways.length === 0) throw new BadTask('entries: name entries or assets, or a release, or say stale: true');
  if (ways.length > 1) throw new BadTask(`${ways[1]}: not together with ${ways[0]}; plan them one after the other`);
  if (content_types && !stale)
    throw new BadTask('content_types: they narrow what is stale alone; entries have a content_type each');
  if (release !== undefined && locales)
    throw new BadTask('locales: leave it out with release, whose items have their languages');
}

async function listEntries(
  ground: Ground,
  { entries = [] }: Asked,
  types: readonly Type[],
  { environments, locales }: Places,
): Promise<Root[]> {
  const roots: Root[] = [];
  for (const [index, { content_type, uid, locale, version }] of entries.entries()) {
    const at = `entries[${index}]`;
    const [type] = chooseTypes(types, [content_type], `${at}.content_type`) as [Type];
    if (type.uid === assetUid) throw new BadTask(`${at}.content_type: name files in assets`);
    if (/\s/.test(uid)) throw new BadTask(`${at}.uid: give the uid; find_in_content finds it by the title`);
    const own = locale === undefined ? locales : (await readLocales(ground, [locale], `${at}.locale`)).codes;
    if (version !== undefined && own.length > 1)
      throw new BadTask(`${at}.version: each language counts its own versions; say the locale with it`);
    for (const environment of environments)
      for (const code of own) roots.push({ type, uid, place: { environment, locale: code }, version });
  }
  return roots;
}

function listAssets({ assets = [] }: Asked, types: readonly Type[], { environments, locales }: Places): Root[] {
  const type = types.find(({ uid }) => uid === assetUid);
  if (assets.length > 0 && !type) throw new BadTask('assets: they cannot be read here, as list_assets is not there');
  if (!type) return [];
  return assets.flatMap(uid =>
    environments.flatMap(environment => locales.map(locale => ({ type, uid, place: { environment, locale } }))),
  );
}

/** @throws {BadTask} for one that is named at two versions. */
function joinAlike(roots: readonly Root[]): Root[] {
  const known = new Map<string, Root>();
  for (const root of roots) {
    const { type, uid, place, version } = root;
    const key = `${type.uid} ${uid} ${place.locale} ${place.environment.uid}`;
    const other = known.get(key);
    if (other && other.version !== version)
      throw new BadTask(`entries: ${type.uid} ${uid} is named twice in ${place.locale}, at different versions`);
    known.set(key, root);
  }
  return [...known.values()];
}
