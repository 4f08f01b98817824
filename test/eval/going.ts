// How a task says what shall be live in the end, what waits for its time, and what a release holds.
import type { State } from '../../src/sandbox/state/state.ts';
import { mainOf } from './ground.ts';

/** One thing in one environment and one language. */
export interface Place {
  /** Uid of a content type; `sys_assets` for a file. */
  type: string;
  uid: string;
  environment: string;
  locale?: string;
}

interface Going extends Place {
  version: number;
}

export const asset = 'sys_assets';

export function environmentOf({ environments }: State, name: string): string {
  const found = Object.values(environments).find(each => each.name === name);
  if (!found) throw new Error(`there is no environment ${name}`);
  return found.uid;
}

/** The latest version, of the language or of the master's. */
export function latestOf(state: State, type: string, uid: string, locale = 'en-us'): number {
  const { entries, assets } = mainOf(state);
  const locales = entries[type]?.[uid]?.locales;
  const version = type === asset ? assets[uid]?._version : (locales?.[locale] ?? locales?.['en-us'])?.at(-1)?._version;
  if (version === undefined) throw new Error(`there is no ${type} ${uid}`);
  return version;
}

const stamp = { at: '2026-01-01T00:00:00.000Z', by: '' };

/** It went live there, once. */
export function goesLive(state: State, { version, ...place }: Going): void {
  const { entries, assets } = mainOf(state);
  const { type, uid, environment, locale = 'en-us' } = place;
  const thing = type === asset ? assets[uid] : entries[type]?.[uid];
  if (!thing) throw new Error(`there is no ${type} ${uid}`);
  const detail = { environment: environmentOf(state, environment), locale, time: stamp.at, user: stamp.by, version };
  const isOther = (each: typeof detail): boolean => each.environment !== detail.environment || each.locale !== locale;
  thing.published = [...thing.published.filter(isOther), detail];
  order(state, place, { version }, { status: 'success' });
}

/** It is to go live there at that time, in that version and in no later one. */
export function waits(state: State, { version, ...place }: Going, scheduled_at: string): void {
  const uid = order(state, place, { version }, { status: 'scheduled' }, { scheduled_at });
  const data = { item: uid, order: { version } };
  state.due.push({ at: scheduled_at, work: 'order', branch: 'main', by: stamp.by, data });
}

function order(
  state: State,
  { type, uid, environment, locale = 'en-us' }: Place,
  shown: { version: number },
  publish_details: { status: string },
  more: { scheduled_at?: string } = {},
): string {
  const queue = mainOf(state).publish_queue;
  const item = `new ${queue.length}`;
  queue.push({
    uid: item,
    action: 'publish',
    type: 'entry',
    entry: { uid, ...shown },
    ...(type === asset ? {} : { content_type: { uid: type } }),
    environment: [environmentOf(state, environment)],
    locale: [locale],
    publish_details,
    ...more,
  });
  return item;
}

interface Item {
  type: string;
  uid: string;
  locale?: string;
  version: number;
}

/** A new release; the only one. */
export function addRelease(state: State, name: string, items: readonly Item[]): void {
  const held = items.map(({ type, locale = 'en-us', ...item }) => ({
    ...item,
    locale,
    content_type_uid: type,
    action: 'publish' as const,
    title: '',
    variant_id: null,
  }));
  mainOf(state).releases['new 1'] = {
    uid: 'new 1',
    name,
    description: '',
    locked: false,
    archived: false,
    items: held,
    status: [],
    _deploy_latest: false,
    _version: 1,
    created_at: stamp.at,
    created_by: stamp.by,
    updated_at: stamp.at,
    updated_by: stamp.by,
  };
}

/** Where the stack differs when something goes live, waits for its time or lies in a release: what of it, the end tells. */
export const publishes: readonly string[] = [
  'branches.main.entries.*.*.published.**',
  'branches.main.assets.*.published.**',
  'branches.main.metadata.*.publish_details.**',
  'branches.main.publish_queue.*',
  'branches.main.jobs.*',
  'branches.main.releases.**',
  'branches.main.audit_log.*',
  'webhook_executions.*',
  'due.*',
];

/** A release went out whole, with each item as it stands in it. */
export function deployed(state: State, uid: string, environment: string): void {
  const release = mainOf(state).releases[uid];
  if (!release) throw new Error(`there is no release ${uid}`);
  for (const { uid: item, content_type_uid: type, locale, version } of release.items) {
    goesLive(state, { type: type === 'built_io_upload' ? asset : type, uid: item, locale, version, environment });
  }
  const status = { status: 'success', user: stamp.by, job_id: '', time: stamp.at };
  release.status.push({ ...status, environment: environmentOf(state, environment) });
}
