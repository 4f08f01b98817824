// The publish queue: what it shows of orders and jobs, and how a schedule is taken back.
import { describe, expect, it } from 'vitest';
import { passTime, soon } from '../pass-time.ts';
import { ann, ask, authors, bob, type Client, openStack, snow } from '../small-stack.ts';

const nested = { headers: { api_version: '3.2' } };
const production = 'blt00000000000000d2';
const development = 'blt00000000000000d1';

const publish = ({ post }: Client, uid: string, more: object = {}, headers = {}) =>
  post(
    `${authors}/${uid}/publish`,
    { entry: { environments: ['production'], locales: ['en-us'] }, ...more },
    { headers },
  );

async function queueOf({ get }: Client, query = '') {
  return (await get(`/publish-queue${query}`, nested)).body.queue;
}

async function placesOf({ get }: Client, uid: string): Promise<unknown[]> {
  return (await get(`${authors}/${uid}?include_publish_details=true`)).body.entry.publish_details;
}

describe('the queue', () => {
  it('has one item for each environment and language', async () => {
    const client = await openStack();
    const entry = { environments: ['production', 'development'], locales: ['en-us', 'fr-fr'] };
    await client.post(`${authors}/${bob}/publish`, { entry });
    const queue = await queueOf(client);
    const places = queue.map((item: { environment: string[]; locale: string[] }) => [item.environment, item.locale]);
    expect(places).toHaveLength(4);
    expect(places).toContainEqual([[development], ['fr-fr']]);
    expect(queue[0]).toMatchObject({
      type: 'entry',
      action: 'publish',
      entry: { uid: bob, title: 'Bob', version: expect.any(Number), locale: expect.any(String) },
      content_type: { uid: 'author' },
      publish_details: { status: 'success' },
      published_at: expect.any(String),
      approval: false,
      approved: true,
      rejected: false,
    });
  });

  it('is newest first, filtered, counted and paged', async () => {
    const client = await openStack();
    await publish(client, ann);
    await publish(client, bob);
    await client.post(`${authors}/${bob}/unpublish`, { entry: { environments: ['production'], locales: ['en-us'] } });
    expect((await queueOf(client)).map((item: { action: string }) => item.action)).toEqual([
      'unpublish',
      'publish',
      'publish',
    ]);
    expect(await queueOf(client, `?${ask({ action: 'unpublish' })}`)).toHaveLength(1);
    expect(await queueOf(client, `?${ask({ 'entry.uid': ann })}`)).toHaveLength(1);
    const { body } = await client.get('/publish-queue?include_count=true&limit=1&skip=2&include_branch=true');
    expect(body).toMatchObject({ count: 3, queue: [{ entry: { uid: ann }, _branch: 'main' }] });
    expect((await client.get('/publish-queue?count=true')).body).toEqual({ queue: 3 });
  });

  it('belongs to a branch', async () => {
    const client = await openStack();
    await publish(client, ann);
    expect((await client.get('/publish-queue', { headers: { branch: 'next' } })).body.queue).toEqual([]);
  });

  it('shows one item with the name of its type', async () => {
    const client = await openStack();
    await publish(client, ann);
    const [item] = await queueOf(client);
    const { body } = await client.get(`/publish-queue/${item.uid}`, nested);
    expect(body.entry).toMatchObject({ ...item, _id: item.uid, content_type: { title: 'Author', uid: 'author' } });
    expect((await client.get(`/publish-queue/${item.uid}?include_branch=true`)).body.entry._branch).toBe('main');
    expect(await client.get('/publish-queue/nothing')).toMatchObject({ status: 422, body: { error_code: 141 } });
    const sparse = await openStack({ choices: { notFoundStatus: { publish_queue: 404 } } });
    expect((await sparse.get('/publish-queue/nothing')).status).toBe(404);
  });

  it('names the job of what was published as one, and tells of it', async () => {
    const client = await openStack();
    const { body } = await publish(client, ann, {}, { api_version: '3.2' });
    await publish(client, bob);
    const query = `bulkJobId=${body.job_id}`;
    expect(await queueOf(client, `?${query}`)).toMatchObject([{ bulkJobId: body.job_id, entry: { uid: ann } }]);
    const told = await client.get(`/publish-queue?${query}&include_job_details=true`, nested);
    expect(told.body.jobDetails).toMatchObject({
      uid: body.job_id,
      type: 'bulk-job',
      action: 'publish',
      environment: [production],
      locale: ['en-us'],
      publish_details: { status: 'complete', recordsCount: 1, process_count: 1 },
      summary: { top_level_items: 1, total_processed: 1, success: 1, unsuccess: 0, approvals: 0, skip: 0 },
    });
    const all = await client.get('/publish-queue?include_job_details=true', nested);
    expect(all.body.jobDetails).toMatchObject([{ uid: body.job_id }]);
    expect((await client.get(`/publish-queue?${query}`, nested)).body).not.toHaveProperty('jobDetails');
  });

  it('shows what came by nested references to who asks with the version, or to everybody', async () => {
    const body = {
      entries: [{ uid: snow, content_type: 'article' }],
      locales: ['en-us'],
      environments: ['development'],
      publish_with_reference: true,
    };
    for (const [nestedQueueItems, isSeen] of [
      ['with api_version', false],
      ['always', true],
    ] as const) {
      const client = await openStack({ choices: { nestedQueueItems }, pace: { queue: 0, work: 0 } });
      await client.post('/bulk/publish', body, nested);
      expect((await queueOf(client)).length).toBeGreaterThan(1);
      expect((await client.get('/publish-queue')).body.queue.length > 0).toBe(isSeen);
    }
  });

  it('shows an asset under the key of entries, or under its own', async () => {
    for (const queuedAssetKey of ['entry', 'asset'] as const) {
      const client = await openStack({ choices: { queuedAssetKey }, pace: { queue: 0, work: 0 } });
      const assets = [{ uid: 'blt00000000000000a1' }];
      await client.post('/bulk/publish', { assets, locales: ['en-us'], environments: ['production'] });
      const [item] = await queueOf(client);
      expect(item).toMatchObject({ type: 'asset', [queuedAssetKey]: { uid: 'blt00000000000000a1' } });
    }
  });

  it('says why something could not be published', async () => {
    const client = await openStack();
    await publish(client, ann, { scheduled_at: soon() });
    await client.remove(`${authors}/${ann}`);
    passTime(client.sandbox);
    expect(await queueOf(client, `?${ask({ 'publish_details.status': 'failed' })}`)).toMatchObject([
      { publish_details: { status: 'failed', failure_reason: "The requested entry doesn't exist." } },
    ]);
  });
});

