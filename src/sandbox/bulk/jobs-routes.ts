// Routes under /bulk/jobs: what became of a bulk request. Jobs belong to the stack, not to a branch.
import type { Call, Module } from '../http/call.ts';
import { refuseRequest } from '../http/replies.ts';
import { takeAll, takeFlag, takeParam } from '../http/take.ts';
import { listItemsOf, showJob } from '../publishing/job-show.ts';
import { findJob, listJobs } from '../publishing/jobs.ts';
import { answerList, readPage } from '../query/query.ts';
import type { Json } from '../state/json.ts';
import type { BulkJob, JobItem } from '../state/publishing.ts';

type VersionHeader = 'api_version' | 'bulk_version';

const versions: Record<VersionHeader, string> = { api_version: '3.2', bulk_version: '2.0' };

/** One of the headers must be there where the reference lists it as required. */
export function requireVersion(call: Call, headers: VersionHeader[]): void {
  if (call.choices.jobVersionHeader === 'optional') return;
  if (headers.some(name => call.header(name) === versions[name])) return;
  const [first = 'api_version'] = headers;
  throw refuseRequest(`The header ${first} must be ${versions[first]}.`, { [first]: ['is not valid.'] });
}

const sortable = ['created_at', 'updated_at', 'status', 'created_by', 'action'];

function list(call: Call): Json {
  requireVersion(call, ['bulk_version']);
  const by = call.query.get('asc') ?? call.query.get('desc');
  if (by !== null && !sortable.includes(by))
    throw refuseRequest(`Jobs are not sorted by ${by}.`, { asc: ['is not valid.'] });
  const split = (name: string): string[] | undefined =>
    call.query
      .get(name)
      ?.split(',')
      .map(each => each.trim());
  const [statuses, users, from, to] = [split('status'), split('users'), readDay(call, 'from'), readDay(call, 'to')];
  if (from !== undefined && to !== undefined && to < from) {
    throw refuseRequest('The end date lies before the start date.', { to: ['is not valid.'] });
  }
  if (statuses?.some(status => !/^[1-6]$/.test(status))) {
    throw refuseRequest('The status is not a list of numbers from 1 to 6.', { status: ['is not valid.'] });
  }
  const jobs = listJobs(call)
    .map(showJob)
    .filter(
      ({ status, created_by, created_at }) =>
        (statuses?.includes(String(status)) ?? true) &&
        (users?.includes(String(created_by)) ?? true) &&
        (from === undefined || String(created_at).slice(0, 10) >= from) &&
        (to === undefined || String(created_at).slice(0, 10) <= to),
    );
  return answerList(call, call.choices.bulkJobsKey, jobs);
}

function readDay(call: Call, name: 'from' | 'to'): string | undefined {
  const day = call.query.get(name);
  if (day === null || day === '') return undefined;
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) {
    throw refuseRequest('The date is not in the form YYYY-MM-DD.', { [name]: ['is not valid.'] });
  }
  return day;
}

/** Those of releases are there in the version alone that started them. */
function findAskedJob(call: Call): BulkJob {
  requireVersion(call, ['api_version', 'bulk_version']);
  const job = findJob(call, takeParam(call, 'job'));
  if (job.action === 'add_to_release' || job.action === 'update_release_items') requireVersion(call, ['bulk_version']);
  return job;
}

const get = (call: Call): Json => showJob(findAskedJob(call));

/** A number of all there are comes with the first page alone. */
function listItems(call: Call): Json {
  const job = findAskedJob(call);
  const isWanted = makeItemTest(call);
  const items = listItemsOf(job).filter(isWanted);
  const { skip, limit } = readPage(call);
  const page = items.slice(skip, skip + limit);
  const isCounted = takeFlag(call, 'include_count') && skip === 0;
  return { items: page, ...(isCounted ? { skip, limit, total_count: items.length } : {}) };
}

function makeItemTest(call: Call): (item: JobItem) => boolean {
  const status = readOneOf(call, 'status', ['success', 'failed']);
  const type = readOneOf(call, 'type', ['entry', 'asset']);
  const types = takeAll(call, 'ct');
  const withReferred = takeFlag(call, 'include_reference');
  return item =>
    (status === undefined || item.publish_details.status === status) &&
    (type === undefined || item.type === type) &&
    (types.length === 0 || types.includes(item.content_type?.uid ?? '')) &&
    (withReferred || item.depth === 0);
}

function readOneOf(call: Call, name: string, allowed: string[]): string | undefined {
  const value = call.query.get(name);
  if (value === null || value === '') return undefined;
  if (!allowed.includes(value)) {
    throw refuseRequest(`The value of ${name} is not one of ${allowed.join(', ')}.`, { [name]: ['is not valid.'] });
  }
  return value;
}

export const bulkJobs: Module = {
  name: 'bulk',
  reach: 'global',
  routes: [
    { method: 'GET', path: '/bulk/jobs', answer: list },
    { method: 'GET', path: '/bulk/jobs/:job', answer: get },
    { method: 'GET', path: '/bulk/jobs/:job/items', answer: listItems },
  ],
};
