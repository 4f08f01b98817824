// Where an item is live, as one text that needs no key: every environment, each language with its version, or that it is not live.
import { isObject } from '../../operations/is-object.ts';

type Json = Record<string, unknown>;

/** Names of environments by uid, where they are known: then they are all there are. */
export type Names = ReadonlyMap<string, string>;

/** So many environments without anything are named; of more it is said how many they are. */
const mostEmpty = 3;

/**
 * `production: en-us v3, fr-fr v1; staging and preview: not live`. The item's own language comes first, and is told where
 * only others are live.
 * @returns undefined for what is no list of places, and `unknown` where there is none.
 */
export function tellPublished(details: unknown, { locale }: Json, names: Names): string | undefined {
  if (!Array.isArray(details)) return undefined;
  if (details.length === 0) return 'unknown';
  const places = new Map<string, Json[]>([...names.values()].map(name => [name, []]));
  for (const detail of details.filter(isObject)) {
    const name = names.get(String(detail.environment)) ?? String(detail.environment);
    places.set(name, [...(places.get(name) ?? []), detail]);
  }
  const live = new Map<string, string[]>();
  const empty: string[] = [];
  for (const [name, found] of places) {
    if (found.length === 0) empty.push(name);
    else {
      const text = tellLanguages(found, locale);
      live.set(text, [...(live.get(text) ?? []), name]);
    }
  }
  const told = [...live].map(([text, at]) => `${join(at)}: ${text}`);
  const isFew = empty.length <= mostEmpty;
  if (empty.length > 0) told.push(`${isFew ? join(empty) : `the other ${empty.length} environments`}: not live`);
  return told.join('; ');
}

/** What the column cannot tell: whether there was no publish, or other languages, which the API may keep to itself. */
export function notePublished(items: readonly Json[]): string[] {
  const details = items.map(({ publish_details: each }) => (Array.isArray(each) ? each.filter(isObject) : undefined));
  const isOwnAlone = details.every(
    (each, index) => each?.every(({ locale }) => locale === items[index]?.locale) ?? true,
  );
  const isAny = details.some(each => each !== undefined && each.length > 0);
  return [
    ...(details.some(each => each?.length === 0)
      ? ['published is unknown where the stack records no publish: that does not prove that there was none']
      : []),
    ...(isAny && isOwnAlone ? ['published names no language but that of the row: the API may leave others out'] : []),
  ];
}

function tellLanguages(found: readonly Json[], own: unknown): string {
  const isOwn = ({ locale }: Json): boolean => locale === own || locale === undefined;
  const told = [...found.filter(isOwn), ...found.filter(each => !isOwn(each)).sort(byLanguage)].map(tellVersion);
  return [...(typeof own === 'string' && !found.some(isOwn) ? [`${own} not live`] : []), ...told].join(', ');
}

const byLanguage = (one: Json, other: Json): number => (String(one.locale) < String(other.locale) ? -1 : 1);

const tellVersion = ({ locale, version }: Json): string =>
  [locale, version === undefined || version === null ? undefined : `v${String(version)}`]
    .filter(word => word !== undefined)
    .join(' ');

/** A name with marks in it could be taken for several. */
const quote = (name: string): string => (/[,;:]| and /.test(name) ? JSON.stringify(name) : name);

function join(names: readonly string[]): string {
  const [last = '', ...others] = names.map(quote).reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}
