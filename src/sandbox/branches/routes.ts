// Routes under /stacks/branches and /stacks/branch_aliases: what branches there are and what names they go by.

import type { Call, Module } from '../http/call.ts';
import { isNamed, listBranches, sortNewest } from '../http/find.ts';
import { missBranch, refuseBranch, refuseRequest } from '../http/replies.ts';
import { takeBody, takeFlag, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Choices } from '../state/choices.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Branch, BranchAlias } from '../state/state.ts';
import { assignAlias, dropAlias, findAlias } from './alias.ts';
import { startBranch, startRemoval } from './life.ts';
import { branchMerges } from './merges-routes.ts';

const dates = ({ created_by, updated_by, created_at, updated_at }: Branch | BranchAlias): Json => ({
  created_by,
  updated_by,
  created_at,
  updated_at,
});

const listAliases = (call: Call): BranchAlias[] => Object.values(call.state.aliases);

/** The branch as a client knows it; what it holds is behind other addresses. */
function showBranch(call: Call, branch: Branch): Json {
  const names = listAliases(call).filter(({ target }) => target === branch.uid);
  const alias = names.map(name => ({ uid: name.alias }));
  return { uid: branch.uid, source: branch.source, ...dates(branch), alias };
}

/** An alias goes by the uid of the branch it stands for; its own name is in `alias`. */
function showAlias(call: Call, alias: BranchAlias): Json {
  const source = call.state.branches[alias.target]?.source ?? '';
  return { uid: alias.target, source, ...dates(alias), deleted_at: false, alias: alias.alias };
}

/** Whether the token may know of the branch, by any name it goes by. */
function isShown(call: Call, branch: string): boolean {
  const { token, choices } = call;
  return choices.branchListing === 'all' || !token?.branches || isNamed(call.state, token.branches, branch);
}

const list = (call: Call): Json => {
  const shown = listBranches(call.state).filter(({ uid }) => isShown(call, uid));
  return answerList(call, 'branches', sortNewest(shown.map(branch => showBranch(call, branch))));
};

const listNames = (call: Call): Json => {
  const shown = listAliases(call).filter(({ target }) => isShown(call, target));
  return answerList(call, 'branch_aliases', sortNewest(shown.map(alias => showAlias(call, alias))));
};

function findBranch(call: Call, uid: string): Branch {
  const found = pick(call.state.branches, uid);
  if (!found) throw missBranch(uid, call.choices.notFoundStatus.branches);
  if (!isShown(call, uid)) throw refuseBranch(uid, call.choices.branchRefusalStatus);
  return found;
}

const get = (call: Call): Json => ({ branch: showBranch(call, findBranch(call, takeParam(call, 'branch'))) });

const getName = (call: Call): Json => {
  const alias = findAlias(call, takeParam(call, 'alias'));
  if (!isShown(call, alias.target)) throw refuseBranch(alias.alias, call.choices.branchRefusalStatus);
  return { branch_alias: showAlias(call, alias) };
};

/** For linked asset spaces; nothing that is read back says anything of them. */
function updateSettings(call: Call): Json {
  const branch = findBranch(call, takeParam(call, 'branch'));
  const { settings } = takeBody(call, 'branch');
  if (!isObject(settings)) throw refuseRequest('The settings are not an object.', { settings: ['is not valid.'] });
  branch.settings = { ...branch.settings, ...settings };
  branch.updated_at = call.stamp.at;
  branch.updated_by = call.stamp.by;
  return { notice: 'Branch settings updated successfully.' };
}

const tellDeed = ({ choices }: Call, deed: string, done: string): string =>
  choices.branchLife === 'at once'
    ? `Branch ${done} successfully.`
    : `Your branch ${deed} is in progress. Please refresh in a while.`;

function create(call: Call): Json {
  const { uid, source } = takeBody(call, 'branch');
  const branch = showBranch(call, startBranch(call, uid, source));
  return { notice: tellDeed(call, 'creation', 'created'), branch };
}

function remove(call: Call): Json {
  startRemoval(call, findBranch(call, takeParam(call, 'branch')), takeFlag(call, 'force'));
  return { notice: tellDeed(call, 'deletion', 'deleted') };
}

function assign(call: Call): Json {
  const { target_branch } = takeBody(call, 'branch_alias');
  const alias = showAlias(call, assignAlias(call, takeParam(call, 'alias'), target_branch));
  return { notice: 'Branch alias assigned successfully.', branch_alias: alias };
}

function unassign(call: Call): Json {
  const alias = findAlias(call, takeParam(call, 'alias'));
  if (!takeFlag(call, 'force')) throw refuseRequest('Use force to delete the alias.', { force: ['is required.'] });
  dropAlias(call, alias);
  return { notice: 'Branch alias deleted successfully.' };
}

const base = '/stacks/branches';
const named = '/stacks/branch_aliases';

const forUsers = (choices: Choices): boolean => choices.branchWrites === 'users only';

const branchesAlone: Module = {
  name: 'branches',
  reach: 'global',
  routes: [
    { method: 'GET', path: base, answer: list },
    { method: 'POST', path: base, status: 201, authtoken: forUsers, answer: create },
    { method: 'GET', path: `${base}/:branch`, answer: get },
    { method: 'DELETE', path: `${base}/:branch`, authtoken: forUsers, answer: remove },
    { method: 'POST', path: `${base}/:branch/settings`, answer: updateSettings },
    { method: 'GET', path: named, answer: listNames },
    { method: 'GET', path: `${named}/:alias`, answer: getName },
    { method: 'PUT', path: `${named}/:alias`, authtoken: forUsers, answer: assign },
    { method: 'DELETE', path: `${named}/:alias`, authtoken: forUsers, answer: unassign },
  ],
};

export const branches: Module[] = [branchesAlone, branchMerges];
