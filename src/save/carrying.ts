// What a publish of many things does: item by item, the version that is live in each environment and the one that is sent.
import { isObject, type Json } from '../content/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import { type Operation, toTemplate } from '../operations/operation.ts';
import { tellSent } from '../results/show/addresses.ts';
import type { Outcome } from '../results/show/receipt.ts';
import { pick } from '../results/text/paths.ts';
import { type Publish, tellPlace, tellWhen, textOf, toPlaces, toTold } from './publishing.ts';
import { listAll, type Reader } from './reads.ts';

/** What a release or a call carries. */
interface Item {
  uid: string;
  /** Undefined for an asset. */
  type: string | undefined;
  locale: string;
  version: unknown;
  isOff: boolean;
  /** What it says itself, where the call says otherwise. */
  own?: string;
  title?: string;
}

/** So many lists are read for what is live: one for each content type and language. */
const mostLists = 4;

/** What a release calls the content type of its assets: two names are documented. */
export const ofAssets = new Set(['built_io_upload', 'sys_assets']);

/** @throws {NoAnswer} */
export async function lookAtCarried(
  { operation, given, names, findSites, now = Date.now() }: Publish,
  reader: Reader,
): Promise<Outcome> {
  const { carries } = operation;
  if (!carries) return {};
  // Its header says of which kind the release is.
  const address = pick(given, [...Object.keys(operation.path), ...Object.keys(operation.header)]);
  const listed = carries.items === undefined ? listGiven(given) : await listAll(reader, carries.items, address);
  const items = (listed ?? []).flatMap(item => toItems(item, operation, given));
  const live = await readLive(items, carries, reader);
  const { environments } = toPlaces(given);
  const lines = items.flatMap(item =>
    environments.map(environment => tellItem(item, live(item), { environment, given, names })),
  );
  const addresses = await listAddresses(items, live, environments, findSites);
  const when = tellWhen(given.scheduled_at, now) ?? tellWhen(findIn(given, 'scheduled_at'), now);
  return {
    ...(lines.length > 0 ? toTold(lines, addresses) : {}),
    ...(when === undefined ? {} : { scheduled: when }),
  };
}

async function listAddresses(
  items: readonly Item[],
  live: (item: Item) => Json | undefined,
  environments: readonly string[],
  findSites: Publish['findSites'],
): Promise<string[]> {
  const sent = items.flatMap(item => {
    const object = item.isOff || item.type === undefined ? undefined : live(item);
    return object && typeof object.url === 'string' ? [{ item, object }] : [];
  });
  const types = [...new Set(sent.map(({ item }) => item.type))];
  const sites = new Map(await Promise.all(types.map(async type => [type, await findSites(type)] as const)));
  return sent.flatMap(({ item: { type, locale, version }, object }) =>
    environments.flatMap(environment =>
      tellSent(object, sites.get(type) ?? [], { environment, locale: locale || textOf(object.locale), version }),
    ),
  );
}

const findIn = (given: Arguments, name: string): unknown =>
  Object.values(given)
    .filter(isObject)
    .find(value => name in value)?.[name];

/** Entries name their content type; what names none is an asset. */
const listGiven = (given: Arguments): Json[] =>
  [given.entries, given.assets].flatMap(list => (Array.isArray(list) ? list.filter(isObject) : []));

/** One for each language: those that the call names, before the item's own. */
function toItems(item: Json, { line, carries }: Operation, given: Arguments): Item[] {
  const { uid, content_type_uid: type = item.content_type, version, title } = item;
  if (typeof uid !== 'string') return [];
  const isAsset = typeof type !== 'string' || ofAssets.has(type);
  const { locales } = toPlaces(given);
  const own = textOf(item.locale);
  const isRelease = carries?.items !== undefined;
  // Of a release only those in the languages of the call go; a bulk call publishes each in all of them.
  if (isRelease && locales.length > 0 && own !== '' && !locales.includes(own)) return [];
  const languages = isRelease || locales.length === 0 ? [own] : locales;
  // What the call says of a release holds for all of it.
  const action = (given.release_version === '2.0' ? undefined : findIn(given, 'action')) ?? item.action;
  return languages.map(locale => ({
    uid,
    type: isAsset ? undefined : type,
    locale,
    version,
    isOff: action === 'unpublish' || toTemplate(line).endsWith('/unpublish'),
    ...(typeof title === 'string' ? { title } : {}),
    ...(typeof item.action === 'string' && item.action !== action ? { own: item.action } : {}),
  }));
}

/** The items as they are, by one read for each content type and language; undefined for what was not read. */
async function readLive(
  items: readonly Item[],
  { entries, assets }: NonNullable<Operation['carries']>,
  reader: Reader,
): Promise<(item: Item) => Json | undefined> {
  const groups = new Map<string, Item[]>();
  const keyOf = ({ type, locale }: Item): string => JSON.stringify([type, type === undefined ? '' : locale]);
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  const found = await Promise.all(
    [...groups].slice(0, mostLists).map(async ([key, group]) => {
      const [{ type, locale } = { type: undefined, locale: '' }] = group;
      const query = { uid: { $in: [...new Set(group.map(({ uid }) => uid))] } };
      const place = type === undefined ? {} : { content_type_uid: type, ...(locale === '' ? {} : { locale }) };
      const list = await reader.list(type === undefined ? assets : entries, {
        ...place,
        query,
        include_publish_details: true,
      });
      return [key, new Map((list ?? []).map(each => [each.uid, each]))] as const;
    }),
  );
  const byGroup = new Map(found);
  return item => byGroup.get(keyOf(item))?.get(item.uid);
}

function tellItem(
  item: Item,
  object: Json | undefined,
  { environment, given, names }: { environment: string; given: Arguments; names: ReadonlyMap<string, string> },
): string {
  const { locale, version, isOff, title = textOf(object?.title) || item.uid } = item;
  const shown = { ...given, version };
  const place = { environment, locale, given: shown, names, isOff };
  const own = item.own === undefined ? '' : `; the item itself says ${item.own}`;
  if (object) return `${JSON.stringify(title)} ${tellPlace(object, place)}${own}`;
  const at = `${environment}${locale === '' ? '' : ` ${locale}`}`;
  return `${JSON.stringify(title)} ${at}: ${isOff ? 'not live' : version === undefined ? 'its latest version' : `version ${String(version)}`}, what was live was not read${own}`;
}
