// Branches, aliases, comparisons and merges through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk, type Sdk } from './sdk.ts';

const fast = { pace: { queue: 0, work: 0 } };

it('queries, counts and fetches branches', async () => {
  await using opened = await openSdk();
  const found = await opened.stack.branch().query({ include_count: true }).find();
  expect(found.count).toBe(2);
  expect(found.items.map((branch: Sdk) => branch.uid)).toEqual(['development', 'main']);
  const one = await opened.stack.branch().query({ limit: 1 }).findOne();
  expect(one.items).toHaveLength(1);
  expect(await opened.stack.branch('development').fetch()).toMatchObject({
    uid: 'development',
    source: 'main',
    alias: [{ uid: 'next' }],
  });
  const refusal = await opened.refused(opened.stack.branch('nowhere').fetch());
  expect(refusal).toMatchObject({ status: 422, errorCode: 905 });
});

it('fetches aliases', async () => {
  await using opened = await openSdk();
  const all = await opened.stack.branchAlias().fetchAll({ include_count: true });
  expect(all.count).toBe(2);
  expect(all.items.map((alias: Sdk) => alias.alias).sort()).toEqual(['live', 'next']);
  expect(await opened.stack.branchAlias('live').fetch()).toMatchObject({ uid: 'main', alias: 'live' });
});

it('may make and move none', async () => {
  await using opened = await openSdk();
  const { stack, refused } = opened;
  const works = [
    stack.branch().create({ branch: { uid: 'third', source: 'main' } }),
    stack.branch('development').delete(),
    stack.branchAlias('live').createOrUpdate('development'),
    stack.branchAlias('live').delete(),
  ];
  for (const work of works) expect(await refused(work)).toMatchObject({ status: 401, errorCode: 105 });
});

it('makes, moves and deletes where tokens may', async () => {
  await using opened = await openSdk({ choices: { branchWrites: 'tokens too' }, pace: { queue: 0, work: 0 } });
  const { stack } = opened;
  const made = await stack.branch().create({ branch: { uid: 'third', source: 'main' } });
  expect(made).toMatchObject({ uid: 'third', source: 'main', alias: [] });
  expect(await stack.branchAlias('try').createOrUpdate('third')).toMatchObject({ uid: 'third', alias: 'try' });
  expect((await stack.branchAlias('try').delete()).notice).toBe('Branch alias deleted successfully.');
  const { notice } = await stack.branch('third').delete();
  expect(notice).toBe('Your branch deletion is in progress. Please refresh in a while.');
  expect(await opened.refused(stack.branch('third').fetch())).toMatchObject({ errorCode: 905 });
});

it('updates settings', async () => {
  await using opened = await openSdk();
  const settings = { am_v2: { linked_workspaces: [] } };
  const answer = await opened.stack.branch('development').updateSettings({ branch: { settings } });
  expect(answer.notice).toMatch(/successfully/);
});

it('compares, merges and follows the job', async () => {
  await using opened = await openSdk(fast);
  const { stack } = opened;
  await opened
    .as('read_write', 'development')
    .contentType('author')
    .fetch()
    .then(async (type: Sdk) => {
      type.title = 'Writer';
      await type.update();
    });
  const params = { base_branch: 'main', compare_branch: 'development' };
  const compare = stack.branch('main').compare('development');
  const all = await compare.all({ skip: 0, limit: 100, ...params });
  expect(all.diff).toMatchObject([
    { uid: 'author', type: 'content_type', status: 'modified' },
    { uid: 'delivery', type: 'global_field', status: 'compare_only' },
  ]);
  expect((await compare.contentTypes({ uid: 'author', ...params })).diff.status).toBe('modified');
  expect((await compare.contentTypes(params)).diff).toHaveLength(1);
  expect((await compare.globalFields(params)).diff).toHaveLength(1);
  expect((await compare.globalFields({ uid: 'delivery', ...params })).diff.status).toBe('compare_only');

  const wish = { ...params, default_merge_strategy: 'merge_prefer_compare', merge_comment: 'go', no_revert: true };
  const job = await stack.branch().merge({}, wish);
  expect(job.merge_details.status).toBe('in_progress');
  const { queue } = await stack.branch().mergeQueue(job.uid).fetch();
  expect(queue).toMatchObject([{ uid: job.uid, errors: [], merge_details: { status: 'complete' } }]);
  expect((await stack.branch().mergeQueue().find()).queue).toHaveLength(1);
  expect((await stack.contentType('author').fetch()).title).toBe('Writer');
  const { errorCode } = await opened.refused(stack.branch().merge({}, { ...wish, default_merge_strategy: 'x' }));
  expect(errorCode).toBe(141);
});
