// Aliases of branches: names that stand for one branch and can be moved to another.
import { type Call, tell } from '../http/call.ts';
import { CmaError, missAlias, missBranch } from '../http/replies.ts';
import { isWord, pick } from '../state/json.ts';
import type { BranchAlias } from '../state/state.ts';

/** As for branches; an alias and a branch never share a name, as a header takes either. */
export const isBranchName = (name: unknown): name is string =>
  typeof name === 'string' && /^[a-z0-9_]{1,15}$/.test(name) && isWord(name);

export function findAlias(call: Call, name: string): BranchAlias {
  const found = pick(call.state.aliases, name);
  if (!found) throw missAlias(name, call.choices.notFoundStatus.branches);
  return found;
}

/** Makes the alias, or moves it. */
export function assignAlias(call: Call, alias: string, target: unknown): BranchAlias {
  const { state, stamp } = call;
  const isTaken = pick(state.branches, alias) !== undefined;
  if (!isBranchName(alias) || isTaken) {
    const message = isTaken ? 'is the uid of a branch.' : 'is not valid: use lower case letters, digits, underscores.';
    throw new CmaError(422, 903, 'The branch alias could not be assigned.', { uid: [message] });
  }
  if (typeof target !== 'string' || !pick(state.branches, target)) {
    throw missBranch(String(target), call.choices.notFoundStatus.branches);
  }
  const held = pick(state.aliases, alias);
  const made = { alias, created_at: stamp.at, created_by: stamp.by, ...held };
  const assigned = { ...made, target, updated_at: stamp.at, updated_by: stamp.by };
  state.aliases[alias] = assigned;
  tellAlias(call, held ? 'update' : 'create', assigned);
  return assigned;
}

export function dropAlias(call: Call, alias: BranchAlias): void {
  delete call.state.aliases[alias.alias];
  tellAlias(call, 'delete', alias);
}

function tellAlias(call: Call, event: 'create' | 'update' | 'delete', { alias, target }: BranchAlias): void {
  tell(call, {
    module: 'branch_alias',
    event,
    metadata: { uid: alias, target_branch: target },
    channels: [event === 'delete' ? 'branch_alias.unassigned' : 'branch_alias.assigned'],
    data: { branch_alias: { uid: alias, target_branch: target } },
  });
}
