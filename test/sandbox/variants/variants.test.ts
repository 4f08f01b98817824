// Variant groups, the content types they are linked to, and their variants.
import { expect, it } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/index.ts';
import { ann, authors, openStack } from '../small-stack.ts';

const personalize_metadata = { project_uid: 'p1', experience_uid: 'e1', experience_short_uid: '0', status: 'linked' };
const link = (uid: string, status = 'linked') => ({ content_types: [{ uid, status }], branches: ['main'] });

async function open(options: SandboxOptions = {}) {
  const client = await openStack(options);
  await client.post('/variant_groups', { name: 'Mood', uid: 'mood', personalize_metadata });
  await client.post('/variant_groups/mood/variants', { name: 'Glad', uid: 'glad' });
  await client.post('/variant_groups/mood/variants', { name: 'Sad' });
  return client;
}

it('makes, changes and deletes a group', async () => {
  const { get, post, put, remove } = await open();
  const made = await post('/variant_groups', { name: 'Season' });
  expect(made).toMatchObject({ status: 201, body: { name: 'Season', uid: expect.stringMatching(/^cs/) } });
  const path = `/variant_groups/${made.body.uid}`;
  expect((await put(path, { name: 'Weather' })).body).toMatchObject({ name: 'Weather', uid: made.body.uid });
  expect((await remove(path)).body.notice).toBe('Variant Group and Variants deleted successfully.');
  expect((await put(path, { name: 'x' })).body.error_code).toBe(141);
  expect((await post('/variant_groups', {})).body.errors).toHaveProperty('name');
  for (const uid of ['mood', '__proto__', 'x'.repeat(201), 'two words', 7]) {
    expect((await post('/variant_groups', { name: 'x', uid })).body.errors).toHaveProperty('uid');
  }
  expect((await get('/variant_groups')).body.variant_groups).toHaveLength(1);
});

it('lists groups with their variants, counted, ordered and by content type', async () => {
  const { get, post, put } = await open();
  await post('/variant_groups', { name: 'Area' });
  await put('/variant_groups/mood/variants', link('author'));
  const { body } = await get('/variant_groups?asc=name&include_count=true');
  expect(body).toMatchObject({
    count: 2,
    variant_groups: [
      { name: 'Area', content_types: [] },
      { name: 'Mood', branches: ['main'], content_types: [{ uid: 'author', status: 'linked' }], personalize_metadata },
    ],
  });
  expect(body.variant_groups[1]).not.toHaveProperty('variants');
  const query = 'content_type=author&include_variant_info=true&include_variant_count=true';
  const { variant_groups } = (await get(`/variant_groups?${query}`)).body;
  expect(variant_groups).toMatchObject([{ uid: 'mood', variant_count: 2, variants: [{}, {}] }]);
  expect((await get('/variant_groups?desc=name&limit=1')).body.variant_groups).toMatchObject([{ name: 'Mood' }]);
  expect((await get('/variant_groups?content_type=article')).body.variant_groups).toEqual([]);
});

it('links content types and takes links off', async () => {
  const { put } = await open();
  const path = '/variant_groups/mood/variants';
  expect((await put(path, link('author'))).body).toMatchObject({
    message: 'Variant Group and Variants updated successfully',
    uid: 'mood',
    name: 'Mood',
    content_types: [{ uid: 'author', status: 'linked' }],
    variants: [],
  });
  const both = (await put(path, link('article'))).body.content_types;
  expect(both).toHaveLength(2);
  const off = (await put(path, link('author', 'unlinked'))).body.content_types;
  expect(off).toContainEqual({ uid: 'author', status: 'unlinked' });
  expect((await put(path, link('article'))).body.content_types).toEqual([{ uid: 'article', status: 'linked' }]);
  expect((await put(path, link('nothing'))).body.error_code).toBe(118);
  expect((await put(path, { content_types: 'author' })).body.errors).toHaveProperty('content_types');
  expect((await put('/variant_groups/none/variants', link('author'))).body.error_code).toBe(141);
  expect((await put(path, { ...link('author'), branches: ['next'] })).body.errors).toHaveProperty('branches');
  const other = await open({ choices: { variantBranches: 'any branch' } });
  expect((await other.put(path, { ...link('author'), branches: ['next'] })).status).toBe(200);
});

