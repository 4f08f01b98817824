// Branches through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('branches', { settings: { MODULES: 'all' } });
beforeEach(open);
afterAll(expectAllCalled);

const pair = { base_branch: 'main', compare_branch: 'development' };

it('lists branches and aliases, and gets one', async () => {
  const { branches, count } = await call('list_branches', { include_count: true });
  expect({ count, uids: (branches as Json[]).map(({ uid }) => uid) }).toEqual({
    count: 2,
    uids: ['development', 'main'],
  });
  expect(await call('get_branch', { branch_uid: 'development' })).toMatchObject({ branch: { source: 'main' } });
  expect(await call('list_branch_aliases')).toMatchObject({ branch_aliases: [{ alias: 'next' }, { alias: 'live' }] });
  const { branch_alias } = await call('get_branch_alias', { branch_alias_uid: 'live' });
  expect(branch_alias).toMatchObject({ uid: 'main', alias: 'live' });
  expect(await fail('get_branch', { branch_uid: 'nowhere' })).toMatch(/905/);
});

it('compares two branches', async () => {
  const diff = [{ uid: 'delivery', type: 'global_field', status: 'compare_only' }];
  expect(await call('compare_branches', pair)).toMatchObject({ diff });
  expect(await call('compare_content_types', pair)).toMatchObject({ diff: [] });
  expect(await call('compare_global_fields', pair)).toMatchObject({ diff });
  const one = await call('compare_global_field', { ...pair, global_field_uid: 'delivery', include_schemas: true });
  expect(one).toMatchObject({ diff: { compare_branch: { schema: [{ uid: 'days' }, { uid: 'note' }] } } });
  expect(await call('compare_content_type', { ...pair, content_type_uid: 'author' })).toMatchObject({ diff: {} });
});

it('merges one branch into another', async () => {
  const wish = { ...pair, merge_comment: 'Bring delivery', no_revert: true };
  const { uid } = await call('merge_branches', { ...wish, default_merge_strategy: 'merge_new_only' });
  await vi.waitFor(async () => {
    const { queue } = await call('get_merge_job', { merge_job_uid: uid });
    expect(queue).toMatchObject([{ merge_details: { status: 'complete' }, errors: [] }]);
  }, 30_000);
  expect(await call('list_merge_jobs')).toMatchObject({ queue: [{ uid }] });
  expect(await call('compare_branches', pair)).toMatchObject({ diff: [] });
});
