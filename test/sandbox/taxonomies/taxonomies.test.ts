// Taxonomies over plain HTTP: their life, their languages, their files, and what they mean to entries.
import { expect, it } from 'vitest';
import type { GivenChoices } from '../../../src/sandbox/state/choices.ts';
import { articles, type Client, openStack, snow } from '../small-stack.ts';

const day = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
const by = expect.stringMatching(/^blt/);
const dates = { created_at: day, created_by: by, updated_at: day, updated_by: by };

const open = (choices: GivenChoices = {}): Promise<Client> => openStack({ choices });

const add = async ({ post }: Client, uid: string, more = {}) => {
  const { status, body } = await post('/taxonomies', { taxonomy: { uid, name: uid, ...more } });
  expect({ status, errors: body.errors }).toEqual({ status: 201, errors: undefined });
  return body.taxonomy;
};

const addTerm = async ({ post }: Client, uid: string, parent_uid: string | null = null, taxonomy = 'topic') =>
  expect((await post(`/taxonomies/${taxonomy}/terms`, { term: { uid, name: uid, parent_uid } })).status).toBe(201);

const tag = ({ put }: Client, ...terms: string[]) =>
  put(`${articles}/${snow}`, { entry: { taxonomies: terms.map(term_uid => ({ taxonomy_uid: 'topic', term_uid })) } });

const uids = (list: { uid: string }[]): string[] => list.map(({ uid }) => uid);

it('creates, reads, changes and deletes one', async () => {
  const client = await open();
  const { get, put, remove } = client;
  const made = await add(client, 'colour', { name: 'Colour', description: 'Of the cloth.' });
  expect(made).toEqual({
    uid: 'colour',
    name: 'Colour',
    description: 'Of the cloth.',
    locale: 'en-us',
    ...dates,
  });
  expect((await get('/taxonomies/colour')).body).toEqual({ taxonomy: made });
  const changed = await put('/taxonomies/colour', { taxonomy: { name: 'Colours' } });
  expect(changed.body.taxonomy).toMatchObject({ name: 'Colours', description: 'Of the cloth.' });
  expect((await put('/taxonomies/colour', { taxonomy: { uid: 'hue', name: 'Hue' } })).body.errors).toHaveProperty(
    'uid',
  );
  const removed = await remove('/taxonomies/colour?force=true');
  expect([removed.status, removed.body]).toEqual([204, undefined]);
  expect(await get('/taxonomies/colour')).toMatchObject({ status: 404, body: { error_code: 141 } });
  const { taxonomies } = (await get('/taxonomies?deleted=true')).body;
  expect(taxonomies).toMatchObject([{ uid: 'colour', deleted_at: day }]);
  await add(client, 'colour');
  expect((await get('/taxonomies?deleted=true')).body.taxonomies).toEqual([]);
});

it('takes a trailing slash where the page has one', async () => {
  const { post, get } = await open();
  expect((await post('/taxonomies/', { taxonomy: { uid: 'size', name: 'Size' } })).status).toBe(201);
  expect((await get('/taxonomies/size')).status).toBe(200);
});

it.each([
  ['no uid', { name: 'X' }, 'uid'],
  ['no name', { uid: 'x' }, 'name'],
  ['an empty name', { uid: 'x', name: ' ' }, 'name'],
  ['a long name', { uid: 'x', name: 'x'.repeat(51) }, 'name'],
  ['a long uid', { uid: 'x'.repeat(51), name: 'X' }, 'uid'],
  ['a long description', { uid: 'x', name: 'X', description: 'x'.repeat(256) }, 'description'],
  ['a description that is no text', { uid: 'x', name: 'X', description: 1 }, 'description'],
  ['a uid with a hyphen', { uid: 'x-y', name: 'X' }, 'uid'],
  ['a leading underscore', { uid: '_x', name: 'X' }, 'uid'],
  ['the reserved word', { uid: 'entries', name: 'X' }, 'uid'],
  ['a uid that is taken', { uid: 'topic', name: 'X' }, 'uid'],
])('refuses %s', async (_, taxonomy, key) => {
  const { post } = await open();
  const { status, body } = await post('/taxonomies', { taxonomy });
  expect([status, body.error_code, Object.keys(body.errors)]).toEqual([422, 141, [key]]);
});

