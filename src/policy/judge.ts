// What the owner's rules say of requests that are about to leave: of all rules that match, the strictest holds. Pure.
import { type Weighed, weigh } from './cells.ts';
import type { Deed } from './deed.ts';
import { eachFound, type Found, isStricter } from './found.ts';
import type { Decision, Policy } from './rules.ts';
import { tell } from './tell.ts';

export { allowsContentType, allowsEnvironment, allowsLocale, neverAllows } from './possible.ts';

export interface Verdict {
  decision: Decision;
  /** By its name; absent where it is what holds otherwise. */
  rule?: string;
  /** The policy it stands in. */
  source?: string;
  /** One sentence, or two where there is another way; empty where it is allowed. */
  says: string;
}

/** @param deeds are taken together: what is hit by all of them is counted. */
export function judge(policies: readonly Policy[], deeds: readonly Deed[]): Verdict {
  const all = deeds.flatMap(weigh);
  const found = findStrictest(policies, all);
  if (!found || found.decision === 'allow') return { decision: 'allow', says: '' };
  const { decision, policy, rule } = found;
  return {
    decision,
    ...(rule ? { rule: rule.name } : {}),
    ...(policy ? { source: policy.source } : {}),
    says: tell(found, all),
  };
}

function findStrictest(policies: readonly Policy[], all: readonly Weighed[]): Found | undefined {
  let strictest: Found | undefined;
  for (const found of eachFound(policies, all)) if (!strictest || isStricter(found, strictest)) strictest = found;
  return strictest;
}
