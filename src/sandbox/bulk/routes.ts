// Routes under /bulk that set jobs going: publishing, deleting, and putting things into releases.

import type { Call, Module } from '../http/call.ts';
import { refuseRequest, refuseToken } from '../http/replies.ts';
import { takeWhole } from '../http/take.ts';
import { startJob } from '../publishing/jobs.ts';
import { checkUnlocked, findRelease } from '../releases/items.ts';
import { checkAll } from '../releases/rule-skips.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { BulkJob } from '../state/publishing.ts';
import { bulkJobs, requireVersion } from './jobs-routes.ts';
import { readBulkDeletion, readBulkPublication } from './read.ts';
import { listTargets } from './works.ts';

const changePublications =
  (action: 'publish' | 'unpublish') =>
  (call: Call): Json => {
    const { plan, nested, at } = readBulkPublication(call);
    const { locales, environments, items } = plan;
    // What comes along by reference is not asked for, and fails by itself.
    const targets = listTargets(call, { ...plan, depth: 0 });
    const all = environments.flatMap(environment =>
      targets.map(({ item, locale }) => ({ ...item, action, environment, locale })),
    );
    checkAll(call, all, plan.skips);
    const job = startJob(call, { action, plan, locales, environments, topLevel: items.length, nested, at });
    return {
      notice: `Your bulk ${action} request is in progress. Please check publish queue for more details.`,
      job_id: job.uid,
    };
  };

/** Its sample answer names no job; the list of jobs has it all the same. */
function remove(call: Call): Json {
  const items = readBulkDeletion(call);
  startJob(call, { action: 'delete', plan: { items }, topLevel: items.length });
  return { notice: 'Your bulk delete request is in progress. Please check bulk task queue for more details.' };
}

function findAskedRelease(call: Call): string {
  const { release } = takeWhole(call);
  if (typeof release !== 'string' || release === '') {
    throw refuseRequest('The release is required.', { release: ['is a required field.'] });
  }
  const found = findRelease(call, release);
  checkUnlocked(found);
  return found.uid;
}

const isItem = (item: unknown): item is Json =>
  isObject(item) && typeof item.uid === 'string' && typeof item.content_type_uid === 'string';

const answerJob = ({ choices }: Call, { uid }: BulkJob, notice: string): Json =>
  choices.releaseJobAnswer === 'job' ? { job: { _id: uid }, notice } : { job_id: uid, notice };

/** What an item says itself goes before what is said for all. */
function addToRelease(call: Call): Json {
  requireVersion(call, ['bulk_version']);
  const release = findAskedRelease(call);
  const { items, action = 'publish', locale, reference } = takeWhole(call);
  if (!Array.isArray(items) || items.length === 0 || !items.every(isItem)) {
    throw refuseRequest('Failed to add item(s) to release.', {
      items: ['is not a list of { content_type_uid, uid }.'],
    });
  }
  if (action !== 'publish' && action !== 'unpublish') {
    throw refuseRequest('Failed to add item(s) to release.', { action: ['is not valid.'] });
  }
  const locales = [locale ?? []].flat().filter(code => typeof code === 'string');
  const spread = items.flatMap((item): Json[] => {
    const own = typeof item.locale === 'string' ? [item.locale] : locales;
    return (own.length > 0 ? own : [call.state.master_locale]).map(code => ({ action, ...item, locale: code }));
  });
  const plan = { release, items: spread, reference: reference === true };
  const job = startJob(call, { action: 'add_to_release', plan, locales, topLevel: items.length });
  return answerJob(call, job, 'Your add to release request is in progress.');
}

function updateReleaseItems(call: Call): Json {
  requireVersion(call, ['bulk_version']);
  const release = findAskedRelease(call);
  const { items } = takeWhole(call);
  const isAll = Array.isArray(items) && items.length === 1 && items[0] === '$all';
  const isList = Array.isArray(items) && items.length > 0 && items.every(item => isObject(item) && 'uid' in item);
  if (!isAll && !isList)
    throw refuseRequest('The items are not valid.', { items: ['is not ["$all"] or a list of items.'] });
  const plan = { release, ...(isAll ? {} : { items }) };
  const job = startJob(call, { action: 'update_release_items', plan, topLevel: isAll ? 0 : items.length });
  return answerJob(call, job, 'Your update release items to latest version request is in progress.');
}

/** Not even a seed gets further: nothing is done here. */
const refuseToAll = (): never => {
  throw refuseToken('authtoken');
};

const bulkRequests: Module = {
  name: 'bulk',
  reach: 'branch',
  routes: [
    { method: 'POST', path: '/bulk/publish', answer: changePublications('publish') },
    { method: 'POST', path: '/bulk/unpublish', answer: changePublications('unpublish') },
    { method: 'POST', path: '/bulk/delete', answer: remove },
    { method: 'POST', path: '/bulk/workflow', authtoken: true, answer: refuseToAll },
    { method: 'POST', path: '/bulk/release/items', answer: addToRelease },
    { method: 'PUT', path: '/bulk/release/update_items', answer: updateReleaseItems },
  ],
};

export const bulk: Module[] = [bulkRequests, bulkJobs];
