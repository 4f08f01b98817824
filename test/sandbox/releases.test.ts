// Releases: their items, their locks, and what a deployment brings about.
import { describe, expect, it } from 'vitest';
import { passTime, soon } from './pass-time.ts';
import { ann, articles, authors, bob, type Client, hill, openStack, snow } from './small-stack.ts';

const newer = { headers: { release_version: '2.0' } };
const annItem = { uid: ann, version: 1, locale: 'en-us', content_type_uid: 'author', action: 'publish' };
const bobItem = { uid: bob, version: 2, locale: 'en-us', content_type_uid: 'author', action: 'publish' };
const hillItem = { uid: hill, version: 1, locale: 'en-us', content_type_uid: 'built_io_upload', action: 'publish' };
const production = 'blt00000000000000d2';
const development = 'blt00000000000000d1';

async function make({ post }: Client, ...items: unknown[]): Promise<string> {
  const { body } = await post('/releases', { release: { name: 'Spring', description: 'All of it' } });
  const path = `/releases/${body.release.uid}`;
  if (items.length > 0) expect((await post(`${path}/items`, { items })).status).toBe(201);
  return path;
}

const deployTo = (...environments: string[]) => ({ release: { environments } });

async function details({ get }: Client, path: string): Promise<unknown[]> {
  const { body } = await get(`${path}?include_publish_details=true`);
  return body.entry.publish_details;
}

describe('a release', () => {
  it('is created, read, listed, changed and deleted', async () => {
    const client = await openStack();
    const { get, post, put, remove } = client;
    const created = await post('/releases', { release: { name: 'Spring', description: 'All of it' } });
    expect(created).toMatchObject({ status: 201, body: { notice: 'Release created successfully.' } });
    const { uid } = created.body.release;
    expect(created.body.release).toMatchObject({
      name: 'Spring',
      description: 'All of it',
      locked: false,
      status: [],
      _deploy_latest: false,
    });
    expect((await get(`/releases/${uid}`)).body.release).toEqual({ ...created.body.release, items: [] });
    const changed = await put(`/releases/${uid}`, { release: { name: 'Summer' } });
    expect(changed.body).toMatchObject({
      notice: 'Release updated successfully.',
      release: { name: 'Summer', description: 'All of it' },
    });
    await post(`/releases/${uid}/item`, { item: annItem });
    const listed = await get('/releases?include_count=true&include_items_count=true&include_branch=true');
    expect(listed.body).toMatchObject({
      count: 1,
      releases: [{ uid, name: 'Summer', items_count: 1, _branch: 'main' }],
    });
    expect((await get('/releases?count=true')).body).toEqual({ releases: 1 });
    expect((await get('/releases?query={"name":"Spring"}')).body.releases).toEqual([]);
    expect((await remove(`/releases/${uid}`)).body).toEqual({ notice: 'Release deleted successfully.' });
    expect(await get(`/releases/${uid}`)).toMatchObject({ status: 422, body: { error_code: 141 } });
  });

  it('needs a name of at most 50 characters', async () => {
    const { post } = await openStack();
    for (const name of [undefined, '', 7, 'x'.repeat(51)]) {
      const { status, body } = await post('/releases', { release: { name } });
      expect([status, body.error_code]).toEqual([422, 141]);
      expect(body.errors).toHaveProperty('name');
    }
    expect((await post('/releases', { release: { name: 'x'.repeat(50) } })).status).toBe(201);
    expect((await post('/releases', { name: 'bare' })).status).toBe(400);
    expect((await post('/releases', { release: { name: 'A', locked: 'yes' } })).body.errors).toHaveProperty('locked');
  });

  it('is cloned with its items, under another name', async () => {
    const client = await openStack();
    const path = await make(client, annItem, hillItem);
    const { status, body } = await client.post(`${path}/clone`, { release: { name: 'Copy', description: 'again' } });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      notice: 'Release cloned successfully.',
      release: { name: 'Copy', description: 'again', locked: false, status: [] },
    });
    expect(body.release.items.map((item: { uid: string }) => item.uid)).toEqual([ann, hill]);
    await client.remove(`/releases/${body.release.uid}/items?all=true`);
    expect((await client.get(`${path}/items`)).body.items).toHaveLength(2);
    expect((await client.post(`${path}/clone`, { release: {} })).body.errors).toHaveProperty('name');
  });

  it('belongs to a branch', async () => {
    const client = await openStack();
    const path = await make(client);
    expect((await client.get(path, { headers: { branch: 'next' } })).status).toBe(422);
    expect((await client.get('/releases', { headers: { branch: 'next' } })).body.releases).toEqual([]);
  });

  it('is written down in the audit log', async () => {
    const client = await openStack();
    const path = await make(client, annItem);
    await client.post(`${path}/deploy`, deployTo('production'));
    await client.remove(path);
    const log = client.sandbox.state.branches.main?.audit_log ?? [];
    const told = log.filter(({ module }) => module === 'release').map(({ event_type }) => event_type);
    expect(told).toEqual(['create', 'update', 'deploy', 'delete']);
  });
});

