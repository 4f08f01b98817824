// Bulk requests: the jobs they set going, step by step, and what these bring about.
import { describe, expect, it } from 'vitest';
import { passTime } from './pass-time.ts';
import { ann, articles, authors, bob, type Client, hill, openStack, snow } from './small-stack.ts';

const nested = { headers: { api_version: '3.2' } };
const bulk = { headers: { bulk_version: '2.0' } };
const atOnce = { pace: { queue: 0, work: 0 } };
const slow = { pace: { queue: 3_600_000, work: 3_600_000 } };
const production = 'blt00000000000000d2';
const development = 'blt00000000000000d1';

const entriesOf = (...uids: string[]) => uids.map(uid => ({ uid, content_type: 'author' }));
const toDevelopment = (entries: unknown[], more: object = {}) => ({
  entries,
  locales: ['en-us'],
  environments: ['development'],
  ...more,
});

const jobOf = async ({ get }: Client, uid: string) => (await get(`/bulk/jobs/${uid}`, nested)).body;

async function itemsOf({ get }: Client, uid: string, query = '') {
  return (await get(`/bulk/jobs/${uid}/items${query}`, nested)).body.items;
}

async function placesOf({ get }: Client, path: string): Promise<string[][]> {
  const { body } = await get(`${path}?include_publish_details=true`);
  return body.entry.publish_details.map((each: { environment: string; locale: string }) => [
    each.environment,
    each.locale,
  ]);
}

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

