// Sets the deployment of a release going, now or at its time.
import type { Call } from '../http/call.ts';
import { defer } from '../http/due.ts';
import { jobStatus, judge } from '../publishing/job-items.ts';
import { addJob } from '../publishing/jobs.ts';
import type { IsoDate } from '../state/json.ts';
import type { BulkJob, Release } from '../state/publishing.ts';
import { type Deployment, deployRelease, setStatus } from './deploy.ts';

/** Now, or at its time. A release is locked by its deployment. */
export function deploy(call: Call, release: Release, deployment: Deployment, at?: IsoDate): BulkJob {
  const locales = [...new Set(release.items.map(({ locale }) => locale))];
  const { environments } = deployment;
  const topLevel = release.items.length;
  const job = addJob(call, { action: 'deploy', plan: deployment, locales, environments, topLevel, at });
  release.locked = true;
  setStatus(
    call,
    release,
    job,
    environments.map(environment => [environment, 'scheduled']),
  );
  if (at !== undefined) {
    defer(call, at, 'job', { job: job.uid });
    return job;
  }
  job.items = deployRelease(call, job);
  job.status = judge(job.items);
  job.body.published_at = call.stamp.at;
  return job;
}

/** Deployments of a release that are still to come. */
export const listComing = (call: Call, release: Release): BulkJob[] =>
  call.branch.jobs.filter(
    job => job.action === 'deploy' && job.plan.release === release.uid && job.status === jobStatus.waiting,
  );
