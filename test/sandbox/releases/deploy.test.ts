// The deployment of a release, and what it brings about.
import { describe, expect, it } from 'vitest';
import { passTime, soon } from '../pass-time.ts';
import { ann, articles, authors, bob, openStack, snow } from '../small-stack.ts';
import { annItem, bobItem, deployTo, details, development, make, newer, production } from './asking.ts';

describe('a deployment', () => {
  it('publishes and unpublishes its items in every environment, and locks', async () => {
    const client = await openStack();
    const path = await make(client, annItem, { ...bobItem, action: 'unpublish' });
    const { status, body } = await client.post(`${path}/deploy`, deployTo('production', development));
    expect([status, Object.keys(body)]).toEqual([200, ['notice']]);
    const places = (await details(client, `${authors}/${ann}`)).map(
      each => (each as { environment: string }).environment,
    );
    expect(places).toEqual([production, development]);
    expect(await details(client, `${authors}/${bob}`)).toEqual([]);
    const { release } = (await client.get(path)).body;
    expect(release).toMatchObject({
      locked: true,
      status: [
        { environment: production, status: 'success' },
        { environment: development, status: 'success' },
      ],
    });
    expect(release.status[0]).not.toHaveProperty('job_id');
    const [{ job_id }] = (await client.get(path, newer)).body.release.status;
    const { queue } = (await client.get(`/publish-queue?bulkJobId=${job_id}`)).body;
    expect(queue).toHaveLength(4);
  });

  it('publishes the variant that an item names, and not its entry; once', async () => {
    const client = await openStack();
    const { get, post, put } = client;
    await post('/variant_groups', { name: 'Mood', uid: 'mood', content_types: ['author'] });
    await post('/variant_groups/mood/variants', { name: 'Glad', uid: 'glad' });
    const variant = `${authors}/${ann}/variants/glad`;
    for (const city of ['Nice', 'Cannes']) await put(variant, { entry: { city } });
    const item = { ...annItem, version: 2, variant_id: 'glad' };
    const path = await make(client, item);
    await put(path, { release: { _deploy_latest: true } });
    // That the entry is there in its latest version says nothing of the variant.
    await post(`${authors}/${ann}/publish`, { entry: deployTo('production').release });
    const places = async () => (await get(`${variant}?include_publish_details=true`)).body.entry.publish_details;
    for (const status of ['success', 'skipped']) {
      await post(`${path}/deploy`, deployTo('production'));
      expect(await places()).toMatchObject([{ environment: production, version: 2 }]);
      const [{ job_id }] = (await get(path, newer)).body.release.status;
      const { queue } = (await get(`/publish-queue?bulkJobId=${job_id}`)).body;
      expect(queue).toMatchObject([
        { entry: { variants: [{ uid: 'glad', version: 2 }] }, publish_details: { status } },
      ]);
    }
    const gone = { ...item, version: 3 };
    await put(path, { release: { locked: false } });
    expect((await post(`${path}/item`, { item: gone })).body.errors).toHaveProperty('version');
    expect((await post(`${path}/item`, { item: { ...item, variant_id: 'none' } })).status).toBe(422);
  });

  it('keeps its items from being brought up to date, unlocked or not', async () => {
    const client = await openStack();
    const path = await make(client, annItem);
    await client.post(`${path}/deploy`, deployTo('production'));
    await client.put(path, { release: { locked: false } });
    expect((await client.put(`${path}/update_items`, { items: ['$all'] })).body).toMatchObject({
      error_code: 141,
      error_message: 'The release is already deployed.',
    });
    expect((await client.post(`${path}/item`, { item: bobItem })).status).toBe(201);
  });

  it('happens at its time, to the release as it is then', async () => {
    const client = await openStack({ pace: { queue: 0, work: 0 } });
    const path = await make(client, annItem);
    const at = soon();
    await client.post(`${path}/deploy`, { release: { environments: ['production'], scheduled_at: at } });
    expect((await client.get(path)).body.release).toMatchObject({
      locked: true,
      status: [{ environment: production, status: 'scheduled', time: at }],
    });
    expect(await details(client, `${authors}/${ann}`)).toEqual([]);
    passTime(client.sandbox);
    expect(await details(client, `${authors}/${ann}`)).toMatchObject([{ environment: production, version: 1 }]);
    expect((await client.get(path)).body.release.status).toMatchObject([{ status: 'success' }]);
  });

  it('is called off in the queue, or with the release', async () => {
    const client = await openStack();
    const path = await make(client, annItem);
    const later = { release: { environments: ['production'], scheduled_at: soon() } };
    await client.post(`${path}/deploy`, later);
    const { queue } = (await client.get('/publish-queue')).body;
    expect(queue).toMatchObject([
      {
        type: 'release',
        entry: { title: 'Spring' },
        publish_details: { status: 'scheduled' },
        environment: [production],
      },
    ]);
    const called = await client.get(`/publish-queue/${queue[0].uid}/unschedule`);
    expect(called.body).toEqual({ notice: 'Release unscheduled successfully.' });
    expect((await client.get(path)).body.release).toMatchObject({ locked: false, status: [] });
    await client.post(`${path}/deploy`, later);
    await client.remove(path);
    passTime(client.sandbox);
    expect(await details(client, `${authors}/${ann}`)).toEqual([]);
  });

  it('fails where an item cannot be published, and says so of that environment', async () => {
    const client = await openStack();
    const path = await make(client, annItem, bobItem);
    await client.remove(`${authors}/${ann}`);
    await client.post(`${path}/deploy`, deployTo('production'));
    const { status } = (await client.get(path)).body.release;
    expect(status).toMatchObject([{ environment: production, status: 'failed' }]);
    expect(await details(client, `${authors}/${bob}`)).toMatchObject([{ environment: production, version: 2 }]);
    const { queue } = (await client.get('/publish-queue?query={"publish_details.status":"failed"}')).body;
    expect(queue).toMatchObject([{ publish_details: { status: 'failed', failure_reason: expect.any(String) } }]);
  });

  it('has one action for all items in older releases, that of each in newer ones', async () => {
    for (const [ask, left] of [
      [{}, 0],
      [newer, 1],
    ] as const) {
      const client = await openStack();
      const path = await make(client, { ...bobItem, version: 1 });
      await client.post(`${path}/deploy`, { release: { environments: ['production'], action: 'unpublish' } }, ask);
      expect(await details(client, `${authors}/${bob}`)).toHaveLength(left);
    }
  });

  it('takes the versions that were put in, or the latest if the release says so', async () => {
    for (const [_deploy_latest, version] of [
      [false, 1],
      [true, 2],
    ] as const) {
      const client = await openStack();
      const path = await make(client, { ...bobItem, version: 1 });
      await client.put(path, { release: { _deploy_latest } });
      await client.post(`${path}/deploy`, deployTo('development'));
      expect(await details(client, `${authors}/${bob}`)).toContainEqual(
        expect.objectContaining({ environment: development, version }),
      );
    }
  });

  it('is held to some languages when it names them', async () => {
    const client = await openStack();
    const path = await make(client, { ...bobItem, version: 2 }, { ...bobItem, version: 1, locale: 'fr-fr' });
    await client.post(`${path}/deploy`, { release: { environments: ['development'], locales: ['fr-fr'] } }, newer);
    const published = await details(client, `${authors}/${bob}`);
    expect(published.filter(each => (each as { environment: string }).environment === development)).toMatchObject([
      { locale: 'fr-fr' },
    ]);
  });

  it('skips what stands there already', async () => {
    const client = await openStack();
    const path = await make(client, { ...annItem, uid: snow, content_type_uid: 'article' });
    const before = await details(client, `${articles}/${snow}`);
    await client.post(`${path}/deploy`, deployTo('production'));
    expect(await details(client, `${articles}/${snow}`)).toEqual(before);
    const { queue } = (await client.get('/publish-queue')).body;
    expect(queue).toMatchObject([{ published_at: null, publish_details: { status: 'skipped' } }]);
  });

  it('needs environments that are there, and a time that is to come', async () => {
    const client = await openStack();
    const path = await make(client, annItem);
    const wrong = [
      {},
      { environments: [] },
      { environments: 'production' },
      { environments: ['nowhere'] },
      { environments: ['production'], action: 'delete' },
      { environments: ['production'], scheduled_at: '2020-01-01T00:00:00.000Z' },
      { environments: ['production'], locales: ['xx'] },
    ];
    for (const release of wrong) {
      const { status } = await client.post(`${path}/deploy`, { release });
      expect([401, 422], JSON.stringify(release)).toContain(status);
    }
    expect((await client.get(path)).body.release).toMatchObject({ locked: false, status: [] });
    expect((await client.post('/releases/none/deploy', deployTo('production'))).body.error_code).toBe(141);
  });
});
