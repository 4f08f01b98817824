// What there is of assets: versions and their names, lists, references, places where they are published.
import { describe, expect, it } from 'vitest';
import { articles, ask, hill, openStack, snow } from '../small-stack.ts';
import { file, uidsOf, upload } from '../uploads.ts';

type Json = Record<string, unknown>;

describe('versions', () => {
  it('are listed, counted, named and unnamed', async () => {
    const client = await openStack();
    const { uid } = await upload(client);
    const path = `/assets/${uid}/versions`;
    await client.put(`/assets/${uid}`, { asset: { title: 'Two' } });
    expect((await client.get(path)).body).toEqual({ versions: [{ _version: 2 }, { _version: 1 }] });
    expect(await client.post(`${path}/1/name`, { upload: { _version_name: 'first' } })).toMatchObject({
      status: 201,
      body: { notice: 'Version name assigned successfully.' },
    });
    await client.post(`${path}/2/name`, { upload: { _version_name: 'second' } });
    const asked = 'named=true&include_count=true&include_updated_at=true&include_updated_by=true';
    const stamp = { updated_at: expect.any(String), updated_by: expect.any(String) };
    expect((await client.get(`${path}?${asked}`)).body).toEqual({
      versions: [
        { _version: 2, _version_name: 'second', ...stamp },
        { _version: 1, _version_name: 'first', ...stamp },
      ],
      count: 2,
    });
    expect((await client.remove(`${path}/2/name`)).body).toEqual({ notice: 'Version name deleted successfully' });
    expect((await client.get(`${path}?named=true`)).body.versions).toEqual([{ _version: 1, _version_name: 'first' }]);
    expect((await client.get(`${path}?limit=1&skip=1`)).body.versions).toEqual([
      { _version: 1, _version_name: 'first' },
    ]);
  });

  it('are not named without a name, with a long or taken one, nor where there is none', async () => {
    const { put, post, remove } = await openStack();
    const path = `/assets/${hill}/versions`;
    await put(`/assets/${hill}`, { asset: {} });
    await post(`${path}/1/name`, { upload: { _version_name: 'one' } });
    for (const name of [undefined, '', 'x'.repeat(33), 'one']) {
      const reply = await post(`${path}/2/name`, { upload: { _version_name: name } });
      expect(reply).toMatchObject({ status: 422, body: { errors: { _version_name: [expect.any(String)] } } });
    }
    expect((await post(`${path}/2/name`, { asset: { _version_name: 'two' } })).status).toBe(400);
    expect((await post(`${path}/3/name`, { upload: { _version_name: 'three' } })).status).toBe(422);
    expect((await remove(`${path}/2/name`)).status).toBe(422);
  });
});

describe('lists', () => {
  it('filter, search, sort, count, page and project', async () => {
    const client = await openStack();
    const { uid } = await upload(client, { title: 'Zebra', tags: 'striped' });
    const list = async (query: string) => (await client.get(`/assets?${query}`)).body;
    expect(uidsOf((await list('')).assets)).toEqual([uid, hill]);
    expect((await list('include_count=true&limit=1')).count).toBe(2);
    expect(await list('count=true')).toEqual({ assets: 2 });
    expect(uidsOf((await list('asc=title')).assets)).toEqual([hill, uid]);
    expect(uidsOf((await list('desc=title')).assets)).toEqual([uid, hill]);
    expect(uidsOf((await list(ask({ tags: 'striped' }))).assets)).toEqual([uid]);
    expect(uidsOf((await list('typeahead=ZEB')).assets)).toEqual([uid]);
    expect((await list('only[BASE][]=title&limit=1')).assets).toEqual([{ uid, title: 'Zebra' }]);
    expect((await list('include_branch=true')).assets[0]._branch).toBe('main');
    expect((await list('relative_urls=true')).assets[0].url).toMatch(/^\/v3/);
    expect((await list('include_asset_scan_status=true')).assets[0]._asset_scan_status).toBe('not_scanned');
    expect((await client.get(`/assets?${ask({ $and: [{}, {}] })}`)).body.error_code).toBe(141);
  });

  it('are of pictures or of videos', async () => {
    const client = await openStack();
    const video = await upload(client, {}, file('film', 'film.mp4', 'video/mp4'));
    await upload(client);
    expect(uidsOf((await client.get('/assets/images')).body.assets)).toEqual([hill]);
    expect(uidsOf((await client.get('/assets/videos')).body.assets)).toEqual([video.uid]);
    expect((await client.get(`/assets/videos?${ask({ title: 'none' })}`)).body.assets).toEqual([]);
  });

  it('give the version that is asked for, or the one in an environment', async () => {
    const client = await openStack();
    const path = `/assets/${hill}`;
    await client.post(`${path}/publish`, { asset: { environments: ['production'], locales: ['en-us'] } });
    await client.put(path, { asset: { title: 'Hill 2' } });
    await upload(client);
    const titles = async (query: string) =>
      (await client.get(`/assets?${query}`)).body.assets.map((asset: Json) => asset.title);
    expect(await titles('environment=production')).toEqual(['Hill']);
    expect(await titles('environment=development,production')).toEqual(['Hill']);
    expect(await titles('environment=development')).toEqual([]);
    expect(await titles('version=2')).toEqual(['Hill 2']);
    expect((await client.get(`${path}?environment=production`)).body.asset._version).toBe(1);
    expect((await client.get(`${path}?environment=development`)).status).toBe(422);
    expect((await client.get('/assets?environment=moon')).body.error_code).toBe(141);
  });

  it('add the metadata that extensions keep', async () => {
    const { get, sandbox } = await openStack();
    const { metadata } = sandbox.state.branches.main ?? { metadata: {} };
    Object.assign(metadata, {
      m1: { uid: 'm1', entity_uid: hill, type: 'asset', extension_uid: 'blt9', credit: 'Ann' },
    });
    expect((await get(`/assets/${hill}?include_metadata=true`)).body.asset._metadata).toEqual({
      extensions: { blt9: [{ uid: 'm1', credit: 'Ann' }] },
    });
  });
});

