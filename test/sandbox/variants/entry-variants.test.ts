// Variants of an entry: only what differs, with versions and places of its own.
import { expect, it } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/index.ts';
import { ann, articles, authors, openStack, snow } from '../small-stack.ts';

const path = `${authors}/${ann}/variants`;

async function open(options: SandboxOptions = {}) {
  const client = await openStack(options);
  await client.post('/variant_groups', { name: 'Mood', uid: 'mood' });
  await client.post('/variant_groups/mood/variants', { name: 'Glad', uid: 'glad' });
  await client.post('/variant_groups/mood/variants', { name: 'Sad', uid: 'sad' });
  const content_types = ['author', 'article'].map(uid => ({ uid, status: 'linked' }));
  await client.put('/variant_groups/mood/variants', { content_types });
  return client;
}

it('is made and changed by the same request, and has nothing but what differs', async () => {
  const { get, put } = await open();
  const made = await put(`${path}/glad`, { entry: { city: 'Nice', born: 1970, colour: 'red' } });
  expect(made).toMatchObject({ status: 200, body: { notice: 'Entry variant created successfully.' } });
  const { entry } = made.body;
  expect(entry).toMatchObject({
    uid: ann,
    city: 'Nice',
    locale: 'en-us',
    _version: 1,
    _variant: { _uid: 'glad', _change_set: ['city'], _order: [], _base_entry_version: 1 },
  });
  expect(entry._variant._instance_uid).toMatch(/^blt/);
  expect(entry).not.toHaveProperty('title');
  expect(entry).not.toHaveProperty('colour');
  const changed = (await put(`${path}/glad`, { entry: { title: 'Glad Ann' } })).body;
  expect(changed.notice).toBe('Entry variant updated successfully.');
  expect(changed.entry).toMatchObject({ city: 'Nice', title: 'Glad Ann', _version: 2 });
  expect(changed.entry._variant._instance_uid).toBe(entry._variant._instance_uid);
  expect((await get(`${path}/glad`)).body.entry).toEqual(changed.entry);
  expect((await get(`${authors}/${ann}`)).body.entry).toMatchObject({ title: 'Ann', city: 'Bern', _version: 1 });
});

it('names nested changes by the uids of instances, and keeps an order', async () => {
  const { get, put } = await open();
  const { entry } = (await get(`${articles}/${snow}`)).body;
  const [first, second] = entry.steps.map((step: { _metadata: { uid: string } }) => step._metadata.uid);
  const steps = [{ what: 'run', sign: 'A', _metadata: { uid: first } }, entry.steps[1]];
  const _order = [{ steps: [`base.${second}`, `base.${first}`] }];
  const sent = { steps, place: { ...entry.place, number: 9 }, _variant: { _order } };
  const { body } = await put(`${articles}/${snow}/variants/sad`, { entry: sent });
  expect(body.entry._variant).toMatchObject({ _order, _change_set: [`steps.${first}.what`, 'place.number'] });
  // What comes anew gets a uid, as in an entry; what the type does not have is left out.
  const more = { steps: [...steps, { what: 'end', colour: 'red' }] };
  const { entry: longer } = (await put(`${articles}/${snow}/variants/sad`, { entry: more })).body;
  const { uid } = longer.steps[2]._metadata;
  expect(longer.steps[2]).toEqual({ what: 'end', _metadata: { uid: expect.stringMatching(/^cs/) } });
  expect(longer._variant._change_set).toContain(`steps.${uid}.what`);
  const odd = { _variant: { _order: 'x' } };
  expect((await put(`${articles}/${snow}/variants/sad`, { entry: odd })).body.errors).toHaveProperty('_order');
});

it('lists, pages, and keeps languages apart', async () => {
  const { get, put } = await open();
  await put(`${path}/glad`, { entry: { city: 'Nice' } });
  await put(`${path}/sad`, { entry: { city: 'Hull' } });
  await put(`${path}/sad?locale=fr-fr`, { entry: { city: 'Brest' } });
  const list = async (query = '') => (await get(`${path}${query}`)).body;
  expect((await list('?include_count=true')).count).toBe(2);
  expect((await list('?limit=1')).entries).toHaveLength(1);
  expect((await list('?locale=fr-fr')).entries).toMatchObject([{ city: 'Brest', locale: 'fr-fr' }]);
  expect((await get(`${path}/glad?locale=fr-fr`)).body.error_code).toBe(141);
});

it('shows versions, newest first', async () => {
  const { get, put } = await open();
  await put(`${path}/glad`, { entry: { city: 'Nice' } });
  await put(`${path}/glad`, { entry: { city: 'Cannes' } });
  const { versions } = (await get(`${path}/glad/versions`)).body;
  expect(versions).toMatchObject([
    { _version: 2, locale: 'en-us' },
    { _version: 1, locale: 'en-us' },
  ]);
});