describe('publishing in bulk', () => {
  it('takes every environment and language, by name or uid', async () => {
    const client = await openStack(atOnce);
    const { body } = await client.post('/bulk/publish', {
      entries: entriesOf(bob),
      locales: ['en-us', 'fr-fr'],
      environments: ['production', development],
    });
    expect((await placesOf(client, `${authors}/${bob}`)).sort()).toEqual(
      [
        [development, 'en-us'],
        [development, 'fr-fr'],
        [production, 'en-us'],
        [production, 'fr-fr'],
      ].sort(),
    );
    expect(await itemsOf(client, body.job_id)).toHaveLength(4);
  });

  it('takes entries out again', async () => {
    const client = await openStack(atOnce);
    const asked = { entries: entriesOf(bob), locales: ['en-us'], environments: ['production'] };
    const { body } = await client.post('/bulk/unpublish', asked, nested);
    expect(body).toMatchObject({
      notice: 'Your bulk unpublish request is in progress. Please check publish queue for more details.',
      job_id: expect.any(String),
    });
    expect(await placesOf(client, `${authors}/${bob}`)).toEqual([]);
    expect(await jobOf(client, body.job_id)).toMatchObject({ action: 'unpublish', status: 4 });
  });

  it('takes assets, and skips those that stand there already', async () => {
    const client = await openStack(atOnce);
    const asked = { assets: [{ uid: hill }], locales: ['en-us'], environments: ['production'] };
    await client.post('/bulk/publish', asked, nested);
    const { asset } = (await client.get(`/assets/${hill}?include_publish_details=true`)).body;
    expect(asset.publish_details).toMatchObject([{ environment: production, locale: 'en-us', version: 1 }]);
    const again = await client.post('/bulk/publish', asked, nested);
    expect(await jobOf(client, again.body.job_id)).toMatchObject({ summary: { success: 0, skip: 1 } });
    const { queue } = (await client.get('/publish-queue')).body;
    expect(queue[0].publish_details).toMatchObject({
      status: 'skipped',
      message: 'The asset is already published in the specified environment and locale.',
    });
    await client.post('/bulk/unpublish', asked, nested);
    const after = (await client.get(`/assets/${hill}?include_publish_details=true`)).body.asset;
    expect(after.publish_details).toEqual([]);
  });

  it('goes to the master language, or that of the entry, when none is named', async () => {
    const client = await openStack(atOnce);
    const entries = [...entriesOf(ann), { uid: bob, content_type: 'author', locale: 'fr-fr' }];
    await client.post('/bulk/publish', { entries, environments: ['development'] });
    expect(await placesOf(client, `${authors}/${ann}`)).toEqual([[development, 'en-us']]);
    expect(await placesOf(client, `${authors}/${bob}`)).toContainEqual([development, 'fr-fr']);
  });

  it('goes to every language an entry is in when asked to', async () => {
    const client = await openStack(atOnce);
    await client.post('/bulk/publish?publish_all_localized=true', toDevelopment(entriesOf(bob)), nested);
    const places = await placesOf(client, `${authors}/${bob}`);
    expect(
      places
        .filter(([environment]) => environment === development)
        .map(([, locale]) => locale)
        .sort(),
    ).toEqual(['en-us', 'fr-fr']);
  });

  it('takes references along: one level, or all of them with the version', async () => {
    const chain = { environments: ['development'], locales: ['en-us'], publish_with_reference: true };
    const entries = [{ uid: snow, content_type: 'article' }];
    for (const [headers, deepest] of [
      [{}, 1],
      [{ api_version: '3.2' }, 2],
    ] as const) {
      const client = await openStack(atOnce);
      const made = await client.post(articles, {
        entry: { title: 'Second', editor: [{ uid: ann, _content_type_uid: 'author' }] },
      });
      await client.put('/content_types/article', {
        content_type: {
          title: 'Article',
          uid: 'article',
          schema: client.sandbox.state.branches.main?.content_types.article?.current.schema.map(field =>
            field.uid === 'writers' ? { ...field, reference_to: ['author', 'article'] } : field,
          ),
        },
      });
      const writers = [{ uid: made.body.entry.uid, _content_type_uid: 'article' }];
      await client.put(`${articles}/${snow}`, { entry: { writers, parts: [] } });
      const { body } = await client.post('/bulk/publish', { entries, ...chain }, { headers });
      const items = await itemsOf(client, body.job_id, '?include_reference=true');
      const depths = items.map((item: { uid: string; depth: number }) => [item.uid, item.depth]);
      expect(depths).toContainEqual([snow, 0]);
      expect(depths).toContainEqual([hill, 1]);
      expect(depths).toContainEqual([made.body.entry.uid, 1]);
      expect(Math.max(...items.map((item: { depth: number }) => item.depth))).toBe(deepest);
      expect(await itemsOf(client, body.job_id)).toMatchObject([{ uid: snow, depth: 0 }]);
      expect(await placesOf(client, `${authors}/${ann}`)).toHaveLength(deepest - 1);
    }
  });

  it('is held to ten of everything, or to more', async () => {
    const client = await openStack(atOnce);
    const many = (count: number) => Array.from({ length: count }, () => ({ uid: ann, content_type: 'author' }));
    const eleven = Array.from({ length: 11 }, (_, index) => `x${index}`);
    for (const more of [{ entries: many(11) }, { assets: many(11) }, { locales: eleven }, { environments: eleven }]) {
      const { status, body } = await client.post('/bulk/publish', toDevelopment(many(1), more));
      expect([status, body.error_code, Object.keys(body.errors)]).toEqual([422, 141, Object.keys(more)]);
    }
    expect((await client.post('/bulk/publish', toDevelopment(many(10)))).status).toBe(200);
    const wide = await openStack({ ...atOnce, choices: { bulkLimits: 'nested publishing page' } });
    expect((await wide.post('/bulk/publish', toDevelopment(many(100)))).status).toBe(200);
    expect((await wide.post('/bulk/publish', toDevelopment(many(101)))).status).toBe(422);
  });

  it('needs items, environments that are there, and languages that are there', async () => {
    const client = await openStack(atOnce);
    const wrong = [
      toDevelopment([]),
      toDevelopment([{ uid: ann }]),
      toDevelopment([{ uid: ann, content_type: 'author', version: 'two' }]),
      toDevelopment(entriesOf(ann), { environments: [] }),
      toDevelopment(entriesOf(ann), { environments: undefined }),
      toDevelopment(entriesOf(ann), { locales: ['xx'] }),
      toDevelopment(entriesOf(ann), { locales: 'en-us' }),
      toDevelopment(entriesOf(ann), { scheduled_at: 'tomorrow' }),
      { ...toDevelopment([]), entries: 'all' },
    ];
    for (const body of wrong) {
      expect((await client.post('/bulk/publish', body)).status, JSON.stringify(body)).toBe(422);
    }
    expect((await client.post('/bulk/publish', toDevelopment(entriesOf(ann), { environments: ['x'] }))).status).toBe(
      422,
    );
    expect((await client.post('/bulk/publish', toDevelopment([{ uid: '', content_type: 'author' }]))).status).toBe(412);
    expect((await client.post('/bulk/publish', [])).status).toBe(400);
    expect(client.sandbox.state.branches.main?.jobs).toEqual([]);
  });

  it('is not for a reader', async () => {
    const client = await openStack(atOnce);
    const token = client.sandbox.tokens.reader ?? '';
    expect((await client.post('/bulk/publish', toDevelopment(entriesOf(ann)), { token })).status).toBe(401);
    expect((await client.get('/bulk/jobs', { token, ...bulk })).status).toBe(200);
  });
});

describe('deleting in bulk', () => {
  it('deletes entries, languages of entries, and assets', async () => {
    const client = await openStack(atOnce);
    const { get } = client;
    const { status, body } = await client.post('/bulk/delete', {
      entries: [
        { uid: ann, content_type: 'author', locale: 'en-us' },
        { uid: bob, content_type: 'author', locale: 'fr-fr' },
        { uid: 'blt00000000000000ff', content_type: 'author', locale: 'en-us' },
      ],
      assets: [{ uid: hill }],
    });
    expect(status).toBe(200);
    expect(body.notice).toBe('Your bulk delete request is in progress. Please check bulk task queue for more details.');
    expect((await get(`${authors}/${ann}`)).status).toBe(422);
    expect((await get(`${authors}/${bob}?locale=fr-fr`)).body.entry).toMatchObject({ locale: 'en-us', city: 'Oslo' });
    expect(client.sandbox.state.branches.main?.assets).not.toHaveProperty(hill);
    const [job] = (await get('/bulk/jobs', bulk)).body.jobItems;
    expect(job).toMatchObject({ action: 'delete', status: 5, summary: { success: 3, unsuccess: 1 } });
    expect(await itemsOf(client, job.uid, '?status=failed')).toHaveLength(1);
    expect(await itemsOf(client, job.uid, '?type=asset')).toMatchObject([
      { uid: hill, type: 'asset', action: 'delete' },
    ]);
  });

  it('takes a hundred at a time, or ten', async () => {
    const many = (count: number) => ({ entries: Array.from({ length: count }, () => entriesOf(ann)[0]) });
    for (const bulkDeleteMaximum of [100, 10] as const) {
      const client = await openStack({ ...atOnce, choices: { bulkDeleteMaximum } });
      expect((await client.post('/bulk/delete', many(bulkDeleteMaximum + 1))).body.error_code).toBe(141);
      expect((await client.post('/bulk/delete', many(bulkDeleteMaximum))).status).toBe(200);
      expect((await client.post('/bulk/delete', {})).status).toBe(422);
    }
  });
});

