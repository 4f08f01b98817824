// Publish rules: what they may be, and what they keep from being published.
import { expect, it } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/index.ts';
import type { SeedRequest } from '../../../src/sandbox/seed/form/format.ts';
import { ann, authors, bob, openStack, seed } from '../small-stack.ts';

type Json = Record<string, unknown>;

const production = 'blt00000000000000d2';
const flow = 'blt00000000000000c0';
const draft = 'blt00000000000000c1';
const done = 'blt00000000000000c2';
const approved = 'blt00000000000000c3';
const rules = '/workflows/publishing_rules';
const base = { workflow: flow, workflow_stage: done, environment: production };
const make = (more: Json = {}): { publishing_rule: Json } => ({ publishing_rule: { ...base, ...more } });

const stage = (uid: string, name: string): Json => ({
  uid,
  name,
  color: '#2196f3',
  SYS_ACL: { users: { uids: ['$all'] } },
});
const request = (name: string, body: Json, uid?: string): SeedRequest => ({
  request: name,
  body,
  at: '2026-02-01T10:00:00.000Z',
  by: 'blt00000000000000e1',
  ...(uid === undefined ? {} : { uid }),
});
const move = (entry: string, uid: string): SeedRequest =>
  request(`POST ${authors}/${entry}/workflow`, { workflow: { workflow_stage: { uid } } });
const workflow = request(
  'POST /workflows',
  {
    workflow: {
      name: 'Review',
      content_types: ['author'],
      workflow_stages: [stage(draft, 'Draft'), stage(done, 'Done')],
    },
  },
  flow,
);
const approval = request('POST /workflows/publishing_rules', make({ approvers: { users: ['blt1'] } }), approved);

/** Ann is in the first stage, Bob in the last one. */
const open = (choices: SandboxOptions['choices'] = {}, more: SeedRequest[] = []) =>
  openStack({ seed: { ...seed, requests: [workflow, move(ann, draft), move(bob, done), ...more] }, choices });

const to = (environment = 'production', locale = 'en-us'): Json => ({
  entry: { environments: [environment], locales: [locale] },
  locale: 'en-us',
});
const refused = { status: 422, body: { error_code: 141, errors: { publishing_rule: expect.anything() } } };

it('creates, lists, reads, changes and deletes', async () => {
  const { get, post, put, remove } = await open();
  const given = { actions: ['publish'], branches: ['main'], content_types: ['author'], locales: ['en-us'] };
  const created = await post(rules, make(given));
  expect(created).toMatchObject({
    status: 201,
    body: {
      notice: 'Publish rule created successfully.',
      publishing_rule: {
        ...base,
        ...given,
        approvers: { users: [], roles: [] },
        status: true,
        disable_approver_publishing: false,
      },
    },
  });
  const path = `${rules}/${created.body.publishing_rule.uid}`;
  expect((await get(path)).body.publishing_rule).toMatchObject({ ...base, ...given });
  expect((await get(`${rules}?include_count=true&limit=1`)).body).toMatchObject({ count: 1, publishing_rules: [base] });
  expect((await get(`${rules}?content_types=article,author`)).body.publishing_rules).toHaveLength(1);
  expect((await get(`${rules}?content_types=article`)).body.publishing_rules).toEqual([]);
  const changed = await put(path, { publishing_rule: { locales: ['fr-fr'] } });
  expect(changed.body).toMatchObject({
    notice: 'Publish rule updated successfully.',
    publishing_rule: { ...base, ...given, locales: ['fr-fr'] },
  });
  expect((await get(path)).body.publishing_rule).toMatchObject({ ...base, ...given, locales: ['fr-fr'] });
  expect((await remove(path)).body).toEqual({ notice: 'Publish rule deleted successfully.' });
  expect(await get(path)).toMatchObject({ status: 422, body: { error_code: 141 } });
});

