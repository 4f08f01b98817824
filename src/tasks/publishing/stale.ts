// What is stale: live at an older version than was saved, in any of some environments.
import type { Json } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import type { Root } from '../closure/closure.ts';
import { findOwn } from '../closure/live.ts';
import { scan } from '../scan.ts';
import { listStates } from '../states.ts';
import { assetUid, chooseTypes, type Lane, type Type, toLanes } from '../types.ts';
import type { Named, Places } from './places.ts';

/** In all languages where none is named: nobody knows what is behind. */
export async function findStale(
  ground: Ground,
  wanted: readonly string[] | undefined,
  types: readonly Type[],
  { environments, chosen, codes, listFallbacks }: Places,
): Promise<Named> {
  const roots: Root[] = [];
  const locales = chosen ?? codes;
  const addEntry = (type: Type, item: Json, locale: string): void => {
    for (const environment of environments) {
      const own = findOwn(item, environment.uid, locale, listFallbacks(locale));
      if (own && (own.version !== item._version || own.text !== item.locale))
        roots.push({ type, uid: String(item.uid), place: { environment, locale } });
    }
  };
  const addAsset = (type: Type, item: Json): void => {
    for (const environment of environments) {
      for (const { environment: at, locale, version } of listStates(item) ?? [])
        if (at === environment.uid && version !== item._version && locales.includes(locale))
          roots.push({ type, uid: String(item.uid), place: { environment, locale } });
    }
  };
  const chosenTypes = chooseTypes(types, wanted).filter(({ isPublishable }) => isPublishable);
  const scanned = await scan(ground, {
    lanes: toLanes(chosenTypes, locales),
    only: () => [],
    more: { include_publish_details: true },
    onPage({ type, locale }: Lane, items) {
      for (const item of items) {
        if (type.uid === assetUid) addAsset(type, item);
        else if (locale !== undefined) addEntry(type, item, locale);
      }
    },
  });
  const { left, notes, isPartial } = scanned;
  const far = left ? [`${left.says}: name fewer content_types or locales`] : [];
  return { roots, notes: [...notes, ...far], isPartial: isPartial || left !== undefined };
}
