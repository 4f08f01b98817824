// An item of the publish queue as happenings: that it was scheduled, that it was carried out or not, that it was taken back.
import { isObject, type Json, member } from '../../content/value.ts';
import { tellReason } from '../scheduled.ts';
import { assetUid } from '../types.ts';
import { done, type Happening, listNames, textOf, timeOf, type Verb } from './happening.ts';

export function toQueued(item: Json): Happening[] {
  const { type, created_at, updated_at, published_at, publish_details: details } = item;
  const kind = textOf(type);
  const action = kind === 'release' ? 'deploy' : textOf(item.action) || 'publish';
  const about = [item[kind], item.entry, item.asset].find(isObject) ?? {};
  const at = textOf(item.scheduled_at);
  const verb = (action === 'unpublish' || action === 'deploy' ? action : 'publish') satisfies Verb;
  const status = textOf(member(details, 'status'));
  const base = {
    source: 'queue',
    by: textOf(item.user) || textOf(item.created_by),
    act: action,
    type: toType(kind, item),
    uid: textOf(about.uid),
    title: textOf(about.title) || undefined,
    locales: listNames(item.locale),
    environments: listNames(item.environment),
    version: typeof about.version === 'number' ? about.version : undefined,
  } as const;
  const created = timeOf(created_at);
  const found: Happening[] = [];
  if (at !== '') {
    found.push({
      ...base,
      time: created,
      verbs: ['schedule', verb],
      says: `${action} scheduled`,
      details: `for ${at}`,
    });
  }
  if (status === 'unscheduled' || status === 'cancelled') {
    const by = textOf(item.updated_by) || base.by;
    const told = { verbs: ['schedule', verb] as const, says: `${action} cancelled`, act: 'unschedule' };
    found.push({ ...base, ...told, by, time: timeOf(updated_at), details: at === '' ? undefined : `was for ${at}` });
  } else if (status !== 'scheduled' || at === '') {
    const ran = [published_at, at === '' ? created_at : updated_at].map(timeOf).find(time => !Number.isNaN(time));
    found.push({
      ...base,
      time: ran ?? created,
      near: at === '' ? [created] : [],
      verbs: [verb],
      says: tellStatus(action, status),
      details: tellReason(details),
    });
  }
  return found.filter(({ time }) => !Number.isNaN(time));
}

function toType(kind: string, { content_type }: Json): string {
  const uid = textOf(member(content_type, 'uid'));
  return kind === 'asset' ? assetUid : uid || kind;
}

function tellStatus(action: string, status: string): string {
  if (status === 'success') return done(action);
  if (status === 'scheduled' || status === '') return `${action} waiting`;
  return `${action} ${status}`;
}
