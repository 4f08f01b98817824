// What a stack calls its environments, languages and content types, and which arguments take such words. Pure.

import type { Arguments } from './arguments.ts';
import { isObject } from './is-object.ts';
import type { RequestLine } from './operation.ts';

/** One thing: what the API calls it, and what people do. */
export interface Word {
  /** What an argument takes: the name of an environment, the code of a language, the uid of a content type. */
  value: string;
  title: string;
  uid: string;
  /** Of languages: the master, which falls back to none. */
  isMaster?: true;
  /** Of other languages: the code of the one that is shown where an entry has no version in it. */
  fallback?: string;
  /** Of environments: the base URLs of their sites, as they were entered; absent where there is none. */
  urls?: readonly BaseUrl[];
  /** Of content types: each of its entries is a page, whose `url` is its own. In others a field of that name may point anywhere. */
  isPage?: true;
}

interface BaseUrl {
  locale: string;
  url: string;
}

export const kinds = ['environments', 'locales', 'content_types'] as const;
export type Kind = (typeof kinds)[number];

/** By kind; absent where it is not known or there are too many to read. */
export type Vocabulary = Partial<Record<Kind, readonly Word[]>>;

interface Source {
  line: RequestLine;
  /** So many are choices in the schemas: above that, and where there is none, the argument is free. */
  choices?: number;
  toWord: (item: Record<string, unknown>) => Word;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const toBaseUrls = (given: unknown): BaseUrl[] =>
  (Array.isArray(given) ? given.filter(isObject) : [])
    .map(each => ({ locale: text(each.locale), url: text(each.url) }))
    .filter(({ locale, url }) => locale !== '' && url !== '');

export const sources: Record<Kind, Source> = {
  environments: {
    line: 'GET /environments',
    choices: 25,
    toWord: item => {
      const urls = toBaseUrls(item.urls);
      const word = { value: text(item.name), title: text(item.name), uid: text(item.uid) };
      return urls.length > 0 ? { ...word, urls } : word;
    },
  },
  locales: {
    line: 'GET /locales',
    choices: 25,
    toWord: item => ({
      value: text(item.code),
      title: text(item.name),
      uid: text(item.uid),
      ...(item.fallback_locale === null || item.fallback_locale === '' ? { isMaster: true } : {}),
      ...(text(item.fallback_locale) === '' ? {} : { fallback: text(item.fallback_locale) }),
    }),
  },
  content_types: {
    // Twenty tools would repeat them in every conversation: a wrong one is refused with the name that was meant.
    line: 'GET /content_types',
    toWord: item => ({
      value: text(item.uid),
      title: text(item.title),
      uid: text(item.uid),
      ...(isObject(item.options) && item.options.is_page === true ? { isPage: true } : {}),
    }),
  },
};

/** Whether a write to this path may make, rename or take away a word; entries stand below their content type. */
export const changesWords = (path: string): boolean =>
  Object.values(sources).some(({ line }) => path.startsWith(line.slice('GET '.length))) && !path.includes('/entries');

/** Which arguments take words of which kind, wherever they stand. */
const argumentKinds: Record<string, Kind> = {
  environment: 'environments',
  environments: 'environments',
  environment_name: 'environments',
  locale: 'locales',
  locales: 'locales',
  content_type_uid: 'content_types',
};

export const toKind = (argument: string): Kind | undefined =>
  Object.hasOwn(argumentKinds, argument) ? argumentKinds[argument] : undefined;

/** What may stand in a schema: anything else is somebody's text and stays out of it. */
const plain = /^[a-z0-9][a-z0-9_.-]{0,49}$/i;

/** In the order of their names, so that the same stack gives the same schema. */
export function toEnum(words: readonly Word[]): string[] {
  return words
    .map(({ value }) => value)
    .filter(value => plain.test(value))
    .sort();
}

export const isKnown = (words: readonly Word[], name: string): boolean =>
  words.some(({ value, uid }) => value === name || uid === name);

/**
 * The arguments with titles turned into what the API takes, where exactly one thing has that title. Known values and what
 * nobody knows stay as they are: the stack may have got it since.
 * @param isDeep also below the top: only where no content can stand there, whose own fields may have such names.
 */
export function spellOut(given: Arguments, vocabulary: Vocabulary, isDeep: boolean): Arguments {
  const spell = (value: unknown, argument: string, depth: number): unknown => {
    if (Array.isArray(value)) return value.map(item => spell(item, argument, depth));
    if (typeof value === 'string') return toValue(value, argument, vocabulary);
    if (typeof value !== 'object' || value === null || !(isDeep || depth === 0)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spell(inner, key, depth + 1)]));
  };
  return spell(given, '', 0) as Arguments;
}

function toValue(given: string, argument: string, vocabulary: Vocabulary): string {
  const kind = toKind(argument);
  const words = kind && vocabulary[kind];
  if (!words || isKnown(words, given)) return given;
  const wanted = given.trim().toLowerCase();
  const [found, another] = words.filter(({ title }) => title.trim().toLowerCase() === wanted);
  return found && !another ? found.value : given;
}
