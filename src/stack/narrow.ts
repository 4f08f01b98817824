// A stack as one caller may see it: what the server holds of it, below a ceiling of the caller's own. Pure.

import { holdBranches, withinBranches } from '../door/branches.ts';
import { Forbidden, NotAllowed } from '../operations/answer.ts';
import type { Operation } from '../operations/operation.ts';
import type { Ceiling } from '../settings/settings.ts';
import { toAccess } from './access.ts';
import type { BranchFacts } from './facts.ts';
import { toForbids, toJudge } from './ruling.ts';
import type { Stack } from './stack.ts';
import { isEnough, type TaskAccess } from './tasks.ts';

/**
 * Nothing is there that the stack does not have, whatever the ceiling says.
 * @param caller whose requests they are, so that callers take turns.
 * @param inItsWords speaks of the ceiling's settings in the words of the place that holds them.
 */
export function narrow(stack: Stack, ceiling: Ceiling, inItsWords: (text: string) => string, caller = ''): Stack {
  const { access } = stack;
  const branches = narrowBranches(access.facts.branches, ceiling.branches);
  const facts = { ...access.facts, branches };
  const below = toAccess(access.all, facts, ceiling, access.tasks.all);
  const above = new Map(access.withheld.map(each => [each.operation, each]));
  const left = new Map(below.withheld.map(each => [each.operation, { ...each, reason: inItsWords(each.reason) }]));
  const withheld = access.all.flatMap(operation => above.get(operation) ?? left.get(operation) ?? []);
  const kept = below.kept.filter(operation => !above.has(operation));
  const policies = [...access.policies, ...ceiling.policies];
  const forbids = toForbids(ceiling.policies, access.all, () => stack.known);
  const tasks = narrowTasks(access.tasks, below.tasks, inItsWords, name => {
    const off = withheld.find(each => each.operation.name === name);
    return off && (off.isOpen ? { reason: off.reason, isOpen: true } : { reason: off.reason });
  });
  /** What another door lets through, less what the ceiling leaves out. */
  const narrowDoor = (door: Stack['cma'], left: readonly Operation[]): Stack['cma'] => {
    if ('missing' in door) return door;
    const lines = new Set(left.map(({ line }) => line));
    return {
      ...door,
      async send(request, signal, gives) {
        const { branch = branches.default } = request.headers;
        const isReached = branch === branches.default || branches.usable.includes(branch);
        if (!lines.has(request.line) || !isReached) {
          throw new NotAllowed(`${request.method} ${request.path} is not among the tools`);
        }
        const forbidden = forbids?.(request);
        if (forbidden !== undefined) throw new Forbidden(forbidden);
        const own = { ...request, caller };
        if (!ceiling.branches) return door.send(own, signal, gives);
        holdBranches(request, branches);
        return withinBranches(request, await door.send(own, signal, gives), branches);
      },
    };
  };
  return {
    ...stack,
    access: { all: access.all, kept, withheld, tasks, policies, facts },
    judge: toJudge(policies, stack.known),
    // What the stack calls its things is learnt on its own default branch.
    vocabulary: branches.default === access.facts.branches.default ? stack.vocabulary : {},
    // Below a ceiling of branches no other can come, nor is to be told of.
    ...(ceiling.branches ? { seek: async () => {}, lookAtBranches: async () => undefined } : {}),
    look: async (kinds, branch, signal) => (branches.usable.includes(branch) ? stack.look(kinds, branch, signal) : {}),
    cma: narrowDoor(stack.cma, kept),
    openFor: task => narrowDoor(stack.openFor(task), task.uses),
  };
}

/**
 * Of each task only the operations that both leave: where it needs one of several, and each leaves another, there is none.
 * @param findWhy why there is no such operation for this caller.
 */
function narrowTasks(
  above: TaskAccess,
  below: TaskAccess,
  inItsWords: (text: string) => string,
  findWhy: (operation: string) => { reason: string; isOpen?: true } | undefined,
): TaskAccess {
  const both = above.kept.flatMap(({ task, uses }) => {
    const left = below.kept.find(each => each.task === task)?.uses;
    return left ? [{ task, uses: uses.filter(operation => left.includes(operation)) }] : [];
  });
  const kept = both.filter(({ task: { uses }, uses: left }) => isEnough(uses, left));
  const withheld = above.all.flatMap(task => {
    const own = below.withheld.find(each => each.task === task);
    const first = above.withheld.find(each => each.task === task);
    if (first ?? own) return first ?? (own ? { ...own, reason: inItsWords(own.reason) } : []);
    if (kept.some(each => each.task === task)) return [];
    const [way = ''] = task.uses.any ?? [];
    const { reason = '', isOpen } = findWhy(way) ?? {};
    return { task, reason: `it needs ${way}, which is off: ${reason}`, ...(isOpen ? { isOpen } : {}) };
  });
  return { all: above.all, kept, withheld };
}

function narrowBranches(facts: BranchFacts, only: string[] | undefined): BranchFacts {
  if (!only) return facts;
  const usable = facts.usable.filter(name => only.includes(name));
  const standard = usable.includes(facts.default) ? facts.default : (usable[0] ?? facts.default);
  return {
    usable,
    default: standard,
    aliases: Object.fromEntries(Object.entries(facts.aliases).filter(([alias]) => usable.includes(alias))),
    limited: true,
    ...(facts.isOpen ? { isOpen: true } : {}),
    ...(facts.isAssumed ? { isAssumed: true } : {}),
    ...(usable.length > 0 ? {} : { problem: facts.problem ?? `none of ${only.join(', ')} can be reached` }),
  };
}
