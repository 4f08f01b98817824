// What each combination of what is hit comes to under the rules.
import {
  type Act,
  type Cells,
  type Match,
  matchAct,
  matchOver,
  matchValue,
  toKinds,
  type Value,
  type Weighed,
} from './cells.ts';
import { type Decision, type Dimension, decisions, dimensions, type Policy, type Rule, toDecision } from './rules.ts';

/** One combination of what is hit, and what the rules make of it. */
export interface Found {
  decision: Decision;
  policy?: Policy;
  rule?: Rule;
  /** It matches for all that is known. */
  isSure: boolean;
  act: Act;
  at: Readonly<Record<Dimension, Value>>;
}

/** What holds for each combination; those that all rules take alike come once. */
export function* eachFound(policies: readonly Policy[], all: readonly Weighed[]): Generator<Found> {
  const over = new Map(policies.flatMap(({ rules }) => rules.map(rule => [rule, matchOver(rule, all)] as const)));
  for (const { act, cells } of all) {
    const acting = policies.map(policy => ({
      policy,
      rules: policy.rules
        .map(rule => ({ rule, match: Math.min(matchAct(rule, act), over.get(rule) ?? 0) as Match }))
        .filter(({ match }) => match > 0),
    }));
    for (const at of combine(policies, cells)) yield decide(acting, act, at);
  }
}

function* combine(policies: readonly Policy[], cells: Cells): Generator<Readonly<Record<Dimension, Value>>> {
  const kinds = dimensions.map(key => toKinds(policies, key, cells[key]));
  const go = function* (index: number, at: Partial<Record<Dimension, Value>>): Generator<Record<Dimension, Value>> {
    const key = dimensions[index];
    if (key === undefined) yield at as Record<Dimension, Value>;
    else for (const value of kinds[index] ?? []) yield* go(index + 1, { ...at, [key]: value });
  };
  yield* go(0, {});
}

interface Acting {
  policy: Policy;
  rules: readonly { rule: Rule; match: Match }[];
}

/** Each policy by itself, and of them the strictest. */
function decide(acting: readonly Acting[], act: Act, at: Readonly<Record<Dimension, Value>>): Found {
  let found: Found = { decision: 'allow', isSure: true, act, at };
  for (const { policy, rules } of acting) {
    let isMet = false;
    for (const { rule, match } of rules) {
      const here = Math.min(match, ...dimensions.map(key => matchValue(rule, key, at[key]))) as Match;
      const decision = toDecision(rule);
      if (here === 0) continue;
      // What may be meant by a rule that allows is not allowed by it.
      isMet ||= here === 2;
      const next: Found = { decision, policy, rule, isSure: here === 2, act, at };
      if (isStricter(next, found)) found = next;
    }
    // Where none matches for sure, it may be that none does.
    const otherwise: Found = { decision: policy.otherwise, policy, isSure: true, act, at };
    if (!isMet && isStricter(otherwise, found)) found = otherwise;
  }
  return found;
}

/** Of two that are as strict: the sure one, then one without another way, then by name, so that no order of rules shows. */
export function isStricter(one: Found, other: Found): boolean {
  const [first, second] = [one, other].map(toRank);
  for (const [index, rank] of (first ?? []).entries()) {
    const against = second?.[index] ?? 0;
    if (rank !== against) return rank > against;
  }
  return false;
}

const toRank = ({ decision, isSure, rule }: Found): (number | string)[] => [
  decisions.indexOf(decision),
  Number(isSure),
  Number(rule !== undefined),
  Number(rule?.publish !== 'release'),
  rule?.name ?? '',
];
