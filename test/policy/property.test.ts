// Whatever the rules and whatever is hit: the judge agrees with a slow one, and nothing makes it milder that should not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/policy/judge.ts';
import type { Policy, Rule } from '../../src/policy/policy.ts';
import { dimensions, effects } from '../../src/policy/rules.ts';
import type { Deed, Dim, Target } from '../../src/policy/targets.ts';
import { times } from '../long.ts';
import { judgeSlowly } from './worlds.ts';

const strictness = { allow: 0, ask: 1, deny: 2 };
const words = ['aa', 'ab', 'abb', 'ba'];
/** What unread names may be: those that rules say, and one that none of them says. */
const universe = [...words, 'zz'];

const said = fc.uniqueArray(fc.constantFrom(...words, 'a*', '*a', 'a*b*b', '*'), { minLength: 1, maxLength: 2 });
const done = fc.uniqueArray(fc.constantFrom(...effects), { minLength: 1, maxLength: 3 });
/** Few at a time, or hardly any rule would match. */
const conditions = fc
  .subarray(['effects', ...dimensions] as const, { maxLength: 2 })
  .chain(keys => fc.record(Object.fromEntries(keys.map(key => [key, key === 'effects' ? done : said]))));

/** As they are read: one way to say what holds, and no more than few that is allowed. */
const rule: fc.Arbitrary<Omit<Rule, 'name'>> = fc
  .oneof(
    fc.record({ then: fc.constantFrom('allow' as const, 'ask' as const, 'deny' as const) }),
    fc.record({ then: fc.constantFrom('ask' as const, 'deny' as const), over: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ publish: fc.constantFrom('direct' as const, 'release' as const, 'off' as const) }),
  )
  .chain(what => conditions.map(when => ({ ...when, ...what })));

const policy: fc.Arbitrary<Policy> = fc.record({
  source: fc.constantFrom('one.json', 'two.json'),
  otherwise: fc.constantFrom('allow' as const, 'ask' as const, 'deny' as const),
  rules: fc
    .array(rule, { maxLength: 4 })
    .map(rules => rules.map((each, index) => ({ name: `rule ${index}`, ...each }))),
});

const dim: fc.Arbitrary<Dim | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.uniqueArray(fc.constantFrom(...universe), { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constant('unreadable' as const) },
  { weight: 2, arbitrary: fc.constant(undefined) },
);

const withoutAbsent = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

const items: fc.Arbitrary<Dim> = fc.oneof(
  { weight: 4, arbitrary: fc.uniqueArray(fc.constantFrom('i', 'j', 'k', 'l'), { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant('unreadable' as const) },
);

const target: fc.Arbitrary<Target> = fc
  .record({ environments: dim, locales: dim, content_types: dim, entries: dim, items })
  .map(one => withoutAbsent(one) as Target);

const branches = fc.constantFrom<Deed['branches'] | undefined>(
  undefined,
  [['aa']],
  [['ab', 'ba']],
  [['zz'], ['aa']],
  'unreadable',
);

const deed: fc.Arbitrary<Deed> = fc
  .record({
    effect: fc.constantFrom(
      'create' as const,
      'update' as const,
      'delete' as const,
      'publish' as const,
      'read' as const,
    ),
    opens: fc.boolean(),
    renames: fc.boolean(),
    does: fc.constant('changes'),
    targets: fc.array(target, { minLength: 1, maxLength: 2 }),
    branches,
  })
  .map(one => withoutAbsent(one) as Deed);

const policies = fc.array(policy, { minLength: 1, maxLength: 2 });
const deeds = fc.array(deed, { minLength: 1, maxLength: 2 });
/** Every hidden dimension multiplies what the slow judge tries out. */
const tellable = deeds.filter(all => (JSON.stringify(all).match(/"unreadable"/g) ?? []).length <= 3);
const rank = (those: readonly Policy[], all: readonly Deed[]): number => strictness[judge(those, all).decision];
const runs = (count: number) => ({ numRuns: count * times });

describe('the judge', () => {
  it('agrees with one that tries out everything that may be', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(policies, tellable, (those, all) => {
        const { decision } = judge(those, all);
        seen.add(decision);
        expect(decision).toBe(judgeSlowly(those, all, universe));
      }),
      runs(800),
    );
    expect([...seen].sort()).toEqual(['allow', 'ask', 'deny']);
  });

  it('says something wherever it does not allow, and the rule whose decision it is', () => {
    fc.assert(
      fc.property(policies, deeds, (those, all) => {
        const { decision, rule: name, says, source } = judge(those, all);
        if (decision === 'allow') return;
        const where = name === undefined ? 'The policy ' : `The policy rule ${JSON.stringify(name)} `;
        expect(says.startsWith(where)).toBe(true);
        expect(says).toMatch(/[a-z0-9*]\.$/);
        expect(those.map(each => each.source)).toContain(source);
      }),
      runs(500),
    );
  });

  it('is not milder with a policy more, nor with more that is hit', () => {
    fc.assert(
      fc.property(policies, policy, deeds, deed, (those, more, all, another) => {
        expect(rank([...those, more], all)).toBeGreaterThanOrEqual(rank(those, all));
        expect(rank(those, [...all, another])).toBeGreaterThanOrEqual(rank(those, all));
      }),
      runs(500),
    );
  });

  it('takes rules, policies and requests in any order, and tells the same', () => {
    const turned = <T>(list: readonly T[]): T[] => [...list].reverse();
    fc.assert(
      fc.property(policies, deeds, (those, all) => {
        const others = turned(those).map(each => ({ ...each, rules: turned(each.rules) }));
        const { decision, rule: name } = judge(those, all);
        const other = judge(others, turned(all));
        expect([other.decision, other.rule]).toEqual([decision, name]);
      }),
      runs(500),
    );
  });

  it('takes what cannot be told for no milder than anything it may be', () => {
    const keys = ['environments', 'locales', 'content_types', 'entries', 'items'] as const;
    fc.assert(
      fc.property(policies, deed, fc.constantFrom(...keys), fc.constantFrom(...universe), (those, one, key, name) => {
        const withDim = (value: Dim): Deed => ({
          ...one,
          targets: one.targets.map(each => ({ ...each, [key]: value })),
        });
        expect(rank(those, [withDim('unreadable')])).toBeGreaterThanOrEqual(rank(those, [withDim([name])]));
        const { branches: _, ...rest } = one;
        const hidden = rank(those, [{ ...rest, branches: 'unreadable' }]);
        expect(hidden).toBeGreaterThanOrEqual(rank(those, [{ ...rest, branches: [[name]] }]));
      }),
      runs(1000),
    );
  });
});