it('takes the longest names', async () => {
  const client = await open();
  const made = await add(client, 'x'.repeat(50), { name: 'y'.repeat(50), description: 'z'.repeat(255) });
  expect(made.description).toHaveLength(255);
});

it('refuses a taken uid with 409 if that is chosen', async () => {
  const { post } = await open({ takenUidStatus: 409 });
  expect((await post('/taxonomies', { taxonomy: { uid: 'topic', name: 'X' } })).status).toBe(409);
});

it('lists, counts, sorts, searches and pages', async () => {
  const client = await open();
  for (const uid of ['alpha', 'beta', 'gamma']) await add(client, uid, { name: `The ${uid}` });
  const list = async (query = '') => (await client.get(`/taxonomies${query}`)).body;
  expect(uids((await list()).taxonomies)).toEqual(['gamma', 'beta', 'alpha', 'topic']);
  expect(uids((await list('?asc=uid&limit=2&skip=1')).taxonomies)).toEqual(['beta', 'gamma']);
  expect(uids((await list('?desc=created_at&limit=1')).taxonomies)).toEqual(['gamma']);
  expect(uids((await list('?typeahead=THE%20B')).taxonomies)).toEqual(['beta']);
  expect(uids((await list('?typeahead=opi')).taxonomies)).toEqual(['topic']);
  const query = encodeURIComponent(JSON.stringify({ uid: { $in: ['alpha', 'gamma'] } }));
  expect(await list(`?query=${query}&include_count=true&asc=uid`)).toMatchObject({
    taxonomies: [{ uid: 'alpha' }, { uid: 'gamma' }],
    count: 2,
  });
});

it('counts terms, terms in use and entries that use them', async () => {
  const client = await open();
  for (const uid of ['ice', 'rain']) await addTerm(client, uid);
  await tag(client, 'snow', 'ice');
  const flags = 'include_terms_count=true&include_referenced_terms_count=true&include_referenced_entries_count=true';
  const counts = { terms_count: 3, referenced_terms_count: 2, referenced_entries_count: 1 };
  expect((await client.get(`/taxonomies/topic?${flags}`)).body.taxonomy).toMatchObject(counts);
  expect((await client.get(`/taxonomies?${flags}`)).body.taxonomies).toMatchObject([counts]);
  expect(Object.keys((await client.get('/taxonomies/topic')).body.taxonomy)).not.toContain('terms_count');
  await tag(client, 'ice');
  expect((await client.get(`/taxonomies/topic?${flags}`)).body.taxonomy).toMatchObject({ referenced_terms_count: 1 });
});

it('is one for all branches, and read with the languages of one', async () => {
  const client = await open();
  await add(client, 'colour');
  const other = await client.get('/taxonomies/colour', { headers: { branch: 'next' } });
  expect(other.body.taxonomy.uid).toBe('colour');
});

it('is worded in languages, and loses them again', async () => {
  const client = await open();
  const { get, post, put, remove } = client;
  const path = '/taxonomies/topic';
  const sujet = { taxonomy: { uid: 'topic', name: 'Sujet', description: 'En bref' } };
  const made = await post(`${path}?locale=fr-fr`, sujet);
  expect([made.status, made.body]).toEqual([201, { taxonomy: { ...sujet.taxonomy, locale: 'fr-fr', ...dates } }]);
  expect((await get(`${path}?locale=fr-fr`)).body.taxonomy).toMatchObject({ name: 'Sujet', locale: 'fr-fr' });
  expect((await get(path)).body.taxonomy).toMatchObject({ name: 'Topic', locale: 'en-us' });
  expect((await get(`${path}?locale=fr-ch`)).status).toBe(404);
  expect((await get(`${path}?locale=fr-ch&include_fallback=true`)).body.taxonomy).toMatchObject({ name: 'Sujet' });
  expect((await get('/taxonomies?locale=fr-ch')).body.taxonomies).toEqual([]);
  expect((await get('/taxonomies?locale=fr-ch&include_fallback=true')).body.taxonomies).toMatchObject([
    { name: 'Sujet', locale: 'fr-fr' },
  ]);
  await put(`${path}?locale=fr-fr`, { taxonomy: { name: 'Thème' } });
  const { taxonomies } = (await get(`${path}/locales`)).body;
  expect(taxonomies).toMatchObject([
    { locale: 'en-us', name: 'Topic', localized: true },
    { locale: 'fr-fr', name: 'Thème', description: 'En bref', localized: true },
  ]);
  expect((await remove(`${path}?locale=fr-fr`)).status).toBe(204);
  expect((await get(`${path}/locales`)).body.taxonomies).toMatchObject([{ locale: 'en-us' }]);
  expect((await get(`${path}?locale=fr-ch&include_fallback=true`)).body.taxonomy).toMatchObject({ name: 'Topic' });
});