it('lists, gets, changes and deletes the variants of a group', async () => {
  const { get, put, remove } = await open();
  const path = '/variant_groups/mood/variants';
  expect((await get(`${path}?asc=name`)).body).toMatchObject({
    uid: 'mood',
    variants: [{ uid: 'glad' }, { name: 'Sad' }],
  });
  expect((await get(`${path}/glad`)).body).toMatchObject({ uid: 'glad', name: 'Glad' });
  expect((await put(`${path}/glad`, { name: 'Happy' })).body).toMatchObject({ uid: 'glad', name: 'Happy' });
  expect((await remove(`${path}/glad`)).body.notice).toBe('Variant deleted successfully.');
  expect((await get(`${path}/glad`)).body.error_code).toBe(141);
});

it('has variants without a group', async () => {
  const { get, post, remove } = await open();
  expect((await post('/variants', { name: 'Alone', uid: 'alone' })).status).toBe(201);
  expect((await post('/variants', { name: 'Alone', uid: 'alone' })).body.errors).toHaveProperty('uid');
  expect((await post('/variants', { name: 'x', personalize_metadata: 1 })).body.errors).toHaveProperty(
    'personalize_metadata',
  );
  expect((await post('/variants', ['x'])).status).toBe(400);
  expect((await get('/variants')).body.variants).toMatchObject([{ uid: 'alone' }]);
  expect((await get('/variants?uids=alone,glad')).body.variants).toHaveLength(2);
  expect((await get('/variants/alone')).body.name).toBe('Alone');
  await remove('/variants/alone');
  expect((await get('/variants/alone')).body.error_code).toBe(141);
});

it('gives one variant by itself, or under its key', async () => {
  const other = await open({ choices: { singleVariant: 'wrapped' } });
  expect((await other.get('/variants/glad')).body.variant).toMatchObject({ uid: 'glad', name: 'Glad' });
  expect((await other.get('/variant_groups/mood/variants/glad')).body.variant).toMatchObject({ uid: 'glad' });
});

it('makes a group with content types by their uids, and keeps what it is for', async () => {
  const { get, post, put } = await open();
  const group = { uid: 'area', name: 'Area', description: 'Where they live.', content_types: ['author'] };
  const linked = [{ uid: 'author', status: 'linked' }];
  expect((await post('/variant_groups', group)).body).toMatchObject({ ...group, content_types: linked });
  await put('/variant_groups/area', { name: 'Areas' });
  const { variant_groups } = (await get('/variant_groups?content_type=author')).body;
  expect(variant_groups).toMatchObject([{ name: 'Areas', description: group.description, content_types: linked }]);
  const { body } = await post('/variant_groups', { ...group, uid: 'x', description: 7 });
  expect(body.errors).toHaveProperty('description');
});

it('takes along what entries have for a variant', async () => {
  const { get, put, remove } = await open();
  await put('/variant_groups/mood/variants', link('author'));
  await put(`${authors}/${ann}/variants/glad`, { entry: { city: 'Nice' } });
  await remove('/variant_groups/mood');
  expect((await get(`${authors}/${ann}/variants`)).body.entries).toEqual([]);
});

it('may be beyond the plan, as fields of assets may', async () => {
  const { get, post } = await openStack({ choices: { plan: { variants: false, asset_fields: false } } });
  const paths = ['/variant_groups', '/variants', `${authors}/${ann}/variants`];
  for (const path of paths) expect(await get(path)).toMatchObject({ status: 403, body: { error_code: 403 } });
  expect((await post('/variant_groups', { name: 'Mood' })).status).toBe(403);
  const reply = await get(`${authors}/${ann}?asset_fields[]=user_defined_fields`);
  expect(reply).toMatchObject({ status: 422, body: { error_code: 141, errors: { asset_fields: expect.anything() } } });
  const full = await openStack();
  expect((await full.get(`${authors}/${ann}?asset_fields[]=user_defined_fields`)).status).toBe(200);
});
