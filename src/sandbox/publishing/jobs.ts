// Jobs: what bulk requests and deployments set going, from the queue through the work to its outcome.
import { type Call, tell } from '../http/call.ts';
import { after, defer, takeBack } from '../http/due.ts';
import { listBranches } from '../http/find.ts';
import { CmaError, missObject, refuseRequest } from '../http/replies.ts';
import type { IsoDate, Json } from '../state/json.ts';
import type { BulkJob, JobAction, JobItem, QueueItem } from '../state/publishing.ts';
import type { State } from '../state/state.ts';
import { jobStatus, judge, toJobItem } from './job-items.ts';
import { showJob } from './job-show.ts';
import { unscheduleOrder } from './orders.ts';

const mostActive = 2;

interface Wanted {
  action: JobAction;
  plan: Json;
  locales?: string[];
  environments?: string[];
  topLevel: number;
  nested?: boolean;
  at?: IsoDate | undefined;
}

/** Puts a job into the queue, or lets it wait for its time. */
export function startJob(call: Call, wanted: Wanted): BulkJob {
  const isBeyond = isPublishing(wanted.action) && wanted.at === undefined && countActive(call.state) >= mostActive;
  if (isBeyond) refuseBeyond(call);
  const job = addJob(call, wanted);
  if (wanted.at !== undefined) defer(call, wanted.at, 'job', { job: job.uid });
  else if (!isBeyond) enqueue(call, job);
  return job;
}

/** In no queue yet. */
export function addJob(call: Call, { action, plan, locales, environments, topLevel, nested, at }: Wanted): BulkJob {
  const { stamp, branch, state } = call;
  const job: BulkJob = {
    uid: call.newUuid(),
    api_key: state.api_key,
    action,
    status: jobStatus.waiting,
    body: {
      branch: branch.uid,
      locales: locales ?? [],
      environments: environments ?? [],
      published_at: '',
      scheduled_at: at ?? '',
    },
    created_at: stamp.at,
    created_by: stamp.by,
    updated_at: stamp.at,
    updated_by: stamp.by,
    plan,
    items: [],
    topLevel,
    nested: nested ?? false,
  };
  branch.jobs.push(job);
  return job;
}

/** A job whose items are ordered right away, now or for their time, instead of when its turn comes. */
export function trackOrders(call: Call, wanted: Wanted, place: (job: string) => QueueItem[]): BulkJob {
  const job = addJob(call, wanted);
  job.items = place(job.uid).map(item => toJobItem(item, 0));
  followQueue(call, job.uid);
  return job;
}

const isPublishing = (action: JobAction): boolean => action === 'publish' || action === 'unpublish';

const listJobsOf = (state: State): BulkJob[] => listBranches(state).flatMap(branch => branch.jobs);

const countActive = (state: State): number =>
  listJobsOf(state).filter(
    ({ action, status }) => isPublishing(action) && (status === jobStatus.queued || status === jobStatus.inProgress),
  ).length;

function refuseBeyond({ choices }: Call): void {
  if (choices.bulkJobsAboveMaximum === 'wait') return;
  const status = choices.bulkJobsAboveMaximum === 'refuse with 429' ? 429 : 422;
  throw new CmaError(
    status,
    status === 429 ? 429 : 141,
    `Only ${mostActive} bulk publish jobs may be active at a time.`,
  );
}

function enqueue(call: Call, job: BulkJob): void {
  job.status = jobStatus.queued;
  hurry(call, job, call.pace.queue);
}

/** The next step of a job, at once when there is nothing to wait for. */
function hurry(call: Call, job: BulkJob, pause: number): void {
  if (pause === 0) doJob(call, { job: job.uid });
  else defer(call, after(pause), 'job', { job: job.uid });
}