it('refuses languages it has or has not', async () => {
  const { get, post, put, remove } = await open();
  const path = '/taxonomies/topic';
  const body = { taxonomy: { name: 'X' } };
  expect((await post(path, body)).body.errors).toHaveProperty('locale');
  expect((await post(`${path}?locale=en-us`, body)).body.errors).toHaveProperty('locale');
  expect((await post(`${path}?locale=xx`, body)).body.errors).toHaveProperty('code');
  expect((await post(`${path}?locale=fr-fr`, { taxonomy: {} })).body.errors).toHaveProperty('name');
  expect((await put(`${path}?locale=fr-fr`, body)).status).toBe(404);
  expect((await remove(`${path}?locale=fr-fr`)).status).toBe(404);
  expect((await remove(`${path}?locale=en-us&force=true`)).body.errors).toHaveProperty('locale');
  expect((await get(path)).status).toBe(200);
});

it('goes with its terms, and leaves entries and content types', async () => {
  const client = await open();
  const { get, remove } = client;
  await tag(client, 'snow');
  expect(await remove('/taxonomies/topic')).toMatchObject({
    status: 422,
    body: { errors: { force: expect.anything() } },
  });
  expect((await get('/taxonomies/topic')).status).toBe(200);
  await remove('/taxonomies/topic?force=true');
  expect((await get('/taxonomies/topic/terms')).status).toBe(404);
  const { entry } = (await get(`${articles}/${snow}`)).body;
  expect(entry.taxonomies ?? []).toEqual([]);
  const { content_type } = (await get('/content_types/article')).body;
  expect(uids(content_type.schema)).not.toContain('taxonomies');
  expect(content_type._version).toBe(2);
});

it('stays in content types that have another one beside it', async () => {
  const client = await open();
  await add(client, 'colour');
  const taxonomies = [{ taxonomy_uid: 'topic' }, { taxonomy_uid: 'colour', max_terms: 2 }];
  const schema = [
    { uid: 'title', display_name: 'Title', data_type: 'text' },
    { uid: 'taxonomies', display_name: 'Taxonomies', data_type: 'taxonomy', multiple: true, taxonomies },
  ];
  await client.post('/content_types', { content_type: { uid: 'coat', title: 'Coat', schema } });
  await client.remove('/taxonomies/topic?force=true');
  const { content_type } = (await client.get('/content_types/coat')).body;
  expect(content_type.schema[1].taxonomies).toEqual([{ taxonomy_uid: 'colour', max_terms: 2 }]);
});

it('is deleted without force if nothing hangs on it', async () => {
  const client = await open();
  await add(client, 'colour');
  expect((await client.remove('/taxonomies/colour')).status).toBe(204);
  expect((await client.remove('/taxonomies/topic')).status).toBe(422);
  await addTerm(client, 'ice', 'snow');
  expect((await client.remove('/taxonomies/topic/terms/snow')).status).toBe(422);
  expect((await client.remove('/taxonomies/topic/terms/ice')).status).toBe(204);
  const next = { headers: { branch: 'next' } };
  await client.put(
    `${articles}/${snow}`,
    { entry: { taxonomies: [{ taxonomy_uid: 'topic', term_uid: 'snow' }] } },
    next,
  );
  expect((await client.remove('/taxonomies/topic/terms/snow')).status).toBe(422);
});

it('leaves what is in the trash and in variants, too', async () => {
  const client = await open();
  const { get, post, put, remove } = client;
  await post('/variant_groups', { name: 'Mood', uid: 'mood', content_types: ['article'] });
  await post('/variant_groups/mood/variants', { name: 'Glad', uid: 'glad' });
  const taxonomies = [{ taxonomy_uid: 'topic', term_uid: 'snow' }];
  const french = `${articles}/${snow}?locale=fr-fr`;
  await put(french, { entry: { title: 'Neige', taxonomies } });
  await put(`${articles}/${snow}/variants/glad`, { entry: { taxonomies } });
  await remove(french);
  await remove('/taxonomies/topic/terms/snow?force=true');
  await put(`${articles}/${snow}/restore`, { entry: { locale: 'fr-fr' } });
  expect((await get(french)).body.entry).toMatchObject({ title: 'Neige', taxonomies: [] });
  expect((await get(`${articles}/${snow}/variants/glad`)).body.entry.taxonomies).toEqual([]);
});

