// Workflows: what they may be, on and off, and what they mean for entries.
import { expect, it } from 'vitest';
import type { GivenChoices } from '../../../src/sandbox/state/choices.ts';
import { ann, ask, authors, type Client, openStack } from '../small-stack.ts';

type Json = Record<string, unknown>;

const stage = (name: string, more: Json = {}): Json => ({
  name,
  color: '#2196f3',
  SYS_ACL: { roles: { uids: [] }, users: { uids: ['$all'] }, others: {} },
  next_available_stages: ['$all'],
  ...more,
});
const draft = stage('Draft');
const done = stage('Done');
const make = (more: Json = {}): { workflow: Json } => ({
  workflow: { name: 'Review', content_types: ['author'], workflow_stages: [draft, done], ...more },
});

const stageUids = (workflow: { workflow_stages: { uid: string }[] }): string[] =>
  workflow.workflow_stages.map(({ uid }) => uid);

const open = (choices: GivenChoices = {}): Promise<Client> => openStack({ choices });

/** A workflow for authors, and an author that was made under it. */
async function start(client: Client, more: Json = {}) {
  const { workflow } = (await client.post('/workflows', make(more))).body;
  const { entry } = (await client.post(authors, { entry: { title: 'Cleo' } })).body;
  const path = `${authors}/${entry.uid}`;
  const move = (uid: string | undefined, extra: Json = {}) =>
    client.post(`${path}/workflow`, { workflow: { workflow_stage: { uid, ...extra } } });
  const look = async () => (await client.get(`${path}?include_workflow=true`)).body.entry._workflow;
  return { workflow, path, move, look, stages: stageUids(workflow) };
}

it('creates, lists, reads, changes and deletes', async () => {
  const { get, post, put, remove } = await open();
  const created = await post('/workflows', make({ description: 'Four eyes.' }));
  expect(created).toMatchObject({ status: 201, body: { notice: 'Workflow created successfully.' } });
  const { workflow } = created.body;
  expect(workflow).toMatchObject({
    name: 'Review',
    description: 'Four eyes.',
    enabled: true,
    branches: ['main'],
    content_types: ['author'],
    admin_users: { users: [], roles: [] },
    deleted_at: false,
  });
  expect(workflow.workflow_stages[0].SYS_ACL).toEqual({
    others: { read: true, write: true, transit: false },
    users: { uids: ['$all'], read: true, write: true, transit: true },
    roles: { uids: [], read: true, write: true, transit: true },
  });
  const listed = (await get('/workflows?include_count=true')).body;
  expect(listed).toMatchObject({ count: 1, workflows: [{ uid: workflow.uid }] });
  const path = `/workflows/${workflow.uid}`;
  expect((await get(path)).body.workflow).toMatchObject({ uid: workflow.uid, name: 'Review' });

  const [first, second] = workflow.workflow_stages;
  const changed = await put(path, { workflow: { name: 'Check', workflow_stages: [first, stage('Read'), second] } });
  expect(changed.body.notice).toBe('Workflow updated successfully.');
  expect(changed.body.workflow).toMatchObject({ name: 'Check', description: 'Four eyes.', content_types: ['author'] });
  const uids = stageUids(changed.body.workflow);
  expect([uids[0], uids[2]]).toEqual([first.uid, second.uid]);
  expect(uids[1]).toMatch(/^blt[0-9a-f]{16}$/);

  const removed = await remove(path);
  expect(removed.body).toMatchObject({ notice: 'Workflow deleted successfully.', workflow: { uid: workflow.uid } });
  expect(Date.parse(removed.body.workflow.deleted_at)).not.toBeNaN();
  expect(await get(path)).toMatchObject({ status: 422, body: { error_code: 141 } });
});

it('knows its stages by name before they have uids', async () => {
  const { post } = await open();
  const stages = [stage('Draft', { next_available_stages: ['Done'] }), { name: 'Done', color: '#fff' }];
  const { workflow } = (await post('/workflows', make({ workflow_stages: stages }))).body;
  expect(workflow.workflow_stages[0].next_available_stages).toEqual([workflow.workflow_stages[1].uid]);
  // What is not said of a stage leaves it open to everybody.
  expect(workflow.workflow_stages[1]).toMatchObject({ next_available_stages: ['$all'], SYS_ACL: done.SYS_ACL });
});

