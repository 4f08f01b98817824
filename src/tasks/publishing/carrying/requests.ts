// The requests that bring rows live: one for an item, version and language, or portions of many; within the API's limits.
import type { Arguments } from '../../../operations/arguments.ts';
import { assetUid } from '../../types.ts';
import type { Row } from '../row.ts';

export interface Sending {
  operation: 'publish_entry' | 'publish_asset' | 'bulk_publish' | 'deploy_release';
  given: Arguments;
  rows: readonly Row[];
}

/** Of one request, by the API's reference. */
const most = { entries: 10, assets: 10, environments: 10 };

/** The same item at the same version in one language, and the environments that it goes to. */
interface Item {
  first: Row;
  rows: Row[];
}

/** @param by what tells items that are sent together. */
function group<T>(all: readonly T[], by: (each: T) => unknown): T[][] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = JSON.stringify(by(each));
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

const toChunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

const toItems = (rows: readonly Row[]): Item[] =>
  group(rows, ({ type, uid, locale, goes }) => [type, uid, locale, goes])
    .flatMap(alike => toChunks(alike, most.environments))
    .map(alike => ({ first: alike[0] as Row, rows: alike }));

const namesOf = (rows: readonly Row[]): string[] => rows.map(({ environment }) => environment.name);

const toWhen = (scheduled_at: string | undefined): Arguments => (scheduled_at === undefined ? {} : { scheduled_at });

/** One request for each item, its environments together. */
export const toSingles = (rows: readonly Row[], scheduledAt?: string): Sending[] =>
  toItems(rows).map(item => toSingle(item, scheduledAt));

function toSingle({ first: { type, uid, locale, goes }, rows }: Item, scheduledAt: string | undefined): Sending {
  const targets = { environments: namesOf(rows), locales: [locale] };
  const when = { version: goes, ...toWhen(scheduledAt) };
  if (type === assetUid)
    return { operation: 'publish_asset', given: { asset_uid: uid, asset: targets, ...when }, rows };
  const given = { content_type_uid: type, entry_uid: uid, entry: targets, locale, ...when };
  return { operation: 'publish_entry', given, rows };
}

/**
 * Items that go to the same environments in the same language. The languages of a request hold for all of its items, and each
 * counts its own versions, so one language goes at a time; none takes its references along.
 */
export function toPortions(rows: readonly Row[], scheduledAt?: string): Sending[] {
  const alike = group(toItems(rows), ({ first, rows: own }) => [first.locale, namesOf(own)]);
  return alike.flatMap(items => {
    const isFile = ({ first }: Item): boolean => first.type === assetUid;
    const entries = toChunks(
      items.filter(each => !isFile(each)),
      most.entries,
    );
    const assets = toChunks(items.filter(isFile), most.assets);
    return Array.from({ length: Math.max(entries.length, assets.length) }, (_, index) =>
      toPortion(entries[index] ?? [], assets[index] ?? [], scheduledAt),
    );
  });
}

function toPortion(entries: readonly Item[], assets: readonly Item[], scheduledAt: string | undefined): Sending {
  const [{ first, rows: own }] = [...entries, ...assets] as [Item, ...Item[]];
  const given: Arguments = {
    ...(entries.length > 0
      ? {
          entries: entries.map(each => {
            const { type, uid, goes, locale } = each.first;
            return { uid, content_type: type, version: goes, locale };
          }),
        }
      : {}),
    ...(assets.length > 0 ? { assets: assets.map(each => ({ uid: each.first.uid, version: each.first.goes })) } : {}),
    environments: namesOf(own),
    locales: [first.locale],
    ...toWhen(scheduledAt),
  };
  return { operation: 'bulk_publish', given, rows: [...entries, ...assets].flatMap(each => each.rows) };
}
