// Bulk requests that publish and delete, and what they are held to.
import { describe, expect, it } from 'vitest';
import { ann, articles, authors, bob, hill, openStack, snow } from '../small-stack.ts';
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
  toDevelopment,
} from './asking.ts';

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

  it('ends at what is published there already: what only that refers to stays as it is', async () => {
    const client = await openStack(atOnce);
    const made = await client.post(articles, {
      entry: { title: 'Second', editor: [{ uid: ann, _content_type_uid: 'author' }] },
    });
    const second = { uid: made.body.entry.uid, content_type: 'article' };
    const { main } = client.sandbox.state.branches;
    for (const field of main?.content_types.article?.current.schema ?? [])
      if (field.uid === 'writers') field.reference_to = ['author', 'article'];
    const writers = [{ uid: second.uid, _content_type_uid: 'article' }];
    await client.put(`${articles}/${snow}`, { entry: { writers, parts: [] } });
    await client.post('/bulk/publish', toDevelopment([second]), nested);
    const chain = { environments: ['development', 'production'], publish_with_reference: true };
    const entries = [{ uid: snow, content_type: 'article' }];
    const { body } = await client.post('/bulk/publish', toDevelopment(entries, chain), nested);
    expect(await placesOf(client, `${authors}/${ann}`)).toEqual([[production, 'en-us']]);
    const items = await itemsOf(client, body.job_id, '?include_reference=true');
    const statuses = items
      .filter(({ uid }: { uid: string }) => uid === second.uid)
      .map((item: { environment: string; publish_details: { status: string } }) => [
        item.environment,
        item.publish_details.status,
      ]);
    expect(statuses.sort()).toEqual([
      [development, 'skipped'],
      [production, 'success'],
    ]);
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
    expect((await client.post('/bulk/publish', [])).status).toBe(412);
    expect(client.sandbox.state.branches.main?.jobs).toEqual([]);
  });

  it('fails for what is called as objects call what they inherit', async () => {
    const client = await openStack(atOnce);
    const entries = [{ uid: 'name', content_type: 'constructor' }];
    for (const action of ['publish', 'unpublish']) {
      const { body } = await client.post(`/bulk/${action}`, toDevelopment(entries));
      expect(await jobOf(client, body.job_id)).toMatchObject({ status: 6, summary: { unsuccess: 1 } });
    }
    const removed = [{ uid: bob, content_type: 'author', locale: 'constructor' }, ...entries];
    expect((await client.post('/bulk/delete', { entries: removed })).status).toBe(200);
    const [job] = (await client.get('/bulk/jobs', bulk)).body.jobItems;
    expect(job).toMatchObject({ action: 'delete', status: 6, summary: { unsuccess: 2 } });
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

describe('workflow stages in bulk', () => {
  it('are closed to every token', async () => {
    const { post } = await openStack();
    expect(await post('/bulk/workflow', { entries: [] })).toMatchObject({ status: 401, body: { error_code: 105 } });
  });
});
