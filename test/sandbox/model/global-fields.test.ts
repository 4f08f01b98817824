// Global fields over plain HTTP: their life, their versions, and what they mean to those who use them.
import { describe, expect, it } from 'vitest';
import type { GivenChoices } from '../../../src/sandbox/state/choices.ts';
import { articles, type Client, openStack, type Reply, snow } from '../small-stack.ts';

type Json = Record<string, unknown>;

const text = (uid: string, more: Json = {}): Json => ({ uid, display_name: uid, data_type: 'text', ...more });
const global = (uid: string, reference_to: string): Json => ({
  uid,
  display_name: uid,
  data_type: 'global_field',
  reference_to,
});

const open = (choices: GivenChoices = {}): Promise<Client> => openStack({ choices });
const v32 = { headers: { api_version: '3.2' } };

const add = ({ post }: Client, uid: string, schema: Json[] = [text('line')], more: Json = {}): Promise<Reply> =>
  post('/global_fields', { global_field: { uid, title: uid, schema, ...more } }, v32);

const flags = { multiple: false, mandatory: false, unique: false, non_localizable: false };

it('creates, reads, changes and deletes one', async () => {
  const client = await open();
  const { get, put, remove } = client;
  const { status, body } = await add(client, 'address', [text('title'), text('town')], { title: 'Address' });
  expect(status).toBe(201);
  expect(body).toEqual({
    notice: 'Global Field created successfully.',
    global_field: {
      uid: 'address',
      title: 'Address',
      description: '',
      _version: 1,
      schema: [
        { ...text('title'), ...flags },
        { ...text('town'), ...flags },
      ],
      inbuilt_class: false,
      maintain_revisions: true,
      last_activity: {},
      created_at: expect.any(String),
      updated_at: expect.any(String),
    },
  });
  expect((await get('/global_fields/address')).body.global_field).toEqual(body.global_field);
  const changed = await put('/global_fields/address', {
    global_field: { uid: 'address', title: 'Addresses', schema: [text('street')] },
  });
  expect(changed.body).toMatchObject({
    notice: 'Global Field updated successfully.',
    global_field: { title: 'Addresses', _version: 2, schema: [{ uid: 'street' }] },
  });
  expect((await get('/global_fields/address?version=1')).body.global_field).toMatchObject({
    title: 'Address',
    _version: 1,
  });
  expect((await get('/global_fields/address?version=3')).status).toBe(422);
  const removed = await remove('/global_fields/address');
  expect([removed.status, removed.body]).toEqual([200, { notice: 'Global Field deleted successfully.' }]);
  expect(await get('/global_fields/address')).toMatchObject({ status: 422, body: { error_code: 118 } });
});

it('lists, counts and filters', async () => {
  const client = await open();
  await add(client, 'address');
  const { body } = await client.get('/global_fields?include_count=true&include_branch=true');
  expect(body).toMatchObject({ global_fields: [{ uid: 'address', _branch: 'main' }, { uid: 'seo' }], count: 2 });
  const query = encodeURIComponent(JSON.stringify({ title: 'SEO' }));
  expect((await client.get(`/global_fields?query=${query}`)).body.global_fields).toMatchObject([{ uid: 'seo' }]);
  expect((await client.get('/global_fields?asc=uid&limit=1&skip=1')).body.global_fields).toMatchObject([
    { uid: 'seo' },
  ]);
});

it('is of one branch', async () => {
  const client = await open();
  await add(client, 'address');
  expect((await client.get('/global_fields/address', { headers: { branch: 'next' } })).status).toBe(422);
});

