// Workflows through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('workflows');
beforeEach(open);
afterAll(expectAllCalled);

const stage = (name: string): Json => ({
  name,
  color: '#2196f3',
  SYS_ACL: { users: { uids: ['$all'] }, roles: { uids: [] }, others: {} },
  next_available_stages: ['$all'],
  entry_lock: '$none',
});
const review = {
  name: 'Author review',
  branches: ['main'],
  content_types: ['author'],
  workflow_stages: [stage('Draft'), stage('Done')],
};

const get = async (workflow_uid: unknown): Promise<Json> =>
  (await call('get_workflow', { workflow_uid })).workflow as Json;
const create = async (): Promise<Json> => (await call('create_workflow', { workflow: review })).workflow as Json;
const names = (workflow: Json): unknown[] => (workflow.workflow_stages as Json[]).map(({ name }) => name);

it('lists them, and gets one', async () => {
  const { workflows, count } = await call('list_workflows', { include_count: true });
  expect(count).toBe(2);
  expect((workflows as Json[]).map(({ name, enabled }) => [name, enabled])).toEqual([
    ['Product launch', false],
    ['Page review', true],
  ]);
  const [, pages] = workflows as Json[];
  expect(names(await get(pages?.uid))).toEqual(['Draft', 'Review', 'Ready']);
  expect(await fail('get_workflow', { workflow_uid: 'blt0000000000000000' })).toMatch(/status (404|422)/);
});

it('creates one, under which entries start in the first stage', async () => {
  const workflow = await create();
  expect(workflow).toMatchObject({ name: 'Author review', enabled: true });
  const [first] = workflow.workflow_stages as Json[];
  const made = await call('create_entry', { content_type_uid: 'author', entry: { title: 'Nele', bio: 'Short.' } });
  const read = await call('get_entry', {
    content_type_uid: 'author',
    entry_uid: (made.entry as Json).uid,
    include_workflow: true,
  });
  expect(read.entry).toMatchObject({ _workflow: { uid: first?.uid } });
  expect(await fail('create_workflow', { workflow: review })).toContain('covers them already');
  expect(await fail('create_workflow', { workflow: { ...review, workflow_stages: [stage('Only')] } })).toContain('2');
});

it('changes one: a stage that is left out is gone', async () => {
  const { uid, workflow_stages } = await create();
  const [first] = workflow_stages as Json[];
  await call('update_workflow', { workflow_uid: uid, workflow: { workflow_stages: [first, stage('Checked')] } });
  const changed = await get(uid);
  expect(names(changed)).toEqual(['Draft', 'Checked']);
  expect((changed.workflow_stages as Json[])[0]?.uid).toBe(first?.uid);
});

it('takes back what it reads', async () => {
  const { uid } = await create();
  const workflow = await get(uid);
  await call('update_workflow', { workflow_uid: uid, workflow: { ...workflow, name: 'Author check' } });
  const changed = await get(uid);
  expect(changed).toMatchObject({ name: 'Author check', workflow_stages: workflow.workflow_stages });
});

it('switches one off and on', async () => {
  const { uid } = await create();
  await call('disable_workflow', { workflow_uid: uid });
  expect(await get(uid)).toMatchObject({ enabled: false });
  await call('enable_workflow', { workflow_uid: uid });
  expect(await get(uid)).toMatchObject({ enabled: true });
});

it('deletes one', async () => {
  const { uid } = await create();
  expect(await call('delete_workflow', { workflow_uid: uid })).toMatchObject({
    notice: 'Workflow deleted successfully.',
  });
  await fail('get_workflow', { workflow_uid: uid });
});
