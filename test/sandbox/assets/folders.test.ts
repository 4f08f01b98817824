// Folders: made, moved and deleted with all that is in them, and how lists go by them.
import { expect, it } from 'vitest';
import { ask, hill, openStack } from '../small-stack.ts';

type Json = Record<string, unknown>;

/** Press > Logos > Old, and the hill in Logos. */
async function openTree(options: Parameters<typeof openStack>[0] = {}) {
  const client = await openStack(options);
  const make = async (name: string, parent_uid?: string): Promise<string> => {
    const { body } = await client.post('/assets/folders', { asset: { name, ...(parent_uid ? { parent_uid } : {}) } });
    return body.asset?.uid ?? JSON.stringify(body.errors);
  };
  const press = await make('Press');
  const logos = await make('Logos', press);
  const old = await make('Old', logos);
  await client.put(`/assets/${hill}`, { asset: { parent_uid: logos } });
  return { ...client, make, press, logos, old };
}

it('is created, read, renamed, moved and deleted', async () => {
  const { get, post, put, remove, press, logos, old } = await openTree();
  const created = await post('/assets/folders?include_branch=true', { asset: { name: 'Photos' } });
  expect(created.status).toBe(201);
  expect(created.body.notice).toBe('Folder created successfully.');
  const { uid } = created.body.asset;
  expect(created.body.asset).toEqual({
    uid: expect.stringMatching(/^blt/),
    name: 'Photos',
    content_type: 'application/vnd.contenstack.folder',
    is_dir: true,
    parent_uid: null,
    tags: [],
    ACL: {},
    _version: 1,
    _branch: 'main',
    created_at: expect.any(String),
    updated_at: expect.any(String),
    created_by: expect.any(String),
    updated_by: expect.any(String),
  });
  const moved = await put(`/assets/folders/${uid}`, { asset: { name: 'Pictures', parent_uid: old } });
  expect(moved.body).toMatchObject({
    notice: 'Folder updated successfully.',
    asset: { uid, name: 'Pictures', parent_uid: old, _version: 2 },
  });
  const read = (await get(`/assets/folders/${uid}?include_path=true`)).body.asset;
  expect(read.path).toEqual([
    { uid: press, name: 'Press' },
    { uid: logos, name: 'Logos' },
    { uid: old, name: 'Old' },
  ]);
  expect((await get(`/assets/${uid}`)).body.asset).toMatchObject({ uid, is_dir: true });
  expect((await put(`/assets/folders/${uid}`, { asset: { parent_uid: null } })).body.asset.parent_uid).toBe(null);
  expect((await remove(`/assets/folders/${uid}`)).body).toEqual({ notice: 'Folder deleted successfully.' });
  expect(await get(`/assets/folders/${uid}`)).toMatchObject({ status: 422, body: { error_code: 141 } });
});

it('takes all that is in it along when it goes', async () => {
  const { get, remove, press, old } = await openTree();
  await remove(`/assets/folders/${press}`);
  expect((await get(`/assets/folders/${old}`)).status).toBe(422);
  expect((await get(`/assets/${hill}`)).status).toBe(422);
  expect((await get('/assets?include_folders=true')).body.assets).toEqual([]);
});

it('narrows lists: to what lies in it, to folders, by name', async () => {
  const { get, press, logos, old } = await openTree();
  const names = async (query: string) =>
    (await get(`/assets?asc=created_at&${query}`)).body.assets.map((item: Json) => item.name ?? item.title);
  expect(await names('')).toEqual(['Hill']);
  expect(await names('include_folders=true')).toEqual(['Hill', 'Press', 'Logos', 'Old']);
  expect(await names(`folder=${logos}`)).toEqual(['Hill']);
  expect(await names(`folder=${press}`)).toEqual([]);
  expect(await names(`folder=${logos}&include_folders=true`)).toEqual(['Hill', 'Old']);
  expect(await names('folder=cs_root')).toEqual([]);
  expect(await names('folder=cs_root&include_folders=true')).toEqual(['Press']);
  expect(await names(`folder=${press}&include_folders=true&${ask({ is_dir: true })}`)).toEqual(['Logos']);
  expect(await names(ask({ is_dir: true, name: 'Old' }))).toEqual(['Old']);
  expect(await names(ask({ is_dir: false }))).toEqual(['Hill']);
  expect(await names(ask({ parent_uid: logos }))).toEqual(['Hill']);
  expect(await names('folder=blt1')).toEqual([]);
  expect((await get(`/assets/${hill}?include_path=true`)).body.asset.path).toEqual([
    { uid: press, name: 'Press' },
    { uid: logos, name: 'Logos' },
  ]);
  expect((await get(`/assets/folders/${old}`)).body.asset).not.toHaveProperty('path');
});

it('nests five deep and never in itself', async () => {
  const { put, make, press, logos, old } = await openTree();
  const fourth = await make('Fourth', old);
  const fifth = await make('Fifth', fourth);
  expect(await make('Sixth', fifth)).toMatch(/too deep/);
  const apart = await make('Apart');
  await make('Within', apart);
  const move = (uid: string, parent_uid: string) => put(`/assets/folders/${uid}`, { asset: { parent_uid } });
  expect((await move(apart, fourth)).body.errors).toEqual({ parent_uid: [expect.stringMatching(/too deep/)] });
  expect((await move(apart, old)).status).toBe(200);
  for (const parent of [press, logos, old]) expect((await move(press, parent)).status).toBe(422);
});

it('wants a name and a parent that is there', async () => {
  const { post, put, press } = await openTree();
  const refused = (errors: object) => ({ status: 422, body: { error_code: 141, errors } });
  for (const name of [undefined, '', ' ', 5]) {
    expect(await post('/assets/folders', { asset: { name } })).toMatchObject(
      refused({ name: ['is a required field.'] }),
    );
  }
  expect(await post('/assets/folders', { asset: { name: 'x', parent_uid: 'blt1' } })).toMatchObject(
    refused({ parent_uid: ['is not valid.'] }),
  );
  expect((await put(`/assets/folders/${press}`, { asset: { name: '' } })).status).toBe(422);
  expect((await put('/assets/folders/blt1', { asset: { name: 'x' } })).status).toBe(422);
  expect((await post('/assets/folders', { folder: { name: 'x' } })).status).toBe(400);
});

it.each([300, 10_000] as const)('are at most %i', async most => {
  const { make, press, sandbox } = await openTree({ choices: { mostFolders: most } });
  const { main } = sandbox.state.branches;
  const some = main?.folders[press];
  for (let index = 4; index < most && main && some; index++) main.folders[`blt${index}`] = some;
  expect(await make('Last')).toMatch(/^blt/);
  expect(await make('One more')).toMatch(/too many/);
});
