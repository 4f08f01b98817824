// Publish rules through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('publish-rules');
beforeEach(open);
afterAll(expectAllCalled);

const uidOf = async (tool: string, list: string, name: string): Promise<Json> =>
  ((await call(tool)) as Record<string, Json[]>)[list]?.find(each => each.name === name) ?? {};

/** Pages into production from the stage Ready alone. */
async function describeRule(more: Json = {}): Promise<Json> {
  const workflow = await uidOf('list_workflows', 'workflows', 'Page review');
  const ready = (workflow.workflow_stages as Json[]).find(({ name }) => name === 'Ready');
  const environment = (await uidOf('list_environments', 'environments', 'production')).uid;
  const rule = { workflow: workflow.uid, workflow_stage: ready?.uid, environment };
  return { ...rule, actions: ['publish'], branches: ['main'], content_types: ['page'], locales: ['en-us'], ...more };
}

const create = async (more: Json = {}): Promise<Json> =>
  (await call('create_publish_rule', { publishing_rule: await describeRule(more) })).publishing_rule as Json;
const get = async (rule_uid: unknown): Promise<Json> =>
  (await call('get_publish_rule', { rule_uid })).publishing_rule as Json;

async function describePublish(title: string): Promise<Json> {
  const found = await call('list_entries', { content_type_uid: 'page', query: { title } });
  const [entry] = found.entries as Json[];
  return {
    content_type_uid: 'page',
    entry_uid: entry?.uid,
    entry: { environments: ['production'], locales: ['en-us'] },
  };
}

it('lists them, and those of a content type', async () => {
  const listed = await call('list_publish_rules', { include_count: true });
  expect(listed).toMatchObject({ count: 1, publishing_rules: [{ content_types: ['product'] }] });
  expect((await call('list_publish_rules', { content_types: 'page' })).publishing_rules).toEqual([]);
  const args = { content_type_uid: 'product', action: 'publish', locale: 'fr-fr' };
  const { publishing_rules } = await call('list_content_type_rules', args);
  expect(publishing_rules).toMatchObject([{ locale: 'fr-fr', action: 'publish', approvers: [expect.any(String)] }]);
});

it('creates one, which keeps from being published what is not ready', async () => {
  const { uid } = await create();
  expect(await get(uid)).toMatchObject({ ...(await describeRule()), status: true });
  await call('publish_entry', await describePublish('Home'));
  expect(await fail('publish_entry', await describePublish('Materials'))).toMatch(/422.*141|publish rules/s);
});

it('says why approvers are not set', async () => {
  const given = await describeRule({ approvers: { users: ['blt1'], roles: [] } });
  const why = 'approvers cannot be set with a management token';
  expect(await fail('create_publish_rule', { publishing_rule: given })).toContain(why);
  const [{ uid, approvers } = {}] = (await call('list_publish_rules')).publishing_rules as Json[];
  expect(await fail('update_publish_rule', { rule_uid: uid, publishing_rule: { approvers } })).toContain(why);
});

it('changes one', async () => {
  const { uid } = await create();
  await call('update_publish_rule', { rule_uid: uid, publishing_rule: { locales: ['de-de'] } });
  expect(await get(uid)).toMatchObject({ locales: ['de-de'], content_types: ['page'] });
  await call('publish_entry', await describePublish('Materials'));
});

it('takes back what it reads', async () => {
  const { uid } = await create();
  const rule = await get(uid);
  await call('update_publish_rule', { rule_uid: uid, publishing_rule: { ...rule, locales: ['fr-fr'] } });
  expect(await get(uid)).toMatchObject({ ...rule, locales: ['fr-fr'] });
});

it('deletes one, with which its guard is gone', async () => {
  const { uid } = await create();
  const materials = await describePublish('Materials');
  await fail('publish_entry', materials);
  await call('delete_publish_rule', { rule_uid: uid });
  await fail('get_publish_rule', { rule_uid: uid });
  await call('publish_entry', materials);
});