it.each([
  ['no title', { title: undefined }, 'title'],
  ['a long title', { title: 'x'.repeat(201) }, 'title'],
  ['a title that is taken', { title: 'SEO' }, 'title'],
  ["a content type's title", { title: 'Author' }, 'title'],
  ['no uid', { uid: undefined }, 'uid'],
  ['a uid with a hyphen', { uid: 'a-b' }, 'uid'],
  ['a reserved uid', { uid: 'sys_asset' }, 'uid'],
  ['a uid that is taken', { uid: 'seo' }, 'uid'],
  ["a content type's uid", { uid: 'author' }, 'uid'],
  ['a long description', { description: 'x'.repeat(256) }, 'description'],
  ['no schema', { schema: undefined }, 'schema'],
  ['an empty schema', { schema: [] }, 'schema'],
  ['a field that is no object', { schema: ['x'] }, 'schema'],
  ['a field without uid', { schema: [{ display_name: 'X', data_type: 'text' }] }, 'schema'],
  ['a reserved field uid', { schema: [text('locale')] }, 'schema'],
  ['a field twice', { schema: [text('a'), text('a')] }, 'schema'],
  ['an unknown data type', { schema: [text('a', { data_type: 'poem' })] }, 'schema'],
  ['a reference to nowhere', { schema: [text('a', { data_type: 'reference', reference_to: ['x'] })] }, 'schema'],
  [
    'a taxonomy field',
    { schema: [text('taxonomies', { data_type: 'taxonomy', taxonomies: [{ taxonomy_uid: 't' }] })] },
    'schema',
  ],
  ['501 fields', { schema: Array.from({ length: 501 }, (_, index) => text(`f${index}`)) }, 'schema'],
  ['an unknown global field', { schema: [global('a', 'nowhere')] }, 'schema'],
  ['itself', { schema: [global('a', 'address')] }, 'schema'],
])('refuses %s', async (_, more, key) => {
  const client = await open();
  const { status, body } = await add(client, 'address', [text('line')], more);
  expect([status, body.error_code, Object.keys(body.errors)]).toEqual([422, 115, [key]]);
});

it('has 100 fields at most if that is chosen', async () => {
  const client = await open({ mostGlobalFieldFields: 100 });
  const fields = Array.from({ length: 101 }, (_, index) => text(`f${index}`));
  expect((await add(client, 'wide', fields.slice(1))).status).toBe(201);
  expect((await add(client, 'wider', fields)).status).toBe(422);
});

it('refuses to change a uid, and a content type to take its name', async () => {
  const { put, post } = await open();
  const schema = [text('summary')];
  const changed = await put('/global_fields/seo', { global_field: { uid: 'other', title: 'SEO', schema } });
  expect([changed.body.error_code, Object.keys(changed.body.errors)]).toEqual([115, ['uid']]);
  const type = { uid: 'search', title: 'SEO', schema: [text('title')] };
  expect((await post('/content_types', { content_type: type })).body.errors).toEqual({ title: ['is not unique.'] });
});

it('wants the schema in an update, if that is not left open', async () => {
  const body = { global_field: { title: 'Search' } };
  expect((await (await open()).put('/global_fields/seo', body)).body.errors).toHaveProperty('schema');
  const kept = await (await open({ missingSchema: 'keep' })).put('/global_fields/seo', body);
  expect(kept.body.global_field).toMatchObject({ title: 'Search', schema: [{ uid: 'keywords' }, { uid: 'summary' }] });
});

