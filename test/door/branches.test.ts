// Branches that may be touched: held for every argument that names one, and for every list that tells of them.
import { expect, it } from 'vitest';
import { toRequest } from '../../src/door/request.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { narrow } from '../../src/stack/narrow.ts';
import { open } from '../harness.ts';
import { find } from '../operations.ts';

const limited = { MODULES: 'all', BRANCHES: 'main', GLOBAL_WRITES: 'allow' };
const merge = { default_merge_strategy: 'merge_prefer_base', merge_comment: 'No' };
const webhook = {
  name: 'Hook',
  destinations: [{ target_url: 'https://hook.example.com', authentication_type: 'None' }],
  channels: ['content_types.entries.create'],
};
const rule = { workflow: 'w', workflow_stage: 's', environment: 'e' };
const workflow = { name: 'W', content_types: ['page'], workflow_stages: [], branches: ['development'] };
const role = (module: string, list: object) => ({
  role: { name: 'R', rules: [{ module, acl: { read: true }, ...list }] },
});

it.each<[string, Record<string, unknown>, string]>([
  ['compare_branches', { base_branch: 'main', compare_branch: 'development' }, 'compare_branch'],
  ['compare_branches', { base_branch: 'development', compare_branch: 'main' }, 'base_branch'],
  ['compare_content_types', { base_branch: 'main', compare_branch: 'development' }, 'compare_branch'],
  [
    'compare_content_type',
    { content_type_uid: 'page', base_branch: 'main', compare_branch: 'development', include_schemas: true },
    'compare_branch',
  ],
  ['compare_global_fields', { compare_branch: 'development' }, 'compare_branch'],
  ['compare_global_field', { global_field_uid: 'seo', compare_branch: 'development' }, 'compare_branch'],
  ['get_branch', { branch_uid: 'development' }, 'branch_uid'],
  ['get_branch_alias', { branch_alias_uid: 'live' }, 'branch_alias_uid'],
  ['merge_branches', { base_branch: 'main', compare_branch: 'development', ...merge }, 'compare_branch'],
  ['merge_branches', { base_branch: 'development', compare_branch: 'main', ...merge }, 'base_branch'],
  ['create_webhook', { webhook: { ...webhook, branches: ['main', 'development'] } }, 'branches'],
  ['create_webhook', { webhook: { ...webhook, branches: ['$all'] } }, 'branches'],
  ['import_webhook', { webhook: { ...webhook, branches: ['development'] } }, 'branches'],
  ['create_workflow', { workflow }, 'branches'],
  ['create_publish_rule', { publishing_rule: { ...rule, branches: ['development'] } }, 'branches'],
  ['create_role', role('branch', { branches: ['development'] }), 'branches'],
  ['create_role', role('branch_alias', { branch_aliases: ['live'] }), 'branch_aliases'],
])('%s %j sends nothing', async (tool, args, argument) => {
  await using opened = await open({ settings: limited });
  const text = await opened.fail(tool, args);
  expect(text).toMatch(/^Nothing was sent/);
  expect(text).toMatch(new RegExp(`- ${argument}: ".+" is not among the branches that may be touched here: main`));
  expect(opened.sandbox.requests).toEqual([]);
});

it('wants the base of a comparison or a merge named: left out, it is a branch that the request does not tell', async () => {
  await using opened = await open({ settings: { ...limited, BRANCHES: 'development' } });
  for (const [tool, more] of Object.entries({ compare_branches: {}, merge_branches: merge }))
    expect(await opened.fail(tool, { compare_branch: 'development', ...more })).toContain(
      'base_branch: name one of the branches that may be touched here: development',
    );
  expect(opened.sandbox.requests).toEqual([]);
});

it('lets through what names only those, and content whose fields are called so', async () => {
  await using opened = await open({ settings: { ...limited, CHECK: 'off' } });
  await opened.call('get_branch', { branch_uid: 'main' });
  await opened.call('create_webhook', { webhook: { ...webhook, branches: ['main'] } });
  const entry = { title: 'T', branches: ['development'] };
  await opened.client.callTool({ name: 'create_entry', arguments: { content_type_uid: 'author', entry } });
  expect(opened.sandbox.requests.at(-1)).toMatchObject({ method: 'POST', path: '/v3/content_types/author/entries' });
});

it('tells of no other in lists of branches, aliases and merges', async () => {
  const seed = (await import('../chaos/arguments.ts')).seed;
  await using all = await open({ seed, settings: { MODULES: 'all' } });
  const told = async (call: typeof all.call) =>
    JSON.stringify([await call('list_branches'), await call('list_branch_aliases'), await call('list_merge_jobs')]);
  expect(await told(all.call)).toContain('development');
  await using opened = await open({ seed, settings: limited });
  const text = await told(opened.call);
  expect(text).toContain('main');
  expect(text).not.toMatch(/development|live|"total"/);
  const own = opened.sandbox.state.merge_jobs.at(-1)?.uid;
  expect(await opened.fail('get_merge_job', { merge_job_uid: own })).toContain('may not be touched here');
});

it('holds for a caller with fewer branches than the server', async () => {
  await using opened = await open({ settings: { MODULES: 'all' } });
  const ceiling = { ...toSettings({ BRANCHES: 'main', MODULES: 'all' }), globalWrites: 'allow' as const };
  const { cma } = narrow(opened.stack.now(), ceiling, text => text);
  if ('missing' in cma) throw new Error(cma.missing);
  const send = (tool: string, args: object) =>
    cma.send(toRequest(find(tool), args as never, 'main'), AbortSignal.timeout(10_000));
  await expect(send('get_branch', { branch_uid: 'development' })).rejects.toThrow('is not among the branches');
  const { body } = await send('list_branches', {});
  expect(JSON.stringify(body)).not.toContain('development');
});
