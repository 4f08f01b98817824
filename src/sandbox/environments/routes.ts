// Routes under /environments, addressed by name; environments belong to the stack, not to a branch.

import { type Call, type Module, tell } from '../http/call.ts';
import { findEnvironment, sortNewest } from '../http/find.ts';
import { refuseEnvironment } from '../http/replies.ts';
import { takeBody, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import { clearPlaces } from '../records/places.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { Environment } from '../state/publishing.ts';

const longestName = 255;

type Deed = 'creation' | 'update';

/** What a client may set. */
function readFields(call: Call, given: Json, deed: Deed, self?: string): Json {
  const { name, urls, servers, deploy_content } = given;
  if (name !== undefined || deed === 'creation') checkName(call, name, deed, self);
  if (urls !== undefined && !areUrls(urls))
    throw refuseEnvironment(deed, { urls: ['is not a list of { locale, url }.'] });
  const sent = Object.entries({ name, urls, servers, deploy_content });
  return Object.fromEntries(sent.filter(([, value]) => value !== undefined));
}

const areUrls = (urls: unknown): boolean =>
  Array.isArray(urls) &&
  urls.every(item => isObject(item) && typeof item.url === 'string' && typeof item.locale === 'string');

function checkName(call: Call, name: unknown, deed: Deed, self?: string): void {
  const refuse = (message: string): Error => refuseEnvironment(deed, { name: [message] });
  if (typeof name !== 'string' || name === '') throw refuse('is a required field.');
  if (name.length > longestName || !/^[a-z0-9_-]+$/.test(name)) {
    throw refuse('is not valid: use lower case letters, digits, hyphens and underscores.');
  }
  const isTaken = Object.values(call.state.environments).some(other => other.name === name && other.uid !== self);
  if (isTaken) throw refuse('is not unique.');
}

export function createEnvironment(call: Call, given: Json, uid = call.newUid()): Environment {
  const environment = {
    deploy_content: false,
    servers: [],
    urls: [],
    ...readFields(call, given, 'creation'),
    uid,
    created_by: call.stamp.by,
    updated_by: call.stamp.by,
    created_at: call.stamp.at,
    updated_at: call.stamp.at,
    ACL: {},
    _version: 1,
    isEnvironment: true,
  } as unknown as Environment;
  call.state.environments[uid] = environment;
  return environment;
}

const list = (call: Call): Json => answerList(call, 'environments', sortNewest(Object.values(call.state.environments)));

const get = (call: Call): Json => ({ environment: findEnvironment(call, takeParam(call, 'name')) });

function create(call: Call): Json {
  const environment = createEnvironment(call, takeBody(call, 'environment'));
  tellEnvironment(call, 'create', environment);
  return { notice: 'Environment created successfully.', environment };
}

function update(call: Call): Json {
  const held = findEnvironment(call, takeParam(call, 'name'));
  const fields = readFields(call, takeBody(call, 'environment'), 'update', held.uid);
  const environment = {
    ...held,
    ...fields,
    updated_by: call.stamp.by,
    updated_at: call.stamp.at,
    _version: Number(held._version) + 1,
  };
  call.state.environments[held.uid] = environment;
  tellEnvironment(call, 'update', environment);
  return { notice: 'Environment updated successfully.', environment };
}

/** What was published there is published there no more, on any branch. */
function remove(call: Call): Json {
  const environment = findEnvironment(call, takeParam(call, 'name'));
  const { uid } = environment;
  delete call.state.environments[uid];
  tellEnvironment(call, 'delete', environment);
  clearPlaces(call.state, place => place.environment === uid);
  return { notice: 'Environment deleted successfully.' };
}

const tellEnvironment = (call: Call, event: 'create' | 'update' | 'delete', environment: Environment): void =>
  tell(call, {
    module: 'environment',
    event,
    metadata: { title: environment.name, uid: environment.uid },
    data: { environment },
  });

export const environments: Module = {
  name: 'environments',
  reach: 'global',
  routes: [
    { method: 'GET', path: '/environments', answer: list },
    { method: 'POST', path: '/environments', status: 201, answer: create },
    { method: 'GET', path: '/environments/:name', answer: get },
    { method: 'PUT', path: '/environments/:name', answer: update },
    { method: 'DELETE', path: '/environments/:name', answer: remove },
  ],
};
