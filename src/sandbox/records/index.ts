// Ways into many entries: their list, and who holds a value that must be unique. Kept beside the state, which stays plain JSON.

import type { EntryRecord } from '../state/content.ts';
import { pick } from '../state/json.ts';
import type { Branch, State } from '../state/state.ts';

type Holders = Map<string, EntryRecord[]>;

interface Index {
  records: EntryRecord[];
  /** By field and language: a value as JSON → the entries that have held it. Whether they still do is looked up. */
  unique: Map<string, { uid: string; locale: string; holders: Holders }>;
  /** What was made of all the entries, until any of them changes. */
  recalled: Map<string, unknown>;
}

/** By the object that holds a content type's entries; made when it is first asked for. */
const indexes = new WeakMap<object, Index>();

const containerOf = (branch: Branch, type: string): Record<string, EntryRecord> | undefined =>
  pick(branch.entries, type);

function findIndex(container: Record<string, EntryRecord>): Index {
  const found = indexes.get(container) ?? { records: Object.values(container), unique: new Map(), recalled: new Map() };
  indexes.set(container, found);
  return found;
}

/** Every entry of a type, those in the trash included. The caller must not change it. */
export function listRecords(branch: Branch, type: string): readonly EntryRecord[] {
  const container = containerOf(branch, type);
  return container ? findIndex(container).records : [];
}

/** Puts an entry where it belongs. */
export function putRecord(branch: Branch, type: string, record: EntryRecord): void {
  const container = containerOf(branch, type) ?? {};
  branch.entries[type] = container;
  // One that takes another's place is found by reading all of them again.
  if (Object.hasOwn(container, record.uid)) indexes.delete(container);
  container[record.uid] = record;
  const index = indexes.get(container);
  if (!index) return;
  index.records.push(record);
  index.recalled.clear();
  for (const { uid, locale, holders } of index.unique.values()) addHolder(holders, record, uid, locale);
}

/** To be told of every save, as it may bring a value that was not there before. */
export function noteSave(branch: Branch, type: string, record: EntryRecord): void {
  const container = containerOf(branch, type);
  const index = container && indexes.get(container);
  if (!index) return;
  index.recalled.clear();
  for (const { uid, locale, holders } of index.unique.values()) addHolder(holders, record, uid, locale);
}

/** Makes something of all the entries of a type, or gives back what was made of them before they changed. */
export function recall<T>(branch: Branch, type: string, key: string, make: (records: readonly EntryRecord[]) => T): T {
  const container = containerOf(branch, type);
  if (!container) return make([]);
  const { recalled, records } = findIndex(container);
  if (!recalled.has(key)) recalled.set(key, make(records));
  return recalled.get(key) as T;
}

/** The entry other than `self` whose latest version in a language has the value; the trash counts. */
export function findHolder(
  branch: Branch,
  type: string,
  place: { uid: string; locale: string },
  value: unknown,
  self?: string,
): EntryRecord | undefined {
  const container = containerOf(branch, type);
  if (!container) return undefined;
  const { uid, locale } = place;
  const wanted = JSON.stringify(value);
  const candidates = findHolders(findIndex(container), uid, locale).get(wanted) ?? [];
  return candidates.find(record => record.uid !== self && readValue(record, uid, locale) === wanted);
}

function findHolders(index: Index, uid: string, locale: string): Holders {
  const key = `${uid} ${locale}`;
  const found = index.unique.get(key);
  if (found) return found.holders;
  const holders: Holders = new Map();
  for (const record of index.records) addHolder(holders, record, uid, locale);
  index.unique.set(key, { uid, locale, holders });
  return holders;
}

function addHolder(holders: Holders, record: EntryRecord, uid: string, locale: string): void {
  const value = readValue(record, uid, locale);
  if (value === undefined) return;
  const held = holders.get(value);
  if (!held) holders.set(value, [record]);
  else if (!held.includes(record)) held.push(record);
}

/** What is in the trash still holds its values. */
function readValue(record: EntryRecord, uid: string, locale: string): string | undefined {
  const version = pick(record.locales, locale)?.at(-1) ?? pick(record.trashed ?? {}, locale)?.at(-1);
  return JSON.stringify(version?.fields[uid]);
}

/** After a write to an entry that was no save, such as a deletion. */
export function forgetRecalled(state: State): void {
  for (const branch of Object.values(state.branches)) {
    for (const container of Object.values(branch.entries)) indexes.get(container)?.recalled.clear();
  }
}

/** After work that may have put entries in or taken them out by itself: everything is read again when next asked for. */
export function forgetIndexes(state: State): void {
  for (const branch of Object.values(state.branches)) {
    for (const container of Object.values(branch.entries)) indexes.delete(container);
  }
}