describe('in use', () => {
  it('names the content types and global fields that use it', async () => {
    const client = await open();
    await add(client, 'page_head', [text('line'), global('search', 'seo')]);
    const { body } = await client.get('/global_fields/seo?include_content_types=true&include_global_fields=true');
    expect(body.global_field).toMatchObject({
      referred_content_types: [{ uid: 'article', title: 'Article' }],
      global_fields: [{ uid: 'page_head', title: 'page_head' }],
    });
    const listed = await client.get('/global_fields?include_content_types=true&asc=uid');
    expect(listed.body.global_fields).toMatchObject([{ referred_content_types: [] }, { referred_content_types: [{}] }]);
  });

  it('changes every content type that uses it', async () => {
    const { get, put } = await open();
    const schema = [text('headline', { mandatory: true })];
    await put('/global_fields/seo', { global_field: { title: 'SEO', schema } });
    const { content_type } = (await get('/content_types/article?include_global_field_schema=true')).body;
    const field = content_type.schema.find(({ uid }: Json) => uid === 'seo');
    expect(field.schema).toMatchObject([{ uid: 'headline' }]);
    const refused = await put(`${articles}/${snow}`, { entry: { seo: { summary: 'S' }, parts: [] } });
    expect(refused.body.errors).toHaveProperty(['seo.headline']);
    const taken = await put(`${articles}/${snow}`, { entry: { seo: { headline: 'H' }, parts: [] } });
    expect(taken.body.entry.seo).toEqual({ headline: 'H' });
  });

  it('is deleted with force only, and goes from all that use it', async () => {
    const client = await open();
    await add(client, 'page_head', [text('line'), global('search', 'seo')]);
    const refused = await client.remove('/global_fields/seo');
    expect([refused.status, refused.body.errors]).toEqual([422, { force: ['is required.'] }]);
    expect((await client.remove('/global_fields/seo?force=true')).status).toBe(200);
    const { content_type } = (await client.get('/content_types/article')).body;
    expect(content_type._version).toBe(2);
    const uids = content_type.schema.map(({ uid }: Json) => uid);
    expect(uids).toContain('parts');
    expect(uids).not.toContain('seo');
    const parts = content_type.schema.find(({ uid }: Json) => uid === 'parts');
    expect(parts.blocks).toMatchObject([{ uid: 'quote' }]);
    expect((await client.get('/global_fields/page_head')).body.global_field).toMatchObject({
      _version: 2,
      schema: [{ uid: 'line' }],
    });
    expect((await client.get(`${articles}/${snow}`)).body.entry).not.toHaveProperty('seo');
  });

  it('is deleted with force always, if that is chosen', async () => {
    const client = await open({ deleteGlobalField: 'force always' });
    await add(client, 'address');
    expect((await client.remove('/global_fields/address')).status).toBe(422);
    expect((await client.remove('/global_fields/address?force=true')).status).toBe(200);
  });
});

describe('nested', () => {
  it('is spelt out where that is asked for', async () => {
    const client = await open();
    expect((await add(client, 'page_head', [global('search', 'seo')])).status).toBe(201);
    const plain = await client.get('/global_fields/page_head', v32);
    expect(plain.body.global_field.schema[0]).not.toHaveProperty('schema');
    const { body } = await client.get('/global_fields/page_head?include_global_field_schema=true', v32);
    expect(body.global_field.schema[0]).toMatchObject({
      reference_to: 'seo',
      schema: [{ uid: 'keywords' }, { uid: 'summary' }],
    });
  });

  it('is part of entries at every depth', async () => {
    const client = await open();
    await add(client, 'page_head', [global('search', 'seo')]);
    const schema = [text('title'), global('head', 'page_head')];
    await client.post('/content_types', { content_type: { uid: 'leaf', title: 'Leaf', schema } });
    const save = (search: Json) =>
      client.post('/content_types/leaf/entries', { entry: { title: 'L', head: { search } } });
    expect((await save({ keywords: 'k' })).body.errors).toHaveProperty(['head.search.summary']);
    expect((await save({ summary: 'S' })).body.entry.head).toEqual({ search: { summary: 'S' } });
  });

  it('takes version 3.2 of the API, or none, or is not to be had, as is chosen', async () => {
    const body = { global_field: { uid: 'head', title: 'Head', schema: [global('search', 'seo')] } };
    expect((await (await open()).post('/global_fields', body)).body.errors).toHaveProperty('schema');
    expect((await (await open({ nestedGlobalFields: 'always' })).post('/global_fields', body)).status).toBe(201);
    expect((await (await open({ nestedGlobalFields: 'refuse' })).post('/global_fields', body, v32)).status).toBe(422);
  });

  it('stays without the version, which only a new one takes', async () => {
    const client = await open();
    await add(client, 'head', [global('search', 'seo')]);
    await add(client, 'foot');
    const change = (schema: Json[]) => client.put('/global_fields/head', { global_field: { title: 'Head', schema } });
    expect((await change([global('search', 'seo'), text('line')])).status).toBe(200);
    expect((await change([global('search', 'seo'), global('end', 'foot')])).body.errors).toHaveProperty('schema');
  });

  it('goes five levels deep, and never in a circle', async () => {
    const client = await open();
    await add(client, 'g0');
    for (let level = 1; level <= 5; level += 1) {
      expect((await add(client, `g${level}`, [global('inner', `g${level - 1}`)])).status).toBe(201);
    }
    expect((await add(client, 'g6', [global('inner', 'g5')])).body.errors).toHaveProperty('schema');
    const change = (uid: string, inner: string) =>
      client.put(`/global_fields/${uid}`, { global_field: { title: uid, schema: [global('inner', inner)] } }, v32);
    expect((await change('g0', 'g3')).body.errors).toHaveProperty('schema');
    expect((await change('g0', 'seo')).body.errors).toHaveProperty('schema');
    expect((await change('g5', 'seo')).status).toBe(200);
  });
});

