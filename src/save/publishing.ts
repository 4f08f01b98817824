// What a publish or unpublish does, place by place: the version that is live there, the one that is sent, and when.
import { isObject, type Json } from '../content/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import { type Operation, toTemplate } from '../operations/operation.ts';
import { cutAddresses, type Site, showName, tellSent } from '../results/show/addresses.ts';
import type { Outcome } from '../results/show/receipt.ts';
import { findTargets } from '../results/show/targets.ts';
import { pick } from '../results/text/paths.ts';
import type { Reader, Refused, Seen } from './reads.ts';

/** So many languages are read one by one: what a publish takes at once. */
const most = 10;

export interface Publish {
  operation: Operation;
  given: Arguments;
  /** Names of environments by uid. */
  names: ReadonlyMap<string, string>;
  /** Environments with a base URL, where entries of a content type are pages. Never rejects. */
  findSites: (type: unknown) => Promise<readonly Site[]>;
  now?: number;
}

/** Reads the thing in each language that is named. @throws {NoAnswer} */
export async function lookAtPublish(
  { operation, given, names, findSites, now = Date.now() }: Publish,
  reader: Reader,
): Promise<{ refused: Refused } | { seen: Seen[]; outcome: Outcome } | undefined> {
  const { before } = operation;
  if (before === undefined) return undefined;
  const { environments, locales } = toPlaces(given);
  const path = pick(given, Object.keys(operation.path));
  const wanted: (string | undefined)[] = locales.length > 0 ? locales.slice(0, most) : [undefined];
  const found = await Promise.all(
    wanted.map(locale =>
      reader.read(before, { ...path, include_publish_details: true, ...(locale === undefined ? {} : { locale }) }),
    ),
  );
  const refused = found.find(each => each !== undefined && 'refused' in each);
  if (refused) return refused as { refused: Refused };
  const seen = found.flatMap(each => (each && 'object' in each ? [each] : []));
  if (seen.length === 0) return undefined;
  const isOff = toTemplate(operation.line).endsWith('/unpublish');
  const targets = seen.flatMap(({ object }, index) => {
    const locale = wanted[index] ?? textOf(object.locale);
    return environments.map(environment => ({ object, environment, locale }));
  });
  const lines = targets.map(({ object, ...place }) => tellPlace(object, { ...place, given, names, isOff }));
  const sites = isOff ? [] : await findSites(given.content_type_uid);
  const addresses = targets.flatMap(({ object, ...place }) =>
    tellSent(object, sites, { ...place, version: given.version }),
  );
  const when = tellWhen(given.scheduled_at, now);
  // In which languages there are versions of it is not looked for.
  if (given.publish_all_localized === true) lines.push('every other language that it has, in the same environments');
  return { seen, outcome: { ...toTold(lines, addresses), ...(when === undefined ? {} : { scheduled: when }) } };
}

/** Where it goes, and where that can be seen then. */
export const toTold = (places: string[], addresses: readonly string[]): Outcome => ({
  places,
  ...(addresses.length > 0 ? { page_if_live: cutAddresses(addresses) } : {}),
});

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const toTexts = (value: unknown): string[] => [value].flat().filter((each): each is string => typeof each === 'string');

/** As they are named at the top, or under the module's key. */
export function toPlaces(given: Arguments): { environments: string[]; locales: string[] } {
  const named: Arguments = { ...given, ...findTargets(given) };
  const locales = toTexts(named.locales);
  return { environments: toTexts(named.environments), locales: locales.length > 0 ? locales : toTexts(named.locale) };
}

interface Place {
  environment: string;
  locale: string;
  given: Arguments;
  names: ReadonlyMap<string, string>;
  isOff: boolean;
}

/** What is live in an environment and language, and what would be. */
export function tellPlace(object: Json, { environment, locale, given, names, isOff }: Place): string {
  const details = Array.isArray(object.publish_details) ? object.publish_details.filter(isObject) : [];
  const live = details.find(
    detail =>
      [detail.environment, names.get(textOf(detail.environment))].includes(environment) &&
      (locale === '' || detail.locale === undefined || detail.locale === locale),
  );
  const old = live ? `version ${String(live.version)}` : 'not live';
  const isElsewhere = locale !== '' && typeof object.locale === 'string' && object.locale !== locale;
  const version = given.version ?? object._version;
  const now = isOff ? 'not live' : `version ${String(version)}${isElsewhere ? ` of ${String(object.locale)}` : ''}`;
  const note = isElsewhere && !isOff ? `; there is no ${locale} version, so what it falls back to is published` : '';
  return `${showName(environment)}${locale === '' ? '' : ` ${showName(locale)}`}: ${old} → ${now}${note}`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** That it is only scheduled: for when, and how long that is from now. */
export function tellWhen(at: unknown, now: number): string | undefined {
  if (typeof at !== 'string') return undefined;
  const left = Date.parse(at) - now;
  if (Number.isNaN(left)) return at;
  const [unit, size] = units.find(([, each]) => left >= each) ?? ['minute', 60_000];
  const count = Math.max(0, Math.round(left / size));
  return `nothing happens before ${new Date(Date.parse(at)).toISOString()}, in ${count} ${unit}${count === 1 ? '' : 's'}`;
}
