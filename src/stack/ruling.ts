// The owner's rules, held against requests of this stack: all that a call sends together, and each one as it leaves.
import type { CmaRequest } from '../door/request.ts';
import type { Operation } from '../operations/operation.ts';
import type { Vocabulary } from '../operations/words.ts';
import { judge, type Verdict } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import { type Known, type Leaving, toDeed } from '../policy/targets.ts';
import type { BranchFacts } from './branches.ts';

/** A request, and the operation that it is of. */
export interface Meant {
  operation: Pick<Operation, 'line' | 'effect' | 'confirm' | 'reach'>;
  request: Leaving;
}

/** What the rules say of requests, taken together. */
export type Judge = (meant: readonly Meant[]) => Verdict;

/** By which names a request may be told: rules know no others. */
export function toKnown(
  { default: branch, aliases }: Pick<BranchFacts, 'default' | 'aliases'>,
  { environments = [], locales = [] }: Vocabulary,
): Known {
  const master = locales.find(({ isMaster }) => isMaster)?.value;
  return {
    branch,
    aliases,
    environments: new Map(environments.map(({ uid, value }) => [uid, value])),
    ...(master === undefined ? {} : { master }),
  };
}

const allowed: Verdict = { decision: 'allow', says: '' };

export const toJudge =
  (policies: readonly Policy[], known: Known): Judge =>
  meant => {
    const writing = policies.length > 0 ? meant.filter(({ operation }) => operation.effect !== 'read') : [];
    if (writing.length === 0) return allowed;
    return judge(
      policies,
      writing.map(({ operation, request }) => toDeed(operation, request, known)),
    );
  };

/** For the door: why a request may not leave. What a person is to be asked about leaves only where one has said yes. */
export function toForbids(
  policies: readonly Policy[],
  operations: readonly Operation[],
  toNames: () => Known,
): ((request: CmaRequest) => string | undefined) | undefined {
  if (policies.length === 0) return undefined;
  return request => {
    const meant = operations.filter(each => each.line === request.line).map(operation => ({ operation, request }));
    const { decision, says } = toJudge(policies, toNames())(meant);
    if (decision === 'allow' || (decision === 'ask' && request.isAgreed)) return undefined;
    return decision === 'ask' ? `${says} Nobody has agreed to it.` : says;
  };
}
