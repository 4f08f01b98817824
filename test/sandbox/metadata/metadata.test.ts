// Metadata: kept by extensions with entries and assets, shown with them, published with them or alone.
import { expect, it } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/index.ts';
import { ann, articles, ask, authors, bob, hill, openStack, snow } from '../small-stack.ts';

type Json = Record<string, unknown>;

async function open(options: SandboxOptions = {}) {
  const client = await openStack(options);
  const widget = { title: 'Presets', type: 'asset_sidebar_widget', src: 'https://x.example.com' };
  const extension: string = (await client.post('/extensions', { extension: widget })).body.extension.uid;
  const make = async (fields: Json, headers: Record<string, string> = {}) =>
    client.post('/metadata', { metadata: { extension_uid: extension, ...fields } }, { headers });
  const forAnn = { entity_uid: ann, type: 'entry', _content_type_uid: 'author' };
  return { ...client, extension, make, forAnn };
}

it('creates, reads, changes and deletes', async () => {
  const { get, put, remove, make, extension, forAnn, sandbox } = await open();
  const made = await make({ ...forAnn, presets: [{ uid: 'p1', name: 'One' }] });
  expect(made).toMatchObject({
    status: 201,
    body: {
      notice: 'Metadata created successfully.',
      metadata: {
        ...forAnn,
        uid: expect.stringMatching(/^cs[0-9a-f]{16}$/),
        extension_uid: extension,
        locale: 'en-us',
        scope: 'local',
        api_key: sandbox.api_key,
        deleted_at: false,
        _version: 1,
        presets: [{ uid: 'p1', name: 'One' }],
      },
    },
  });
  const path = `/metadata/${made.body.metadata.uid}`;
  expect((await get(path)).body.metadata).toEqual({ ...made.body.metadata, is_published: false });
  expect((await get(`${path}?include_branch=true`)).body.metadata._branch).toBe('main');

  const changed = await put(path, { metadata: { note: 'x', entity_uid: bob, locale: 'fr-fr' } });
  expect(changed.body).toMatchObject({
    notice: 'Metadata updated successfully.',
    metadata: { entity_uid: ann, locale: 'en-us', note: 'x', presets: [{ uid: 'p1' }], _version: 2 },
  });
  expect((await get(path, { headers: { branch: 'next' } })).status).toBe(422);
  expect((await remove(path)).body).toEqual({ notice: 'Metadata deleted successfully.' });
  expect(await get(path)).toMatchObject({ status: 422, body: { error_code: 141 } });
});

it('is for an asset unless told otherwise', async () => {
  const { make } = await open();
  const { metadata } = (await make({ entity_uid: hill, focus: 1 })).body;
  expect(metadata).toMatchObject({ type: 'asset', _content_type_uid: 'sys_assets', focus: 1 });
  expect(metadata).not.toHaveProperty('locale');
});

it('refuses what is not there, and what is missing', async () => {
  const { make, forAnn, post, put } = await open();
  expect((await make({ ...forAnn, entity_uid: 'blt9' })).status).toBe(422);
  expect((await make({ entity_uid: ann })).body.error_code).toBe(141);
  expect((await make({})).body.errors).toHaveProperty('entity_uid');
  expect((await make({ entity_uid: ann, type: 'entry' })).body.errors).toHaveProperty('_content_type_uid');
  expect((await make({ ...forAnn, type: 'page' })).body.errors).toHaveProperty('type');
  expect((await make({ ...forAnn, locale: 'xx' })).body.errors).toHaveProperty('locale');
  expect((await make({ ...forAnn, extension_uid: 'blt9' })).body.error_code).toBe(347);
  expect((await post('/metadata', { metadata: forAnn })).body.errors).toHaveProperty('extension_uid');
  expect((await put('/metadata/cs9', { metadata: {} })).body.error_code).toBe(141);
  const { make: makeAny } = await open({ choices: { metadataExtension: 'any' } });
  expect((await makeAny({ ...forAnn, extension_uid: 'an app' })).status).toBe(201);
});

