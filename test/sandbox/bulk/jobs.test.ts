// The jobs that bulk requests set going: step by step, as a list, and item by item.
import { describe, expect, it } from 'vitest';
import { passTime } from '../pass-time.ts';
import { ann, authors, bob, type Client, hill, openStack, snow } from '../small-stack.ts';
import {
  atOnce,
  bulk,
  development,
  entriesOf,
  itemsOf,
  jobOf,
  nested,
  placesOf,
  production,
  slow,
  toDevelopment,
} from './asking.ts';

describe('a job', () => {
  it('goes from the queue through the work to its end, and takes effect there', async () => {
    const client = await openStack(slow);
    const { status, body } = await client.post('/bulk/publish', toDevelopment(entriesOf(ann, bob)), nested);
    expect(status).toBe(200);
    expect(body.notice).toBe('Your bulk publish request is in progress. Please check publish queue for more details.');
    expect(await jobOf(client, body.job_id)).toMatchObject({
      status: 2,
      summary: { state: 'queued', total_processed: 0 },
    });
    passTime(client.sandbox);
    expect(await jobOf(client, body.job_id)).toMatchObject({ status: 3, summary: { state: 'in-progress' } });
    expect(await placesOf(client, `${authors}/${ann}`)).toEqual([]);
    passTime(client.sandbox);
    expect(await jobOf(client, body.job_id)).toEqual({
      uid: body.job_id,
      action: 'publish',
      api_key: client.sandbox.api_key,
      status: 4,
      body: {
        branch: 'main',
        locales: ['en-us'],
        environments: [development],
        published_at: expect.any(String),
        scheduled_at: '',
      },
      summary: {
        top_level_items: 2,
        total_processed: 2,
        success: 2,
        unsuccess: 0,
        approvals: 0,
        skip: 0,
        state: 'complete',
      },
      created_at: expect.any(String),
      created_by: expect.any(String),
      updated_at: expect.any(String),
      updated_by: expect.any(String),
    });
    expect(await placesOf(client, `${authors}/${ann}`)).toEqual([[development, 'en-us']]);
  });

  it('ends in part or not at all well when items fail, and says why', async () => {
    const client = await openStack(atOnce);
    const gone = 'blt00000000000000ff';
    const some = await client.post('/bulk/publish', toDevelopment(entriesOf(ann, gone)), nested);
    expect(await jobOf(client, some.body.job_id)).toMatchObject({
      status: 5,
      summary: { success: 1, unsuccess: 1, total_processed: 2 },
    });
    expect(await itemsOf(client, some.body.job_id, '?status=failed')).toMatchObject([
      { uid: gone, publish_details: { status: 'failed', failure_reason: "The requested entry doesn't exist." } },
    ]);
    const none = await client.post('/bulk/publish', toDevelopment(entriesOf(gone)), nested);
    expect(await jobOf(client, none.body.job_id)).toMatchObject({ status: 6, summary: { unsuccess: 1 } });
  });

  it('skips what stands there already', async () => {
    const client = await openStack(atOnce);
    const asked = { entries: [{ uid: snow, content_type: 'article' }], locales: ['en-us'], environments: [production] };
    const { body } = await client.post('/bulk/publish', asked, nested);
    expect(await jobOf(client, body.job_id)).toMatchObject({ status: 4, summary: { success: 0, skip: 1 } });
  });

  it('is told to webhooks when publishing is done, and written down', async () => {
    const client = await openStack(atOnce);
    await client.post('/bulk/publish', toDevelopment(entriesOf(ann)), nested);
    const log = client.sandbox.state.branches.main?.audit_log ?? [];
    expect(log.slice(-2).map(({ module, event_type }) => `${module} ${event_type}`)).toEqual([
      'entry publish',
      'bulk_task publish',
    ]);
  });

  it('is what a publish of taxonomies is, too', async () => {
    const client = await openStack(atOnce);
    const asked = { environments: ['production'], locales: ['en-us'], items: [{ uid: 'topic' }] };
    const { body } = await client.post('/taxonomies/publish', asked, nested);
    expect(await jobOf(client, body.job_id)).toMatchObject({ status: 4, summary: { success: 1, top_level_items: 1 } });
    expect(await itemsOf(client, body.job_id)).toMatchObject([{ uid: 'topic', type: 'taxonomy' }]);
  });

  it('waits while two are active, or is refused with one of two statuses', async () => {
    const client = await openStack(slow);
    const start = async (of: Client) => of.post('/bulk/publish', toDevelopment(entriesOf(ann)), nested);
    const [first, , third] = [await start(client), await start(client), await start(client)];
    expect(await jobOf(client, third.body.job_id)).toMatchObject({ status: 1 });
    passTime(client.sandbox);
    expect(await jobOf(client, third.body.job_id)).toMatchObject({ status: 1 });
    passTime(client.sandbox);
    expect(await jobOf(client, first.body.job_id)).toMatchObject({ status: 4 });
    expect((await jobOf(client, third.body.job_id)).status).toBe(2);
    for (const [bulkJobsAboveMaximum, status] of [
      ['refuse with 429', 429],
      ['refuse with 422', 422],
    ] as const) {
      const strict = await openStack({ ...slow, choices: { bulkJobsAboveMaximum } });
      expect([(await start(strict)).status, (await start(strict)).status, (await start(strict)).status]).toEqual([
        200,
        200,
        status,
      ]);
    }
  });
});

