// A deed as the judge weighs it: for each dimension the values that stand in it, where every combination of them is hit.
import type { Deed, Dim, Target } from './deed.ts';
import { inAnyCase, meets } from './names.ts';
import { type Dimension, dimensions, type Policy, type Rule, toDecision } from './rules.ts';

/** One thing by all its names, nothing at all, or what cannot be told. */
export type Value = readonly string[] | 'absent' | 'unreadable';

/** Whether a rule matches: not, perhaps, surely. */
export type Match = 0 | 1 | 2;

export type Act = Pick<Deed, 'effect' | 'opens' | 'renames' | 'does'>;

/** What is hit, each combination of these. */
export type Cells = Readonly<Record<Dimension, readonly Value[]>>;

export interface Weighed {
  act: Act;
  cells: Cells;
  items: Dim;
}

export const weigh = (deed: Deed): Weighed[] =>
  deed.effect === 'read'
    ? []
    : deed.targets.map(target => ({ act: deed, cells: toCells(deed, target), items: target.items }));

const toCells = ({ branches }: Deed, target: Target): Cells => ({
  environments: toValues(target.environments),
  locales: toValues(target.locales),
  content_types: toValues(target.content_types),
  entries: toValues(target.entries),
  branches:
    branches === undefined || branches.length === 0 ? ['absent'] : branches === 'unreadable' ? [branches] : branches,
});

const toValues = (dim: Dim | undefined): readonly Value[] =>
  dim === undefined || dim.length === 0 ? ['absent'] : dim === 'unreadable' ? [dim] : dim.map(name => [name]);

/** What a rule says of a dimension, held against what stands there. */
export function matchValue(rule: Rule, key: Dimension, value: Value): Match {
  const said = rule[key];
  if (said === undefined) return 2;
  if (value === 'absent') return 0;
  // Whatever it is, any name meets that.
  if (value === 'unreadable') return said.includes('*') ? 2 : 1;
  return value.some(name => said.some(each => meets(name, each, inAnyCase.has(key)))) ? 2 : 0;
}

/** What a rule says of what is done. */
export function matchAct(rule: Rule, { effect, opens, renames }: Act): Match {
  const { effects, publish } = rule;
  const done = [effect as string, ...(opens ? ['opens'] : [])];
  // Under another name it would be published to in spite of the rule; but to be let do that allows no more than that.
  if (renames && toDecision(rule) !== 'allow') done.push('publish');
  if (publish !== undefined && !done.includes('publish')) return 0;
  return effects === undefined || effects.some(each => done.includes(each)) ? 2 : 0;
}

/** How far a rule meets with any combination, leaving aside how many are hit. */
export function matchAny(rule: Rule, { act, cells }: Weighed): Match {
  return Math.min(
    matchAct(rule, act),
    ...dimensions.map(key => Math.max(...cells[key].map(value => matchValue(rule, key, value)))),
  ) as Match;
}

/** Whether more is hit than a rule says, by all that its other conditions meet. */
export function matchOver(rule: Rule, all: readonly Weighed[]): Match {
  const { over } = rule;
  if (over === undefined) return 2;
  const sure = new Set<string>();
  const possible = new Set<string>();
  let isCounted = true;
  for (const each of all) {
    const match = matchAny(rule, each);
    if (match === 0) continue;
    if (each.items === 'unreadable') isCounted = false;
    else for (const item of each.items) (match === 2 ? sure : possible).add(item);
  }
  if (sure.size > over) return 2;
  return !isCounted || new Set([...sure, ...possible]).size > over ? 1 : 0;
}

/** Values that every rule takes alike count once: the first of them stands for the others. */
export function toKinds(policies: readonly Policy[], key: Dimension, values: readonly Value[]): Value[] {
  const rules = policies.flatMap(each => each.rules).filter(rule => rule[key] !== undefined);
  const kinds = new Map<string, Value>();
  for (const value of values) {
    const kind = rules.map(rule => matchValue(rule, key, value)).join('');
    if (!kinds.has(kind)) kinds.set(kind, value);
  }
  return [...kinds.values()];
}
