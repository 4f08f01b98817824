// An item of the audit log as a happening. Only what it says of itself is read: what was sent and answered may hold anything.
import { isObject, type Json, member } from '../../content/value.ts';
import { assetUid } from '../types.ts';
import { type Happening, listNames, textOf, timeOf, type Verb } from './happening.ts';

interface Event {
  verbs: readonly Verb[];
  says: string;
  /** As other sources call it. */
  act: string;
}

const events: Readonly<Record<string, Event>> = {
  create: { verbs: ['create', 'save'], says: 'created', act: 'save' },
  import: { verbs: ['create', 'save'], says: 'imported', act: 'save' },
  update: { verbs: ['save'], says: 'saved', act: 'save' },
  localize: { verbs: ['localize', 'save'], says: 'localized', act: 'save' },
  unlocalize: { verbs: ['delete'], says: 'unlocalized', act: 'unlocalize' },
  delete: { verbs: ['delete'], says: 'deleted', act: 'delete' },
  // It stands there too when it failed, and when it is yet to come: only the queue knows.
  publish: { verbs: ['publish'], says: 'publish requested', act: 'publish' },
  unpublish: { verbs: ['unpublish'], says: 'unpublish requested', act: 'unpublish' },
  unschedule: { verbs: ['schedule'], says: 'schedule cancelled', act: 'unschedule' },
  deploy: { verbs: ['deploy'], says: 'deployed', act: 'deploy' },
};

const ofEntries = new Set(['entry', 'variant_entry']);

/** Names of events by which the API can leave out the rest; undefined where that could lose some. */
export function listEvents(wanted: readonly Verb[] | undefined): string[] | undefined {
  if (!wanted || wanted.includes('other')) return undefined;
  return Object.keys(events).filter(name => events[name]?.verbs.some(verb => wanted.includes(verb)));
}

export function toAudited(item: Json): Happening[] {
  const { created_at, created_by, event_type, module, request } = item;
  const metadata = isObject(item.metadata) ? item.metadata : {};
  const time = timeOf(created_at);
  if (Number.isNaN(time)) return [];
  const name = textOf(event_type);
  const event = Object.hasOwn(events, name) ? events[name] : undefined;
  const isEntry = ofEntries.has(textOf(module));
  const isPublish = name === 'publish' || name === 'unpublish';
  const sent = isPublish && isObject(request) ? request : {};
  const scheduled = textOf(sent.scheduled_at);
  const version = metadata.version ?? metadata._version;
  return [
    {
      source: 'audit',
      time,
      by: textOf(created_by),
      ...(event ?? { verbs: ['other'], says: name || 'changed', act: name }),
      type: isEntry ? textOf(member(metadata.content_type, 'uid')) || undefined : toType(textOf(module), metadata),
      uid: textOf(metadata.uid),
      title: textOf(metadata.title) || textOf(metadata.name) || undefined,
      locales: listTold(metadata.locale, member(sent.entry ?? sent.asset, 'locales')),
      environments: listTold(
        metadata.environment ?? metadata.environments,
        member(sent.entry ?? sent.asset, 'environments'),
      ),
      version: typeof version === 'number' ? version : undefined,
      details: scheduled === '' ? undefined : `for ${scheduled}`,
    },
  ];
}

/** What it says of itself, else what was asked for, unless that is masked. */
function listTold(own: unknown, sent: unknown): string[] {
  const told = listNames(own);
  return told.length > 0 || !Array.isArray(sent) ? told : listNames(sent);
}

function toType(module: string, { is_dir }: Json): string {
  if (module !== 'asset') return module;
  return is_dir === true ? 'folder' : assetUid;
}
