// Deploys a release: every item into or out of every environment, and how that went, environment by environment.
import type { Call } from '../http/call.ts';
import { tell } from '../http/call.ts';
import { isFailed, toJobItem } from '../publishing/job-items.ts';
import { placeOrder } from '../publishing/orders.ts';
import type { Json } from '../state/json.ts';
import type { BulkJob, JobItem, Release, ReleaseItem } from '../state/publishing.ts';
import { findRelease, toTarget } from './items.ts';
import { checkAll, findHindrance, leaveOut, type Skips } from './rule-skips.ts';

export interface Deployment extends Json {
  release: string;
  name: string;
  environments: string[];
  /** Those items alone that are in these; all when absent. */
  locales?: string[];
  /** For all items, whatever they say themselves. */
  action?: 'publish' | 'unpublish';
  skips: Skips;
  /** Whether the release was locked before its deployment locked it. */
  wasLocked: boolean;
}

/** The work of the job. A release that was deleted meanwhile leaves nothing to do. */
export function deployRelease(call: Call, job: BulkJob): JobItem[] {
  const plan = job.plan as Deployment;
  const release = findRelease(call, plan.release);
  const chosen = chooseItems(release, plan);
  const items = plan.environments.flatMap(environment =>
    chosen.map(item => {
      const order = toOrder(release, item, environment, job);
      const unmet = findHindrance(call, order);
      return unmet && plan.skips[unmet] ? leaveOut(call, order, unmet, 0) : toJobItem(placeOrder(call, order), 0);
    }),
  );
  const outcome = (environment: string): string =>
    items.some(item => item.environment === environment && isFailed(item)) ? 'failed' : 'success';
  setStatus(
    call,
    release,
    job,
    plan.environments.map(environment => [environment, outcome(environment)]),
  );
  tell(call, {
    module: 'release',
    event: 'deploy',
    metadata: { uid: release.uid, name: release.name, environments: plan.environments },
    channels: listChannels(call, release.uid, plan.environments),
    data: { release: { uid: release.uid, name: release.name, status: release.status } },
  });
  return items;
}

const chooseItems = ({ items }: Release, { locales }: Deployment): ReleaseItem[] =>
  items.filter(({ locale }) => locales?.includes(locale) ?? true);

/** @throws 422/141 when the publish rules hold back an item that is not to be left out. */
export function checkDeployment(call: Call, release: Release, plan: Deployment): void {
  const all = plan.environments.flatMap(environment =>
    chooseItems(release, plan).map(item => ({
      ...toTarget(item),
      action: plan.action ?? item.action,
      environment,
      locale: item.locale,
    })),
  );
  checkAll(call, all, plan.skips);
}

/** Of any release and of this one, to any environment and to these by name. */
function listChannels({ state }: Call, uid: string, environments: string[]): string[] {
  const names = environments.map(environment => state.environments[environment]?.name ?? environment);
  const places = ['environments', ...names.map(name => `environments.${name}`)];
  return ['releases', `releases.${uid}`].flatMap(root => places.map(place => `${root}.${place}.deploy`));
}

function toOrder(release: Release, item: ReleaseItem, environment: string, job: BulkJob) {
  const { action } = job.plan as Deployment;
  return {
    ...toTarget(item),
    action: action ?? item.action,
    environment,
    locale: item.locale,
    job: job.uid,
    skipsSame: true,
    ...(release._deploy_latest ? {} : { version: item.version }),
  };
}

/** An environment has one status: that of its last deployment. */
export function setStatus(
  call: Call,
  release: Release,
  job: BulkJob,
  outcomes: [environment: string, status: string][],
): void {
  const { stamp } = call;
  const kept = release.status.filter(({ environment }) => !outcomes.some(([changed]) => changed === environment));
  const changed = outcomes.map(([environment, status]) => ({
    environment,
    status,
    user: job.created_by,
    job_id: job.uid,
    time: status === 'scheduled' && job.body.scheduled_at !== '' ? job.body.scheduled_at : stamp.at,
  }));
  release.status = [...kept, ...changed];
}

/** What a deployment that never happens leaves of itself: nothing. */
export function withdraw(call: Call, job: BulkJob): void {
  const { release: uid, wasLocked } = job.plan as Deployment;
  const release = call.branch.releases[uid];
  if (!release) return;
  release.status = release.status.filter(({ job_id, status }) => job_id !== job.uid || status !== 'scheduled');
  release.locked = wasLocked;
}

/** Whether it has been deployed, be it with failures; what is only scheduled has not. */
export const isDeployed = ({ status }: Release): boolean => status.some(each => each.status !== 'scheduled');
