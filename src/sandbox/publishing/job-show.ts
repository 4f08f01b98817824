// Jobs as the answers show them: by themselves, as items of the publish queue, and beside it.

import type { Json } from '../state/json.ts';
import type { BulkJob, JobItem } from '../state/publishing.ts';
import { jobStatus } from './job-items.ts';

const stateNames: Record<number, string> = {
  1: 'waiting',
  2: 'queued',
  3: 'in-progress',
  4: 'complete',
  5: 'partial',
  6: 'failed',
};

function countOutcomes({ items, topLevel }: BulkJob): Json {
  const count = (name: string): number => items.filter(({ publish_details }) => publish_details.status === name).length;
  return {
    top_level_items: topLevel,
    total_processed: items.length,
    success: count('success'),
    unsuccess: count('failed'),
    approvals: count('approval'),
    skip: count('skipped'),
  };
}

const summarize = (job: BulkJob): Json => ({
  ...countOutcomes(job),
  state: job.unscheduled ? 'unscheduled' : stateNames[job.status],
});

export const showJob = (job: BulkJob): Json => ({
  uid: job.uid,
  action: job.action,
  api_key: job.api_key,
  status: job.status,
  body: job.body,
  summary: summarize(job),
  created_at: job.created_at,
  created_by: job.created_by,
  updated_at: job.updated_at,
  updated_by: job.updated_by,
});

/** What the job did, without where it is remembered. */
export const listItemsOf = ({ items }: BulkJob): JobItem[] => items.map(({ queued, ...item }) => item as JobItem);

const rowStatus = (job: BulkJob): string => {
  if (job.unscheduled) return 'unscheduled';
  return job.status === jobStatus.waiting ? 'scheduled' : String(stateNames[job.status]);
};

/** A job as an item of the publish queue, which shows scheduled ones until their items are there. */
export function showJobRow(job: BulkJob): Json {
  const { uid, body, plan } = job;
  const isRelease = job.action === 'deploy';
  const about = isRelease ? { title: plan.name, uid: plan.release } : { title: uid, uid };
  return {
    approval: false,
    approved: true,
    rejected: false,
    created_at: job.created_at,
    created_by: job.created_by,
    updated_at: job.updated_at,
    updated_by: job.updated_by,
    user: job.created_by,
    action: isRelease ? (plan.action ?? 'publish') : job.action,
    entry: about,
    environment: body.environments,
    locale: body.locales,
    publish_details: { status: rowStatus(job) },
    published_at: body.published_at === '' ? null : body.published_at,
    ...(body.scheduled_at === '' ? {} : { scheduled_at: body.scheduled_at }),
    stack: job.api_key,
    type: isRelease ? 'release' : 'bulk-job',
    uid,
  };
}

/** What the queue adds of a job to its items. */
export function showJobDetails(job: BulkJob): Json {
  const summary = countOutcomes(job);
  const count = job.items.length;
  return {
    ...showJobRow(job),
    publish_details: { status: rowStatus(job), recordsCount: count, process_count: count },
    publish_with_reference: Number(job.plan.depth ?? 0) > 0,
    summary,
  };
}