it.each<[string, Json]>([
  ['name', { name: '' }],
  ['content_types', { content_types: undefined }],
  ['content_types', { content_types: ['nothing'] }],
  ['content_types', { content_types: Array(101).fill('author') }],
  ['branches', { branches: [] }],
  ['content_types', { content_types: [] }],
  ['enabled', { enabled: 'yes' }],
  ['workflow_stages', { workflow_stages: undefined }],
  ['workflow_stages', { workflow_stages: [draft] }],
  ['workflow_stages', { workflow_stages: Array(21).fill(draft) }],
  ['workflow_stages', { workflow_stages: [draft, { color: '#fff' }] }],
  ['workflow_stages', { workflow_stages: [draft, { name: 'Done' }] }],
  ['next_available_stages', { workflow_stages: [draft, stage('Done', { next_available_stages: ['Gone'] })] }],
  [
    'next_available_stages',
    { workflow_stages: [draft, stage('Done', { next_available_stages: Array(21).fill('Draft') })] },
  ],
  ['entry_lock', { workflow_stages: [draft, stage('Done', { entry_lock: '$some' })] }],
  ['SYS_ACL', { workflow_stages: [draft, stage('Done', { SYS_ACL: { users: { uids: Array(101).fill('u') } } })] }],
  ['admin_users', { admin_users: { users: Array(101).fill('u') } }],
])('refuses a wrong %s', async (key, more) => {
  const { post } = await open();
  const reply = await post('/workflows', make(more));
  expect(reply).toMatchObject({ status: 422, body: { error_code: 141 } });
  expect(reply.body.errors).toHaveProperty(key);
});

it('takes branches of any name, and no content types if that is chosen', async () => {
  const usual = await open();
  const branches = ['main', 'nowhere'];
  expect((await usual.post('/workflows', make({ branches }))).body.workflow).toMatchObject({ branches });
  const other = await open({ workflowBranches: 'those that exist', workflowWithoutTypes: 'allow' });
  const refused = await other.post('/workflows', make({ branches }));
  expect(refused).toMatchObject({ status: 422, body: { errors: { branches: ["there is no branch 'nowhere'."] } } });
  expect((await other.post('/workflows', make({ content_types: [] }))).status).toBe(201);
});

it('gives a content type one workflow on a branch', async () => {
  const { get, post } = await open();
  const first = (await post('/workflows', make())).body.workflow;
  for (const content_types of [['author'], ['$all'], ['article', 'author']]) {
    expect(await post('/workflows', make({ content_types }))).toMatchObject({ status: 422, body: { error_code: 141 } });
  }
  expect((await post('/workflows', make({ content_types: ['article'] }))).status).toBe(201);
  expect((await post('/workflows', make({ branches: ['next'] }))).status).toBe(201);
  // One that is off is in nobody's way until it is switched on.
  const off = (await post('/workflows', make({ enabled: false }))).body.workflow;
  expect((await get(`/workflows/${off.uid}/enable`)).status).toBe(422);
  await get(`/workflows/${first.uid}/disable`);
  expect((await get(`/workflows/${off.uid}/enable`)).status).toBe(200);
});

it('has room for ten workflows', async () => {
  const { post } = await open();
  for (let number = 0; number < 10; number++) {
    expect((await post('/workflows', make({ enabled: false, name: `W${number}` }))).status).toBe(201);
  }
  expect(await post('/workflows', make({ enabled: false }))).toMatchObject({ status: 422, body: { error_code: 141 } });
});

it('is switched on and off by requests that read', async () => {
  const client = await open();
  const { get, sandbox } = client;
  const { workflow, look } = await start(client);
  const path = `/workflows/${workflow.uid}`;
  expect(await look()).toBeDefined();
  expect((await get(`${path}/disable`)).body).toMatchObject({
    notice: 'Workflow disabled successfully.',
    workflow: { enabled: false },
  });
  expect(await look()).toBeUndefined();
  const token = sandbox.tokens.reader ?? '';
  expect(await get(`${path}/enable`, { token })).toMatchObject({ status: 401, body: { error_code: 161 } });
  expect((await get(path)).body.workflow.enabled).toBe(false);
  expect((await get(`${path}/enable`)).body.notice).toBe('Workflow enabled successfully.');
  expect(await look()).toBeDefined();
});

