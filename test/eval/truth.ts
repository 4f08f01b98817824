// What is so, read off the sandbox's own state: the yardstick that answers are held against. It knows nothing of the server.
import type { EntryRecord, EntryVersion } from '../../src/sandbox/state/content.ts';
import type { Json } from '../../src/sandbox/state/json.ts';
import type { State } from '../../src/sandbox/state/state.ts';
import { mainOf } from './ground.ts';
import type { Thing } from './task.ts';

/** An entry that is not in the trash. */
export interface Held {
  type: string;
  uid: string;
  record: EntryRecord;
}

/** The latest of a language of its own: what falls back is none. */
export interface Latest extends Held {
  locale: string;
  version: EntryVersion;
  fields: Json;
}

export const listEntries = (state: State): Held[] =>
  Object.entries(mainOf(state).entries).flatMap(([type, records]) =>
    Object.values(records)
      .filter(({ deleted_at }) => deleted_at === undefined)
      .map(record => ({ type, uid: record.uid, record })),
  );

export const listLatest = (state: State): Latest[] =>
  listEntries(state).flatMap(held =>
    Object.entries(held.record.locales).flatMap(([locale, versions]) => {
      const version = versions.at(-1);
      return version ? [{ ...held, locale, version, fields: version.fields }] : [];
    }),
  );

export const listAssets = (state: State) => Object.values(mainOf(state).assets);

const toTitles = ({ locales }: EntryRecord): string[] =>
  Object.values(locales).flatMap(versions => versions.map(({ fields }) => String(fields.title)));

/** Entries, those in the trash among them, and assets, by every title that they have or had. */
export const listThings = (state: State): Thing[] => [
  ...Object.values(mainOf(state).entries).flatMap(records =>
    Object.values(records).map(record => ({ uid: record.uid, titles: toTitles(record) })),
  ),
  ...listAssets(state).map(({ uid, title, filename }) => ({ uid, titles: [title, filename] })),
];

/** Where an entry or asset is live there: language → version. */
export function listLive(state: State, published: EntryRecord['published'], environment: string): Map<string, number> {
  const place = Object.values(state.environments).find(({ name }) => name === environment)?.uid;
  return new Map(
    published.filter(detail => detail.environment === place).map(({ locale, version }) => [locale, version]),
  );
}

export interface Leaf {
  /** Keys from the top; items of lists by number, but nodes of rich text only by the field they are in. */
  at: string[];
  value: unknown;
}

/** Every value that holds no others; rich text is one, with its text as a reader sees it. */
export function listLeaves(value: unknown, at: string[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ at, value }];
  if ((value as Json).type === 'doc') return [{ at, value: readDocument(value as Json) }];
  return Object.entries(value).flatMap(([key, inner]) => listLeaves(inner, [...at, key]));
}

function readDocument({ text, children }: Json): string {
  if (typeof text === 'string') return text;
  const isBlock = (node: Json): boolean => node.text === undefined;
  return ((children ?? []) as Json[]).map(node => readDocument(node) + (isBlock(node) ? '\n' : '')).join('');
}

export interface Link {
  uid: string;
  /** Absent for a file. */
  type?: string;
}

/** What an entry refers to, from any value of it: references, files, and what is embedded or linked in rich text. */
export function listLinks(value: unknown): Link[] {
  // Files are plain uids; a node's own uid has another form.
  if (typeof value === 'string') return /^blt[0-9a-f]{16}$/.test(value) ? [{ uid: value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  const { uid, _content_type_uid: type, 'entry-uid': entry, 'content-type-uid': entryType } = value as Json;
  if (typeof uid === 'string' && typeof type === 'string') return [{ uid, type }];
  if (typeof entry === 'string' && typeof entryType === 'string') return [{ uid: entry, type: entryType }];
  return Object.values(value).flatMap(listLinks);
}

/** Who a user is said to be. */
export function toPerson({ users }: State, uid: string): string[] {
  const user = users[uid];
  return user ? [uid, `${user.first_name} ${user.last_name}`, user.email] : [uid];
}