it('takes no notice of reserved names, or refuses them', async () => {
  const { make, forAnn } = await open();
  const { metadata } = (await make({ ...forAnn, scope: 'wide', _version: 7, created_by: 'me' })).body;
  expect(metadata).toMatchObject({ scope: 'local', _version: 1 });
  expect(metadata.created_by).not.toBe('me');
  const strict = await open({ choices: { reservedMetadataKeys: 'refuse' } });
  expect((await strict.make({ ...forAnn, scope: 'wide' })).body.errors).toHaveProperty('scope');
});

it('holds 5 KB per extension and entry', async () => {
  const { make, forAnn, put } = await open();
  const small = await make({ ...forAnn, text: 'x'.repeat(3000) });
  expect(small.status).toBe(201);
  expect((await make({ ...forAnn, text: 'x'.repeat(3000) })).body.errors).toHaveProperty('metadata');
  expect((await make({ ...forAnn, entity_uid: bob, text: 'x'.repeat(3000) })).status).toBe(201);
  const path = `/metadata/${small.body.metadata.uid}`;
  expect((await put(path, { metadata: { more: 'x'.repeat(2200) } })).status).toBe(422);
  expect((await put(path, { metadata: { text: 'y'.repeat(5000) } })).status).toBe(200);
});

it('lists with filters, order, page, projection and count', async () => {
  const { get, make, forAnn } = await open();
  await make({ ...forAnn, tags: ['one'], rank: 2 });
  await make({ entity_uid: hill, tags: ['two'], rank: 1 });
  const list = async (query: string) => (await get(`/metadata?${query}`)).body;
  expect((await list('asc=rank&include_count=true')).count).toBe(2);
  expect((await list('asc=rank')).metadata.map((item: Json) => item.rank)).toEqual([1, 2]);
  expect((await list('asc=rank&limit=1&skip=1')).metadata).toMatchObject([{ rank: 2 }]);
  expect((await list('limit=0')).metadata).toEqual([]);
  expect((await list(ask({ tags: 'two' }))).metadata).toMatchObject([{ entity_uid: hill }]);
  const [only] = (await list('asc=rank&only[BASE][]=rank')).metadata;
  expect(Object.keys(only).sort()).toEqual(['_content_type_uid', 'rank', 'uid']);
  expect((await list('except[BASE][]=rank')).metadata[0]).not.toHaveProperty('rank');
  expect((await get('/metadata/')).body.metadata).toHaveLength(2);
});

it('adds the titles that are asked for', async () => {
  const { get, make, forAnn } = await open();
  await make(forAnn);
  const query = ['stack', 'entity', 'content_type'].map(name => `include_title[]=${name}`).join('&');
  const [item] = (await get(`/metadata?${query}`)).body.metadata;
  expect(item._metadata).toEqual({ title: { stack: 'Small', entity: 'Ann', content_type: 'Author' } });
  const [one] = (await get('/metadata?include_title[]=entity')).body.metadata;
  expect(one._metadata).toEqual({ title: { entity: 'Ann' } });
});

it('lists that of several branches, as far as the token may', async () => {
  const { get, make, forAnn, post, sandbox } = await open({ choices: { metadataExtension: 'any' } });
  await make({ ...forAnn, n: 1 });
  await make({ ...forAnn, n: 2 }, { branch: 'next' });
  const list = async (query: string, request: Json = {}) =>
    (await get(`/metadata?asc=n&include_branch=true${query}`, request)).body.metadata;
  expect(await list('')).toMatchObject([{ n: 1, _branch: 'main' }]);
  expect(await list('&include_multi_branch=true')).toMatchObject([
    { n: 1, _branch: 'main' },
    { n: 2, _branch: 'next' },
  ]);
  const own = { token: sandbox.tokens['next only'], headers: { branch: 'next' } };
  expect(await list('&include_multi_branch=true', own)).toMatchObject([{ n: 2 }]);
  expect((await post('/metadata', { metadata: forAnn }, { token: sandbox.tokens.reader ?? '' })).status).toBe(401);
});