describe('a schedule', () => {
  it('is carried out at its time', async () => {
    const client = await openStack();
    const at = soon();
    await publish(client, ann, { scheduled_at: at });
    expect(await queueOf(client, `?${ask({ scheduled_at: { $gte: new Date().toISOString() } })}`)).toMatchObject([
      { scheduled_at: at, published_at: null, publish_details: { status: 'scheduled' } },
    ]);
    expect(await placesOf(client, ann)).toEqual([]);
    passTime(client.sandbox);
    expect(await placesOf(client, ann)).toMatchObject([{ environment: production, locale: 'en-us', version: 1 }]);
    expect(await queueOf(client)).toMatchObject([{ publish_details: { status: 'success' } }]);
  });

  it('that is taken back never happens', async () => {
    const client = await openStack();
    await publish(client, ann, { scheduled_at: soon() });
    const [{ uid }] = await queueOf(client);
    const taken = await client.get(`/publish-queue/${uid}/unschedule`, nested);
    expect(taken).toMatchObject({ status: 200, body: { notice: 'Entry unscheduled successfully.' } });
    passTime(client.sandbox);
    expect(await placesOf(client, ann)).toEqual([]);
    expect(await queueOf(client)).toMatchObject([{ uid, publish_details: { status: 'unscheduled' } }]);
    expect(client.sandbox.state.due).toEqual([]);
  });

  it('that is over, taken back or never was cannot be taken back', async () => {
    const client = await openStack();
    await publish(client, ann);
    const [{ uid }] = await queueOf(client);
    expect(await client.get(`/publish-queue/${uid}/unschedule`)).toMatchObject({
      status: 422,
      body: { error_code: 141, errors: { uid: ['is not scheduled.'] } },
    });
    await publish(client, bob, { scheduled_at: soon() });
    const [later] = await queueOf(client);
    await client.get(`/publish-queue/${later.uid}/unschedule`);
    expect((await client.get(`/publish-queue/${later.uid}/unschedule`)).status).toBe(422);
    expect((await client.get('/publish-queue/nothing/unschedule')).status).toBe(422);
  });

  it('fails where the environment or the language is gone by its time', async () => {
    const client = await openStack();
    await client.post('/locales', { locale: { code: 'it-it' } });
    for (const locales of [['en-us'], ['it-it']]) {
      const environments = [locales[0] === 'en-us' ? 'production' : 'development'];
      await client.post(`${authors}/${ann}/publish`, { entry: { environments, locales }, scheduled_at: soon() });
    }
    await client.remove('/environments/production');
    await client.remove('/locales/it-it');
    passTime(client.sandbox);
    expect(await placesOf(client, ann)).toEqual([]);
    const failed = (failure_reason: string) => ({ publish_details: { status: 'failed', failure_reason } });
    expect(await queueOf(client)).toMatchObject([
      failed("The requested language doesn't exist."),
      failed("The requested environment doesn't exist."),
    ]);
  });

  it('takes its job along', async () => {
    const client = await openStack();
    const { body } = await publish(client, ann, { scheduled_at: soon() }, { api_version: '3.2' });
    const job = async () => (await client.get(`/bulk/jobs/${body.job_id}`, nested)).body;
    expect(await job()).toMatchObject({ status: 1, summary: { state: 'waiting' } });
    const [{ uid }] = await queueOf(client);
    await client.get(`/publish-queue/${uid}/unschedule`);
    expect(await job()).toMatchObject({ summary: { state: 'unscheduled', success: 0 } });
  });

  it('of a whole job is one item, and can be taken back as one', async () => {
    const client = await openStack({ pace: { queue: 0, work: 0 } });
    const entries = [{ uid: ann, content_type: 'author', version: 1 }];
    const asked = { entries, locales: ['en-us'], environments: ['production'], scheduled_at: soon() };
    const { body } = await client.post('/bulk/publish', asked, nested);
    expect(await queueOf(client)).toMatchObject([
      { uid: body.job_id, type: 'bulk-job', scheduled_at: asked.scheduled_at },
    ]);
    expect((await client.get(`/publish-queue/${body.job_id}`)).body.entry).toMatchObject({ uid: body.job_id });
    await client.get(`/publish-queue/${body.job_id}/unschedule`);
    passTime(client.sandbox);
    expect(await placesOf(client, ann)).toEqual([]);
    const other = await client.post('/bulk/publish', asked, nested);
    passTime(client.sandbox);
    expect(await placesOf(client, ann)).toHaveLength(1);
    expect((await client.get(`/publish-queue/${other.body.job_id}/unschedule`)).status).toBe(422);
  });

  it('is not for a reader to take back, unless reading tokens may use such GETs', async () => {
    for (const [readOnlyWritingGets, status] of [
      ['refuse', 401],
      ['allow', 200],
    ] as const) {
      const client = await openStack({ choices: { readOnlyWritingGets } });
      await publish(client, ann, { scheduled_at: soon() });
      const [{ uid }] = await queueOf(client);
      const token = client.sandbox.tokens.reader ?? '';
      expect((await client.get(`/publish-queue/${uid}/unschedule`, { token })).status).toBe(status);
      expect((await client.get(`/publish-queue/${uid}`, { token })).status).toBe(200);
    }
  });
});

it('answers a publish without a body that can be read with 412, or as elsewhere', async () => {
  for (const [status, choices] of [
    [412, {}],
    [400, { badPublishBody: 400 }],
  ] as const) {
    const { post, sandbox } = await openStack({ choices });
    const headers = { api_key: sandbox.api_key, authorization: sandbox.tokens.writer ?? '' };
    for (const path of [`${authors}/${ann}/publish`, `${authors}/${ann}/unpublish`, '/bulk/publish']) {
      expect((await post(path)).status, path).toBe(status);
      const broken = await fetch(`${sandbox.origin}/v3${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{"entry":',
      });
      expect(broken.status, path).toBe(status);
    }
    expect((await post('/labels')).status).toBe(400);
  }
});
