// Where what happened is told: which lists are read, with what the API itself can leave out, and how an item of each becomes a happening.
import type { Json } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { assetUid } from '../types.ts';
import { readLanguages } from './absent.ts';
import { listEvents, toAudited } from './audit.ts';
import { type Happening, isOfEntries, textOf, timeOf, type Verb } from './happening.ts';
import { slack } from './merge.ts';
import { toQueued } from './queue.ts';
import { type Span, toIso } from './span.ts';

export interface Wanted {
  span: Span;
  verbs?: readonly Verb[] | undefined;
  type?: string | undefined;
  entry?: string | undefined;
  environment?: { uid: string; name: string } | undefined;
  locale?: string | undefined;
  /** Uids; all when absent. */
  by?: readonly string[] | undefined;
}

export interface Source {
  /** For the reader. */
  name: string;
  operation: string;
  given: Json;
  /** The key of the list in the answer. */
  key: string;
  /** The time by which the list is ordered, the newest first. */
  toTime: (item: Json) => number;
  toHappenings: (item: Json) => Happening[];
  /** Whether what is older than the span may be skipped, as the list has nothing younger behind it. */
  endsWithSpan: boolean;
  /** What stands further down in the list than its time, from a moment on: asked for where the list was not read to its end. */
  late?: (from: number) => Json;
}

const queued: readonly Verb[] = ['publish', 'unpublish', 'schedule', 'deploy'];
const saved: readonly Verb[] = ['create', 'save', 'localize'];

const wants = ({ verbs }: Wanted, some: readonly Verb[]): boolean => !verbs || verbs.some(verb => some.includes(verb));

interface Sources {
  sources: Source[];
  lacking: string[];
  /** Whether there is the entry that is named; undefined where that was not asked. */
  isThere: boolean | undefined;
}

/** A request more where an entry is named in no language: which ones it has. */
export async function listSources(ground: Ground, wanted: Wanted): Promise<Sources> {
  const hasQueue = ground.has('list_publish_queue');
  const isAboutQueue = wants(wanted, queued);
  const { versions, isThere } = await listVersions(ground, wanted);
  return {
    sources: [toAuditLog(wanted), ...(isAboutQueue && hasQueue ? [toQueue(wanted)] : []), ...versions],
    lacking: isAboutQueue && !hasQueue ? ['the publish queue (list_publish_queue is off)'] : [],
    isThere,
  };
}

/** Two sources may tell one happening at two times: what lies beside the span is read too, and left out later. */
const toEdges = ({ since, until }: Span): { from?: string; to?: string } => ({
  ...(Number.isFinite(since) ? { from: toIso(since - slack) } : {}),
  ...(Number.isFinite(until) ? { to: toIso(until + slack) } : {}),
});

function toAuditLog({ span, verbs, entry, by }: Wanted): Source {
  const events = listEvents(verbs);
  const query = {
    ...(entry === undefined ? {} : { 'metadata.uid': entry }),
    ...(events ? { event_type: { $in: events } } : {}),
    ...(by ? { created_by: { $in: by } } : {}),
  };
  return {
    name: 'the audit log',
    operation: 'list_audit_logs',
    given: { ...toEdges(span), ...(Object.keys(query).length > 0 ? { query } : {}) },
    key: 'logs',
    toTime: ({ created_at }) => timeOf(created_at),
    toHappenings: toAudited,
    endsWithSpan: true,
  };
}

/** What was ordered before the span and changed since may have happened in it: schedules are older than what they do. */
function toQueue({ span, type, entry }: Wanted): Source {
  const { from, to } = toEdges(span);
  const about = entry === undefined ? {} : { 'entry.uid': entry };
  const query = {
    ...(from === undefined ? {} : { updated_at: { $gte: from } }),
    ...(to === undefined ? {} : { created_at: { $lte: to } }),
    // Files stand under one of two keys.
    ...(type === assetUid && entry !== undefined ? { $or: [about, { 'asset.uid': entry }] } : about),
  };
  return {
    name: 'the publish queue',
    operation: 'list_publish_queue',
    // Without it what was published along with something else is not shown.
    given: { api_version: '3.2', ...(Object.keys(query).length > 0 ? { query } : {}) },
    key: 'queue',
    toTime: ({ created_at }) => timeOf(created_at),
    toHappenings: toQueued,
    endsWithSpan: false,
    // The list is in the order in which things were ordered; a schedule is carried out long after.
    late: from => ({ api_version: '3.2', query: { ...about, scheduled_at: { $gte: toIso(from) } } }),
  };
}

async function listVersions(
  ground: Ground,
  wanted: Wanted,
): Promise<{ versions: Source[]; isThere: boolean | undefined }> {
  const { type, entry, locale, environment } = wanted;
  const none = { versions: [], isThere: undefined };
  if (entry === undefined || type === undefined || !isOfEntries(type) || environment) return none;
  if (!wants(wanted, saved) || !ground.has('list_entry_versions')) return none;
  const master = (await ground.words('locales'))?.find(({ isMaster }) => isMaster)?.value ?? '';
  const own = locale === undefined ? await readLanguages(ground, type, entry) : undefined;
  if (own?.isThere === false) return { versions: [], isThere: false };
  const codes = locale === undefined ? [...new Set([master, ...(own?.codes ?? [])])] : [locale];
  return {
    versions: codes
      .filter(code => code !== '')
      .map(code => toVersions(type, entry, code, code === master ? 'create' : 'localize')),
    isThere: own?.isThere,
  };
}

const versionsIn = 'versions in ';

/** By the name of a source, or what begins with it. */
export const isOfVersions = (name: string): boolean => name.startsWith(versionsIn);

/** @param first what the first version of that language was. */
const toVersions = (type: string, entry: string, locale: string, first: Verb): Source => ({
  name: `${versionsIn}${locale}`,
  operation: 'list_entry_versions',
  given: { content_type_uid: type, entry_uid: entry, locale, include_updated_at: true, include_updated_by: true },
  key: 'versions',
  toTime: ({ updated_at }) => timeOf(updated_at),
  toHappenings: item => toVersion(item, type, entry, locale, first),
  endsWithSpan: true,
});

/** What a language falls back to is told where it belongs. */
function toVersion(item: Json, type: string, entry: string, locale: string, first: Verb): Happening[] {
  const { _version: version, updated_at, updated_by, locale: own, _version_name: name } = item;
  const time = timeOf(updated_at);
  if (Number.isNaN(time) || typeof version !== 'number' || (own !== undefined && own !== locale)) return [];
  const isFirst = version === 1;
  return [
    {
      source: 'versions',
      time,
      by: textOf(updated_by),
      verbs: isFirst ? [first, 'save'] : ['save'],
      says: isFirst ? (first === 'create' ? 'created' : 'localized') : 'saved',
      act: 'save',
      type,
      uid: entry,
      locales: [locale],
      environments: [],
      version,
      details: typeof name === 'string' && name !== '' ? `named ${JSON.stringify(name)}` : undefined,
    },
  ];
}