it('takes force always, and answers 422 for what is missing, if that is chosen', async () => {
  const client = await open({ deleteTaxonomy: 'force always', notFoundStatus: { taxonomies: 422 } });
  await add(client, 'colour');
  expect((await client.remove('/taxonomies/colour')).body.errors).toHaveProperty('force');
  expect((await client.remove('/taxonomies/topic/terms/snow')).body.errors).toHaveProperty('force');
  expect((await client.get('/taxonomies/nowhere')).status).toBe(422);
  expect((await client.get('/taxonomies/topic/terms/nowhere')).status).toBe(422);
});

it('is localised by its address, whatever uid is sent', async () => {
  const { get, post } = await open();
  const { status, body } = await post('/taxonomies/topic?locale=fr-fr', { taxonomy: { uid: 'other', name: 'Thème' } });
  expect([status, body.taxonomy.uid]).toEqual([201, 'topic']);
  expect((await get('/taxonomies/other')).status).toBe(404);
});

const to = { environments: ['production'], locales: ['en-us', 'fr-fr'], items: [{ uid: 'topic' }] };

it('publishes and unpublishes with the languages of a branch', async () => {
  const { post, get } = await open();
  const published = await post('/taxonomies/publish', to, { headers: { api_version: '3.2', branch: 'next' } });
  expect(published.body).toEqual({ notice: expect.any(String), job_id: expect.any(String) });
  await post('/taxonomies/unpublish', { ...to, locales: ['fr-fr'] }, { headers: { branch: 'next' } });
  const { queue } = (await get('/publish-queue', { headers: { branch: 'next' } })).body;
  const shown = queue.map((item: Record<string, unknown>) => [item.action, item.locale]);
  expect(shown.sort()).toEqual([
    ['publish', ['en-us']],
    ['publish', ['fr-fr']],
    ['unpublish', ['fr-fr']],
  ]);
  expect((await get('/publish-queue')).body.queue).toEqual([]);
});

it('waits with a publish until its time', async () => {
  const { post, get } = await open();
  const scheduled_at = new Date(Date.now() + 86_400_000).toISOString();
  expect((await post('/taxonomies/publish', { ...to, scheduled_at })).status).toBe(200);
  const { queue } = (await get('/publish-queue')).body;
  expect(queue).toMatchObject([{ publish_details: { status: 'scheduled' } }, { scheduled_at }]);
});

it.each([
  ['no environments', { environments: [] }],
  ['an unknown environment', { environments: ['nowhere'] }],
  ['no languages', { locales: undefined }],
  ['an unknown language', { locales: ['xx'] }],
  ['no items', { items: [] }],
  ['an unknown taxonomy', { items: [{ uid: 'other' }] }],
  ['an item without uid', { items: ['topic'] }],
  ['a single term', { items: [{ uid: 'topic', term_uid: 'snow' }] }],
  ['a time that has passed', { scheduled_at: '2020-01-01T00:00:00.000Z' }],
])('refuses to publish with %s', async (_, more) => {
  const { post } = await open();
  expect((await post('/taxonomies/publish', { ...to, ...more })).status).toBe(422);
});

it('publishes a term with its taxonomy if that is chosen', async () => {
  const { post } = await open({ publishTerms: 'as their taxonomy' });
  const items = [{ uid: 'topic', term_uid: 'snow' }];
  expect((await post('/taxonomies/publish', { ...to, items })).status).toBe(200);
});

it('tells the audit log what happens', async () => {
  const client = await open();
  await add(client, 'colour');
  await client.put('/taxonomies/colour', { taxonomy: { name: 'Colours' } });
  await addTerm(client, 'red', null, 'colour');
  await client.remove('/taxonomies/colour?force=true');
  const logs = client.sandbox.state.branches.main?.audit_log.slice(-4) ?? [];
  expect(logs.map(log => `${log.module} ${log.event_type}`)).toEqual([
    'taxonomy create',
    'taxonomy update',
    'term create',
    'taxonomy delete',
  ]);
});