describe('references', () => {
  it('name the entries that hold it in a field or within rich text, in each language', async () => {
    const { get, put, post, remove } = await openStack();
    const embed = (uid: string) => `<img class="embedded-asset" data-sys-asset-uid="${uid}" src="x">`;
    await put(`${articles}/${snow}?locale=fr-fr`, { entry: { title: 'Neige' } });
    const { body } = await post(articles, { entry: { title: 'Walk', body: embed(hill) } });
    const path = `/assets/${hill}/references`;
    const found = (await get(`${path}?include_count=true&include_branch=true`)).body;
    expect(found.count).toBe(3);
    const type = { content_type_uid: 'article', content_type_title: 'Article', _branch: 'main' };
    expect(found.references).toEqual([
      { entry_uid: snow, title: 'First Snow', locale: 'en-us', ...type },
      { entry_uid: snow, title: 'Neige', locale: 'fr-fr', ...type },
      { entry_uid: body.entry.uid, title: 'Walk', locale: 'en-us', ...type },
    ]);
    await post(`${articles}/${snow}/versions/1/name`, { entry: { _version_name: 'one' } });
    const [first] = (await get(`${path}?include_publish_details=true`)).body.references;
    expect(first).toMatchObject({ _version: 1, _version_name: { title: 'one' } });
    expect(first.publish_details[0]).toMatchObject({ version: 1, version_name: { title: 'one' } });
    await remove(`${articles}/${body.entry.uid}`);
    expect((await get(path)).body.references).toHaveLength(2);
    expect((await get(`${path}?deleted=true`)).body.references).toHaveLength(3);
  });

  it('of rich text are a bare list', async () => {
    const { get, post } = await openStack();
    expect((await get('/assets/rt')).body).toEqual([]);
    const body = `<img class="embedded-asset" data-sys-asset-uid="${hill}" src="x">`;
    await post(articles, { entry: { title: 'Walk', body } });
    const { url } = (await get(`/assets/${hill}`)).body.asset;
    expect((await get('/assets/rt')).body).toEqual([{ image: url, thumb: url, title: 'hill.jpg' }]);
    expect((await get('/assets/rt?include_branch=true')).body[0]._branch).toBe('main');
  });
});

describe('publishing', () => {
  const places = { environments: ['production', 'development'], locales: ['en-us', 'fr-fr'] };

  it('puts a version into environments and takes it out', async () => {
    const { get, put, post } = await openStack();
    const path = `/assets/${hill}`;
    await put(path, { asset: { title: 'Hill 2' } });
    const sent = await post(`${path}/publish`, { asset: places, version: 1 });
    expect(sent.body).toMatchObject({ notice: 'Asset sent for publishing.' });
    const details = async () => (await get(`${path}?include_publish_details=true`)).body.asset.publish_details;
    expect(await details()).toHaveLength(4);
    expect((await details())[0]).toEqual({
      environment: 'blt00000000000000d2',
      locale: 'en-us',
      time: expect.any(String),
      user: expect.any(String),
      version: 1,
    });
    const gone = await post(`${path}/unpublish`, {
      asset: { environments: ['production'], locales: ['en-us', 'fr-fr'] },
    });
    expect(gone.body).toMatchObject({ notice: 'Asset sent for unpublishing.' });
    expect(await details()).toHaveLength(2);
    expect((await get(path)).body.asset).not.toHaveProperty('publish_details');
  });

  it('waits for its time', async () => {
    const { get, post, sandbox } = await openStack();
    const at = new Date(Date.now() + 3_600_000).toISOString();
    await post(`/assets/${hill}/publish`, { asset: places, scheduled_at: at });
    const asked = `/assets/${hill}?include_publish_details=true`;
    expect((await get(asked)).body.asset.publish_details).toEqual([]);
    for (const due of sandbox.state.due) due.at = new Date().toISOString();
    expect((await get(asked)).body.asset.publish_details).toHaveLength(4);
  });

  it('ends with the environment or the language', async () => {
    const { get, post, remove } = await openStack();
    await post(`/assets/${hill}/publish`, { asset: places });
    await remove('/environments/production');
    await remove('/locales/fr-fr');
    const { publish_details } = (await get(`/assets/${hill}?include_publish_details=true`)).body.asset;
    expect(publish_details).toEqual([expect.objectContaining({ environment: 'blt00000000000000d1', locale: 'en-us' })]);
  });

  it('refuses what is not there', async () => {
    const { post } = await openStack();
    const send = (asset: object, more: object = {}) => post(`/assets/${hill}/publish`, { asset, ...more });
    expect((await send({ locales: ['en-us'] })).body.errors).toHaveProperty('environments');
    expect((await send({ ...places, environments: ['moon'] })).status).toBe(422);
    expect((await send({ ...places, locales: ['xx'] })).status).toBe(422);
    expect((await send(places, { version: 9 })).body.errors).toEqual({ version: ['is not valid.'] });
    expect((await post('/assets/blt1/publish', { asset: places })).body.error_code).toBe(141);
  });
});
