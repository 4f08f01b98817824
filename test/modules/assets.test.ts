// Assets through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { type Json, openModule } from './module.ts';

const { call, see, fail, open, sandbox, expectAllCalled } = openModule('assets');
beforeEach(open);
afterAll(expectAllCalled);

const logo = uidOf('asset', 'larkfell-logo');
const photos = uidOf('folder', 'Photos');
const data = (text: string, name: string, type = 'text/plain'): string =>
  `data:${type};name=${name};base64,${Buffer.from(text).toString('base64')}`;

const upload = async (args: Json = {}): Promise<Json> => {
  const sent = { upload: data('Hello', 'note.txt'), ...args };
  return (await call('upload_asset', sent)).asset as Json;
};
const get = async (asset_uid: unknown, args: Json = {}): Promise<Json> =>
  (await call('get_asset', { asset_uid, ...args })).asset as Json;
const list = async (args: Json = {}): Promise<Json[]> => (await call('list_assets', args)).assets as Json[];
const titles = async (args: Json = {}) => (await list(args)).map(item => item.title ?? item.name);

describe('files', () => {
  it('are uploaded with their details, into a folder', async () => {
    const asset = await upload({
      title: 'A note',
      description: 'To read',
      tags: ['one', 'two'],
      parent_uid: photos,
    });
    expect(asset).toMatchObject({ title: 'A note', description: 'To read', tags: ['one', 'two'], parent_uid: photos });
    expect(await get(asset.uid)).toMatchObject({ filename: 'note.txt', content_type: 'text/plain', file_size: '5' });
    const svg = data('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>', 'a.svg', 'image/svg+xml');
    const asked = {
      include_dimension: true,
      include_asset_scan_status: true,
      relative_urls: true,
      include_branch: true,
    };
    const { asset: picture } = (await call('upload_asset', { upload: svg, ...asked })) as { asset: Json };
    expect(picture).toMatchObject({
      dimension: { width: 4, height: 3 },
      _asset_scan_status: 'not_scanned',
      _branch: 'main',
    });
    expect(picture.url).toMatch(/^\/v3\/assets/);
  });

  it('are replaced, and an earlier version is brought back', async () => {
    const { uid } = await upload({ title: 'Note' });
    const sent = { asset_uid: uid, upload: data('Again', 'two.txt') };
    expect(await call('replace_asset', sent)).toMatchObject({
      asset: { filename: 'two.txt', title: 'Note', _version: 2 },
    });
    expect(await get(uid, { version: 1 })).toMatchObject({ filename: 'note.txt' });
    await call('set_asset_version', { asset_uid: uid, version: 1, asset: { title: 'Back' } });
    expect(await get(uid)).toMatchObject({ filename: 'note.txt', title: 'Back', _version: 3 });
    await call('set_asset_version', { asset_uid: uid, version: 2 });
    expect(await get(uid)).toMatchObject({ filename: 'two.txt', title: 'Note' });
    expect(await fail('set_asset_version', { asset_uid: uid, version: 9 })).toContain('version');
  });

  it('take other details, and back what was read', async () => {
    const asset = { title: 'Sign', description: 'Ours', tags: ['brand', 'new'], parent_uid: photos };
    await call('update_asset', { asset_uid: logo, asset });
    expect(await get(logo, { include_path: true })).toMatchObject({
      ...asset,
      path: [{ uid: photos, name: 'Photos' }],
    });
    const { title, description, tags } = await get(logo);
    await call('update_asset', { asset_uid: logo, asset: { title, description, tags, parent_uid: 'cs_root' } });
    expect(await get(logo)).toMatchObject({ title: 'Sign', tags: ['brand', 'new'], parent_uid: null });
    expect(await fail('update_asset', { asset_uid: logo, asset: { parent_uid: 'blt1' } })).toContain('parent_uid');
  });

  it('are seen at a permanent URL, which is set once', async () => {
    const { uid } = await upload();
    const urlOf = (slug: string) => `https://images.contentstack.io/v3/assets/${sandbox().api_key}/${uid}/${slug}`;
    await fail('download_asset', { asset_uid: uid, slug: 'note' });
    await call('set_asset_url', { asset_uid: uid, asset: { permanent_url: urlOf('note') } });
    const [seen] = await see('download_asset', { asset_uid: uid, slug: 'note' });
    expect(seen).toMatchObject({ type: 'text', text: expect.stringContaining('Hello') });
    expect(await fail('set_asset_url', { asset_uid: uid, asset: { permanent_url: urlOf('other') } })).toContain(
      'permanent_url',
    );
    expect(await fail('download_asset', { asset_uid: uid, slug: 'other' })).toContain('status 404');
    expect(await fail('download_asset', { asset_uid: uid, slug: 'note', environment: 'production' })).toContain('404');
  });

  it('of the demo stack can be looked at, by their uid alone', async () => {
    const [picture, text] = [uidOf('asset', 'fell-shell-blue'), logo];
    const parts = await see('download_asset', { asset_uid: picture });
    expect(parts).toContainEqual(expect.objectContaining({ type: 'image', mimeType: 'image/png' }));
    const [seen] = await see('download_asset', { asset_uid: text });
    expect(seen).toMatchObject({ text: expect.stringMatching(/^image\/svg\+xml, \d+ bytes\n<svg /) });
    expect(await fail('download_asset', { asset_uid: 'blt1' })).toMatch(/status (404|422)/);
  });

  it('are deleted', async () => {
    expect(await call('delete_asset', { asset_uid: logo })).toEqual({ notice: 'Asset deleted successfully.' });
    expect(await fail('get_asset', { asset_uid: logo })).toMatch(/status (404|422)/);
  });
});