describe('releases in bulk', () => {
  async function makeRelease({ post }: Client): Promise<string> {
    return (await post('/releases', { release: { name: 'Spring' } })).body.release.uid;
  }

  it('get items with what they refer to, in every language that is named', async () => {
    const client = await openStack(atOnce);
    const release = await makeRelease(client);
    const { status, body } = await client.post(
      '/bulk/release/items',
      {
        release,
        action: 'publish',
        locale: ['en-us', 'fr-fr'],
        reference: true,
        items: [
          { uid: bob, content_type_uid: 'author', version: 1 },
          { uid: snow, content_type_uid: 'article', locale: 'en-us', action: 'unpublish' },
          { uid: 'blt00000000000000ff', content_type_uid: 'author', locale: 'en-us' },
        ],
      },
      bulk,
    );
    expect([status, body.notice]).toEqual([200, 'Your add to release request is in progress.']);
    const { items } = (await client.get(`/releases/${release}/items`)).body;
    const found = items.map((item: Record<string, string>) => `${item.uid} ${item.locale} ${item.action}`);
    expect(found).toContain(`${bob} fr-fr publish`);
    expect(found).toContain(`${snow} en-us unpublish`);
    expect(found).toContain(`${hill} en-us unpublish`);
    const job = (await client.get(`/bulk/jobs/${body.job_id}`, bulk)).body;
    expect(job).toMatchObject({ action: 'add_to_release', status: 5, summary: { success: 3, unsuccess: 1 } });
  });

  it('have their items updated, all or some', async () => {
    const client = await openStack(atOnce);
    const release = await makeRelease(client);
    const item = { uid: bob, version: 1, locale: 'en-us', content_type_uid: 'author', action: 'publish' };
    await client.post(`/releases/${release}/item`, { item });
    const update = (items: unknown) => client.put('/bulk/release/update_items', { release, items }, bulk);
    const version = async () => (await client.get(`/releases/${release}/items`)).body.items[0].version;
    const { body } = await update(['$all']);
    expect(body).toMatchObject({ job_id: expect.any(String), notice: expect.any(String) });
    expect(await version()).toBe(2);
    await update([item]);
    expect(await version()).toBe(1);
    await update([{ uid: bob, locale: 'en-us' }]);
    expect(await version()).toBe(2);
    const missing = await update([{ uid: ann, locale: 'en-us', content_type_uid: 'author' }]);
    expect(await jobOf(client, missing.body.job_id)).toMatchObject({ status: 6 });
    for (const items of [undefined, [], ['$some'], ['$all', '$all']]) expect((await update(items)).status).toBe(422);
  });

  it('must be there, unlocked, and be given items', async () => {
    const client = await openStack(atOnce);
    const release = await makeRelease(client);
    const items = [{ uid: ann, content_type_uid: 'author' }];
    const add = (body: object) => client.post('/bulk/release/items', body, bulk);
    expect((await add({ items })).status).toBe(422);
    expect((await add({ release: 'none', items })).body.error_code).toBe(141);
    expect((await add({ release, items: [] })).status).toBe(422);
    expect((await add({ release, items: [{ uid: ann }] })).status).toBe(422);
    expect((await add({ release, items, action: 'hide' })).status).toBe(422);
    await client.put(`/releases/${release}`, { release: { locked: true } });
    expect((await add({ release, items })).body.errors).toEqual({ release: ['is locked.'] });
  });

  it('may be gone when their turn comes', async () => {
    const client = await openStack(slow);
    const release = await makeRelease(client);
    const { body } = await client.put('/bulk/release/update_items', { release, items: ['$all'] }, bulk);
    await client.remove(`/releases/${release}`);
    passTime(client.sandbox);
    await jobOf(client, body.job_id);
    passTime(client.sandbox);
    expect(await jobOf(client, body.job_id)).toMatchObject({ status: 6 });
  });
});

describe('workflow stages in bulk', () => {
  it('are closed to every token', async () => {
    const { post } = await openStack();
    expect(await post('/bulk/workflow', { entries: [] })).toMatchObject({ status: 401, body: { error_code: 105 } });
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
