// The audit log of a seed: what it did to entries, with its own dates, as if it had been done by requests.
import { createHash } from 'node:crypto';
import { logEvents } from '../../audit-log/log.ts';
import { readEntry } from '../../entries/read.ts';
import { tellEntry } from '../../entries/tell.ts';
import type { Call } from '../../http/call.ts';
import { tellPublication } from '../../publishing/tell.ts';
import { findVersion } from '../../records/store.ts';
import type { ContentTypeRecord, EntryRecord } from '../../state/content.ts';
import type { Json } from '../../state/json.ts';
import { pick } from '../../state/json.ts';
import type { PublishDetail } from '../../state/publishing.ts';
import type { State } from '../../state/state.ts';
import { nameTrouble } from '../../webhooks/dial.ts';
import { addExecution, describeAttempt } from '../../webhooks/send.ts';
import type { SeedExecution } from '../form/format.ts';

interface Save {
  type: ContentTypeRecord;
  record: EntryRecord;
  locale: string;
  event: 'create' | 'update' | 'localize';
  fields: Json;
}

export function logSave(call: Call, { type, record, locale, event, fields }: Save): void {
  const entry = readEntry(call, type, record, findVersion(call, record, locale));
  tellEntry(call, event, { type, record, locale, entry });
  const response = { notice: `Entry ${event}d successfully.`, entry };
  logEvents(call, { request: { entry: fields }, response: structuredClone(response) });
}

export function logPublication(call: Call, type: ContentTypeRecord, record: EntryRecord, place: PublishDetail): void {
  const { environment, locale, version } = place;
  const { uid } = record;
  const { title } = findVersion(call, record, locale, version).version.fields;
  const order = { action: 'publish', kind: 'entry', uid, content_type: type.current.uid, environment, locale } as const;
  tellPublication(call, order, { title, version }, 'success');
  logEvents(call, {
    request: { entry: { environments: [environment], locales: [locale] }, locale, version },
    response: { notice: 'The requested action has been performed.' },
  });
}

/** Nobody was called: the signatures are of the right form, and of nothing. */
export function replayExecution(state: State, { uid, webhook, channels, attempts, ...event }: SeedExecution): void {
  const target = pick(state.webhooks, webhook)?.destinations[0]?.target_url;
  const [first] = attempts;
  if (target === undefined || !first) throw new Error('there is no such webhook, or no attempt');
  const data = { ...event.data, branch: { uid: 'main', source: '', alias: [] } };
  const event_data = { module: event.module, api_key: state.api_key, data, event: event.event };
  const execution = addExecution(state, { channels, webhook, event: event_data, at: first.at, uid });
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Contentstack',
    'X-Contentstack-Signature': createHash('sha1').update(uid).digest('hex'),
    Authorization: null,
    'X-Contentstack-Request-Signature': `v1=${createHash('sha256').update(uid).digest('base64')}`,
  };
  const request = { uri: { href: target }, method: 'POST', headers };
  for (const [number, { at, status }] of attempts.entries()) {
    const response = { statusCode: status, body: '', headers: {}, request, ...nameTrouble(status) };
    const body = { triggered_at: at, ...event_data };
    const detail = describeAttempt({ number, url: target, body, headers, timeout: 30_000, response, at });
    Object.assign(execution, { event_headers: headers, retry_count: number, status, updated_at: at });
    execution.request_details.push({ ...detail, _id: `${uid}${number}` });
  }
}

/** A seed is written thing by thing; a log by the clock. */
export function sortLogs(state: State): void {
  for (const { audit_log } of Object.values(state.branches)) {
    audit_log.sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  }
}
