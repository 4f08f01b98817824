// The life of an entry: its versions in each language, what a reader gets by fallback, trash and publishing.
import type { Call } from '../http/call.ts';
import { listFallbacks } from '../http/find.ts';
import { missEntry, refuseRequest } from '../http/replies.ts';
import type { Stamp } from '../state/clock.ts';
import type { EntryRecord, EntryVersion } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { Order } from '../state/publishing.ts';
import type { Branch } from '../state/state.ts';
import { listRecords } from './index.ts';
import { move } from './places.ts';

/** A version, and the language it really is in. */
export interface Resolved {
  locale: string;
  version: EntryVersion;
}

export const listLiving = (branch: Branch, type: string): EntryRecord[] =>
  listRecords(branch, type).filter(record => record.deleted_at === undefined);

export const findRecord = (branch: Branch, type: string, uid: string): EntryRecord | undefined =>
  pick(pick(branch.entries, type) ?? {}, uid);

/** The entry an address names; one in the trash is as good as gone. */
export function findEntry(call: Call, type: string, uid: string): EntryRecord {
  const found = findRecord(call.branch, type, uid);
  if (!found || found.deleted_at !== undefined) throw missEntry(call.choices.notFoundStatus.entries);
  return found;
}

export const takeLatest = (record: EntryRecord, locale: string): EntryVersion | undefined =>
  pick(record.locales, locale)?.at(-1);

/** What a reader in a language gets: the first language of its chain that the entry has been saved in. */
export function resolveVersion(
  call: Pick<Call, 'branch' | 'state'>,
  record: EntryRecord,
  locale: string,
  number?: number,
): Resolved | undefined {
  return resolveAlong(listFallbacks(call.branch, call.state.master_locale, locale), record, number);
}

/** The same where the chain is known, as for many entries. */
export function resolveAlong(chain: string[], record: EntryRecord, number?: number): Resolved | undefined {
  for (const locale of chain) {
    const versions = pick(record.locales, locale);
    if (!versions || versions.length === 0) continue;
    const version = number === undefined ? versions.at(-1) : versions.find(held => held._version === number);
    return version && { locale, version };
  }
  return undefined;
}

export function findVersion(call: Call, record: EntryRecord, locale: string, number?: number): Resolved {
  const found = resolveVersion(call, record, locale, number);
  if (found) return found;
  if (number === undefined) throw missEntry(call.choices.notFoundStatus.entries);
  throw refuseRequest('The requested version does not exist.', { version: ['is not valid.'] });
}

export function addVersion(record: EntryRecord, locale: string, fields: Json, stamp: Stamp): EntryVersion {
  const versions = pick(record.locales, locale) ?? [];
  const version = {
    _version: (versions.at(-1)?._version ?? 0) + 1,
    fields,
    updated_at: stamp.at,
    updated_by: stamp.by,
  };
  record.locales[locale] = [...versions, version];
  if (record.trashed) delete record.trashed[locale];
  return version;
}

/**
 * Takes languages off an entry. With its last one the entry goes to the trash, where it keeps its values; of the others
 * the trash gets what was deleted, not what was unlocalized.
 */
export function dropLocales(call: Call, record: EntryRecord, locales: string[], fate?: 'trash'): void {
  const left = Object.keys(record.locales).filter(code => !locales.includes(code));
  if (call.choices.lostLocalisation === 'unpublish' || left.length === 0) {
    const variants = call.branch.entry_variants.filter(({ entry }) => entry === record.uid);
    for (const each of [record, ...variants]) {
      each.published = each.published.filter(detail => left.length > 0 && !locales.includes(detail.locale));
    }
  }
  if (left.length === 0) {
    record.deleted_at = call.stamp.at;
    return;
  }
  if (fate === 'trash') record.trashed = { ...record.trashed, ...pickLocales(record, locales) };
  record.locales = pickLocales(record, left);
}

const pickLocales = (record: EntryRecord, codes: string[]): EntryRecord['locales'] =>
  Object.fromEntries(codes.map(code => [code, record.locales[code] ?? []]));

/** Takes an entry, or languages of it, back out of the trash; false when there is nothing of it. */
export function restoreLocales(record: EntryRecord, locale: string | undefined): boolean {
  const trashed = Object.entries(record.trashed ?? {}).filter(([code]) => locale === undefined || code === locale);
  const isBack = record.deleted_at !== undefined || trashed.length > 0;
  delete record.deleted_at;
  for (const [code, versions] of trashed) {
    record.locales[code] = versions;
    delete record.trashed?.[code];
  }
  return isBack;
}

/** Into a place, in the version that the order names or else the latest, or out of it. */
export function moveEntry(call: Call, record: EntryRecord, order: Omit<Order, 'kind' | 'uid'>): void {
  const find = () => findVersion(call, record, order.locale, order.version).version._version;
  record.published = move(record.published, order, call.stamp, find);
}
