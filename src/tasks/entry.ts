// One entry, read with the titles of what it refers to and holds, as it was saved or as it is live.
import { listReferences } from '../content/referrers.ts';
import type { Json } from '../content/value.ts';
import { BadTask, type Ground } from '../operations/task.ts';
import { tellSeen } from '../results/show/addresses.ts';
import { tellPublished } from '../results/show/published.ts';
import { findState, readVersion } from './states.ts';
import { readEnvironment, type Type } from './types.ts';

export interface Asked {
  uid: string;
  locale?: string | undefined;
  version?: number | undefined;
  /** What is live there, by name or uid. */
  environment?: string | undefined;
}

interface EntryRead {
  /** Undefined where it is not live in the environment. */
  entry: Json | undefined;
  /** The version that was asked for, with its publish details. */
  saved: Json;
  /** Name of the environment, if one was asked for. */
  environment?: string;
}

/** Takes one request, and one more where what is live is not the latest. @throws {BadTask | Refused} */
export async function readEntry(
  ground: Ground,
  type: Type,
  { uid, locale, version, environment }: Asked,
): Promise<EntryRead> {
  if (version !== undefined && environment !== undefined)
    throw new BadTask('version: either a version, or what is live in an environment');
  const place = environment === undefined ? undefined : await readEnvironment(ground, environment);
  const include = listReferences(type.schema);
  const more = { include_embedded_items: ['BASE'], ...(include.length > 0 ? { include } : {}) };
  const details = { ...more, include_publish_details: true };
  const saved = await readVersion(ground, type, uid, version, locale, undefined, details);
  if (!place) return { entry: saved, saved };
  const state = findState(saved, place.uid, locale ?? String(saved.locale));
  if (!state) return { entry: undefined, saved, environment: place.name };
  const isSame = state.version === saved._version && state.locale === saved.locale;
  const entry = isSame ? saved : await readVersion(ground, type, uid, state.version, state.locale, undefined, more);
  return { entry: { ...entry, publish_details: saved.publish_details }, saved, environment: place.name };
}

export interface Places {
  /** `production: en-us v4; staging and preview: not live`; undefined where that is not told. */
  published: string | undefined;
  /** Where its page can be seen, under the name of that; empty where that is not known. */
  pages: Json;
}

/** Where an entry is live, by the names of the environments as far as they can be known. */
export async function tellPlaces(ground: Ground, type: Type, entry: Json): Promise<Places> {
  const sites = (await ground.words('environments')) ?? [];
  const names = new Map(sites.map(({ uid, value }) => [uid, value]));
  return {
    published: tellPublished(entry.publish_details, entry, names),
    pages: type.isPage ? tellSeen(entry, sites, ground.branch) : {},
  };
}