it('is shown with its entry, in its language, and with its asset', async () => {
  const { get, put, make, forAnn, extension } = await open();
  await put(`${authors}/${ann}?locale=fr-fr`, { entry: { city: 'Berne' } });
  const { uid } = (await make({ ...forAnn, note: 'English' })).body.metadata;
  await make({ ...forAnn, locale: 'fr-fr', note: 'French' });
  await make({ entity_uid: hill, focus: 3 });
  const read = async (query = '') => (await get(`${authors}/${ann}?include_metadata=true${query}`)).body.entry;
  const { extensions } = (await read())._metadata;
  expect(extensions[extension]).toMatchObject([{ uid, scope: 'local', note: 'English' }]);
  expect(extensions[extension][0]).not.toHaveProperty('publish_details');
  expect((await read('&locale=fr-fr'))._metadata.extensions[extension]).toMatchObject([{ note: 'French' }]);
  expect((await get(`${authors}/${ann}`)).body.entry).not.toHaveProperty('_metadata');
  const { entries } = (await get(`${authors}?include_metadata=true&asc=title`)).body;
  expect(entries).toMatchObject([
    { _metadata: { extensions: { [extension]: [{}] } } },
    { _metadata: { extensions: {} } },
  ]);
  const { asset } = (await get(`/assets/${hill}?include_metadata=true`)).body;
  expect(asset._metadata.extensions[extension]).toMatchObject([{ focus: 3 }]);
});

it('is published and unpublished alone, through the queue', async () => {
  const { get, post, make, forAnn } = await open();
  const { uid } = (await make(forAnn)).body.metadata;
  const where = { metadata: { environments: ['production'], locales: ['en-us'] } };
  const sent = await post(`/metadata/${uid}/publish`, where);
  expect(sent).toMatchObject({ status: 200, body: { notice: 'Metadata sent for publishing.' } });
  const read = async () => (await get(`/metadata/${uid}?include_publish_details=true`)).body.metadata;
  expect(await read()).toMatchObject({
    is_published: true,
    publish_details: [{ environment: 'blt00000000000000d2', locale: 'en-us', version: 1 }],
  });
  expect((await get(`/metadata/${uid}`)).body.metadata).not.toHaveProperty('publish_details');
  const again = await post(`/metadata/${uid}/publish?include_publish_details=true`, where);
  expect(again.body.metadata.publish_details).toHaveLength(1);
  const gone = await post(`/metadata/${uid}/unpublish`, where);
  expect(gone.body).toEqual({ notice: 'Metadata sent for unpublishing.' });
  expect(await read()).toMatchObject({ is_published: false, publish_details: [] });
  expect((await post(`/metadata/${uid}/publish`, { metadata: { environments: ['moon'] } })).status).toBe(422);
  expect((await post('/metadata/cs9/publish', where)).body.error_code).toBe(141);
});

it('goes where its entry or asset goes', async () => {
  const { get, post, make } = await open();
  const forSnow = { entity_uid: snow, type: 'entry', _content_type_uid: 'article' };
  const { uid } = (await make(forSnow)).body.metadata;
  const { uid: ofHill } = (await make({ entity_uid: hill })).body.metadata;
  const isOut = async (of = uid) => (await get(`/metadata/${of}`)).body.metadata.is_published;
  const entry = { environments: ['development'], locales: ['en-us'] };
  await post(`${articles}/${snow}/publish`, { entry });
  expect(await isOut()).toBe(true);
  await post(`${articles}/${snow}/unpublish`, { entry });
  expect(await isOut()).toBe(false);
  await post(`/assets/${hill}/publish`, { asset: entry });
  expect(await isOut(ofHill)).toBe(true);
});

it('is gone with what it belongs to', async () => {
  const { get, remove, make, forAnn } = await open();
  const { uid } = (await make(forAnn)).body.metadata;
  await remove(`${authors}/${ann}`);
  expect((await get('/metadata')).body.metadata).toEqual([]);
  expect((await get(`/metadata/${uid}`)).status).toBe(422);
});
