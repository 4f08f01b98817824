// Routes under /publish-queue: what is, was and will be published, and how a schedule is taken back.
import { type Call, type Module, tell } from '../http/call.ts';
import { missObject } from '../http/replies.ts';
import { markBranch, takeFlag, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { BulkJob, QueueItem } from '../state/publishing.ts';
import { showJobDetails, showJobRow } from './job-show.ts';
import { followQueue, listJobs, unscheduleJob } from './jobs.ts';
import { readShown, unscheduleOrder } from './orders.ts';

const mostDetails = 25;

const jobsOfBranch = (call: Call): BulkJob[] => listJobs(call).filter(({ body }) => body.branch === call.branch.uid);

/** Newest first. A scheduled job or deployment is one item until its items are there. */
function listQueue(call: Call): Json[] {
  const isAll = call.header('api_version') === '3.2' || call.choices.nestedQueueItems === 'always';
  const jobs = jobsOfBranch(call);
  const nested = new Set(jobs.filter(job => job.nested).map(({ uid }) => uid));
  const items = call.branch.publish_queue.filter(({ bulkJobId }) => isAll || !nested.has(String(bulkJobId)));
  const coming = jobs.filter(job => job.body.scheduled_at !== '' && job.items.length === 0).map(showJobRow);
  return [...coming, ...items].sort((a, b) => Date.parse(String(b.created_at)) - Date.parse(String(a.created_at)));
}

function list(call: Call): Json {
  const wanted = call.query.get('bulkJobId');
  const queue = listQueue(call).filter(item => wanted === null || item.bulkJobId === wanted || item.uid === wanted);
  const answered = answerList(call, 'queue', queue);
  if (!takeFlag(call, 'include_job_details')) return answered;
  const { queue: page, ...beside } = answered;
  const jobs = jobsOfBranch(call);
  const details = (uid: string): Json[] => jobs.filter(job => job.uid === uid).map(showJobDetails);
  if (wanted !== null) return { queue: page, jobDetails: details(wanted)[0] ?? {}, ...beside };
  const uids = new Set((Array.isArray(page) ? page : []).map(item => String(item.bulkJobId ?? item.uid)));
  return { queue: page, jobDetails: [...uids].flatMap(details).slice(0, mostDetails), ...beside };
}

type Found = { item: QueueItem; job?: never } | { item?: never; job: BulkJob };

/** A job and its deployment are addressed by the uid of the job. */
function findAsked(call: Call): Found {
  const uid = takeParam(call, 'item');
  const item = call.branch.publish_queue.find(each => each.uid === uid);
  if (item) return { item };
  const job = jobsOfBranch(call).find(each => each.uid === uid);
  if (job) return { job };
  throw missObject('publish queue item', 'uid', call.choices.notFoundStatus.publish_queue);
}

/** Whatever it is, the one sample has it under `entry`. */
function get(call: Call): Json {
  const { item, job } = findAsked(call);
  const shown = item ? { _id: item.uid, ...item, ...nameType(call, item) } : showJobDetails(job);
  return { entry: markBranch(call, shown) };
}

function nameType(call: Call, { content_type }: QueueItem): Json {
  if (content_type === undefined) return {};
  const { uid } = content_type as { uid: string };
  const title = pick(call.branch.content_types, uid)?.current.title;
  return { content_type: { ...(title === undefined ? {} : { title }), uid } };
}

function unschedule(call: Call): Json {
  const { item, job } = findAsked(call);
  if (item) {
    unscheduleOrder(call, item);
    followQueue(call, item.bulkJobId);
  } else {
    unscheduleJob(call, job);
    call.works[job.action].withdraw?.(call, job);
  }
  const row = item ?? (showJobRow(job) as QueueItem);
  const { type } = row;
  const about = readShown(row);
  tell(call, { module: type, event: 'unschedule', metadata: { ...about, uid: String(about.uid) } });
  return { notice: `${nouns[type] ?? 'Entry'} unscheduled successfully.` };
}

const nouns: Record<string, string> = { asset: 'Asset', release: 'Release', 'bulk-job': 'Job' };

export const publishQueue: Module = {
  name: 'publish-queue',
  reach: 'branch',
  routes: [
    { method: 'GET', path: '/publish-queue', answer: list },
    { method: 'GET', path: '/publish-queue/:item', answer: get },
    { method: 'GET', path: '/publish-queue/:item/unschedule', writes: true, answer: unschedule },
  ],
};
