// Branches come and go: made as a copy of another one, deleted with all they hold and the aliases that point at them.

import { type Call, tell } from '../http/call.ts';
import { defer } from '../http/due.ts';
import { listBranches } from '../http/find.ts';
import { CmaError } from '../http/replies.ts';
import { copyBranch } from '../state/blank.ts';
import { type Json, pick } from '../state/json.ts';
import type { Branch } from '../state/state.ts';
import { dropAlias, isBranchName } from './alias.ts';

const refuse = (code: 903 | 909 | 910, message: string, key: string, complaint: string): CmaError =>
  new CmaError(422, code, message, { [key]: [complaint] });

/** Whether a branch of that name is still to be made, or to be deleted. */
const isComing = ({ state }: Call, uid: string): boolean =>
  state.due.some(({ work, data }) => work === 'branch' && data.uid === uid);

/** Made at once, or by the worker in a while. */
export function startBranch(call: Call, uid: unknown, source: unknown): Branch {
  const branch = makeCopy(call, uid, source);
  if (call.choices.branchLife === 'at once') return addBranch(call, branch);
  tellBranch(call, branch, 'create', ['branch.create'], 'initiated');
  deferBranch(call, { uid: branch.uid, source: branch.source });
  return branch;
}

export const createBranch = (call: Call, uid: unknown, source: unknown): Branch =>
  addBranch(call, makeCopy(call, uid, source));

/** Deleted at once, or by the worker in a while. */
export function startRemoval(call: Call, branch: Branch, force: boolean): void {
  checkRemoval(call, branch, force);
  if (call.choices.branchLife === 'at once') {
    dropBranch(call, branch.uid);
    return;
  }
  tellBranch(call, branch, 'delete', ['branch.delete', `branch.${branch.uid}.delete`], 'initiated');
  deferBranch(call, { uid: branch.uid });
}

/** By the real clock, which the stamps may be ahead of: with no pace at all the next request finds it done. */
function deferBranch(call: Call, data: Json): void {
  const due = new Date(Date.now() + call.pace.queue + call.pace.work).toISOString();
  const main = call.state.branches.main ?? call.branch;
  defer({ ...call, branch: main }, due, 'branch', data);
}

/** The worker: with a source the branch is made, without one deleted. The source may be gone by now. */
export function doBranch(call: Call, { uid, source }: Json): void {
  const from = source === undefined ? undefined : pick(call.state.branches, String(source));
  if (from) addBranch(call, copyBranch(from, String(uid), call.stamp), 'completed');
  else if (source === undefined) dropBranch(call, String(uid), 'completed');
}

function makeCopy(call: Call, uid: unknown, source: unknown): Branch {
  const { branches, aliases } = call.state;
  const failed = 'Branch creation failed. Please enter valid data.';
  if (!isBranchName(uid)) {
    throw refuse(903, failed, 'uid', 'is not valid: use at most 15 lower case letters, digits and underscores.');
  }
  const from = typeof source === 'string' ? pick(branches, source) : undefined;
  if (!from) throw refuse(903, failed, 'source', 'is not the uid of a branch.');
  const isTaken = pick(branches, uid) ?? pick(aliases, uid);
  if (isTaken || isComing(call, uid)) throw refuse(910, failed, 'uid', 'is not unique.');
  return copyBranch(from, uid, call.stamp);
}

function addBranch(call: Call, branch: Branch, phase?: Phase): Branch {
  call.state.branches[branch.uid] = branch;
  tellBranch(call, branch, 'create', ['branch.create'], phase);
  return branch;
}

/** A branch that others were made from stays, whatever is sent. */
function checkRemoval(call: Call, { uid }: Branch, force: boolean): void {
  const failed = `The branch '${uid}' could not be deleted.`;
  const isSource = listBranches(call.state).some(({ source }) => source === uid);
  if (uid === 'main' || isSource) throw refuse(909, failed, 'uid', 'is the source of other branches.');
  if (!force) throw refuse(909, failed, 'force', 'is required.');
  if (isComing(call, uid)) throw refuse(909, failed, 'uid', 'is being deleted.');
}

function dropBranch(call: Call, uid: string, phase?: Phase): void {
  const [branch, aliases] = [call.state.branches[uid], Object.values(call.state.aliases)];
  for (const alias of aliases.filter(({ target }) => target === uid)) dropAlias(call, alias);
  delete call.state.branches[uid];
  if (branch) tellBranch(call, branch, 'delete', ['branch.delete', `branch.${uid}.delete`], phase);
}

type Phase = 'initiated' | 'completed';

/** @param phase both at once where it is begun and done in one. */
function tellBranch(
  call: Call,
  { uid, source }: Branch,
  event: 'create' | 'delete',
  roots: string[],
  phase?: Phase,
): void {
  const phases = phase ? [phase] : ['initiated', 'completed'];
  tell(call, {
    module: 'branch',
    event: phase === 'initiated' ? `${event} initiated` : event,
    metadata: { uid, source },
    channels: roots.flatMap(root => phases.map(each => `${root}.${each}`)),
    data: { branch: { uid, source } },
  });
}
