// Where the targets of references are live: in the language of the reference, or in one that it falls back to.
import type { Json } from '../../content/value.ts';
import { Lookup, readByUids } from '../by-uids.ts';
import { listStates } from '../states.ts';
import { titleOf } from '../titles.ts';
import { assetUid } from '../types.ts';
import type { Audit, Finding } from './check.ts';

/** A reference in a text that is live. */
export interface Sighting {
  place: Omit<Finding, 'says'>;
  to: string;
  uid: string;
  /** Where what points is live. */
  environments: readonly { uid: string; name: string }[];
  /** What is live there. */
  version: number;
  /** It is in the latest version too. */
  isSaved: boolean;
}

/** What is known of a target from a read in one language; empty where that shows none. */
interface Seen {
  title?: string;
  /** Keys of places; each environment also as one of any language. */
  live?: ReadonlySet<string>;
}

/** Files are live in every language alike. */
const anyLanguage = '';
const toKey = (environment: string, language: string): string => `${environment} ${language}`;

function toSeen(item: Json): Seen {
  const name = titleOf(item);
  const states = listStates(item) ?? [];
  const live = new Set(
    states.flatMap(({ environment, locale }) => [anyLanguage, locale].map(code => toKey(environment, code))),
  );
  return { ...(name === undefined ? {} : { title: name }), live };
}

interface Found {
  /** Names of environments where it is live in no language that counts. */
  lacking: string[];
  /** By language: names of environments where it is live in that, and not in the reference's own. */
  fallbacks: Map<string, string[]>;
}

interface Targets {
  learn(type: string, item: Json, locale: string | undefined): void;
  /** Live in its own language wherever what points is. */
  isFine(sighting: Sighting): boolean;
  want(sighting: Sighting): void;
  fill(): Promise<void>;
  /** Reads all that is wanted, and of what is not live in its own language the others. */
  fillAll(sightings: readonly Sighting[]): Promise<void>;
  countPages(): number;
  countLost(): number;
  find(sighting: Sighting): Found;
  /** No read has shown it, though all that count have come. */
  isMissing(sighting: Sighting): boolean;
  /** In words, with its title where a read has shown it. */
  name(sighting: Sighting): string;
}

export function lookForTargets({ ground, types, codes, listFallbacks }: Audit): Targets {
  const known = new Set(types.map(({ uid }) => uid));
  const chains = new Map<string, readonly [string, ...string[]]>();
  /** The languages that count, its own first. */
  const listLanguages = ({ to, place: { locale } }: Sighting): readonly [string, ...string[]] => {
    if (to === assetUid || locale === undefined) return [anyLanguage];
    const chain = chains.get(locale) ?? ([locale, ...listFallbacks(locale)] as const);
    chains.set(locale, chain);
    return chain;
  };
  const lookup = new Lookup<Seen>(async (type, uids, locale) => {
    const found = new Map<string, Seen>(uids.map(uid => [uid, {}]));
    if (type !== assetUid && !known.has(type)) return found;
    const only = ['title', 'locale', 'publish_details'];
    const items = await readByUids(ground, type, uids, {
      ...{ only, include_publish_details: true },
      locale: locale || undefined,
    });
    if (!items) return undefined;
    for (const item of items) found.set(String(item.uid), toSeen(item));
    return found;
  });
  const listSeen = (sighting: Sighting): (Seen | undefined)[] =>
    listLanguages(sighting).map(code => lookup.find(sighting.to, sighting.uid, code));
  /** The first of its languages in which it is live there, as far as is known: a read may tell of more than its own. */
  const findLanguage = (sighting: Sighting, environment: string): string | undefined => {
    const seen = listSeen(sighting);
    return listLanguages(sighting).find(code => seen.some(each => each?.live?.has(toKey(environment, code))));
  };
  const isFine = (sighting: Sighting): boolean =>
    sighting.environments.every(({ uid }) => findLanguage(sighting, uid) === listLanguages(sighting)[0]);
  return {
    isFine,
    learn: (type, item, locale) => lookup.learn(type, String(item.uid), toSeen(item), locale),
    want: sighting => lookup.want(sighting.to, sighting.uid, listLanguages(sighting)[0]),
    fill: () => lookup.fill(),
    async fillAll(sightings) {
      await lookup.fill(true);
      for (const sighting of sightings) {
        if (sighting.environments.every(({ uid }) => findLanguage(sighting, uid) !== undefined)) continue;
        for (const code of listLanguages(sighting)) lookup.want(sighting.to, sighting.uid, code);
      }
      await lookup.fill(true);
    },
    countPages: () => lookup.countPages(),
    countLost: () => lookup.lost,
    find(sighting) {
      const [own] = listLanguages(sighting);
      const isKnown = listSeen(sighting).every(seen => seen !== undefined);
      const found: Found = { lacking: [], fallbacks: new Map() };
      for (const { uid, name } of sighting.environments) {
        const language = findLanguage(sighting, uid);
        if (language === undefined && isKnown) found.lacking.push(name);
        if (language === undefined || language === own) continue;
        found.fallbacks.set(language, [...(found.fallbacks.get(language) ?? []), name]);
      }
      return found;
    },
    isMissing: sighting => listSeen(sighting).every(seen => seen !== undefined && seen.live === undefined),
    name({ to, uid }) {
      const seen = [anyLanguage, ...codes].map(code => lookup.find(to, uid, code));
      const title = seen.find(each => each?.title !== undefined)?.title;
      const kind = to === assetUid ? 'asset' : to;
      return title === undefined ? `${kind} ${uid}` : `${kind} ${JSON.stringify(title)} (${uid})`;
    },
  };
}
