// Reads what a bulk request asks for, within what one request may ask.

import { deepest } from '../entries/references.ts';
import type { Call } from '../http/call.ts';
import { findAskedLocale } from '../http/find.ts';
import { CmaError, refuseRequest } from '../http/replies.ts';
import { takeFlag, takeWhole } from '../http/take.ts';
import { readList, readPlaces, readSchedule } from '../publishing/publication.ts';
import { readSkips } from '../releases/rule-skips.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { Asked, PublishPlan } from './works.ts';

/** The most of each, by the page that is believed. */
const most = {
  'API page': { entries: 10, assets: 10, locales: 10, environments: 10 },
  'nested publishing page': { entries: 100, assets: 100, locales: 50, environments: 50 },
};

interface BulkPublication {
  plan: PublishPlan;
  nested: boolean;
  at: string | undefined;
}

export function readBulkPublication(call: Call): BulkPublication {
  const body = takeWhole(call, call.choices.badPublishBody);
  const limits = most[call.choices.bulkLimits];
  const items = readTargets(body, limits);
  const environments = readPlaces(call, body.environments, limits.environments);
  const locales = readList(body.locales, 'locales', limits.locales).map(code => findAskedLocale(call, code));
  const wantsReferences = body.publish_with_reference === true;
  // The SDK asks for nested publishing in the query string.
  const isDeep = call.header('api_version') === '3.2' || takeFlag(call, 'nested');
  const plan: PublishPlan = {
    items,
    locales,
    environments,
    depth: wantsReferences ? (isDeep ? deepest : 1) : 0,
    allLocalized: takeFlag(call, 'publish_all_localized'),
    skips: readSkips(call),
  };
  return { plan, nested: wantsReferences && isDeep, at: readSchedule(body.scheduled_at) };
}

export const readBulkDeletion = (call: Call): Asked[] =>
  readTargets(takeWhole(call), { entries: call.choices.bulkDeleteMaximum, assets: call.choices.bulkDeleteMaximum });

function readTargets(body: Json, limits: { entries: number; assets: number }): Asked[] {
  const entries = readItems(body, 'entries', limits.entries).map(toEntry);
  const assets = readItems(body, 'assets', limits.assets).map(toAsset);
  if (entries.length + assets.length === 0) {
    throw refuseRequest('At least one entry or asset is required.', { entries: ['is a required field.'] });
  }
  return [...entries, ...assets];
}

function readItems(body: Json, name: 'entries' | 'assets', limit: number): Json[] {
  const given = body[name] ?? [];
  if (!Array.isArray(given) || !given.every(isObject)) {
    throw refuseRequest(`The ${name} are not a list of objects.`, { [name]: ['is not valid.'] });
  }
  if (given.length > limit) {
    throw refuseRequest(`Not more than ${limit} ${name} are taken at a time.`, { [name]: ['has too many items.'] });
  }
  // The one slip of a body that is answered with 412.
  if (given.some(({ uid }) => typeof uid !== 'string' || uid.trim() === '')) {
    throw new CmaError(412, 141, `Each of the ${name} needs a uid.`, { uid: ['is not valid.'] });
  }
  return given as Json[];
}

/** Pages and clients differ in what they call the content type. */
function toEntry(given: Json): Asked {
  const type = given.content_type ?? given.content_type_uid ?? given._content_type_uid;
  if (typeof type !== 'string' || type === '') {
    throw refuseRequest('Each of the entries needs a content type.', { content_type: ['is a required field.'] });
  }
  return { ...toAsset(given), kind: 'entry', content_type: type };
}

function toAsset({ uid, version, locale }: Json): Asked {
  if (version !== undefined && !Number.isInteger(version)) {
    throw refuseRequest('The version is not a whole number.', { version: ['is not valid.'] });
  }
  return {
    kind: 'asset',
    uid: String(uid),
    ...(version === undefined ? {} : { version: Number(version) }),
    ...(typeof locale === 'string' ? { locale } : {}),
  };
}
