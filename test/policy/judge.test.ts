// What the rules come to: of all that match over all that is hit, the strictest; what cannot be told is never milder than what can.
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/policy/judge.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Deed, Target } from '../../src/policy/targets.ts';

const policy = (rules: Policy['rules'], otherwise: Policy['otherwise'] = 'allow'): Policy => ({
  source: 'policy.json',
  otherwise,
  rules,
});

const deed = (targets: Partial<Target>[], facts: Partial<Deed> = {}): Deed => ({
  effect: 'publish',
  opens: false,
  renames: false,
  does: 'publishes',
  targets: targets.map(target => ({ items: ['page blt1'], ...target })),
  ...facts,
});

const never = {
  name: 'never production',
  effects: ['publish'],
  environments: ['production'],
  then: 'deny',
} as const satisfies Policy['rules'][number];

describe('a rule', () => {
  it('is quoted, with what it met', () => {
    expect(judge([policy([never])], [deed([{ environments: ['staging', 'production'] }])])).toEqual({
      decision: 'deny',
      rule: 'never production',
      source: 'policy.json',
      says: 'The policy rule "never production" forbids this: it publishes to production.',
    });
  });

  it('leaves alone what it does not name', () => {
    expect(judge([policy([never])], [deed([{ environments: ['staging'] }])])).toEqual({ decision: 'allow', says: '' });
    expect(judge([policy([never])], [deed([{ environments: ['production'] }], { effect: 'update' })]).decision).toBe(
      'allow',
    );
    expect(judge([policy([never])], [deed([{}])]).decision).toBe('allow');
  });

  it('matches what cannot be told, unless it allows', () => {
    const hidden = [deed([{ environments: 'unreadable' }])];
    expect(judge([policy([never])], hidden)).toMatchObject({
      decision: 'deny',
      says: 'The policy rule "never production" forbids this: it cannot be told beforehand which environments it hits.',
    });
    const only = { name: 'staging', environments: ['staging'], then: 'allow' } as const;
    expect(judge([policy([only], 'ask')], hidden).decision).toBe('ask');
    expect(judge([policy([only], 'ask')], [deed([{ environments: ['staging'] }])]).decision).toBe('allow');
  });

  it('that takes any name takes one that cannot be told, even to allow', () => {
    const hidden = [deed([{ environments: 'unreadable' }])];
    const decide = (environments: string[], then: 'allow' | 'ask') =>
      judge([policy([{ name: 'any', environments, then }], 'deny')], hidden).decision;
    expect(decide(['*'], 'allow')).toBe('allow');
    expect(decide(['*'], 'ask')).toBe('ask');
    // It may be one that this rule does not name.
    expect(decide(['staging'], 'ask')).toBe('deny');
  });

  it('that only may be met by how many are hit leaves room for what holds otherwise', () => {
    const many = { name: 'many', environments: ['staging'], over: 1, then: 'ask' } as const;
    const pages = { name: 'pages', content_types: ['page'], then: 'allow' } as const;
    const decide = (other: Target['environments'] & {}, otherwise: 'allow' | 'deny') =>
      judge(
        [policy([many, pages], otherwise)],
        [
          deed([{ content_types: ['post'], environments: ['staging'], items: ['post a'] }]),
          deed([{ content_types: ['page'], environments: other, items: ['page b'] }]),
        ],
      ).decision;
    expect(decide(['staging'], 'deny')).toBe('ask');
    expect(decide('unreadable', 'deny')).toBe('deny');
    expect(decide('unreadable', 'allow')).toBe('ask');
    expect(decide(['preview'], 'allow')).toBe('allow');
  });

  it('points to a release where that is the way', () => {
    const verdict = judge(
      [policy([{ name: 'releases only', environments: ['prod*'], publish: 'release' }])],
      [deed([{ environments: ['Production'] }], { does: 'deploys' })],
    );
    expect(verdict.decision).toBe('deny');
    expect(verdict.says).toBe(
      'The policy rule "releases only" forbids this: it deploys to Production. What goes live is put into a release, which a person deploys in Contentstack: publish_plan makes one with as_release.',
    );
  });

  it('counts over all requests, an item once, and only what its other conditions meet', () => {
    const rule = { name: 'two', content_types: ['page'], over: 2, then: 'deny' } as const;
    const of = (content_type: string, ...uids: string[]) =>
      deed([{ content_types: [content_type], items: uids.map(uid => `${content_type} ${uid}`) }]);
    const decide = (...deeds: Deed[]) => judge([policy([rule])], deeds).decision;
    expect(decide(of('page', 'a', 'b'), of('page', 'b'), of('post', 'c', 'd'))).toBe('allow');
    expect(decide(of('page', 'a', 'b'), of('page', 'c'))).toBe('deny');
    expect(judge([policy([rule])], [of('page', 'a', 'b', 'c')]).says).toBe(
      'The policy rule "two" forbids this: it publishes something of the content type page, and it hits 3 items, more than 2.',
    );
    expect(decide(deed([{ content_types: ['page'], items: 'unreadable' }]))).toBe('deny');
  });

  it.each([
    ['prod*', 'production', true],
    ['*ion', 'production', true],
    ['p*d*n', 'production', true],
    ['p*d*n', 'pn', false],
    ['ab*ba', 'aba', false],
    ['a*b*b', 'ab', false],
    ['production', 'production2', false],
    ['PRODUCTION', 'production', true],
    ['.*', 'production', false],
  ])('takes %s of %s for %s', (said, name, isMet) => {
    const rule = { name: 'one', environments: [said], then: 'deny' } as const;
    const { decision } = judge([policy([rule])], [deed([{ environments: [name] }])]);
    expect(decision).toBe(isMet ? 'deny' : 'allow');
  });

  it('knows a branch by each of its names', () => {
    const rule = { name: 'live', branches: ['live'], then: 'deny' } as const;
    expect(judge([policy([rule])], [deed([{}], { branches: [['main', 'live']] })]).decision).toBe('deny');
    expect(judge([policy([rule])], [deed([{}], { branches: [['dev']] })]).decision).toBe('allow');
  });
});

describe('what holds otherwise', () => {
  it('counts for each target that no rule matches', () => {
    const rules = [{ name: 'staging', environments: ['staging'], then: 'allow' }] as const;
    const decide = (...environments: string[]) => judge([policy(rules, 'deny')], [deed([{ environments }])]);
    expect(decide('staging').decision).toBe('allow');
    expect(decide('staging', 'production')).toEqual({
      decision: 'deny',
      source: 'policy.json',
      says: 'The policy forbids this: none of its rules allows it.',
    });
  });

  it('never holds for what only reads', () => {
    expect(judge([policy([], 'deny')], [deed([], { effect: 'read' })]).decision).toBe('allow');
  });
});
