// A judge in another way, slow and plain: what cannot be told is tried out as everything that it may be.
import type { Policy, Rule } from '../../src/policy/policy.ts';
import type { Deed } from '../../src/policy/targets.ts';

type Decision = 'allow' | 'ask' | 'deny';

/** One thing that is hit, with all of it known. */
interface Hit {
  effects: string[];
  /** By a new name of what a rule knows it would be published to. */
  alsoFor: string[];
  environments: string[];
  branches: string[];
  locales: string[];
  content_types: string[];
  entries: string[];
  items: string[];
}

const strictness = { allow: 0, ask: 1, deny: 2 };
const keys = ['environments', 'branches', 'locales', 'content_types', 'entries'] as const;

/** @param universe names that stand for all there may be, one of them in no rule. */
export function judgeSlowly(
  policies: readonly Policy[],
  deeds: readonly Deed[],
  universe: readonly string[],
): Decision {
  let strictest: Decision = 'allow';
  for (const world of toWorlds(deeds, universe))
    for (const policy of policies)
      for (const hit of world) {
        const decisions = policy.rules.filter(rule => matches(rule, hit, world)).map(toDecision);
        for (const each of decisions.length > 0 ? decisions : [policy.otherwise])
          if (strictness[each] > strictness[strictest]) strictest = each;
      }
  return strictest;
}

const toDecision = ({ then, publish }: Rule): Decision =>
  then ?? { direct: 'allow' as const, release: 'deny' as const, off: 'deny' as const }[publish ?? 'off'];

function matches(rule: Rule, hit: Hit, world: readonly Hit[]): boolean {
  if (!matchesApart(rule, hit)) return false;
  if (rule.over === undefined) return true;
  const counted = world.filter(each => matchesApart(rule, each)).flatMap(({ items }) => items);
  return new Set(counted).size > rule.over;
}

function matchesApart(rule: Rule, hit: Hit): boolean {
  const effects = toDecision(rule) === 'allow' ? hit.effects : [...hit.effects, ...hit.alsoFor];
  if (rule.publish !== undefined && !effects.includes('publish')) return false;
  if (rule.effects && !rule.effects.some(each => effects.includes(each))) return false;
  return keys.every(
    key => rule[key] === undefined || hit[key].some(name => rule[key]?.some(said => isLike(said, name, key))),
  );
}

function isLike(said: string, name: string, key: string): boolean {
  const pattern = said.replace(/[.\\+?^${}()|[\]]/g, '\\$&').replaceAll('*', '[^]*');
  return new RegExp(`^${pattern}$`, key === 'environments' || key === 'locales' ? 'i' : '').test(name);
}

/** Every way in which it may be: a list of hits for each. */
function toWorlds(deeds: readonly Deed[], universe: readonly string[]): Hit[][] {
  const parts = deeds.flatMap(deed => {
    if (deed.effect === 'read') return [];
    return deed.targets.map(target => {
      const choices = {
        environments: toChoices(target.environments, universe),
        locales: toChoices(target.locales, universe),
        content_types: toChoices(target.content_types, universe),
        entries: toChoices(target.entries, universe),
        branches: toChoices(deed.branches, universe),
        // None at all, or more than any rule names.
        items:
          target.items === 'unreadable'
            ? [[], Array.from({ length: 50 }, (_, index) => `any ${index}`)]
            : [target.items],
      };
      const act = {
        effects: [deed.effect, ...(deed.opens ? ['opens'] : [])],
        alsoFor: deed.renames ? ['publish'] : [],
      };
      return product(choices).map(one => toHits(one, act));
    });
  });
  return parts.reduce<Hit[][]>((worlds, ways) => worlds.flatMap(world => ways.map(way => [...world, ...way])), [[]]);
}

type Names = readonly (string | readonly string[])[];

/** What the whole dimension may be: as it is, or one of all. */
const toChoices = (dim: Names | 'unreadable' | undefined, universe: readonly string[]): Names[] =>
  dim === undefined ? [[]] : dim === 'unreadable' ? universe.map(name => [name]) : [dim];

const product = <T extends Record<string, readonly unknown[]>>(choices: T): { [K in keyof T]: T[K][number] }[] =>
  Object.entries(choices).reduce<Record<string, unknown>[]>(
    (all, [key, values]) => all.flatMap(one => values.map(value => ({ ...one, [key]: value }))),
    [{}],
  ) as { [K in keyof T]: T[K][number] }[];

function toHits(dims: Record<string, Names>, act: Pick<Hit, 'effects' | 'alsoFor'>): Hit[] {
  const { items = [], ...named } = dims;
  const lists = Object.fromEntries(
    // What a request does not have is no name that a rule could say.
    Object.entries(named).map(([key, values]) => [
      key,
      values.length === 0 ? [[]] : values.map(value => [value].flat()),
    ]),
  );
  return product(lists).map(one => ({ ...act, ...one, items: [...items] }) as unknown as Hit);
}
