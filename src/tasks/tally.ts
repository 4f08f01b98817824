// Counts what a search went through, and says it in one line: numbers first, then what was not looked at.
import type { Scanned } from './scan.ts';
import { assetUid, type Lane } from './types.ts';

export interface Tally {
  /** Of things that were looked at, each once whatever its languages. */
  entries: Set<string>;
  assets: Set<string>;
  /** Of those, where something was found. */
  found: { entries: Set<string>; assets: Set<string> };
  locales: Set<string>;
  /** Versions that a language only takes from another: their text is told of there. */
  fallbacks: number;
  /** What is live and could not be read. */
  failed: number;
  /** Values that are what they should equal but for case. */
  near: number;
}

export const makeTally = (): Tally => ({
  entries: new Set(),
  assets: new Set(),
  found: { entries: new Set(), assets: new Set() },
  locales: new Set(),
  fallbacks: 0,
  failed: 0,
  near: 0,
});

export function countSeen(tally: Tally, { type }: Lane, uid: string, isFound: boolean): void {
  const kind = type.uid === assetUid ? 'assets' : 'entries';
  tally[kind].add(`${type.uid}/${uid}`);
  if (isFound) tally.found[kind].add(`${type.uid}/${uid}`);
}

const plural = (count: number, one: string, more: string): string => (count === 1 ? one : more);

interface Saying {
  lanes: readonly Lane[];
  scanned: Pick<Scanned, 'isPartial' | 'left'>;
  /** The API left out some itself, so that it is not known how many there are. */
  isFiltered: boolean;
  /** Where it is live. */
  environment?: string | undefined;
}

/** `5 of 62 entries, 3 languages; 1 of 14 assets; 12 only fall back`. */
export function sayTally(tally: Tally, { lanes, scanned, isFiltered, environment }: Saying): string {
  const { found, locales, fallbacks, failed } = tally;
  const live = environment === undefined ? '' : ` live in ${environment}`;
  const sayKind = (kind: 'entries' | 'assets', one: string): string => {
    const [hits, all] = [found[kind].size, tally[kind].size];
    if (isFiltered && kind === 'entries') return `${hits} ${plural(hits, one, kind)}${live}`;
    return `${hits} of ${all} ${plural(all, one, kind)}${live}`;
  };
  const hasEntries = lanes.some(({ type }) => type.uid !== assetUid);
  const hasAssets = lanes.some(({ type }) => type.uid === assetUid);
  return [
    ...(hasEntries
      ? [`${sayKind('entries', 'entry')}, ${locales.size} ${plural(locales.size, 'language', 'languages')}`]
      : []),
    ...(hasAssets ? [sayKind('assets', 'asset')] : []),
    ...(fallbacks > 0 ? [`${fallbacks} only ${plural(fallbacks, 'falls', 'fall')} back`] : []),
    ...(scanned.isPartial || failed > 0 ? ['not all could be read'] : []),
    ...(scanned.left ? ['not all looked at yet'] : []),
  ].join('; ');
}