describe('its items', () => {
  it('are added one by one or together, with the titles they have', async () => {
    const client = await openStack();
    const path = await make(client);
    const one = await client.post(`${path}/item`, { item: annItem });
    expect(one).toMatchObject({
      status: 201,
      body: { notice: 'Item added to release successfully.', release: { items: [{ ...annItem, title: 'Ann' }] } },
    });
    const many = await client.post(`${path}/items`, { items: [bobItem, hillItem] });
    expect(many.status).toBe(201);
    const { items } = (await client.get(`${path}/items?include_count=true`)).body;
    expect(items).toEqual([
      { ...annItem, title: 'Ann' },
      { ...bobItem, title: 'Bob' },
      { ...hillItem, title: 'Hill' },
    ]);
    expect((await client.get(`${path}/items?skip=1&limit=1&include_count=true`)).body).toMatchObject({
      items: [{ uid: bob }],
      count: 3,
    });
  });

  it('are in a release but once in each language', async () => {
    const client = await openStack();
    const path = await make(client, annItem, { ...bobItem, version: 1 });
    await client.post(`${path}/items`, {
      items: [
        { ...bobItem, action: 'unpublish' },
        { ...bobItem, version: 1, locale: 'fr-fr' },
      ],
    });
    const { items } = (await client.get(`${path}/items`)).body;
    expect(items.map((item: typeof bobItem) => [item.uid, item.locale, item.version, item.action])).toEqual([
      [ann, 'en-us', 1, 'publish'],
      [bob, 'en-us', 2, 'unpublish'],
      [bob, 'fr-fr', 1, 'publish'],
    ]);
  });

  it('are removed by what the body names, or all at once', async () => {
    const client = await openStack();
    const path = await make(client, annItem, bobItem, hillItem);
    const removed = await client.remove(`${path}/items`, { items: [bobItem] });
    expect(removed.body.notice).toBe('Item(s) send to remove from release successfully.');
    expect(removed.body.release.items.map((item: { uid: string }) => item.uid)).toEqual([ann, hill]);
    expect((await client.remove(`${path}/item`, { item: hillItem })).body.release.items).toHaveLength(1);
    expect((await client.remove(`${path}/items`)).status).toBe(422);
    expect((await client.remove(`${path}/items?all=true`)).body.release.items).toEqual([]);
  });

  it('are moved to another release', async () => {
    const client = await openStack();
    const from = await make(client, annItem, bobItem);
    const to = await make(client);
    const uid = to.split('/').at(-1);
    const moved = await client.put(`${from}/items/move`, { release_uid: uid, items: [{ uid: bob, locale: 'en-us' }] });
    expect(moved.status).toBe(200);
    expect((await client.get(`${from}/items`)).body.items).toMatchObject([{ uid: ann }]);
    expect((await client.get(`${to}/items`)).body.items).toMatchObject([{ uid: bob }]);
    expect((await client.put(`${from}/items/move`, { release_uid: 'nowhere', items: [annItem] })).status).toBe(422);
  });

  it('must say what they are, and be there', async () => {
    const client = await openStack();
    const path = await make(client);
    const wrong = [
      { ...annItem, uid: '' },
      { ...annItem, uid: 'blt00000000000000ff' },
      { ...annItem, content_type_uid: undefined },
      { ...annItem, content_type_uid: 'nothing' },
      { ...annItem, action: 'delete' },
      { ...annItem, version: 9 },
      { ...annItem, version: 'one' },
      { ...annItem, locale: 'xx' },
      { ...hillItem, uid: ann },
      { ...hillItem, version: 2 },
    ];
    for (const item of wrong) {
      const { status, body } = await client.post(`${path}/item`, { item });
      expect([status, typeof body.error_code], JSON.stringify(item)).toEqual([422, 'number']);
    }
    expect((await client.get(`${path}/items`)).body.items).toEqual([]);
  });

  it('are 25 a call and 500 in all at most', async () => {
    const client = await openStack();
    const path = await make(client);
    const many = (count: number) => Array.from({ length: count }, () => annItem);
    expect((await client.post(`${path}/items`, { items: many(26) })).body.error_code).toBe(141);
    expect((await client.post(`${path}/items`, { items: many(25) })).status).toBe(201);
    expect((await client.post(`${path}/items`, { items: [] })).status).toBe(422);
    const release = Object.values(client.sandbox.state.branches.main?.releases ?? {})[0];
    const [first] = release?.items ?? [];
    if (!release || !first) throw new Error('there is no release');
    release.items = Array.from({ length: 500 }, (_, index) => ({ ...first, uid: `blt${index}` }));
    expect((await client.post(`${path}/item`, { item: bobItem })).body).toMatchObject({ error_code: 141 });
  });

  it('bring what they refer to, in newer releases', async () => {
    const client = await openStack();
    const path = await make(client);
    const snowItem = { ...annItem, uid: snow, content_type_uid: 'article' };
    const { body } = await client.post(`${path}/items`, { items: [snowItem], reference_levels: 1 }, newer);
    expect(body.release.items.map((item: { uid: string }) => item.uid).sort()).toEqual([ann, bob, snow, hill].sort());
    const older = await make(client);
    const plain = await client.post(`${older}/items`, { items: [snowItem], reference_levels: 1 });
    expect(plain.body.release.items).toHaveLength(1);
    const odd = await client.post(`${path}/items`, { items: [snowItem], reference_levels: -1 }, newer);
    expect(odd.status).toBe(422);
  });

  it('may be in a language that they are not localised in, unless the stack says no', async () => {
    const item = { ...annItem, locale: 'fr-fr' };
    const open = await openStack();
    expect((await open.post(`${await make(open)}/item`, { item })).status).toBe(201);
    const strict = await openStack({ choices: { releaseFallback: 'refuse' } });
    const { body } = await strict.post(`${await make(strict)}/item`, { item });
    expect(body).toMatchObject({ error_code: 141, error_message: 'Failed to add item(s) to release.' });
    expect(body.errors.items[0]).toContain('not localized');
  });

  it('are brought up to their latest versions together', async () => {
    const client = await openStack();
    const path = await make(client, { ...bobItem, version: 1 }, annItem);
    await client.put(`${authors}/${ann}`, { entry: { title: 'Anna' } });
    const { body } = await client.put(`${path}/update_items`, { items: ['$all'] });
    expect(body.notice).toBe('Release items updated to their latest versions successfully.');
    expect(body.release.items).toMatchObject([
      { uid: bob, version: 2 },
      { uid: ann, version: 2, title: 'Anna' },
    ]);
    expect((await client.put(`${path}/update_items`, { items: [bob] })).body.error_code).toBe(141);
  });

  it('say of which variant they are to who asks for newer releases', async () => {
    const client = await openStack();
    const path = await make(client, annItem);
    const { release } = (await client.get(path, newer)).body;
    expect(release).toMatchObject({ sys_version: 2, sys_locked: false, items: [{ uid: ann, variant_id: null }] });
    expect((await client.get(path)).body.release.items[0]).not.toHaveProperty('variant_id');
  });
});

