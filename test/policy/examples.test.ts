// The example policies are as the page shows them, and do what it says of them.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge, neverAllows } from '../../src/policy/judge.ts';
import { readPolicy } from '../../src/policy/policy.ts';
import { policyFile } from '../../src/policy/rules.ts';
import { blocksOf, read } from '../docs/pages.ts';
import { find, operations } from '../operations.ts';
import { toDeedOf } from './naming.ts';

const folder = new URL('../../docs/policies/', import.meta.url);
const names = readdirSync(folder).map(name => name.replace('.json', ''));
const text = (name: string): string => readFileSync(new URL(`${name}.json`, folder), 'utf8');
const page = read('docs/policy.md');
const blocks = blocksOf(page, 'json').map(block => JSON.parse(block));

describe('the page', () => {
  it.each(names)('links to %s, and shows its rules', name => {
    expect(page).toContain(`(policies/${name}.json)`);
    for (const rule of JSON.parse(text(name)).rules) expect(blocks).toContainEqual(rule);
  });

  it('shows no policy that would be refused', () => {
    for (const block of blocks)
      expect(
        readPolicy(JSON.stringify('rules' in block ? block : { rules: [block] }), 'page').rules.length,
      ).toBeGreaterThan(0);
  });

  it('tells of each key and each word that a policy may have', () => {
    const { rules, ...top } = policyFile.shape;
    const shape = rules.element.shape;
    const words = [shape.effects.unwrap().element, shape.then.unwrap(), shape.publish.unwrap()].flatMap(
      ({ options }) => options,
    );
    for (const word of [...Object.keys(top), ...Object.keys(shape), ...words]) expect(page).toContain(`\`${word}\``);
  });
});

const decide = (name: string, operation: string, given: Record<string, unknown>): string =>
  judge([readPolicy(text(name), name)], [toDeedOf(find(operation), given)]).decision;

const entry = { content_type_uid: 'page', entry_uid: 'blt1' };
const to = (...environments: string[]) => ({ environments, locales: ['en-us'] });
const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ uid: `blt${index}`, content_type: 'page', locale: 'en-us' }));
const webhook = { webhook: { name: 'x', destinations: [], channels: ['assets.create'] } };

it.each<[string, string, Record<string, unknown>, string]>([
  ['never-production', 'publish_entry', { ...entry, entry: to('staging') }, 'allow'],
  ['never-production', 'publish_entry', { ...entry, entry: to('staging', 'Production') }, 'deny'],
  ['never-production', 'unpublish_asset', { asset_uid: 'blt2', asset: to('production') }, 'deny'],
  ['never-production', 'deploy_release', { release_uid: 'blt3', release: { environments: ['production'] } }, 'deny'],
  [
    'never-production',
    'update_environment',
    { environment_name: 'production', environment: { name: 'other' } },
    'deny',
  ],
  ['never-production', 'update_entry', { ...entry, entry: { title: 'x' } }, 'allow'],
  ['releases-only', 'publish_entry', { ...entry, entry: to('production') }, 'deny'],
  ['releases-only', 'deploy_release', { release_uid: 'blt3', release: { environments: ['production'] } }, 'deny'],
  ['releases-only', 'publish_entry', { ...entry, entry: to('staging') }, 'allow'],
  ['releases-only', 'create_release', { release: { name: 'x' } }, 'allow'],
  [
    'releases-only',
    'bulk_add_to_release',
    { release: 'blt3', items: [{ uid: 'blt1', content_type_uid: 'page' }], reference: true },
    'allow',
  ],
  ['types-off-limits', 'update_entry', { ...entry, content_type_uid: 'navigation', entry: { title: 'x' } }, 'deny'],
  ['types-off-limits', 'update_content_type', { content_type_uid: 'navigation', content_type: { title: 'x' } }, 'deny'],
  ['types-off-limits', 'import_content_type', { content_type: { uid: 'site_settings' } }, 'deny'],
  ['types-off-limits', 'bulk_publish', { entries: entries(2), ...to('staging') }, 'allow'],
  ['types-off-limits', 'bulk_publish', { entries: entries(2), ...to('staging'), publish_with_reference: true }, 'deny'],
  ['types-off-limits', 'update_asset', { asset_uid: 'blt2', asset: { title: 'x' } }, 'allow'],
  ['types-off-limits', 'create_label', { label: { name: 'x' } }, 'allow'],
  ['at-most-20-items', 'bulk_delete', { entries: entries(20) }, 'allow'],
  ['at-most-20-items', 'bulk_delete', { entries: entries(21) }, 'deny'],
  ['at-most-20-items', 'deploy_release', { release_uid: 'blt3', release: { environments: ['staging'] } }, 'deny'],
  ['a-person-for-every-way-out', 'publish_entry', { ...entry, entry: to('staging') }, 'ask'],
  ['a-person-for-every-way-out', 'create_webhook', webhook, 'ask'],
  ['a-person-for-every-way-out', 'delete_entry', entry, 'allow'],
])('under %s: %s %j: %s', (name, operation, given, decision) => {
  expect(decide(name, operation, given)).toBe(decision);
});

describe('what no argument could satisfy', () => {
  const withheld = (file: unknown, options = {}): string[] => {
    const policy = readPolicy(JSON.stringify(file), 'policy.json');
    return operations.filter(each => neverAllows([policy], each, options) !== undefined).map(({ name }) => name);
  };
  const publishing = operations.filter(({ effect }) => effect === 'publish').map(({ name }) => name);

  it('is what all rules together leave nothing of', () => {
    expect(withheld({ rules: [{ name: 'off', publish: 'off' }] })).toEqual(publishing);
    expect(withheld({ rules: [{ name: 'ask', effects: ['publish'], then: 'ask' }] })).toEqual([]);
    expect(withheld({ rules: [{ name: 'ask', effects: ['publish'], then: 'ask' }] }, { cannotAsk: true })).toEqual(
      publishing,
    );
    expect(
      withheld({ otherwise: 'deny', rules: [{ name: 'staging', environments: ['staging'], publish: 'direct' }] }),
    ).toEqual(
      operations.filter(({ name, effect }) => effect !== 'read' && !publishing.includes(name)).map(({ name }) => name),
    );
    const main = { rules: [{ name: 'main', branches: ['main'], then: 'deny' }] };
    expect(withheld(main, { branches: ['main'] })).toContain('create_entry');
    expect(withheld(main)).not.toContain('create_entry');
  });

  it.each(names)('is never what some request may do: under %s', name => {
    const policy = readPolicy(text(name), name);
    for (const operation of operations.filter(({ effect }) => effect !== 'read')) {
      const reason = neverAllows([policy], operation);
      if (reason === undefined) continue;
      const paths = Object.fromEntries(Object.keys(operation.path).map(key => [key, 'x']));
      expect(judge([policy], [toDeedOf(operation, paths)]).decision, operation.name).toBe('deny');
    }
  });
});