it('lets a token that reads switch it where that is chosen', async () => {
  const { get, post, sandbox } = await open({ readOnlyWritingGets: 'allow' });
  const { uid } = (await post('/workflows', make())).body.workflow;
  const token = sandbox.tokens.reader ?? '';
  expect((await get(`/workflows/${uid}/disable`, { token })).body.workflow.enabled).toBe(false);
});

it('puts new entries into the first stage, language by language, and finds them by it', async () => {
  const client = await open();
  const { get, put } = client;
  const { look, path, stages } = await start(client);
  expect(await look()).toMatchObject({ uid: stages[0], version: 1, assigned_to: [], assigned_by_roles: [] });
  expect((await get(path)).body.entry).not.toHaveProperty('_workflow');
  expect((await get(`${authors}/${ann}?include_workflow=true`)).body.entry).not.toHaveProperty('_workflow');
  const found = (await get(`${authors}?${ask({ '_workflow.uid': stages[0] })}`)).body.entries;
  expect(found.map(({ title }: { title: string }) => title)).toEqual(['Cleo']);
  expect(found[0]).not.toHaveProperty('_workflow');
  const shown = (await get(`${authors}?include_workflow=true&${ask({ title: 'Cleo' })}`)).body.entries;
  expect(shown[0]._workflow.uid).toBe(stages[0]);
  await put(`${path}?locale=fr-fr`, { entry: { city: 'Lyon' } });
  const french = (await get(`${path}?locale=fr-fr&include_workflow=true`)).body.entry;
  expect(french._workflow).toMatchObject({ uid: stages[0] });
});

it('leaves new entries without stage where that is chosen', async () => {
  const client = await open({ newEntryStage: 'none' });
  expect(await (await start(client)).look()).toBeUndefined();
});

it('covers its own branches alone', async () => {
  const client = await open();
  const { post, get } = client;
  await start(client);
  const headers = { branch: 'next' };
  const { entry } = (await post(authors, { entry: { title: 'Dora' } }, { headers })).body;
  const read = (await get(`${authors}/${entry.uid}?include_workflow=true`, { headers })).body.entry;
  expect(read).not.toHaveProperty('_workflow');
});

it('keeps stages and publish requests from tokens', async () => {
  const client = await open();
  const { move, look, path, stages } = await start(client);
  expect(await move(stages[1])).toMatchObject({ status: 401, body: { error_code: 105 } });
  const request = { workflow: { publishing_rule: { uid: 'blt1', action: 'publish', status: 0 } } };
  expect(await client.post(`${path}/workflow`, request)).toMatchObject({ status: 401, body: { error_code: 105 } });
  expect((await look()).uid).toBe(stages[0]);
  expect((await client.get('/user/assignments')).body.error_code).toBe(105);
});

it('lets a token move an entry on where all users may, if that is chosen', async () => {
  const client = await open({ stageByToken: 'where all users may' });
  const some = stage('Some', { SYS_ACL: { users: { uids: ['blt1'] } }, next_available_stages: ['Draft'] });
  const { move, look, stages, path, workflow } = await start(client, { workflow_stages: [draft, done, some] });
  const moved = await move(stages[1], { due_date: '2026-12-24', assigned_to: [{ uid: 'blt1' }] });
  expect(moved.body).toEqual({ notice: 'Workflow stage updated successfully.' });
  expect(await look()).toMatchObject({ uid: stages[1], due_date: '2026-12-24', assigned_to: [{ uid: 'blt1' }] });
  expect((await move(stages[2])).status).toBe(200);
  // Out of that one not everybody may, and not everywhere.
  expect(await move(stages[1])).toMatchObject({ status: 412, body: { error_code: 366 } });
  expect(await move(stages[0])).toMatchObject({ status: 422, body: { error_code: 141 } });
  expect(await move('blt0000000000000000')).toMatchObject({ status: 412, body: { error_code: 366 } });
  expect(await move(undefined)).toMatchObject({ status: 422, body: { error_code: 141 } });
  expect(await move(stages[2], { comment: 'x'.repeat(201) })).toMatchObject({ status: 422 });
  await client.get(`/workflows/${workflow.uid}/disable`);
  expect(await move(stages[1])).toMatchObject({ status: 412, body: { error_code: 366 } });
  const request = { workflow: { publishing_rule: { uid: 'blt1', action: 'publish', status: 1 } } };
  expect(await client.post(`${path}/workflow`, request)).toMatchObject({ status: 401, body: { error_code: 105 } });
});

