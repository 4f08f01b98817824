// Items of a call that say `latest`, or no language: which version and language they mean, read before anything is sent.
import { isObject, type Json } from '../content/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Pins } from '../operations/operation.ts';
import { pick } from '../results/text/paths.ts';
import { ofAssets } from './carrying.ts';
import { textOf } from './publishing.ts';
import { listAll, type Reader } from './reads.ts';
import type { Write } from './write.ts';

interface Pinned {
  given: Arguments;
  /** Of each that was looked up: what it is called, and which version that is. */
  latest: string[];
}

/** One of them on its way. */
interface Item {
  index: number;
  uid: string;
  /** Undefined for an asset. */
  type: string | undefined;
  locale: string;
}

/** So many uids are asked for by one request. */
const most = 100;

/** @throws {NoAnswer} */
export async function pin(
  write: Write,
  reader: Reader,
): Promise<Pinned | { problems: string[] } | { refusal: string }> {
  const { operation, given } = write;
  const { pins } = operation;
  const list = pins && given[pins.list];
  if (!pins || !Array.isArray(list) || !list.some(item => isObject(item) && isOpen(item, write)))
    return { given, latest: [] };
  return 'from' in pins ? pinToStanding(pins, list, write, reader) : pinToLatest(pins, list, write, reader);
}

/** What is left out of a language is no matter where the call itself has languages for all. */
const isOpen = ({ version, locale }: Json, { operation }: Pick<Write, 'operation'>): boolean =>
  version === 'latest' || (version === undefined && 'from' in (operation.pins ?? {})) || lacks(locale, operation);

const lacks = (locale: unknown, { body }: Write['operation']): boolean => !('locale' in body) && isNone(locale);

const isNone = (locale: unknown): boolean => locale === undefined || locale === '';

async function pinToLatest(
  pins: Extract<Pins, { entries: string }>,
  list: readonly unknown[],
  write: Write,
  reader: Reader,
): Promise<Pinned | { problems: string[] } | { refusal: string }> {
  const { given } = write;
  const named = [given.locale].flat().filter(code => typeof code === 'string');
  const open = list.flatMap((item, index) => (isObject(item) && isOpen(item, write) ? [{ item, index }] : []));
  const isLacking = open.some(({ item }) => isNone(item.locale));
  const standard = named[0] ?? (isLacking ? (write.master ?? (await readMaster(pins, reader))) : undefined);
  const problems = open.flatMap(({ item, index }) => {
    if (!isNone(item.locale)) return [];
    if (named.length > 1)
      return [
        `${pins.list}.${index}.locale: the latest version may differ between ${named.join(', ')}: name one language`,
      ];
    return standard === undefined
      ? [`${pins.list}.${index}.locale: required, as the master language cannot be read here`]
      : [];
  });
  if (problems.length > 0) return { problems };
  const items = list.map((item, index) =>
    isObject(item) && isNone(item.locale) && open.some(each => each.index === index)
      ? { ...item, locale: standard }
      : item,
  );
  const wanted = items.flatMap((item, index) =>
    isObject(item) && item.version === 'latest' ? [toItem(item, index)] : [],
  );
  const found = await readLatest(pins, wanted, reader);
  if ('refusal' in found) return found;
  const latest: string[] = [];
  for (const { index, uid, type, locale } of wanted) {
    const object = found.byIndex.get(index);
    if (typeof object?._version !== 'number') {
      const what = type === undefined ? 'asset' : `entry of ${type}`;
      problems.push(
        `${pins.list}.${index}.uid: there is no ${what} ${JSON.stringify(uid)} whose latest version could be taken`,
      );
      continue;
    }
    items[index] = { ...(items[index] as Json), version: object._version };
    latest.push(tell(object, locale));
  }
  return problems.length > 0 ? { problems } : { given: { ...given, [pins.list]: items }, latest };
}