it('is exported bare, and imported from that', async () => {
  const client = await open();
  const { body } = await client.get('/global_fields/seo/export');
  expect(body).toMatchObject({ uid: 'seo', title: 'SEO', schema: [{}, {}] });
  const send = (file: Json, query = '') =>
    client.post(`/global_fields/import${query}`, undefined, { files: { global_field: file } });
  const taken = await send(body);
  expect([taken.status, taken.body.error_code, taken.body.errors]).toEqual([422, 115, { uid: ['is not unique.'] }]);
  const overwritten = await send({ ...body, schema: [text('one')] }, '?overwrite=true');
  expect([overwritten.status, overwritten.body]).toMatchObject([
    201,
    { notice: 'Global Field imported successfully.', global_field: { _version: 2, schema: [{ uid: 'one' }] } },
  ]);
  const made = await send({ ...body, uid: 'seo2', title: 'SEO 2' }, '?include_branch=true');
  expect([made.status, made.body.global_field]).toMatchObject([201, { uid: 'seo2', _version: 1, _branch: 'main' }]);
  expect((await client.post('/global_fields/import', undefined, { files: { other: body } })).status).toBe(400);
});

it('is kept when it is deleted, and can be restored', async () => {
  const client = await open();
  await add(client, 'address');
  await client.remove('/global_fields/address');
  expect((await client.get('/global_fields')).body.global_fields).toMatchObject([{ uid: 'seo' }]);
  const { global_fields } = (await client.get('/global_fields?deleted=true')).body;
  expect(global_fields).toMatchObject([{ uid: 'address', deleted_at: expect.any(String) }]);
  expect((await client.get('/global_fields/address?deleted=true')).status).toBe(200);
  const restored = await client.put('/global_fields/address/restore');
  expect(restored.body).toMatchObject({
    notice: 'Global Field restored successfully.',
    global_field: { uid: 'address' },
  });
  expect((await client.get('/global_fields/address')).body.global_field).not.toHaveProperty('deleted_at');
  expect((await client.put('/global_fields/address/restore')).status).toBe(422);
});

it('tells the audit log what happens', async () => {
  const client = await open();
  await add(client, 'address');
  await client.put('/global_fields/address', { global_field: { title: 'Address', schema: [text('a')] } });
  await client.remove('/global_fields/address');
  const log = client.sandbox.state.branches.main?.audit_log.slice(-3) ?? [];
  expect(log.map(({ module, event_type }) => `${module} ${event_type}`)).toEqual([
    'global_field create',
    'global_field update',
    'global_field delete',
  ]);
});