describe('lists', () => {
  it('filter, search, count and sort', async () => {
    expect(await titles({ query: { content_type: 'image/svg+xml' } })).toEqual(['Logo']);
    expect(await titles({ typeahead: 'size' })).toEqual(['Size guide']);
    expect(await call('list_assets', { count: true })).toEqual({ assets: 12 });
    expect(await titles({ asc: 'title', limit: 1 })).toEqual(['Coast path']);
    expect(await titles({ folder: photos, include_folders: true, query: { is_dir: true } })).toEqual(['People']);
    expect((await titles({ folder: 'cs_root' })).sort()).toEqual(['Logo', 'Size guide']);
    const [first] = await list({ environment: 'production', include_publish_details: true, limit: 1 });
    expect(first?.publish_details).toHaveLength(2);
  });

  it('are of images or videos', async () => {
    expect(((await call('list_assets_by_type', { asset_type: 'images' })).assets as Json[]).length).toBe(11);
    expect(await call('list_assets_by_type', { asset_type: 'videos' })).toEqual({ assets: [] });
  });

  it('name the assets within rich text, and what refers to one', async () => {
    const embedded = (await call('list_rte_assets')) as unknown as Json[];
    expect(embedded[0]).toMatchObject({ image: expect.stringContaining('/v3/assets/'), title: expect.any(String) });
    const { references, count } = await call('list_asset_refs', { asset_uid: logo, include_count: true });
    expect(references).toContainEqual(expect.objectContaining({ content_type_uid: 'site_settings' }));
    expect(count).toBe((references as Json[]).length);
  });
});

it('names versions and takes the names back', async () => {
  await call('update_asset', { asset_uid: logo, asset: { title: 'Sign' } });
  await call('name_asset_version', { asset_uid: logo, version_number: 1, upload: { _version_name: 'First' } });
  const versions = () => call('list_asset_versions', { asset_uid: logo, include_count: true });
  expect(await versions()).toMatchObject({
    versions: [{ _version: 2 }, { _version: 1, _version_name: 'First' }],
    count: 2,
  });
  expect(await call('list_asset_versions', { asset_uid: logo, named: true })).toMatchObject({
    versions: [{ _version: 1 }],
  });
  await call('unname_asset_version', { asset_uid: logo, version_number: 1 });
  const [, after] = (await versions()).versions as Json[];
  expect(after?._version_name).toBeUndefined();
});

it('publishes and unpublishes', async () => {
  const places = { environments: ['preview'], locales: ['en-us'] };
  const details = async () => (await get(logo, { include_publish_details: true })).publish_details as Json[];
  expect(await call('publish_asset', { asset_uid: logo, asset: places })).toEqual({
    notice: 'Asset sent for publishing.',
  });
  expect(await details()).toHaveLength(3);
  await call('unpublish_asset', { asset_uid: logo, asset: places });
  expect(await details()).toHaveLength(2);
  const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
  await call('publish_asset', { asset_uid: logo, asset: places, version: 1, scheduled_at });
  expect(await details()).toHaveLength(2);
  expect(await fail('publish_asset', { asset_uid: logo, asset: { ...places, environments: ['moon'] } })).toContain(
    'moon',
  );
});

it('makes, reads, moves and deletes folders with what is in them', async () => {
  const made = await call('create_asset_folder', { asset: { name: 'Huts', parent_uid: photos } });
  const { uid: folder_uid } = made.asset as Json;
  const read = async () => (await call('get_asset_folder', { folder_uid, include_path: true })).asset;
  expect(await read()).toMatchObject({ name: 'Huts', path: [{ name: 'Photos' }] });
  const people = uidOf('folder', 'People');
  await call('update_asset_folder', { folder_uid, asset: { name: 'Shelters', parent_uid: people } });
  expect(await read()).toMatchObject({ name: 'Shelters', path: [{ name: 'Photos' }, { name: 'People' }] });
  expect(await fail('update_asset_folder', { folder_uid: photos, asset: { parent_uid: people } })).toContain(
    'parent_uid',
  );
  await call('delete_asset_folder', { folder_uid: photos });
  expect(await fail('get_asset_folder', { folder_uid })).toMatch(/status (404|422)/);
  expect((await titles()).sort()).toEqual(['Fell Shell, blue', 'Logo', 'Size guide', 'Tarn 35, moss']);
});
