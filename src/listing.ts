// Which tools a configuration exposes and which it withholds, for `tools` and its --json.
import type { Access } from './access.ts';
import type { Facts } from './facts.ts';
import type { Operation } from './operation.ts';
import { wrap } from './wrap.ts';

export function toListingJson({ kept, withheld, facts }: Access): string {
  return JSON.stringify({
    kept: kept.map(toRow),
    withheld: withheld.map(({ operation, reason }) => ({ ...toRow(operation), reason })),
    facts: toFactsJson(facts),
  });
}

export function toFactsJson({ token, branches, fault }: Facts) {
  return {
    scope: token.scope,
    scope_from: token.why,
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

/** For a terminal of 80 columns. */
export function toListing({ kept, withheld, facts }: Access): string {
  const { token, branches, fault } = facts;
  const problem = fault?.message ?? branches.problem;
  const lines = [
    wrap(`Access   ${token.scope}: ${token.why}`),
    wrap(`Branch   ${branches.default}${branches.usable.length > 1 ? `; may use ${branches.usable.join(', ')}` : ''}`),
    ...(problem ? [wrap(`Problem  ${problem}`)] : []),
    `Tools    ${kept.length} kept, ${withheld.length} withheld`,
  ];
  for (const [module, operations] of groupBy(kept, operation => operation.module)) {
    lines.push(
      '',
      module,
      ...operations.map(({ name, effect, title }) => `  ${name.padEnd(26)}${effect.padEnd(9)}${title}`),
    );
  }
  for (const [reason, left] of groupBy(withheld, ({ reason }) => reason)) {
    lines.push('', wrap(`Withheld: ${reason}`), wrap(left.map(({ operation }) => operation.name).join(', '), '  '));
  }
  return lines.join('\n');
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
