// The state of a stack in a few lines, for a conversation: what it is, what may be done, what is off, and why. Pure.

import { tellRules } from '../policy/told.ts';
import { type Access, toSharedReason } from './access.ts';
import { rehearsalWords, toAgain } from './facts.ts';
import { toScopeWords } from './scope.ts';
import type { Health, Stack } from './stack.ts';

/** Always there, with no module and no request of its own. */
export const statusTool = {
  name: 'server_status',
  title: 'Server status',
  description:
    'How this server stands: stack, branch, what may be written and why, what is off and why, pace, last failure, version. Sends nothing.',
} as const;

/** Of each kind, so many are named. */
const most = { names: 12, reasons: 8, policies: 4 };

export function toStatus({ access, health }: Stack, now = Date.now()) {
  const { kept, facts, policies } = access;
  const { token, branches, fault, open } = facts;
  const { pace, failure } = health();
  const problem = fault?.message ?? branches.problem;
  const others = branches.usable.filter(name => name !== branches.default);
  return {
    branch: `${branches.default}${branches.isAssumed ? ', as far as the settings say' : ''}`,
    ...(others.length > 0 ? { other_branches: cut(others.map(name => nameBranch(name, branches.aliases))) } : {}),
    scope: toScopeWords(token),
    scope_from: token.why,
    ...(facts.isRehearsal ? { rehearsal: rehearsalWords } : {}),
    ...(open ? { not_known_yet: `${open.cause}; ${toAgain(open, now)}` } : {}),
    ...(problem === undefined ? {} : { problem }),
    ...(policies.length > 0 ? { policies: policies.slice(0, most.policies).map(toPolicy) } : {}),
    tools: kept.length + access.tasks.kept.length,
    withheld: toWithheld(access),
    ...(Object.keys(pace).length > 0 ? { pace: toPace(pace) } : {}),
    ...(failure ? { last_failure: `${toAgo(now - failure.at)}: ${failure.says}` } : {}),
  };
}

const toPolicy = (policy: Access['policies'][number]) => ({ file: policy.source, rules: cut(tellRules(policy)) });

const nameBranch = (name: string, aliases: Record<string, string>): string =>
  aliases[name] === undefined ? name : `${name} (alias of ${aliases[name]})`;

function cut(names: readonly string[]): string[] {
  const rest = names.length - most.names;
  return rest > 0 ? [...names.slice(0, most.names), `and ${rest} more`] : [...names];
}

/** By reason: how many, and of which modules. */
function toWithheld({ withheld, tasks }: Access) {
  const groups = new Map<string, { tools: number; modules: Set<string> }>();
  const add = (reason: string, module: string): void => {
    const group = groups.get(reason) ?? { tools: 0, modules: new Set() };
    group.tools += 1;
    group.modules.add(module);
    groups.set(reason, group);
  };
  for (const each of withheld) add(toSharedReason(each), each.operation.module);
  for (const { task, reason } of tasks.withheld) add(reason, task.module);
  return [...groups]
    .slice(0, most.reasons)
    .map(([why, { tools, modules }]) => ({ tools, of: cut([...modules]).join(', '), why }));
}

const toPace = (pace: Health['pace']) =>
  Object.fromEntries(
    Object.entries(pace).map(([kind, { limit, waiting }]) => [
      kind,
      `${limit} a second${waiting > 0 ? `, ${waiting} waiting` : ''}`,
    ]),
  );

function toAgo(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s ago`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3600)} h ago`;
}
