// Reads what a publish or unpublish asks for: where, in which languages, which version, and when.
import { randomUUID } from 'node:crypto';
import { type Call, isObject, takeBody, takeFlag } from './call.ts';
import { checkEntry } from './entry-check.ts';
import { findVersion, type Publication, publishEntry, unpublishEntry } from './entry-store.ts';
import { CmaError, refuseEntry, refuseRequest } from './replies.ts';
import { toFields } from './schema.ts';
import { overlayShared } from './shared-fields.ts';
import type { ContentTypeRecord, EntryRecord, Json } from './state.ts';
import { findAskedLocale } from './store.ts';

const most = { environments: 10, locales: 50, months: 12 };

type Action = 'publish' | 'unpublish';

/** Carries the action out, or remembers it where a time is given. */
export function changePublication(call: Call, type: ContentTypeRecord, record: EntryRecord, action: Action): Json {
  const publication = readPublication(call, record);
  const at = readSchedule(call);
  if (action === 'publish') checkPublishable(call, type, record, publication);
  if (at !== undefined) {
    record.scheduled = [...(record.scheduled ?? []), { action, at, user: call.stamp.by, ...publication }];
  } else if (action === 'publish') publishEntry(call, record, publication);
  else unpublishEntry(record, publication);
  // Nested publishing runs as a job; the plain queue has no number to give.
  const job = call.apiVersion === '3.2' ? { job_id: randomUUID() } : {};
  return { notice: 'The requested action has been performed.', ...job };
}

function readPublication(call: Call, record: EntryRecord): Publication {
  const given = takeBody(call, 'entry');
  const body = call.body as Json;
  const environments = readList(given.environments, 'environments').map(name => findPlace(call, name));
  if (environments.length === 0) {
    throw refuseRequest('At least one environment is required.', { environments: ['is a required field.'] });
  }
  const source = findAskedLocale(call, typeof body.locale === 'string' ? body.locale : null);
  const named = readList(given.locales, 'locales').map(code => findAskedLocale(call, code));
  const locales = takeFlag(call, 'publish_all_localized')
    ? Object.keys(record.locales)
    : named.length > 0
      ? named
      : [source];
  const { version } = body;
  if (version !== undefined && !Number.isInteger(version)) {
    throw refuseRequest('The version is not a whole number.', { version: ['is not valid.'] });
  }
  return { environments, locales, ...(version === undefined ? {} : { version: Number(version) }) };
}

function readList(value: unknown, name: 'environments' | 'locales'): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.some(item => typeof item !== 'string') || value.length > most[name]) {
    throw refuseRequest(`The ${name} are not a list of at most ${most[name]}.`, { [name]: ['is not valid.'] });
  }
  return [...new Set(value)];
}

/** Environments are named; their uids do as well. */
function findPlace(call: Call, name: string): string {
  const all = Object.values(call.state.environments);
  const found = all.find(environment => environment.name === name || environment.uid === name);
  if (found) return found.uid;
  const { status, code } = call.choices.unknownEnvironment;
  throw new CmaError(status, code, `The environment '${name}' does not exist or is not allowed.`, {
    environments: ['is not valid.'],
  });
}

function readSchedule(call: Call): string | undefined {
  const { scheduled_at: text } = call.body as Json;
  if (text === undefined || text === null) return undefined;
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  const latest = new Date();
  latest.setMonth(latest.getMonth() + most.months);
  if (Number.isNaN(time) || time < Date.now() || time > latest.getTime()) {
    throw refuseRequest('The time must lie in the coming twelve months.', { scheduled_at: ['is not valid.'] });
  }
  return new Date(time).toISOString();
}

/** A version may have been saved under an older schema; what is missing now keeps it from being published. */
function checkPublishable(call: Call, type: ContentTypeRecord, record: EntryRecord, publication: Publication): void {
  const options = isObject(type.current.options) ? type.current.options : {};
  if (options.publishable === false) throw refuseRequest('Entries of this content type cannot be published.');
  for (const locale of publication.locales) {
    const found = findVersion(call, record, locale, publication.version);
    const fields = overlayShared(call, toFields(type.current.schema), record, found);
    const complaints = checkEntry(call, type, fields, found.locale, record);
    if (Object.keys(complaints).length > 0) throw refuseEntry('update', complaints);
  }
}