it('refuses to set the stage of an entry that has none, or sets it', async () => {
  for (const [firstStageByRequest, status] of [
    ['refuse', 422],
    ['set', 200],
  ] as const) {
    const client = await open({ stageByToken: 'where all users may', firstStageByRequest });
    const { stages } = await start(client);
    const body = { workflow: { workflow_stage: { uid: stages[1] } } };
    expect((await client.post(`${authors}/${ann}/workflow`, body)).status).toBe(status);
  }
});

it.each(['$others', '$all'])('locks entries in a stage with %s', async entry_lock => {
  const client = await open({ stageByToken: 'where all users may' });
  const SYS_ACL = { users: { uids: entry_lock === '$all' ? ['$all'] : ['blt1'] } };
  const { move, path, stages, workflow } = await start(client, {
    workflow_stages: [stage('Draft', { entry_lock }), stage('Done', { entry_lock, SYS_ACL })],
  });
  expect(workflow.workflow_stages[0].entry_lock).toBe('$none');
  expect(workflow.workflow_stages[1].SYS_ACL.others.write).toBe(false);
  expect((await client.put(path, { entry: { city: 'Ulm' } })).status).toBe(200);
  await move(stages[1]);
  expect(await client.put(path, { entry: { city: 'Bonn' } })).toMatchObject({ status: 422, body: { error_code: 141 } });
  expect((await client.remove(path)).status).toBe(422);
  expect((await client.get(path)).body.entry.city).toBe('Ulm');
});

it('lets locks not bind a token where that is chosen, nor one of $others where all users may', async () => {
  const locked = [draft, stage('Done', { entry_lock: '$all' }), stage('Open', { entry_lock: '$others' })];
  const client = await open({ stageByToken: 'where all users may', entryLock: 'ignored' });
  const first = await start(client, { workflow_stages: locked });
  await first.move(first.stages[1]);
  expect((await client.put(first.path, { entry: { city: 'Bonn' } })).status).toBe(200);
  const other = await open({ stageByToken: 'where all users may' });
  const second = await start(other, { workflow_stages: locked });
  await second.move(second.stages[2]);
  expect((await other.put(second.path, { entry: { city: 'Bonn' } })).status).toBe(200);
});

it('takes entries out of a stage that is gone', async () => {
  const client = await open();
  const { workflow, look } = await start(client);
  const [, second] = workflow.workflow_stages;
  await client.put(`/workflows/${workflow.uid}`, { workflow: { workflow_stages: [second, stage('New')] } });
  expect(await look()).toBeUndefined();
});

it('saves the stages of the time of one workflow', async () => {
  const { post, get } = await open();
  const workflow_stages = [{ name: 'Needs Changes', description: 'Once more.', color: 'orange' }];
  const saved = await post('/workflows/workflow_stages', { workflow_stages, status: { workflow_stages: true } });
  expect(saved).toMatchObject({ status: 200, body: { message: 'Workflow updated successfully.' } });
  expect(saved.body.workflow.workflow_stages.map(({ uid }: { uid: string }) => uid)).toEqual([
    'draft',
    'needschanges',
    'complete',
  ]);
  const again = await post('/workflows/workflow_stages', { workflow_stages: [] });
  expect(again.body.workflow.uid).toBe(saved.body.workflow.uid);
  expect((await get('/workflows')).body.workflows).toHaveLength(1);
  expect((await post('/workflows/workflow_stages', {})).status).toBe(400);
  expect((await post('/workflows/workflow_stages', { workflow_stages: [{}] })).status).toBe(422);
});

it('can be changed when a content type of it is gone', async () => {
  const { post, put, remove } = await open();
  const { uid } = (await post('/workflows', make({ content_types: ['author', 'settings'] }))).body.workflow;
  const other = { headers: { branch: 'next' } };
  await remove('/content_types/settings?force=true');
  await remove('/content_types/settings?force=true', undefined, other);
  expect((await put(`/workflows/${uid}`, { workflow: { name: 'Check' } })).body.workflow.name).toBe('Check');
  expect((await put(`/workflows/${uid}`, { workflow: { content_types: ['nothing'] } })).status).toBe(422);
});