it('is deleted for good', async () => {
  const { get, put, remove } = await open();
  await put(`${path}/glad`, { entry: { city: 'Nice' } });
  expect((await remove(`${path}/glad`)).body).toEqual({ notice: 'Entry variant deleted successfully.' });
  expect(await get(`${path}/glad`)).toMatchObject({ status: 422, body: { error_code: 141 } });
  expect((await remove(`${path}/glad`)).status).toBe(422);
});

it('refuses what is not linked, not there or not valid', async () => {
  const { put } = await open();
  const save = async (at: string, entry: object = { city: 'x' }) => (await put(at, { entry })).body;
  expect((await save(`${path}/none`)).error_code).toBe(141);
  expect((await save(`${path}/glad`, { born: 'long ago' })).error_code).toBe(119);
  expect((await save(`${authors}/blt9/variants/glad`)).error_code).toBe(141);
  await put('/variant_groups/mood/variants', { content_types: [{ uid: 'author', status: 'unlinked' }] });
  expect((await save(`${path}/glad`)).errors).toHaveProperty('content_type');
});

it('lives on main alone, or on any branch', async () => {
  const { put } = await open();
  const headers = { branch: 'next' };
  expect((await put(`${path}/glad`, { entry: { city: 'x' } }, { headers })).body.errors).toHaveProperty('branch');
  const other = await open({
    choices: { variantBranches: 'any branch', branchWrites: 'tokens too', branchLife: 'at once' },
  });
  expect((await other.put(`${path}/glad`, { entry: { city: 'x' } }, { headers })).status).toBe(200);
  await other.post('/stacks/branches', { branch: { uid: 'third', source: 'next' } });
  expect((await other.get(path, { headers: { branch: 'third' } })).body.entries).toEqual([]);
});

it('is published with its entry or without', async () => {
  const { get, post, put } = await open();
  await put(`${path}/glad`, { entry: { city: 'Nice' } });
  const where = { environments: ['production'], locales: ['en-us'] };
  const send = async (more: object, action = 'publish') =>
    post(`${authors}/${ann}/${action}`, { entry: { ...where, variants: [{ uid: 'glad', version: 1 }], ...more } });
  const places = async (at: string) =>
    (await get(`${at}?include_publish_details=true`)).body.entry.publish_details.length;
  expect((await send({})).status).toBe(200);
  expect([await places(`${path}/glad`), await places(`${authors}/${ann}`)]).toEqual([1, 0]);
  await send({ variant_rules: { publish_latest_base: false, publish_latest_base_conditionally: true } });
  expect([await places(`${path}/glad`), await places(`${authors}/${ann}`)]).toEqual([1, 1]);
  await send({}, 'unpublish');
  expect([await places(`${path}/glad`), await places(`${authors}/${ann}`)]).toEqual([0, 1]);
  expect((await send({ variants: [{ uid: 'sad' }] })).body.error_code).toBe(141);
  expect((await send({ variants: [{ uid: 'glad', version: 5 }] })).status).toBe(422);
  for (const variants of ['glad', ['glad'], [{ uid: 'glad', version: 'two' }]]) {
    expect((await send({ variants })).body.errors).toHaveProperty('variants');
  }
});

it('is published nowhere while its entry is in the trash, and gone with its content type', async () => {
  const { get, post, put, remove, sandbox } = await open();
  await put(`${path}/glad`, { entry: { city: 'Nice' } });
  const where = { environments: ['production'], locales: ['en-us'] };
  await post(`${authors}/${ann}/publish`, { entry: { ...where, variants: [{ uid: 'glad' }] } });
  const places = async () => (await get(`${path}/glad?include_publish_details=true`)).body.entry.publish_details;
  expect(await places()).toHaveLength(1);
  await remove(`${authors}/${ann}`);
  await put(`${authors}/${ann}/restore`, { entry: {} });
  expect(await places()).toEqual([]);
  await remove('/content_types/author?force=true');
  expect(sandbox.state.branches.main?.entry_variants).toEqual([]);
});

it('is published in a language it falls back from, unless that is refused', async () => {
  const places = { environments: ['production'], locales: ['fr-fr'], variants: [{ uid: 'glad' }] };
  const send = async (client: Awaited<ReturnType<typeof open>>) => {
    await client.put(`${path}/glad`, { entry: { city: 'Nice' } });
    return client.post(`${authors}/${ann}/publish`, { entry: places, locale: 'en-us' });
  };
  const lenient = await open();
  expect((await send(lenient)).status).toBe(200);
  const { entry } = (await lenient.get(`${path}/glad?include_publish_details=true`)).body;
  expect(entry.publish_details).toMatchObject([{ locale: 'fr-fr', version: 1 }]);
  const strict = await open({ choices: { variantFallback: 'refuse' } });
  expect((await send(strict)).body).toMatchObject({ error_code: 141 });
});
