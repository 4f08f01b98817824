// Publish rules and many items at once: one holds back all, unless such items are to be left out.
import { describe, expect, it } from 'vitest';
import { ann, articles, authors, type Client, openStack, seed, snow } from '../small-stack.ts';
import { atOnce, itemsOf, jobOf, nested, placesOf } from './asking.ts';

const by = 'blt00000000000000e1';
const at = '2026-01-09T00:00:00.000Z';
const development = 'blt00000000000000d1';

const stage = (name: string) => ({
  name,
  color: '#2196f3',
  SYS_ACL: { roles: { uids: [] }, users: { uids: ['$all'] }, others: {} },
  next_available_stages: ['$all'],
  allStages: true,
  allUsers: true,
  specificStages: false,
  specificUsers: false,
  entry_lock: '$none',
});

/** Authors wait for the second stage of a workflow, articles for somebody's approval; both in one environment. */
async function openRuled(): Promise<Client> {
  const rule = { actions: ['publish'], environment: development, locales: ['en-us'] };
  const requests = [
    {
      request: 'POST /workflows/publishing_rules',
      body: { publishing_rule: { ...rule, content_types: ['article'], approvers: { users: [by], roles: [] } } },
      at,
      by,
    },
  ];
  const client = await openStack({ ...atOnce, seed: { ...seed, requests } });
  const workflow_stages = [stage('Draft'), stage('Ready')];
  const made = await client.post('/workflows', {
    workflow: { name: 'Care', content_types: ['author'], branches: ['main'], enabled: true, workflow_stages },
  });
  expect(made.status).toBe(201);
  const { uid, workflow_stages: stages } = made.body.workflow;
  const publishing_rule = { ...rule, content_types: ['author'], workflow: uid, workflow_stage: stages[1].uid };
  expect((await client.post('/workflows/publishing_rules', { publishing_rule })).status).toBe(201);
  return client;
}

const author = { uid: ann, content_type: 'author' };
const article = { uid: snow, content_type: 'article' };
const asked = (...entries: object[]) => ({ entries, locales: ['en-us'], environments: ['development'] });
const hill = { assets: [{ uid: 'blt00000000000000a1' }] };

describe('a bulk publish', () => {
  it('sends nothing when one item does not satisfy the rules', async () => {
    const client = await openRuled();
    for (const entry of [author, article]) {
      const { status, body } = await client.post('/bulk/publish', { ...asked(entry), ...hill }, nested);
      expect([status, body.error_code]).toEqual([422, 141]);
      expect(body.errors).toHaveProperty('publishing_rule');
    }
    expect(client.sandbox.state.branches.main?.publish_queue).toEqual([]);
  });

  it('leaves such items out when told to, by query, header or body', async () => {
    for (const [query, headers, more] of [
      ['?skip_workflow_stage_check=true', {}, {}],
      ['', { skip_workflow_stage_check: 'true' }, {}],
      ['', {}, { skip_workflow_stage_check: true }],
    ] as const) {
      const client = await openRuled();
      const body = { ...asked(author), ...hill, ...more };
      const started = await client.post(`/bulk/publish${query}`, body, { headers: { ...nested.headers, ...headers } });
      expect(started.status).toBe(200);
      expect(await placesOf(client, `${authors}/${ann}`)).toEqual([]);
      const { summary } = await jobOf(client, started.body.job_id);
      expect(summary).toMatchObject({ success: 1, skip: 1, approvals: 0, unsuccess: 0 });
    }
  });

  it('counts what awaits an approval', async () => {
    const client = await openRuled();
    for (const [query, more] of [
      ['?approvals=true', {}],
      ['', { rules: { approvals: 'true' } }],
    ] as const) {
      const { body } = await client.post(`/bulk/publish${query}`, { ...asked(article), ...more }, nested);
      expect((await jobOf(client, body.job_id)).summary).toMatchObject({ approvals: 1, success: 0, skip: 0 });
      expect(await itemsOf(client, body.job_id)).toMatchObject([
        { uid: snow, title: 'First Snow', publish_details: { status: 'approval' } },
      ]);
    }
    expect((await client.post('/bulk/publish?approvals=true', asked(author))).status).toBe(422);
  });

  it('fails for what comes along by reference', async () => {
    const client = await openRuled();
    const body = { ...asked(article), publish_with_reference: true };
    const started = await client.post('/bulk/publish?approvals=true', body, nested);
    const failed = await itemsOf(client, started.body.job_id, '?include_reference=true&status=failed');
    expect(failed.map((item: { uid: string }) => item.uid)).toContain(ann);
  });
});

describe('a deployment', () => {
  it('sends nothing when one item does not satisfy the rules, or leaves such items out', async () => {
    const client = await openRuled();
    const { body } = await client.post('/releases', { release: { name: 'Spring' } });
    const path = `/releases/${body.release.uid}`;
    const items = [
      { uid: ann, content_type_uid: 'author', locale: 'en-us', version: 1, action: 'publish' },
      { uid: snow, content_type_uid: 'article', locale: 'en-us', version: 1, action: 'publish' },
    ];
    await client.post(`${path}/items`, { items });
    const release = { environments: ['development', 'production'] };
    expect((await client.post(`${path}/deploy`, { release })).body).toMatchObject({ error_code: 141 });
    expect((await client.get(path)).body.release).toMatchObject({ locked: false, status: [] });
    const flags = 'skip_workflow_stage_check=true&approvals=true';
    expect((await client.post(`${path}/deploy?${flags}`, { release })).status).toBe(200);
    expect(await placesOf(client, `${authors}/${ann}`)).toEqual([['blt00000000000000d2', 'en-us']]);
    expect(await placesOf(client, `${articles}/${snow}`)).toEqual([['blt00000000000000d2', 'en-us']]);
  });
});
