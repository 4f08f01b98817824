// What is told of entries, content types, environments, languages and publishing: for the audit log, and on which channels.
import { readAsset } from '../assets/read.ts';
import { type Call, isObject, tell } from '../http/call.ts';
import { pick } from '../http/find.ts';
import { followType } from '../model/labels.ts';
import type { Order } from '../publishing/orders.ts';
import { findRecord, resolveVersion, takeLatest } from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord, Environment, Json, Locale } from '../state/state.ts';
import { readEntry } from './read.ts';

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
    channels: toRoots.entry({ uid: record.uid, content_type: uid }).map(root => `${root}.${channel}`),
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
  const roots = toRoots.entry({ uid: record.uid, content_type: uid });
  tell(call, {
    module: 'variant_entry',
    event,
    metadata: { content_type: { title, uid }, locale: { code: locale }, uid: record.uid, _variant: entry._variant },
    channels: roots.map(root => `${root}.variants.${event}`),
    data: { entry, content_type: describeType(type.current) },
  });
}

export function describeType(type: Json): Json {
  const { created_at, updated_at, title, uid, description, schema, options } = type;
  return { created_at, updated_at, title, uid, description, schema, options };
}

export function tellContentType(call: Call, event: 'create' | 'update' | 'delete', type: Json): void {
  const { title, _version: version } = type;
  const uid = String(type.uid);
  followType(call.branch, uid);
  tell(call, {
    module: 'content_type',
    event,
    metadata: { title, uid, version },
    channels: [`content_types.${event}`, `content_types.${uid}.${event}`],
    data: { content_type: type },
  });
}

export const tellEnvironment = (call: Call, event: 'create' | 'update' | 'delete', environment: Environment): void =>
  tell(call, {
    module: 'environment',
    event,
    metadata: { title: environment.name, uid: environment.uid },
    data: { environment },
  });

export const tellLocale = (call: Call, event: 'create' | 'update' | 'delete', locale: Locale): void =>
  tell(call, {
    module: 'locale',
    event,
    metadata: { title: locale.name, uid: locale.uid, code: locale.code },
    data: { locale },
  });

type Named = Pick<Order, 'uid' | 'content_type'>;

/** The beginnings of the channels of one item, most general first; what any of its kind does is told on the first. */
const toRoots = {
  entry: ({ uid, content_type = '' }: Named): string[] => [
    'content_types.entries',
    `content_types.${content_type}.entries`,
    `content_types.${content_type}.entries.${uid}`,
  ],
  asset: ({ uid }: Named): string[] => ['assets', `assets.${uid}`],
  taxonomy: ({ uid }: Named): string[] => ['taxonomies', `taxonomies.${uid}`],
};

/** @param shown what the publish queue says of the item. */
export function tellPublication(call: Call, order: Order, shown: Json, status: 'success' | 'fail'): void {
  const { action, kind, uid, content_type, locale } = order;
  const environment = pick(call.state.environments, order.environment);
  const places = ['environments', ...[environment?.name, environment?.uid].map(name => `environments.${name}`)];
  const ending = `${action}.${status}`;
  const roots = Object.hasOwn(toRoots, kind) ? toRoots[kind as keyof typeof toRoots](order) : [];
  const type = content_type === undefined ? undefined : pick(call.branch.content_types, content_type)?.current;
  const language = { name: pick(call.branch.locales, locale)?.name, code: locale };
  tell(call, {
    module: kind,
    event: action,
    metadata: {
      ...(type ? { content_type: { title: type.title, uid: type.uid } } : {}),
      locale: language,
      environment: { name: environment?.name, uid: order.environment },
      title: shown.title,
      uid,
      version: shown.version,
    },
    channels: roots.flatMap(root => [
      ...(status === 'success' ? [`${root}.${action}`] : []),
      `${root}.${ending}`,
      ...places.map(place => `${root}.${place}.${ending}`),
    ]),
    data: () => ({
      [kind]: { ...shown, uid, locale, ...readPublished(call, order) },
      ...(type ? { content_type: describeType(type) } : {}),
      environment,
      action,
      status,
      locale,
      ...nameSource(call, order),
    }),
  });
}

/** All the fields of an entry or asset, as it went out; nothing when it is gone. */
function readPublished(call: Call, { kind, uid, content_type = '', locale, version }: Order): Json {
  const asset = kind === 'asset' ? pick(call.branch.assets, uid) : undefined;
  if (asset) return readAsset(call, asset);
  const type = pick(call.branch.content_types, content_type);
  const record = kind === 'entry' ? findRecord(call.branch, content_type, uid) : undefined;
  const found = record && resolveVersion(call, record, locale, version);
  return type && found ? readEntry(call, type, record, found) : {};
}

/** The release that an item went out with: receivers tell by it that more is to come. */
function nameSource(call: Call, { job }: Order): Json {
  const plan = call.branch.jobs.find(({ uid }) => uid === job)?.plan;
  if (job === undefined || !isObject(plan) || plan.release === undefined) return {};
  return { source: { type: 'release', title: plan.name, uid: plan.release } };
}
