// What is told of entries and their variants: for the audit log, and on which channels.
import { type Call, tell } from '../http/call.ts';
import { describeType } from '../model/tell.ts';
import { takeLatest } from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { Order } from '../state/publishing.ts';

/** What a webhook hears of as what: a localisation is a change, taking one back removes a version of the entry. */
const entryChannels = {
  create: 'create',
  update: 'update',
  import: 'create',
  localize: 'update',
  unlocalize: 'delete',
  delete: 'delete',
  restore: 'create',
} as const;

/** @param entry as the answer shows it; absent when it is gone. */
export function tellEntry(
  call: Call,
  event: keyof typeof entryChannels,
  { type, record, locale, entry }: { type: ContentTypeRecord; record: EntryRecord; locale: string; entry?: Json },
): void {
  const { uid, title } = type.current;
  const version = takeLatest(record, locale);
  const shown = { uid: record.uid, title: version?.fields.title, locale, _version: version?._version };
  const channel = entryChannels[event];
  tell(call, {
    module: 'entry',
    event,
    metadata: {
      content_type: { title, uid },
      locale: { name: pick(call.branch.locales, locale)?.name, code: locale },
      title: version?.fields.title,
      uid: record.uid,
      version: version?._version,
    },
    channels: entryRoots({ uid: record.uid, content_type: uid }).map(root => `${root}.${channel}`),
    data: { entry: entry ?? shown, content_type: describeType(type.current) },
  });
}

/** The same channels with `variants` in them. */
export function tellEntryVariant(
  call: Call,
  event: 'create' | 'update' | 'delete',
  { type, record, locale }: { type: ContentTypeRecord; record: EntryRecord; locale: string },
  entry: Json,
): void {
  const { uid, title } = type.current;
  const roots = entryRoots({ uid: record.uid, content_type: uid });
  tell(call, {
    module: 'variant_entry',
    event,
    metadata: { content_type: { title, uid }, locale: { code: locale }, uid: record.uid, _variant: entry._variant },
    channels: roots.map(root => `${root}.variants.${event}`),
    data: { entry, content_type: describeType(type.current) },
  });
}

/** The beginnings of an entry's channels, most general first; what any entry does is told on the first. */
export const entryRoots = ({ uid, content_type = '' }: Pick<Order, 'uid' | 'content_type'>): string[] => [
  'content_types.entries',
  `content_types.${content_type}.entries`,
  `content_types.${content_type}.entries.${uid}`,
];
