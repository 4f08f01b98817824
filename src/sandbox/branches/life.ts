// Branches come and go: made as a copy of another one, deleted with all they hold and the aliases that point at them.

import { type Call, tell } from '../http/call.ts';
import { listBranches } from '../http/find.ts';
import { CmaError } from '../http/replies.ts';
import { copyBranch } from '../state/blank.ts';
import { pick } from '../state/json.ts';
import type { Branch } from '../state/state.ts';
import { dropAlias, isBranchName } from './alias.ts';

const refuse = (code: 903 | 909 | 910, message: string, key: string, complaint: string): CmaError =>
  new CmaError(422, code, message, { [key]: [complaint] });

export function createBranch(call: Call, uid: unknown, source: unknown): Branch {
  const { branches, aliases } = call.state;
  const failed = 'Branch creation failed. Please enter valid data.';
  if (!isBranchName(uid)) {
    throw refuse(903, failed, 'uid', 'is not valid: use at most 15 lower case letters, digits and underscores.');
  }
  const from = typeof source === 'string' ? pick(branches, source) : undefined;
  if (!from) throw refuse(903, failed, 'source', 'is not the uid of a branch.');
  if (pick(branches, uid) || pick(aliases, uid)) throw refuse(910, failed, 'uid', 'is not unique.');
  const branch = copyBranch(from, uid, call.stamp);
  branches[uid] = branch;
  tellBranch(call, branch, 'create', ['branch.create']);
  return branch;
}

/** A branch that others were made from stays, whatever is sent. */
export function removeBranch(call: Call, { uid }: Branch, force: boolean): void {
  const failed = `The branch '${uid}' could not be deleted.`;
  const isSource = listBranches(call.state).some(({ source }) => source === uid);
  if (uid === 'main' || isSource) throw refuse(909, failed, 'uid', 'is the source of other branches.');
  if (!force) throw refuse(909, failed, 'force', 'is required.');
  const [branch, aliases] = [call.state.branches[uid], Object.values(call.state.aliases)];
  for (const alias of aliases.filter(({ target }) => target === uid)) dropAlias(call, alias);
  delete call.state.branches[uid];
  if (branch) tellBranch(call, branch, 'delete', ['branch.delete', `branch.${uid}.delete`]);
}

/** What takes a while on a real stack is begun and done in one here: both are told at once. */
function tellBranch(call: Call, { uid, source }: Branch, event: 'create' | 'delete', roots: string[]): void {
  tell(call, {
    module: 'branch',
    event,
    metadata: { uid, source },
    channels: roots.flatMap(root => [`${root}.initiated`, `${root}.completed`]),
    data: { branch: { uid, source } },
  });
}
