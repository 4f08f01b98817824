// Where a page can be seen: an environment's base URL for a language and the entry's `url`, joined, and never guessed. Pure.
import { isObject } from '../../operations/is-object.ts';
import type { Word } from '../../operations/words.ts';

type Json = Record<string, unknown>;

/** An environment and its base URLs, which it may not have. */
export type Site = Pick<Word, 'value' | 'uid' | 'urls'>;

interface Address {
  environment: Site;
  /** Absolute, http or https. */
  url: string;
}

/** So many addresses stand in an answer; a save, after which nothing is live that was not, names them only where they are few. */
const most = { told: 6, saved: 3 };

/** A longer one is no address that anybody opens. */
const longest = 500;

/**
 * By environment, in their order.
 * @param url the entry's own, in that language; whatever else it is has no address.
 * @returns only environments that have a base URL for this very language: that of another would show another text.
 */
export function toAddresses(environments: readonly Site[], locale: unknown, url: unknown): Address[] {
  if (typeof locale !== 'string' || typeof url !== 'string') return [];
  return environments.flatMap(environment => {
    const base = environment.urls?.find(each => each.locale.toLowerCase() === locale.toLowerCase());
    const joined = base && toAddress(base.url, url);
    return joined === undefined ? [] : [{ environment, url: joined }];
  });
}

/** Undefined where the two do not make one address: a base that is none, or a url that leads out of it. */
export function toAddress(base: string, url: string): string | undefined {
  const site = parse(base);
  const path = url.trim();
  // How a path goes together with the query of a base is the site's affair.
  if (!site || site.search !== '' || site.hash !== '' || path === '' || isOdd(path)) return undefined;
  const root = site.pathname.replace(/\/+$/, '');
  // The home page is the base URL itself, with or without a slash, as the environment has it.
  if (/^\/+$/.test(path)) return path === '/' ? site.href : undefined;
  const isAbsolute = /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path);
  const page = parse(isAbsolute ? path : `${site.origin}${root}/${path.replace(/^\//, '')}`, site.href);
  const isWithin = page?.origin === site.origin && `${page.pathname}/`.startsWith(`${root}/`);
  return page && isWithin && page.href.length <= longest ? page.href : undefined;
}

/** Browsers drop or turn these, so that an address would not be what it looks like. */
const isOdd = (text: string): boolean => /[\\\p{Cc}\p{Cf}]/u.test(text);

/** Without name and password, which some test sites have in their base URL. */
function parse(text: string, base?: string): URL | undefined {
  if (isOdd(text) || !URL.canParse(text.trim(), base)) return undefined;
  const url = new URL(text.trim(), base);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  url.username = '';
  url.password = '';
  return url;
}

/** What could be taken for words of ours is quoted. */
export const showName = (name: string): string => (/^[\w.-]{1,60}$/.test(name) ? name : JSON.stringify(name));

/** The API tells only where an entry is live, on any branch; that a site reads another branch than this it does not tell. */
const standard = 'main';

/** Of an entry as it was read: under `live_at` only where its publish details say that it is live, in its own language. */
export function tellSeen(entry: Json, sites: readonly Site[], branch: string | undefined): Json {
  const { publish_details: details, locale, url, _version: read } = entry;
  const found = toAddresses(sites, locale, url);
  // Without any detail nothing is known: that does not prove that there was no publish.
  if (!Array.isArray(details) || details.length === 0) {
    return toKey('page_if_live', found.map(tellAddress));
  }
  const live = details.filter(isObject);
  const told = found.flatMap(address => {
    const { value, uid } = address.environment;
    const at = live.find(detail => [value, uid].includes(String(detail.environment)) && detail.locale === locale);
    return at ? [{ isSame: at.version === read, line: tellAddress(address) + tellOther(read, at.version) }] : [];
  });
  // An address that is sure goes before one that another version may have changed.
  const lines = [...told.filter(({ isSame }) => isSame), ...told.filter(({ isSame }) => !isSame)];
  return toKey(
    branch === standard ? 'live_at' : 'page_if_live',
    lines.map(({ line }) => line),
  );
}

/** Of an entry as it was saved: nothing went live. */
export function tellSaved({ locale, url }: Json, sites: readonly Site[]): Json {
  const found = toAddresses(sites, locale, url);
  return found.length > most.saved ? {} : toKey('page_if_live', found.map(tellAddress));
}

interface Target {
  /** By name or uid. */
  environment: string;
  locale: string;
  /** Undefined for the latest. */
  version: unknown;
}

/** Where an entry is sent: none or one. @param entry as it was read in that language. */
export function tellSent(
  { url, _version: read }: Json,
  sites: readonly Site[],
  { environment, locale, version = read }: Target,
): string[] {
  const site = sites.filter(({ value, uid }) => [value, uid].includes(environment));
  return toAddresses(site, locale, url).map(address => `${tellAddress(address, locale)}${tellOther(read, version)}`);
}

/** So many as an answer has room for. */
export const cutAddresses = (lines: readonly string[]): string[] =>
  lines.length > most.told ? [...lines.slice(0, most.told), `and ${lines.length - most.told} more`] : [...lines];

const toKey = (key: string, lines: readonly string[]): Json => (lines.length > 0 ? { [key]: cutAddresses(lines) } : {});

const tellAddress = ({ environment, url }: Address, locale?: unknown): string =>
  `${showName(environment.value)}${typeof locale === 'string' ? ` ${showName(locale)}` : ''}: ${url}`;

/** Each version has a url of its own. */
const tellOther = (read: unknown, version: unknown): string =>
  String(version) === String(read)
    ? ''
    : ` if ${version === undefined ? 'the live version' : `v${version}`} has this url`;
