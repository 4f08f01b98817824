// Which tools a configuration exposes and which it withholds, for `tools` and its --json.

import type { Operation } from '../operations/operation.ts';
import { type Task, taskModule } from '../operations/task.ts';
import { tellRules } from '../policy/told.ts';
import { type Access, toSharedReason } from '../stack/access.ts';
import { type Facts, rehearsalWords } from '../stack/facts.ts';
import { toScopeWords } from '../stack/scope.ts';
import { statusTool } from '../stack/status.ts';
import { row, wrap } from './wrap.ts';

export function toListingJson({ kept, withheld, tasks, policies, facts }: Access): string {
  return JSON.stringify({
    kept: [
      ...tasks.kept.map(({ task, uses }) => ({ ...toTaskRow(task), uses: uses.map(({ name }) => name) })),
      ...kept.map(toRow),
      // It belongs to no module and sends nothing.
      { name: statusTool.name, effect: 'read' },
    ],
    withheld: [
      ...tasks.withheld.map(({ task, reason }) => ({ ...toTaskRow(task), reason })),
      ...withheld.map(({ operation, reason }) => ({ ...toRow(operation), reason })),
    ],
    ...(policies.length > 0 ? { policies } : {}),
    facts: toFactsJson(facts),
  });
}

export function toFactsJson({ token, branches, fault, isRehearsal }: Facts) {
  return {
    scope: token.scope,
    ...(token.modules ? { scope_modules: token.modules } : {}),
    scope_from: token.why,
    ...(isRehearsal ? { rehearsal: rehearsalWords } : {}),
    branch: branches.default,
    branches: branches.usable,
    aliases: branches.aliases,
    all_branches: !branches.limited,
    problem: fault?.message ?? branches.problem ?? null,
  };
}

function toRow({ name, module, line, effect, reach }: Operation) {
  return { name, module, request: line, effect, reach };
}

const toTaskRow = ({ name, module, effect, reach }: Task) => ({ name, module, effect, reach });

/**
 * For a terminal of 80 columns: what is kept by module and effect, what is withheld by reason and module. `inItsWords` names
 * settings as they were given.
 */
export function toListing(
  { kept, withheld, tasks, policies, facts }: Access,
  inItsWords = (text: string) => text,
): string {
  const { token, branches, fault, isRehearsal } = facts;
  const problem = fault?.message ?? branches.problem;
  const head = (name: string, says: string): string => row(name, inItsWords(says), 10, '');
  const lines = [
    head('Access', problem === token.why ? token.scope : `${toScopeWords(token)}: ${token.why}`),
    ...(isRehearsal ? [head('Rehearsal', rehearsalWords)] : []),
    head('Branch', `${branches.default}${branches.usable.length > 1 ? `; may use ${branches.usable.join(', ')}` : ''}`),
    ...(problem ? [head('Problem', problem)] : []),
    // Names and files are the owner's own words.
    ...policies.map(policy => row('Policy', [policy.source, ...tellRules(policy)].join('; '), 10, '')),
    head(
      'Tools',
      `${kept.length + tasks.kept.length} and ${statusTool.name} exposed, ${withheld.length + tasks.withheld.length} withheld`,
    ),
  ];
  if (tasks.kept.length > 0)
    lines.push('', `${taskModule} (${tasks.kept.length}), each with the operations it is made of`);
  for (const { task, uses } of tasks.kept) lines.push(row(task.name, toNames(uses), column));
  for (const [module, operations] of groupBy(kept, operation => operation.module)) {
    lines.push('', `${module} (${operations.length})`);
    const effects = groupBy(operations, ({ effect }) => effect);
    for (const [effect, those] of effects) lines.push(row(effect, toNames(those), 9));
  }
  for (const [reason, left] of groupBy(tasks.withheld, ({ reason }) => reason)) {
    lines.push('', wrap(`Withheld (${left.length}): ${inItsWords(reason)}`));
    lines.push(row(taskModule, left.map(({ task }) => task.name).join(', '), 15));
  }
  for (const [reason, left] of groupBy(withheld, toSharedReason)) {
    lines.push('', wrap(`Withheld (${left.length}): ${inItsWords(reason)}`));
    const operations = left.map(({ operation }) => operation);
    for (const [module, those] of groupBy(operations, operation => operation.module))
      lines.push(row(module, toNames(those), 15));
  }
  return lines.join('\n');
}

/** Where the operations of a task begin: behind the longest name. */
const column = 25;

const toNames = (operations: readonly Operation[]): string => operations.map(({ name }) => name).join(', ');

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