/** The worker: takes a job one step further. */
export function doJob(call: Call, data: Json): void {
  const job = call.branch.jobs.find(({ uid }) => uid === data.job);
  if (!job || job.unscheduled) return;
  job.updated_at = call.stamp.at;
  if (job.status === jobStatus.waiting) enqueue(call, job);
  else if (job.status === jobStatus.queued) {
    job.status = jobStatus.inProgress;
    hurry(call, job, call.pace.work);
  } else if (job.status === jobStatus.inProgress) finish(call, job);
}

function finish(call: Call, job: BulkJob): void {
  try {
    job.items = call.works[job.action].carryOut(call, job);
    job.status = judge(job.items);
  } catch (error) {
    // What it was about, such as a release, has been deleted meanwhile.
    if (!(error instanceof CmaError)) throw error;
    job.status = jobStatus.failed;
  }
  if (job.body.environments.length > 0) job.body.published_at = call.stamp.at;
  if (isPublishing(job.action)) {
    const names = job.body.environments.map(uid => call.state.environments[uid]?.name ?? uid);
    const places = ['jobs.environments', ...names.map(name => `jobs.environments.${name}`)];
    const channels = places.map(place => `${place}.${job.action}.completed`);
    tell(call, { module: 'bulk_task', event: job.action, metadata: { uid: job.uid }, channels, data: showJob(job) });
  }
  releaseWaiting(call);
}

/** A job that had to wait for a free place gets it; it may be one of another branch. */
function releaseWaiting(call: Call): void {
  const next = listJobsOf(call.state).find(
    job => job.status === jobStatus.waiting && job.body.scheduled_at === '' && isPublishing(job.action),
  );
  const branch = next && call.state.branches[next.body.branch];
  if (!next || !branch || countActive(call.state) >= mostActive) return;
  enqueue({ ...call, branch, stamp: { at: call.stamp.at, by: next.created_by } }, next);
}

/** Keeps up with what the queue says of a job's items: those of a single publish are carried out one by one. */
export function followQueue(call: Call, uid: unknown): void {
  const job = call.branch.jobs.find(each => each.uid === uid);
  if (!job) return;
  const isComing = ({ publish_details }: JobItem): boolean => publish_details.status === 'scheduled';
  for (const item of job.items) {
    const found = call.branch.publish_queue.find(each => each.uid === item.queued);
    if (found)
      Object.assign(item, { publish_details: found.publish_details, published_at: found.published_at ?? null });
  }
  if (job.items.some(isComing)) return;
  if (job.items.every(({ publish_details }) => publish_details.status === 'unscheduled')) {
    cancel(call, job);
    return;
  }
  job.status = judge(job.items);
  job.body.published_at = call.stamp.at;
  job.updated_at = call.stamp.at;
}

/** Takes a scheduled job back, so that it is never begun. */
export function unscheduleJob(call: Call, job: BulkJob): void {
  if (job.status !== jobStatus.waiting || job.body.scheduled_at === '' || job.unscheduled) {
    throw refuseRequest('The requested action is not scheduled.', { uid: ['is not scheduled.'] });
  }
  for (const { queued } of job.items) {
    const item = call.branch.publish_queue.find(each => each.uid === queued);
    if (item?.publish_details.status === 'scheduled') unscheduleOrder(call, item);
  }
  takeBack(call.state, ({ work, data }) => work === 'job' && data.job === job.uid);
  cancel(call, job);
}

/** There is no number for a job that was taken back: it counts as one that did not succeed. */
function cancel({ stamp }: Call, job: BulkJob): void {
  job.unscheduled = true;
  job.status = jobStatus.failed;
  job.updated_at = stamp.at;
  job.updated_by = stamp.by;
}

/** Jobs belong to the stack: whoever asks need not know on which branch one runs. */
export function findJob(call: Call, uid: string): BulkJob {
  const found = listJobsOf(call.state).find(job => job.uid === uid);
  if (!found) throw missObject('job', 'job_id', call.choices.notFoundStatus.bulk);
  return found;
}

/** Newest first. */
export const listJobs = (call: Call): BulkJob[] =>
  listJobsOf(call.state).sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