it.each<[string, Json]>([
  ['workflow', { workflow: undefined }],
  ['workflow', { workflow: 'blt0' }],
  ['workflow_stage', { workflow_stage: undefined }],
  ['workflow_stage', { workflow_stage: 'blt0' }],
  ['environment', { environment: undefined }],
  ['environment', { environment: 'production' }],
  ['actions', { actions: ['delete'] }],
  ['branches', { branches: ['nowhere'] }],
  ['content_types', { content_types: ['nothing'] }],
  ['locales', { locales: ['xx'] }],
  ['locales', { locales: 'en-us' }],
  ['approvers', { approvers: { users: 'all' } }],
])('refuses a wrong %s', async (key, more) => {
  const { post } = await open();
  const reply = await post(rules, make(more));
  expect(reply).toMatchObject({ status: 422, body: { error_code: 141 } });
  expect(reply.body.errors).toHaveProperty(key);
});

it('takes duplicates, up to a hundred rules', async () => {
  const same = make({ locales: ['fr-ch'] });
  const held = Array.from({ length: 99 }, (_, index) =>
    request(`POST ${rules}`, same, `blt0000000000000${100 + index}`),
  );
  const { post } = await open({}, held);
  expect((await post(rules, same)).status).toBe(201);
  expect(await post(rules, make())).toMatchObject({ status: 422, body: { error_code: 141 } });
});

it('leaves approvers to people', async () => {
  const { post, put } = await open({}, [approval]);
  for (const approvers of [{ users: ['blt1'] }, { users: [], roles: ['blt2'] }]) {
    expect(await post(rules, make({ approvers }))).toMatchObject({ status: 422, body: { error_code: 141 } });
    const reply = await put(`${rules}/${approved}`, { publishing_rule: { approvers } });
    expect(reply).toMatchObject({ status: 422, body: { error_code: 141 } });
  }
  expect((await post(rules, make({ approvers: { users: [], roles: [] } }))).status).toBe(201);
  const other = await open({ approversRefusal: { status: 403, code: 162 } });
  const reply = await other.post(rules, make({ approvers: { users: ['blt1'] } }));
  expect(reply).toMatchObject({ status: 403, body: { error_code: 162 } });
});

it('tells the rules of a content type, language by language', async () => {
  const { get, post } = await open({}, [approval]);
  const locales = ['en-us', 'fr-fr'];
  const { uid } = (await post(rules, make({ content_types: ['author'], locales, actions: ['publish'] }))).body
    .publishing_rule;
  const path = '/workflows/content_type/author';
  const shown = { uid, action: 'publish', environment: production, workflow_stage: done };
  expect((await get(`${path}?action=publish`)).body.publishing_rules).toEqual([
    { ...shown, uid: approved, locale: '$all', approvers: ['blt1'] },
    { ...shown, locale: 'en-us' },
    { ...shown, locale: 'fr-fr' },
  ]);
  const french = (await get(`${path}?action=publish&locale=fr-fr&environment=${production}`)).body.publishing_rules;
  expect(french).toContainEqual({ ...shown, locale: 'fr-fr' });
  expect((await get(`${path}?action=publish&environment=blt0`)).body.publishing_rules).toEqual([]);
  expect((await get(`${path}?action=unpublish`)).body.publishing_rules).toHaveLength(1);
  expect((await get('/workflows/content_type/article?action=publish')).body.publishing_rules).toHaveLength(1);
  for (const query of ['', '?action=both']) {
    expect(await get(path + query)).toMatchObject({ status: 422, body: { errors: { action: expect.anything() } } });
  }
});

it('keeps entries in the wrong stage from being published', async () => {
  const { get, post } = await open();
  await post(rules, make());
  expect(await post(`${authors}/${ann}/publish`, to())).toMatchObject(refused);
  expect((await get(`${authors}/${ann}?include_publish_details=true`)).body.entry.publish_details).toEqual([]);
  expect((await post(`${authors}/${bob}/publish`, to())).status).toBe(200);
  expect((await post(`${authors}/${ann}/publish`, to('development'))).status).toBe(200);
  // A language without its own version goes as what it falls back to.
  expect(await post(`${authors}/${ann}/publish`, to('production', 'fr-ch'))).toMatchObject(refused);
});

it.each<[string, Json]>([
  ['branches', { branches: ['next'] }],
  ['content types', { content_types: ['article'] }],
  ['languages', { locales: ['fr-fr'] }],
  ['actions', { actions: ['unpublish'] }],
])('guards its own %s alone', async (_, more) => {
  const { post } = await open();
  await post(rules, make(more));
  expect((await post(`${authors}/${ann}/publish`, to())).status).toBe(200);
});

