// What is live in an environment and language, and points at something that is not live there.
import { printAddress } from '../../content/address.ts';
import { listPointers, listPointing } from '../../content/pointers.ts';
import type { Json } from '../../content/value.ts';
import { attempt } from '../by-uids.ts';
import { lookForExistence, tellGone } from '../existence.ts';
import { count, join } from '../numbers.ts';
import { findState, readVersion } from '../states.ts';
import type { Check, Finding, Told } from './check.ts';
import { Kept, toPlace } from './check.ts';
import { lookForTargets, type Sighting } from './targets.ts';

export const unpublishedReferences: Check = {
  nouns: ['unpublished reference', 'unpublished references'],
  needs: ['list_assets', 'get_entry'],
  seesFallback: true,
  only: type => listPointing(type.schema),
  start(audit) {
    const { ground, types, environments, codes } = audit;
    const never = new Set(types.filter(({ isPublishable }) => !isPublishable).map(({ uid }) => uid));
    const sightings = new Kept<Sighting>();
    let unread = 0;
    const targets = lookForTargets(audit);
    const existence = lookForExistence(audit);
    return {
      async see(lane, _own, all) {
        const { type, locale } = lane;
        for (const item of all) targets.learn(type.uid, item, locale);
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
            const saved = isLatest ? undefined : listTargets(item, type.schema);
            for (const { address, type: to, uid } of text ? listPointers(text, type.schema) : []) {
              if (never.has(to)) continue;
              const place = { ...toPlace(lane, item), address: printAddress(address) };
              const isSaved = saved?.has(`${to} ${uid}`) ?? true;
              const sighting = { place, to, uid, environments: where, version, isSaved };
              if (targets.isFine(sighting)) continue;
              targets.want(sighting);
              sightings.add(sighting);
            }
          }
        }
        await targets.fill();
      },
      keep: () => sightings.keep(items => items.filter(sighting => !targets.isFine(sighting))),
      drop: () => sightings.drop(),
      // What is not live is asked in the languages it falls back to, and what is not there in all.
      countRest: () => targets.countPages() * (1 + Math.max(1, codes.length)),
      async tell(): Promise<Told> {
        await targets.fillAll(sightings.all);
        for (const sighting of sightings.all)
          if (targets.isMissing(sighting)) existence.want(sighting.to, sighting.uid);
        await existence.fill(true);
        const findings: Finding[] = [];
        const fallen = new Map<string, { places: Set<string>; count: number }>();
        let gone = 0;
        for (const sighting of sightings.all) {
          const { place, to, uid, version, isSaved } = sighting;
          const fate = targets.isMissing(sighting) ? existence.find(to, uid) : 'there';
          if (fate === 'gone' || fate === 'type gone') {
            if (isSaved) gone += 1;
            // No other check sees it, as in the latest version it is mended.
            else
              findings.push({
                ...place,
                says: `${tellGone(to, uid, fate)}, in version ${version}, which is ${tellLive(sighting)}`,
              });
            continue;
          }
          const { lacking, fallbacks } = targets.find(sighting);
          for (const [language, names] of fallbacks) {
            const known = fallen.get(language) ?? { places: new Set(), count: 0 };
            for (const name of names) known.places.add(name);
            fallen.set(language, { ...known, count: known.count + 1 });
          }
          if (lacking.length === 0) continue;
          findings.push({ ...place, says: `${targets.name(sighting)} is not live in ${lacking.join(', ')}` });
        }
        const lost = targets.countLost() + existence.lost;
        const losses = [
          ...(lost > 0 ? [`where ${lost} of what is pointed at is live could not be read`] : []),
          ...(unread > 0 ? [`${count(unread, 'live version')} could not be read`] : []),
        ];
        const notes = [
          ...[...fallen].map(
            ([language, { places, count: number }]) =>
              `not counted: ${count(number, 'reference')} to what is live in ${join([...places])} only in ${language}, which the language of the reference falls back to`,
          ),
          ...(gone > 0
            ? [`not counted: ${count(gone, 'reference')} to what is gone; broken_references lists them`]
            : []),
        ];
        return { findings, notes: [...notes, ...losses], ...(losses.length > 0 ? { isPartial: true } : {}) };
      },
    };
  },
};

const tellLive = ({ environments }: Sighting): string => `live in ${environments.map(({ name }) => name).join(', ')}`;

const listTargets = (item: Json, schema: Parameters<typeof listPointers>[1]): Set<string> =>
  new Set([...listPointers(item, schema)].map(({ type, uid }) => `${type} ${uid}`));