describe('a locked release', () => {
  it('takes no change until it is unlocked', async () => {
    const client = await openStack();
    const { put, post, remove } = client;
    const path = await make(client, annItem);
    expect((await put(path, { release: { locked: true } })).body.release.locked).toBe(true);
    const refused = await Promise.all([
      put(path, { release: { name: 'Other' } }),
      post(`${path}/item`, { item: bobItem }),
      post(`${path}/items`, { items: [bobItem] }),
      remove(`${path}/items`, { items: [annItem] }),
      remove(`${path}/items?all=true`),
      put(`${path}/update_items`, { items: ['$all'] }),
    ]);
    for (const { status, body } of refused) expect([status, body.error_code]).toEqual([422, 141]);
    expect((await put(path, { release: { locked: false } })).body.release.locked).toBe(false);
    expect((await post(`${path}/item`, { item: bobItem })).status).toBe(201);
  });

  it('can be deleted all the same, or not', async () => {
    for (const [lockedReleaseDeletion, status] of [
      ['allow', 200],
      ['refuse', 422],
    ] as const) {
      const client = await openStack({ choices: { lockedReleaseDeletion } });
      const path = await make(client, annItem);
      await client.put(path, { release: { locked: true } });
      expect((await client.remove(path)).status).toBe(status);
    }
  });
});

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