it('guards unpublishing as well', async () => {
  const { post } = await open();
  await post(`${authors}/${ann}/publish`, to());
  await post(rules, make({ actions: ['unpublish'] }));
  expect(await post(`${authors}/${ann}/unpublish`, to())).toMatchObject(refused);
});

it('guards nothing once its workflow is off or gone', async () => {
  const { get, post, remove } = await open();
  await post(rules, make());
  await get(`/workflows/${flow}/disable`);
  expect((await post(`${authors}/${ann}/publish`, to())).status).toBe(200);
  await get(`/workflows/${flow}/enable`);
  expect((await post(`${authors}/${ann}/publish`, to())).status).toBe(422);
  await remove(`/workflows/${flow}`);
  expect((await post(`${authors}/${ann}/publish`, to())).status).toBe(200);
});

it('wants an approval, which somebody gives or refuses', async () => {
  const { post } = await open({}, [approval]);
  expect(await post(`${authors}/${bob}/publish`, to())).toMatchObject(refused);
  const answer = (status: number): SeedRequest =>
    request(`POST ${authors}/${bob}/workflow`, {
      workflow: { publishing_rule: { uid: approved, action: 'publish', status } },
    });
  for (const [statuses, expected] of [
    [[0], 422],
    [[0, 1], 200],
    [[1, -1], 422],
  ] as const) {
    const client = await open({}, [approval, ...statuses.map(answer)]);
    expect((await client.post(`${authors}/${bob}/publish`, to())).status).toBe(expected);
  }
  await expect(open({}, [approval, answer(7)])).rejects.toThrow('status');
});

it('is passed by where tokens are said to', async () => {
  const { post } = await open({ publishUnderRules: 'bypassed' }, [approval]);
  expect((await post(`${authors}/${ann}/publish`, to())).status).toBe(200);
});

it('fails a bulk publish as a whole, or leaves out what does not satisfy it', async () => {
  const client = await open({ jobVersionHeader: 'optional' });
  const { get, post } = client;
  await post(rules, make());
  const entries = [ann, bob].map(uid => ({ uid, content_type: 'author', locale: 'en-us' }));
  const body = { entries, environments: ['production'], locales: ['en-us'] };
  expect(await post('/bulk/publish', body)).toMatchObject(refused);
  expect(await post('/bulk/publish?approvals=true', body)).toMatchObject(refused);
  expect((await post('/bulk/publish?skip_workflow_stage_check=true', body)).status).toBe(200);
  const details = async (uid: string) =>
    (await get(`${authors}/${uid}?include_publish_details=true`)).body.entry.publish_details;
  await expect.poll(async () => (await details(bob))[0].version).toBe(2);
  expect(await details(ann)).toEqual([]);
});

it('leaves out in bulk what awaits approval', async () => {
  const { post } = await open({ jobVersionHeader: 'optional' }, [approval]);
  const entries = [{ uid: bob, content_type: 'author', locale: 'en-us' }];
  const body = { entries, environments: ['production'], locales: ['en-us'] };
  expect(await post('/bulk/publish?skip_workflow_stage_check=true', body)).toMatchObject(refused);
  expect((await post('/bulk/publish', { ...body, rules: { approvals: 'true' } })).status).toBe(200);
  const headers = { approvals: 'true' };
  expect((await post('/bulk/publish', body, { headers })).status).toBe(200);
});

it('can be changed when its workflow and its environment are gone', async () => {
  const { get, post, put, remove } = await open();
  const { uid } = (await post(rules, make())).body.publishing_rule;
  await remove(`/workflows/${flow}`);
  await remove('/environments/production');
  expect((await put(`${rules}/${uid}`, { publishing_rule: { locales: ['fr-fr'] } })).status).toBe(200);
  expect((await get(`${rules}/${uid}`)).body.publishing_rule).toMatchObject({ ...base, locales: ['fr-fr'] });
  expect((await put(`${rules}/${uid}`, { publishing_rule: { workflow: 'blt0' } })).status).toBe(422);
});