describe('the list of jobs', () => {
  it('is newest first, filtered, sorted, counted and paged', async () => {
    const client = await openStack(atOnce);
    await client.post('/bulk/publish', toDevelopment(entriesOf(ann)));
    await client.post('/bulk/publish', toDevelopment(entriesOf('blt00000000000000ff')));
    await client.post('/bulk/unpublish', toDevelopment(entriesOf(ann)), { headers: { branch: 'next' } });
    const list = async (query = '') => (await client.get(`/bulk/jobs${query}`, bulk)).body;
    const { jobItems } = await list();
    expect(jobItems.map((job: { action: string }) => job.action)).toEqual(['unpublish', 'publish', 'publish']);
    expect(jobItems[0].body.branch).toBe('next');
    expect((await list('?asc=created_at')).jobItems[0].uid).toBe(jobItems[2].uid);
    expect((await list('?desc=action')).jobItems[0].action).toBe('unpublish');
    expect((await list('?status=5,6')).jobItems).toMatchObject([{ uid: jobItems[1].uid }]);
    expect((await list('?users=nobody')).jobItems).toEqual([]);
    expect((await list(`?users=nobody,${jobItems[0].created_by}`)).jobItems).toHaveLength(3);
    expect(await list('?include_count=true&limit=1&skip=1')).toMatchObject({
      count: 3,
      jobItems: [{ uid: jobItems[1].uid }],
    });
    const today = jobItems[0].created_at.slice(0, 10);
    expect((await list(`?from=${jobItems[2].created_at.slice(0, 10)}&to=${today}`)).jobItems).toHaveLength(3);
    expect((await list('?from=2020-01-01&to=2020-12-31')).jobItems).toEqual([]);
    for (const query of ['asc=uid', 'status=7', 'status=done', 'from=yesterday', 'from=2026-02-02&to=2026-01-01']) {
      expect((await client.get(`/bulk/jobs?${query}`, bulk)).status, query).toBe(422);
    }
  });

  it('may have the other key', async () => {
    const client = await openStack({ choices: { bulkJobsKey: 'jobs' } });
    expect((await client.get('/bulk/jobs', bulk)).body).toEqual({ jobs: [] });
  });

  it('needs its version, as jobs do, unless that may be left out', async () => {
    const client = await openStack(atOnce);
    const { body } = await client.post('/bulk/publish', toDevelopment(entriesOf(ann)));
    const paths = ['/bulk/jobs', `/bulk/jobs/${body.job_id}`, `/bulk/jobs/${body.job_id}/items`];
    for (const path of paths) expect((await client.get(path)).body.error_code, path).toBe(141);
    expect((await client.post('/bulk/release/items', {})).body.errors).toHaveProperty('bulk_version');
    expect((await client.get(paths[1] ?? '', nested)).status).toBe(200);
    const lax = await openStack({ choices: { jobVersionHeader: 'optional' } });
    expect((await lax.get('/bulk/jobs')).status).toBe(200);
  });
});

describe('the items of a job', () => {
  it('are filtered and paged, and counted with the first page alone', async () => {
    const client = await openStack(atOnce);
    const asked = toDevelopment([...entriesOf(ann, bob), { uid: snow, content_type: 'article' }], {
      assets: [{ uid: hill }],
    });
    const { body } = await client.post('/bulk/publish', asked, nested);
    const path = `/bulk/jobs/${body.job_id}/items`;
    expect((await client.get(`${path}?include_count=true&limit=2`, nested)).body).toMatchObject({
      skip: 0,
      limit: 2,
      total_count: 4,
      items: [{}, {}],
    });
    const second = (await client.get(`${path}?include_count=true&skip=2&limit=2`, nested)).body;
    expect(Object.keys(second)).toEqual(['items']);
    expect(second.items).toHaveLength(2);
    expect(await itemsOf(client, body.job_id, '?type=asset')).toMatchObject([{ uid: hill }]);
    expect(await itemsOf(client, body.job_id, '?ct[]=article')).toMatchObject([
      {
        uid: snow,
        type: 'entry',
        title: 'First Snow',
        locale: 'en-us',
        version: 1,
        content_type: { uid: 'article' },
        publish_details: { status: 'success' },
        publish_locale: 'en-us',
        environment: development,
        action: 'publish',
        published_at: expect.any(String),
        scheduled_at: '',
        user: expect.any(String),
        depth: 0,
      },
    ]);
    expect(await itemsOf(client, body.job_id, '?status=success')).toHaveLength(4);
    for (const query of ['status=odd', 'type=folder']) {
      expect((await client.get(`${path}?${query}`, nested)).status, query).toBe(422);
    }
  });

  it('are those of a job that is there', async () => {
    const { get } = await openStack();
    for (const path of ['/bulk/jobs/none', '/bulk/jobs/none/items']) {
      expect(await get(path, nested)).toMatchObject({ status: 422, body: { error_code: 141 } });
    }
  });
});
