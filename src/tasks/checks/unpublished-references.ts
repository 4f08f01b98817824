// What is live in an environment and language, and points at something that is not live there.
import { printAddress } from '../../content/address.ts';
import { listPointers, listPointing } from '../../content/pointers.ts';
import type { Json } from '../../content/value.ts';
import { findState, listStates, readVersion } from '../states.ts';
import { assetUid } from '../types.ts';
import { type Check, type Finding, Kept, toPlace } from './check.ts';
import { attempt, Lookup, readByUids } from './lookup.ts';

/** Uids of the environments in which something is live. */
type Live = ReadonlySet<string>;

interface Sighting {
  place: Omit<Finding, 'says'>;
  to: string;
  uid: string;
  /** Where what points is live. */
  environments: readonly { uid: string; name: string }[];
}

/** Files are live in every language alike. */
const toLive = (item: Json, locale: string | undefined): Live =>
  new Set(
    (listStates(item) ?? [])
      .filter(state => locale === undefined || state.locale === locale)
      .map(({ environment }) => environment),
  );

export const unpublishedReferences: Check = {
  nouns: ['unpublished reference', 'unpublished references'],
  needs: ['list_assets', 'get_entry'],
  seesFallback: true,
  only: type => listPointing(type.schema),
  start({ ground, types, environments }) {
    const never = new Set(types.filter(({ isPublishable }) => !isPublishable).map(({ uid }) => uid));
    const known = new Set(types.map(({ uid }) => uid));
    const sightings = new Kept<Sighting>();
    let unread = 0;
    const live = new Lookup<Live>(async (type, uids, locale) => {
      const found = new Map<string, Live>(uids.map(uid => [uid, new Set()]));
      if (type !== assetUid && !known.has(type)) return found;
      const items = await readByUids(ground, type, uids, {
        only: ['locale', 'publish_details'],
        locale,
        include_publish_details: true,
      });
      if (!items) return undefined;
      for (const item of items) found.set(String(item.uid), toLive(item, locale));
      return found;
    });
    const isLive = ({ to, uid, place }: Sighting): Live | undefined =>
      live.find(to, uid, to === assetUid ? undefined : place.locale);
    const isFine = (sighting: Sighting): boolean =>
      sighting.environments.every(environment => isLive(sighting)?.has(environment.uid) === true);
    return {
      async see(lane, _own, all) {
        const { type, locale } = lane;
        for (const item of all) live.learn(type.uid, String(item.uid), toLive(item, locale), locale);
        for (const item of all) {
          const versions = new Map<number, Sighting['environments']>();
          for (const environment of environments) {
            const version = findState(item, environment.uid, locale)?.version;
            if (version !== undefined) versions.set(version, [...(versions.get(version) ?? []), environment]);
          }
          for (const [version, where] of versions) {
            // What only falls back is live with the text of the language that it falls back to.
            const language = typeof item.locale === 'string' ? item.locale : locale;
            const isLatest = version === item._version;
            const text = isLatest
              ? item
              : await attempt(ground, () => readVersion(ground, type, String(item.uid), version, language));
            if (!text) unread += 1;
            for (const { address, type: to, uid } of text ? listPointers(text, type.schema) : []) {
              if (never.has(to)) continue;
              const place = { ...toPlace(lane, item), address: printAddress(address) };
              const sighting = { place, to, uid, environments: where };
              if (isFine(sighting)) continue;
              live.want(to, uid, to === assetUid ? undefined : locale);
              sightings.add(sighting);
            }
          }
        }
        await live.fill();
      },
      keep: () => sightings.keep(items => items.filter(sighting => !isFine(sighting))),
      drop: () => sightings.drop(),
      countRest: () => live.countPages(),
      async tell() {
        await live.fill(true);
        const findings = sightings.all.flatMap((sighting): Finding[] => {
          const { place, to, uid } = sighting;
          const found = isLive(sighting);
          const lacking = sighting.environments.filter(environment => !found?.has(environment.uid));
          if (!found || lacking.length === 0) return [];
          const names = lacking.map(({ name }) => name).join(', ');
          return [{ ...place, says: `${to === assetUid ? 'asset' : to} ${uid} is not live in ${names}` }];
        });
        const notes = [
          ...(live.lost > 0 ? [`where ${live.lost} of what is pointed at is live could not be read`] : []),
          ...(unread > 0 ? [`${unread} live ${unread === 1 ? 'version' : 'versions'} could not be read`] : []),
        ];
        return { findings, notes, ...(notes.length > 0 ? { isPartial: true } : {}) };
      },
    };
  },
};
