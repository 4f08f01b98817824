// Releases as the answers show them, older and newer ones, and what is told of their changes.
import { type Call, tell } from '../http/call.ts';
import { markBranch, takeParam } from '../http/take.ts';
import type { Json } from '../state/json.ts';
import type { Release, ReleaseItem } from '../state/publishing.ts';
import { findRelease } from './items.ts';

type Deed = 'create' | 'update' | 'delete';

/** Releases as they are since 2025, for clients that ask for them by header. */
export const isNewer = ({ header, choices }: Call): boolean =>
  header('release_version') === '2.0' && choices.newerReleases === 'as asked';

export const findAskedRelease = (call: Call): Release => findRelease(call, takeParam(call, 'release'));

/** What every answer says of a release. */
export const showHead = (call: Call, release: Release): Json => {
  const { uid, name, description, locked, status, created_at, created_by, updated_at, updated_by } = release;
  const statuses = status.map(({ job_id, ...each }) => (isNewer(call) ? { ...each, job_id } : each));
  return {
    uid,
    name,
    description,
    locked,
    ...(isNewer(call) ? { sys_locked: false, sys_version: 2 } : {}),
    status: statuses,
    created_at,
    created_by,
    updated_at,
    updated_by,
  };
};

export const showItem = (call: Call, { variant_id, ...item }: ReleaseItem): Json =>
  isNewer(call) ? { ...item, variant_id } : item;

export const showWhole = (call: Call, release: Release): Json =>
  markBranch(call, {
    ...showHead(call, release),
    _deploy_latest: release._deploy_latest,
    items: release.items.map(item => showItem(call, item)),
  });

export const showSaved = (call: Call, release: Release): Json =>
  markBranch(call, { ...showHead(call, release), _deploy_latest: release._deploy_latest });

export const tellOf = (call: Call, { uid, name }: Release, event: Deed): void =>
  tell(call, {
    module: 'release',
    event,
    metadata: { uid, name },
    channels: [`releases.${event}`],
    data: { release: { uid, name } },
  });
