// The table is whole: whatever an operation's arguments name, a rule that speaks of it sees it.
import { describe, expect, it } from 'vitest';
import { toRequest } from '../../src/door/request.ts';
import { judge } from '../../src/policy/judge.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { dimensions } from '../../src/policy/rules.ts';
import { table, toDeed } from '../../src/policy/targets.ts';
import { writes } from '../../src/stack/access.ts';
import { find, operations } from '../operations.ts';
import { type Argument, known, listArguments, type Steps, shows, toArguments, toDeedOf } from './naming.ts';

const writing = operations.filter(writes);
const probe = 'probe_name';

/** By its own name, or by what it stands in. */
const naming: Record<(typeof dimensions)[number], (steps: Steps) => boolean> = {
  environments: steps => /(^|\.)(environments?(\.\*)?|environment_name|environment\.name)$/.test(steps.join('.')),
  branches: steps =>
    /(^|\.|_)(branch|branches|branch_uid|branch_alias|branch_aliases|branch_alias_uid)(\.\*)?$/.test(steps.join('.')),
  locales: steps => /(^|\.)(locales?(\.\*)?|code)$/.test(steps.join('.')),
  content_types: steps =>
    /(^|\.|_)(content_types?|content_type_uid|content_types\.\*\.uid|content_type\.uid)(\.\*)?$/.test(steps.join('.')),
  entries: steps =>
    /(^|\.)(entry_uid|asset_uid|entity_uid|(entries|assets)\.\*\.uid|entry\.uid)$/.test(steps.join('.')),
};

/** What makes the API pick more by itself than the request names. */
const picks =
  /^(publish_with_reference|publish_all_localized|delete_all_localized|nested|reference|copy_to_master|all)$/;

const toName = ({ name }: { name: string }, { steps }: Argument): string => `${name}: ${steps.join('.')}`;

describe('the table', () => {
  it('has each request that writes, and no other', () => {
    const lines = new Set(writing.map(({ line }) => line));
    expect(Object.keys(table).sort()).toEqual([...lines].sort());
  });

  it('finds names where there are some', () => {
    const found = dimensions.map(key => [
      key,
      writing.flatMap(listArguments).filter(({ steps, type }) => type === 'text' && naming[key](steps)).length,
    ]);
    for (const [key, count] of found) expect(count, String(key)).toBeGreaterThan(key === 'branches' ? 5 : 10);
  });
});

describe.each(writing.map(each => [each.name, each] as const))('%s', (_, operation) => {
  const all = listArguments(operation);

  it('hides no environment, branch, language, content type or entry that it names', () => {
    for (const argument of all.filter(({ type }) => type === 'text')) {
      for (const key of dimensions.filter(each => naming[each](argument.steps))) {
        const given = toArguments(operation, argument.steps, probe);
        const seen = shows(toDeedOf(operation, given), key, probe);
        expect(seen, toName(operation, argument)).toBe(true);
      }
    }
  });

  it('hides nothing that it has the API pick', () => {
    for (const argument of all.filter(({ steps, type }) => type === 'flag' && picks.test(steps.at(-1) ?? ''))) {
      const { targets } = toDeedOf(operation, toArguments(operation, argument.steps, true));
      expect(
        targets.some(target => Object.values(target).includes('unreadable')),
        toName(operation, argument),
      ).toBe(true);
    }
  });

  it('counts each of the things it lists', () => {
    for (const argument of all.filter(({ type }) => type === 'things')) {
      const items = [1, 2, 3].map(each => ({ uid: `uid_${each}`, content_type: 'page', content_type_uid: 'page' }));
      const { targets } = toDeedOf(operation, toArguments(operation, argument.steps, items));
      const counted = targets.map(target => target.items);
      const count = counted.includes('unreadable') ? 3 : new Set(counted.flat()).size;
      expect(count, toName(operation, argument)).toBe(ofOne.test(argument.steps.join('.')) ? 1 : 3);
    }
  });

  it('says what it hits of a branch by the branch, if only one has it', () => {
    const { branches } = toDeedOf(operation, toArguments(operation, [], {}), 'live');
    if (operation.reach === 'branch') expect(branches).toEqual([['main', 'live']]);
  });

  it('is hidden whole where it cannot be read', () => {
    const request = { ...toRequest(operation, toArguments(operation, [], {}), 'main'), body: '{"entry":' };
    const deed = toDeed(operation, request, known);
    expect(deed).toMatchObject({
      branches: 'unreadable',
      targets: [{ items: 'unreadable', environments: 'unreadable' }],
    });
    for (const key of dimensions) expect(shows(deed, key, probe), key).toBe(true);
  });
});

/** Lists of what one thing has: its variants, its stages, the types that it is linked to. */
const ofOne = /(variants|workflow_stages|content_types|schema)$/;

describe('a new name', () => {
  const rule = { name: 'never', effects: ['publish'], environments: ['production'], then: 'deny' } as const;
  const policy: Policy = { source: 'p', otherwise: 'allow', rules: [rule] };
  const decide = (environment: object) =>
    judge([policy], [toDeedOf(find('update_environment'), { environment_name: 'production', environment })]);

  it('is no way around a rule that knows the old one', () => {
    expect(decide({ name: 'other' })).toMatchObject({
      decision: 'deny',
      says: 'The policy rule "never" forbids this: it gives the environment production another name, which the rule would not know.',
    });
    // Of an environment that the stack did not have at the start, no name is known.
    const off: Policy = { source: 'p', otherwise: 'allow', rules: [{ name: 'never', publish: 'off' }] };
    const made = { environment_name: 'blt00000000000000ff', environment: { name: 'other' } };
    expect(judge([off], [toDeedOf(find('update_environment'), made)]).says).toBe(
      'The policy rule "never" forbids this: it gives the environment another name, which the rule would not know.',
    );
    expect(decide({ name: 'production' }).decision).toBe('allow');
    expect(decide({ deploy_content: true }).decision).toBe('allow');
  });
});
