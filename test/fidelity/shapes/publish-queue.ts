// The reference's sample answers for the publish queue, as outlines.
import { assetOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Asking, ShapeCase } from '../shape.ts';

const nested = { api_version: '3.2' };

const signed = {
  approval: 'boolean',
  approved: 'boolean',
  rejected: 'boolean',
  created_at: 'string',
  created_by: 'string',
  updated_at: 'string',
  updated_by: 'string',
  user: 'string',
  action: 'string',
};

const placed = { environment: ['string'], locale: ['string'], stack: 'string', type: 'string', uid: 'string' };

async function takeAuthor({ get }: Asking): Promise<string> {
  return (await get('/content_types/author/entries?limit=1')).entries[0].uid;
}

/** An entry that is new in its environment, and an asset that is there already: one is published, one skipped. */
async function publish(client: Asking): Promise<string> {
  const asked = {
    entries: [{ uid: await takeAuthor(client), content_type: 'author', locale: 'en-us' }],
    assets: [{ uid: assetOf('larkfell-logo') }],
    locales: ['en-us'],
    environments: ['preview'],
    publish_with_reference: true,
  };
  await client.post('/bulk/publish', { ...asked, entries: [] });
  await waitFor(client);
  const { job_id } = await client.post('/bulk/publish', asked, nested);
  await waitFor(client);
  return job_id;
}

/** Until no job is active any more. */
async function waitFor({ get }: Asking): Promise<void> {
  for (;;) {
    const { jobItems } = await get('/bulk/jobs?status=1,2,3', { bulk_version: '2.0' });
    if (jobItems.length === 0) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

async function schedule(client: Asking): Promise<string> {
  await client.post(`/content_types/author/entries/${await takeAuthor(client)}/publish`, {
    entry: { environments: ['preview'], locales: ['en-us'] },
    scheduled_at: new Date(Date.now() + 3_600_000).toISOString(),
  });
  return (await client.get('/publish-queue?limit=1')).queue[0].uid;
}

export const publishQueue: ShapeCase[] = [
  {
    request: 'GET /publish-queue',
    sample: {
      queue: [
        {
          ...signed,
          entry: { 'locale?': 'string', version: 'number', title: 'string', uid: 'string' },
          ...placed,
          publish_details: { status: 'string', 'message?': 'string', 'error?': 'string' },
          published_at: 'string|null',
          bulkJobId: 'string',
          'content_type?': { uid: 'string' },
        },
      ],
      jobDetails: {
        ...signed,
        entry: { title: 'string', uid: 'string' },
        ...placed,
        publish_details: { status: 'string', recordsCount: 'number', process_count: 'number' },
        published_at: 'string',
        publish_with_reference: 'boolean',
        summary: {
          top_level_items: 'number',
          total_processed: 'number',
          success: 'number',
          unsuccess: 'number',
          approvals: 'number',
          skip: 'number',
        },
      },
    },
    ask: async client => {
      const job = await publish(client);
      return client.get(`/publish-queue?bulkJobId=${job}&include_job_details=true`, nested);
    },
  },
  {
    request: 'GET /publish-queue/{publish_queue_uid}',
    sample: {
      entry: {
        _id: 'string',
        ...signed,
        ...placed,
        content_type: { title: 'string', uid: 'string' },
        publish_details: { status: 'string' },
        entry: { title: 'string', uid: 'string', locale: 'string', version: 'number' },
        published_at: 'string',
      },
    },
    ask: async client => {
      const entry = { environments: ['preview'], locales: ['en-us'] };
      await client.post(`/content_types/author/entries/${await takeAuthor(client)}/publish`, { entry });
      const { queue } = await client.get('/publish-queue?limit=1');
      return client.get(`/publish-queue/${queue[0].uid}`, nested);
    },
  },
  {
    request: 'GET /publish-queue/{publish_queue_uid}/unschedule',
    sample: { notice: 'string' },
    ask: async client => client.get(`/publish-queue/${await schedule(client)}/unschedule`, nested),
  },
];
