// The ready sets of tools hold what their work needs, and few enough.

import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { catalogue } from '../operations.ts';
import { blocksOf } from './pages.ts';
import { most, sets, toKept, toSetsTable } from './sets.ts';

/** An operation or a task. */
const find = (name: string) => {
  const found = [...catalogue.tasks, ...catalogue.operations].find(each => each.name === name);
  if (!found) throw new Error(`the catalogue has no ${name}`);
  return found;
};

/** What nobody could do this work without. */
const needed: Record<string, string[]> = {
  'An editor': ['list_entries', 'update_entry', 'upload_asset', 'publish_entry', 'list_environments', 'create_release'],
  'A developer': [
    'get_content_type',
    'update_content_type',
    'create_global_field',
    'list_extensions',
    'compare_branches',
  ],
  'An operator': ['deploy_release', 'list_webhook_runs', 'retry_webhook', 'list_publish_queue', 'list_audit_logs'],
};

it.each(Object.keys(sets))('%s has what the work takes, and no way to delete', async who => {
  const kept = await toKept(sets[who] ?? {});
  expect(kept).toEqual(expect.arrayContaining(needed[who] ?? []));
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.length).toBeLessThanOrEqual(most);
  expect(kept.filter(name => find(name).effect === 'delete')).toEqual([]);
});

it.each(Object.keys(sets))('%s names only tools and modules that are there, each of some use', async who => {
  const { CONTENTSTACK_MODULES = '', CONTENTSTACK_TOOLS = '' } = sets[who] ?? {};
  const kept = (await toKept(sets[who] ?? {})).map(find);
  const idle = CONTENTSTACK_MODULES.split(',').filter(name => !kept.some(({ module }) => module === name));
  expect(idle).toEqual([]);
  const patterns = CONTENTSTACK_TOOLS.split(',').map(word => new RegExp(`^${word.replaceAll('*', '.*')}$`));
  expect(patterns.filter(pattern => !kept.some(({ name }) => pattern.test(name)))).toEqual([]);
});

it('can be pasted into a shell', async () => {
  const blocks = blocksOf(await toSetsTable(), 'sh');
  const read = blocks.map(block =>
    execFileSync('bash', ['--norc', '-c', `${block}\nenv`], { env: {}, encoding: 'utf8' }),
  );
  const set = read.map(text =>
    text
      .split('\n')
      .filter(line => line.startsWith('CONTENTSTACK_'))
      .sort(),
  );
  expect(set).toEqual(
    Object.values(sets).map(each =>
      Object.entries(each)
        .map(([name, value]) => `${name}=${value}`)
        .sort(),
    ),
  );
});
