// Environments: addressed by name, global, and what goes when one goes.
import { expect, it } from 'vitest';
import { ann, articles, authors, openStack, snow } from '../small-stack.ts';

const staging = { environment: { name: 'staging', urls: [{ locale: 'en-us', url: 'https://staging.example.com' }] } };

it('lists, counts, filters and sorts', async () => {
  const { get } = await openStack();
  const { body } = await get('/environments?include_count=true&asc=name');
  expect(body.count).toBe(2);
  expect(body.environments.map((item: { name: string }) => item.name)).toEqual(['development', 'production']);
  const found = await get(`/environments?query=${encodeURIComponent('{"name":"production"}')}`);
  expect(found.body.environments).toHaveLength(1);
});

it('creates, reads, changes, renames and deletes', async () => {
  const { get, post, put, remove } = await openStack();
  const created = await post('/environments', staging);
  expect(created).toMatchObject({ status: 201, body: { notice: 'Environment created successfully.' } });
  expect(created.body.environment).toMatchObject({ ...staging.environment, _version: 1, ACL: {} });
  expect(created.body.environment.uid).toMatch(/^blt[0-9a-f]{16}$/);
  expect((await get('/environments/staging')).body.environment).toEqual(created.body.environment);

  const renamed = await put('/environments/staging', { environment: { name: 'preview' } });
  expect(renamed.body).toMatchObject({
    notice: 'Environment updated successfully.',
    environment: { name: 'preview', urls: staging.environment.urls, _version: 2 },
  });
  expect((await get('/environments/staging')).status).toBe(422);

  const removed = await remove('/environments/preview');
  expect(removed.body).toEqual({ notice: 'Environment deleted successfully.' });
  expect(await get('/environments/preview')).toMatchObject({ status: 422, body: { error_code: 141 } });
});

it('refuses names that are missing, taken or odd, and urls that are no list', async () => {
  const { post, put } = await openStack();
  for (const name of [undefined, '', 'production', 'With Space', 'Upper']) {
    const reply = await post('/environments', { environment: { name } });
    expect(reply.status).toBe(422);
    expect(reply.body.errors).toHaveProperty('name');
  }
  expect((await put('/environments/production', { environment: { name: 'development' } })).status).toBe(422);
  expect((await put('/environments/production', { environment: { urls: 'x' } })).body.errors).toHaveProperty('urls');
});

it('is not addressed by uid', async () => {
  const { get } = await openStack();
  expect((await get('/environments/blt00000000000000d2')).status).toBe(422);
});

it('takes along all that was published there: variants, metadata and taxonomies, too', async () => {
  const { get, post, put, remove, sandbox } = await openStack({ choices: { metadataExtension: 'any' } });
  const entry = { environments: ['production', 'development'], locales: ['en-us'] };
  await post('/variant_groups', { name: 'Mood', uid: 'mood', content_types: ['author'] });
  await post('/variant_groups/mood/variants', { name: 'Glad', uid: 'glad' });
  await put(`${authors}/${ann}/variants/glad`, { entry: { city: 'Nice' } });
  await post(`${authors}/${ann}/publish`, { entry: { ...entry, variants: [{ uid: 'glad' }] } });
  const given = { entity_uid: ann, type: 'entry', _content_type_uid: 'author', extension_uid: 'any' };
  const { uid } = (await post('/metadata', { metadata: given })).body.metadata;
  await post(`/metadata/${uid}/publish`, { metadata: entry });
  await post('/taxonomies/publish', { ...entry, items: [{ uid: 'topic' }] });
  const places = async (): Promise<{ environment: string }[][]> => [
    (await get(`${authors}/${ann}/variants/glad?include_publish_details=true`)).body.entry.publish_details,
    (await get(`/metadata/${uid}?include_publish_details=true`)).body.metadata.publish_details,
    sandbox.state.taxonomies.topic?.published ?? [],
  ];
  expect((await places()).map(each => each.length)).toEqual([2, 2, 2]);
  await remove('/environments/production');
  expect((await places()).map(each => each.map(({ environment }) => environment))).toEqual([
    ['blt00000000000000d1'],
    ['blt00000000000000d1'],
    ['blt00000000000000d1'],
  ]);
});

it('takes what was published there along, on every branch', async () => {
  const { get, remove } = await openStack();
  const path = `${articles}/${snow}?include_publish_details=true`;
  expect((await get(path)).body.entry.publish_details).toHaveLength(1);
  await remove('/environments/production');
  expect((await get(path)).body.entry.publish_details).toEqual([]);
  expect((await get(path, { headers: { branch: 'next' } })).body.entry.publish_details).toEqual([]);
});
