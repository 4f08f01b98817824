// Workflows and the stages of entries through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk } from './sdk.ts';

const stage = (name: string): object => ({
  color: '#2196f3',
  SYS_ACL: { roles: { uids: [] }, users: { uids: ['$all'] }, others: {} },
  next_available_stages: ['$all'],
  allStages: true,
  allUsers: true,
  specificStages: false,
  specificUsers: false,
  entry_lock: '$none',
  name,
});
const workflow = {
  name: 'Author review',
  enabled: true,
  branches: ['main'],
  content_types: ['author'],
  admin_users: { users: [] },
  workflow_stages: [stage('Draft'), stage('Done')],
};

it('creates, fetches, lists, updates, switches and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await stack.workflow().create({ workflow });
  expect(made).toMatchObject({ name: 'Author review', enabled: true, uid: expect.stringMatching(/^blt/) });
  const fetched = await stack.workflow(made.uid).fetch();
  expect(fetched.workflow_stages.map(({ name }: { name: string }) => name)).toEqual(['Draft', 'Done']);
  fetched.name = 'Author check';
  const changed = await fetched.update();
  expect(changed).toMatchObject({ name: 'Author check', workflow_stages: fetched.workflow_stages });

  const all = await stack.workflow().fetchAll({ include_count: true });
  expect(all.count).toBe(all.items.length);
  expect(all.items.map(({ uid }: { uid: string }) => uid)).toContain(made.uid);

  expect(await stack.workflow(made.uid).disable()).toMatchObject({ notice: 'Workflow disabled successfully.' });
  expect(await stack.workflow(made.uid).fetch()).toMatchObject({ enabled: false });
  expect(await stack.workflow(made.uid).enable()).toMatchObject({ notice: 'Workflow enabled successfully.' });
  expect(await stack.workflow(made.uid).delete()).toMatchObject({ notice: 'Workflow deleted successfully.' });
  const { status, errorCode } = await opened.refused(stack.workflow(made.uid).fetch());
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 141 });
});

it('is refused what a workflow may not be', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const short = { ...workflow, workflow_stages: [stage('Draft')] };
  expect((await opened.refused(stack.workflow().create({ workflow: short }))).errors).toHaveProperty('workflow_stages');
  const taken = { ...workflow, content_types: ['page'] };
  expect((await opened.refused(stack.workflow().create({ workflow: taken }))).errors).toHaveProperty('content_types');
});

it('sees the stage of an entry, and is refused to set it', async () => {
  await using opened = await openSdk();
  const pages = opened.stack.contentType('page');
  const query = { title: 'Home' };
  const [home] = (await pages.entry().query({ query, include_workflow: true }).find()).items;
  expect(home._workflow).toMatchObject({ uid: expect.stringMatching(/^blt/), assigned_to: [] });
  const workflow_stage = { uid: home._workflow.uid, comment: 'Fine.', notify: false };
  const { status, errorCode } = await opened.refused(home.setWorkflowStage({ workflow_stage, locale: 'en-us' }));
  expect({ status, errorCode }).toEqual({ status: 401, errorCode: 105 });
});

it('sets the stage of an entry where that is chosen', async () => {
  await using opened = await openSdk({ choices: { stageByToken: 'where all users may' } });
  const { stack } = opened;
  const made = await stack.workflow().create({ workflow });
  const entry = await stack
    .contentType('author')
    .entry()
    .create({ entry: { title: 'Nele', bio: 'Short.' } });
  const workflow_stage = { uid: made.workflow_stages[1].uid };
  expect(await entry.setWorkflowStage({ workflow_stage, locale: 'en-us' })).toEqual({
    notice: 'Workflow stage updated successfully.',
  });
  const read = await stack.contentType('author').entry(entry.uid).fetch({ include_workflow: true });
  expect(read._workflow.uid).toBe(workflow_stage.uid);
});