const toItem = ({ uid, content_type_uid: type, locale }: Json, index: number): Item => ({
  ...{ index, uid: textOf(uid), locale: textOf(locale) },
  type: typeof type === 'string' && !ofAssets.has(type) ? type : undefined,
});

/** `"Five days" (blt1 fr-fr): version 3`; of an asset, which has no languages of its own, without one. */
function tell({ title, uid, locale: own, _version }: Json, locale: string): string {
  const language = typeof own === 'string' ? ` ${locale}` : '';
  const note = typeof own === 'string' && own !== locale ? ` of ${own}, as it has none in ${locale}` : '';
  return `${JSON.stringify(title ?? uid)} (${String(uid)}${language}): version ${String(_version)}${note}`;
}

/** One request for each content type and language, and for a hundred of them. */
async function readLatest(
  { entries, assets }: Extract<Pins, { entries: string }>,
  wanted: readonly Item[],
  reader: Reader,
): Promise<{ byIndex: Map<number, Json> } | { refusal: string }> {
  const groups = new Map<string, Item[]>();
  for (const item of wanted) {
    const key = JSON.stringify(item.type === undefined ? [] : [item.type, item.locale]);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const byIndex = new Map<number, Json>();
  for (const group of groups.values()) {
    const [{ type, locale }] = group as [Item];
    for (let from = 0; from < group.length; from += most) {
      const part = group.slice(from, from + most);
      const name = type === undefined ? assets : entries;
      const place = type === undefined ? {} : { content_type_uid: type, locale };
      const query = { uid: { $in: [...new Set(part.map(({ uid }) => uid))] } };
      const found = await reader.list(name, { ...place, query, limit: most });
      if (!found) return { refusal: tellBlind(name, type) };
      for (const { index, uid } of part) {
        const object = found.find(each => each.uid === uid);
        if (object) byIndex.set(index, object);
      }
    }
  }
  return { byIndex };
}

const tellBlind = (name: string, type: string | undefined): string =>
  `Nothing was sent: the latest version could not be read, as ${name}${type === undefined ? '' : ` of ${type}`} is off here or was refused. Give a version number.`;

/** The one that falls back to none. */
async function readMaster(
  { languages }: Extract<Pins, { entries: string }>,
  reader: Reader,
): Promise<string | undefined> {
  const list = await reader.list(languages, { limit: 100 });
  const master = list?.find(({ fallback_locale }) => fallback_locale === null || fallback_locale === '');
  return typeof master?.code === 'string' ? master.code : undefined;
}

/** As each stands there: by its uid, and its language where there are several. */
async function pinToStanding(
  { list: argument, from }: Extract<Pins, { from: string }>,
  list: readonly unknown[],
  write: Write,
  reader: Reader,
): Promise<Pinned | { problems: string[] } | { refusal: string }> {
  const { operation, given } = write;
  const address = pick(given, [...Object.keys(operation.path), ...Object.keys(operation.header)]);
  const standing = await listAll(reader, from, address);
  if (!standing)
    return {
      refusal: `Nothing was sent: ${from} is off here or was refused, so each item needs its version and language.`,
    };
  const problems: string[] = [];
  const items = list.map((item, index) => {
    if (!isObject(item) || !isOpen(item, write)) return item;
    const same = standing.filter(
      ({ uid, locale }) => uid === item.uid && (isNone(item.locale) || locale === item.locale),
    );
    const [only, another] = same;
    if (only && !another) {
      return {
        ...item,
        version: item.version === 'latest' ? only.version : (item.version ?? only.version),
        locale: only.locale,
      };
    }
    const languages = same.map(({ locale }) => textOf(locale)).join(', ');
    problems.push(
      only
        ? `${argument}.${index}.locale: it is there in ${languages}: name one language`
        : `${argument}.${index}.uid: ${JSON.stringify(item.uid)} is not among the items`,
    );
    return item;
  });
  return problems.length > 0 ? { problems } : { given: { ...given, [argument]: items }, latest: [] };
}
