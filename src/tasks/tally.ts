// Counts what a search went through, and says it in one line: numbers first, then what was not looked at.
import type { Scanned } from './scan.ts';
import { assetUid, type Lane } from './types.ts';

interface Fallbacks {
  /** The language they take it from was gone through as well. */
  searched: Map<string, number>;
  missed: Map<string, number>;
}

export interface Tally {
  /** Of things that were looked at, each once whatever its languages. */
  entries: Set<string>;
  assets: Set<string>;
  /** Of those, where something was found. */
  found: { entries: Set<string>; assets: Set<string> };
  locales: Set<string>;
  /** By language, how many entries have none of their own: their text is told of where they take it from. */
  fallbacks: Fallbacks;
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
  fallbacks: { searched: new Map(), missed: new Map() },
  failed: 0,
  near: 0,
});

export function countSeen(tally: Tally, { type }: Lane, uid: string, isFound: boolean): void {
  const kind = type.uid === assetUid ? 'assets' : 'entries';
  tally[kind].add(`${type.uid}/${uid}`);
  if (isFound) tally.found[kind].add(`${type.uid}/${uid}`);
}

/** @param from the language in which it came. @param all those that are gone through. */
export function countFallback({ fallbacks }: Tally, locale: string, from: unknown, all: readonly string[]): void {
  const counts = all.some(each => each === from) ? fallbacks.searched : fallbacks.missed;
  counts.set(locale, (counts.get(locale) ?? 0) + 1);
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

/** `5 of 62 entries, 3 languages; 1 of 14 assets; 12 entries have no de-de of their own and were not searched`. */
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
    ...sayFallbacks(fallbacks.searched, true),
    ...sayFallbacks(fallbacks.missed, false),
    ...(scanned.isPartial || failed > 0 ? ['not all could be read'] : []),
    ...(scanned.left ? ['not all looked at yet'] : []),
  ].join('; ');
}

/** So many languages are told apart. */
const most = 4;

function sayFallbacks(counts: ReadonlyMap<string, number>, isSearched: boolean): string[] {
  const [first, ...others] = counts;
  if (!first) return [];
  const [locale, count] = first;
  const own = `${count} ${plural(count, 'entry has', 'entries have')} no ${locale} of ${plural(count, 'its', 'their')} own`;
  if (others.length > 0) {
    const each = [own, ...others.slice(0, most - 1).map(([code, number]) => `${number} no ${code}`)].join(', ');
    const left = others.length - most + 1;
    const more = left > 0 ? `, and so on in ${left} more ${plural(left, 'language', 'languages')}` : '';
    return [
      `${each}${more}: ${isSearched ? 'all were searched in the language they fall back to' : 'none were searched'}`,
    ];
  }
  if (!isSearched) return [`${own} and ${plural(count, 'was', 'were')} not searched`];
  const falls = plural(
    count,
    'was searched in the language it falls back to',
    'were searched in the language they fall back to',
  );
  return [`${own} and ${falls}`];
}
