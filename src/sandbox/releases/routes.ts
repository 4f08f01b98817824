// Routes under /releases: their lives, and their deployment.
import type { Call, Module } from '../http/call.ts';
import { takeBack } from '../http/due.ts';
import { findAskedLocale, sortNewest } from '../http/find.ts';
import { refuseRequest } from '../http/replies.ts';
import { takeBody, takeFlag } from '../http/take.ts';
import { readList, readPlaces, readSchedule } from '../publishing/publication.ts';
import { answerList } from '../query/query.ts';
import type { Json } from '../state/json.ts';
import type { Release } from '../state/publishing.ts';
import { checkDeployment, type Deployment } from './deploy.ts';
import { checkUnlocked, touch } from './items.ts';
import { releaseItemRoutes } from './items-routes.ts';
import { readSkips } from './rule-skips.ts';
import { deploy, listComing } from './schedule.ts';
import { findAskedRelease, isNewer, showHead, showSaved, showWhole, tellOf } from './show.ts';

const longestName = 50;

function readFields(given: Json, isNew: boolean): Partial<Release> {
  const { name, description, locked, archived, _deploy_latest } = given;
  const refuse = (key: string, message: string): Error =>
    refuseRequest(`Release ${isNew ? 'creation' : 'update'} failed. Please enter valid data.`, { [key]: [message] });
  if (name === undefined ? isNew : typeof name !== 'string' || name.trim() === '') {
    throw refuse('name', 'is a required field.');
  }
  if (String(name ?? '').length > longestName)
    throw refuse('name', `must not be longer than ${longestName} characters.`);
  if (description !== undefined && typeof description !== 'string') throw refuse('description', 'is not valid.');
  const flags = Object.entries({ locked, archived, _deploy_latest }).filter(([, value]) => value !== undefined);
  for (const [key, value] of flags) if (typeof value !== 'boolean') throw refuse(key, 'is not valid.');
  const texts = Object.entries({ name, description }).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...texts, ...flags]);
}

function makeRelease({ stamp, newUid, branch }: Call, fields: Partial<Release>): Release {
  const release: Release = {
    uid: newUid(),
    name: '',
    description: '',
    locked: false,
    archived: false,
    items: [],
    status: [],
    _deploy_latest: false,
    ...fields,
    _version: 1,
    created_at: stamp.at,
    created_by: stamp.by,
    updated_at: stamp.at,
    updated_by: stamp.by,
  };
  branch.releases[release.uid] = release;
  return release;
}

function list(call: Call): Json {
  const counts = takeFlag(call, 'include_items_count');
  const shown = sortNewest(Object.values(call.branch.releases)).map(release => ({
    ...showHead(call, release),
    ...(counts ? { items_count: release.items.length } : {}),
  }));
  return answerList(call, 'releases', shown);
}

const get = (call: Call): Json => ({ release: showWhole(call, findAskedRelease(call)) });

function create(call: Call): Json {
  const release = makeRelease(call, readFields(takeBody(call, 'release'), true));
  tellOf(call, release, 'create');
  return { notice: 'Release created successfully.', release: showSaved(call, release) };
}

/** Locks and unlocks too. A locked release takes no other change than its unlocking. */
function update(call: Call): Json {
  const release = findAskedRelease(call);
  const fields = readFields(takeBody(call, 'release'), false);
  const isChanged = (['name', 'description'] as const).some(key => (fields[key] ?? release[key]) !== release[key]);
  if (isChanged && fields.locked !== false) checkUnlocked(release);
  Object.assign(release, fields);
  touch(call, release);
  tellOf(call, release, 'update');
  return { notice: 'Release updated successfully.', release: showSaved(call, release) };
}

function remove(call: Call): Json {
  const release = findAskedRelease(call);
  if (call.choices.lockedReleaseDeletion === 'refuse') checkUnlocked(release);
  const coming = listComing(call, release).map(({ uid }) => uid);
  takeBack(call.state, ({ work, data }) => work === 'job' && coming.includes(String(data.job)));
  call.branch.jobs = call.branch.jobs.filter(({ uid }) => !coming.includes(uid));
  delete call.branch.releases[release.uid];
  tellOf(call, release, 'delete');
  return { notice: 'Release deleted successfully.' };
}

function clone(call: Call): Json {
  const source = findAskedRelease(call);
  const { name, description } = readFields(takeBody(call, 'release'), true);
  const items = structuredClone(source.items);
  const fields = { name, description: description ?? source.description, items } as Partial<Release>;
  const release = makeRelease(call, { ...fields, _deploy_latest: source._deploy_latest });
  tellOf(call, release, 'create');
  const { _deploy_latest, ...shown } = showWhole(call, release);
  return { notice: 'Release cloned successfully.', release: isNewer(call) ? { ...shown, _deploy_latest } : shown };
}

function start(call: Call): Json {
  const release = findAskedRelease(call);
  const given = takeBody(call, 'release');
  const environments = readPlaces(call, given.environments);
  const { action } = given;
  if (action !== undefined && action !== 'publish' && action !== 'unpublish') {
    throw refuseRequest('The action is not valid.', { action: ['is not valid.'] });
  }
  const locales = readList(given.locales, 'locales').map(code => findAskedLocale(call, code));
  // The SDK writes the name of the time in its own way.
  const at = readSchedule(given.scheduled_at ?? given.scheduledAt);
  const deployment: Deployment = {
    release: release.uid,
    name: release.name,
    environments,
    wasLocked: release.locked,
    skips: readSkips(call),
    ...(locales.length > 0 ? { locales } : {}),
    // In newer releases each item has its own say.
    ...(action === undefined || isNewer(call) ? {} : { action }),
  };
  checkDeployment(call, release, deployment);
  deploy(call, release, deployment, at);
  return { notice: `The release has been ${at === undefined ? 'sent for' : 'scheduled for'} deployment.` };
}

const one = '/releases/:release';

export const releases: Module = {
  name: 'releases',
  reach: 'branch',
  routes: [
    ...releaseItemRoutes,
    { method: 'GET', path: '/releases', answer: list },
    { method: 'POST', path: '/releases', status: 201, answer: create },
    { method: 'GET', path: one, answer: get },
    { method: 'PUT', path: one, answer: update },
    { method: 'DELETE', path: one, answer: remove },
    { method: 'POST', path: `${one}/clone`, status: 201, answer: clone },
    { method: 'POST', path: `${one}/deploy`, answer: start },
  ],
};
