// Assets and folders through Contentstack's own SDK.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { openSdk } from './sdk.ts';

const logo = uidOf('asset', 'larkfell-logo');
const upload = Buffer.from('Hello');
const note = {
  upload,
  filename: 'note.txt',
  content_type: 'text/plain',
  title: 'Note',
  description: 'Read me',
  tags: ['a', 'b'],
};
type Json = Record<string, unknown>;

it('uploads, fetches, downloads, updates, replaces and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await stack.asset().create(note, { include_branch: true });
  expect(made).toMatchObject({
    uid: expect.stringMatching(/^blt/),
    urlPath: `/assets/${made.uid}`,
    title: 'Note',
    description: 'Read me',
    tags: ['a', 'b'],
    filename: 'note.txt',
    content_type: 'text/plain',
    file_size: '5',
    is_dir: false,
    _version: 1,
    _branch: 'main',
  });
  const fetched = await stack.asset(made.uid).fetch({ include_publish_details: true });
  expect(fetched).toMatchObject({ uid: made.uid, publish_details: [] });
  expect((await fetched.download({ responseType: 'text' })).data).toBe('Hello');
  const loaded = await stack.asset().download({ url: made.url, responseType: 'arraybuffer' });
  expect(Buffer.from(loaded.data).toString()).toBe('Hello');

  fetched.title = 'Renamed';
  expect(await fetched.update()).toMatchObject({
    uid: made.uid,
    title: 'Renamed',
    description: 'Read me',
    _version: 2,
  });

  const replaced = await stack.asset(made.uid).replace({ upload: Buffer.from('Again'), filename: 'two.txt' });
  expect(replaced).toMatchObject({ uid: made.uid, title: 'Renamed', filename: 'two.txt', _version: 3 });
  expect((await replaced.download({ responseType: 'text' })).data).toBe('Again');
  expect((await stack.asset(made.uid).fetch({ version: 1 })).filename).toBe('note.txt');

  expect(await stack.asset(made.uid).delete()).toMatchObject({ notice: 'Asset deleted successfully.' });
  const { status, errorCode } = await opened.refused(stack.asset(made.uid).fetch());
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 141 });
});

it('uploads a file from its path, into a folder', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const path = join(tmpdir(), `larkfell-${process.pid}.svg`);
  await writeFile(path, '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>');
  const folder = await stack
    .asset()
    .folder()
    .create({ asset: { name: 'Drawings' } });
  const made = await stack
    .asset()
    .create({ upload: path, parent_uid: folder.uid, tags: 'x,y' }, { include_dimension: true });
  expect(made).toMatchObject({
    parent_uid: folder.uid,
    content_type: 'image/svg+xml',
    dimension: { width: 40, height: 30 },
    tags: ['x', 'y'],
  });
  const inside = await stack.asset().query({ folder: folder.uid, include_count: true }).find();
  expect(inside.items.map((item: Json) => item.uid)).toEqual([made.uid]);
});

it('queries, counts and finds one', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const found = await stack
    .asset()
    .query({ query: { content_type: 'image/png' }, include_count: true, asc: 'title' })
    .find();
  expect(found.count).toBe(2);
  expect(found.items[0]).toMatchObject({ title: 'Fell Shell, blue', urlPath: expect.stringMatching(/^\/assets\/blt/) });
  expect(
    await stack
      .asset()
      .query({ query: { is_dir: false } })
      .count(),
  ).toEqual({ assets: 12 });
  const one = await stack
    .asset()
    .query({ query: { title: 'Logo' } })
    .findOne();
  expect(one.items).toMatchObject([{ uid: logo }]);
});

it('publishes and unpublishes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const { uid } = await stack.asset().create(note);
  const publishDetails = { locales: ['en-us'], environments: ['production'] };
  const sent = await stack.asset(uid).publish({ publishDetails, version: 1 });
  expect(sent).toMatchObject({ notice: 'Asset sent for publishing.' });
  const details = async () => (await stack.asset(uid).fetch({ include_publish_details: true })).publish_details;
  expect(await details()).toMatchObject([{ environment: uidOf('environment', 'production'), version: 1 }]);
  expect(await stack.asset(uid).unpublish({ publishDetails })).toMatchObject({
    notice: 'Asset sent for unpublishing.',
  });
  expect(await details()).toEqual([]);
  const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
  await stack.asset(uid).publish({ publishDetails, scheduledAt });
  expect(await details()).toEqual([]);
  const wrong = { publishDetails: { locales: ['en-us'], environments: ['moon'] } };
  expect((await opened.refused(stack.asset(uid).publish(wrong))).status).toBe(422);
});

it('names what refers to it', async () => {
  await using opened = await openSdk();
  const { references, count } = await opened.stack.asset(logo).getReferences({ include_count: true });
  expect(count).toBe(references.length);
  expect(references[0]).toMatchObject({ entry_uid: expect.stringMatching(/^blt/), content_type_uid: 'site_settings' });
});

it('makes, fetches, moves and deletes folders', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const parent = uidOf('folder', 'Photos');
  const made = await stack
    .asset()
    .folder()
    .create({ asset: { name: 'Huts', parent_uid: parent } });
  expect(made).toMatchObject({
    name: 'Huts',
    parent_uid: parent,
    is_dir: true,
    urlPath: `/assets/folders/${made.uid}`,
  });
  const fetched = await stack.asset().folder(made.uid).fetch({ include_path: true });
  expect(fetched.path).toEqual([{ uid: parent, name: 'Photos' }]);
  fetched.name = 'Shelters';
  expect(await fetched.update()).toMatchObject({ uid: made.uid, name: 'Shelters', _version: 2 });
  expect(await stack.asset().folder(made.uid).delete()).toMatchObject({ notice: 'Folder deleted successfully.' });
  expect((await opened.refused(stack.asset().folder(made.uid).fetch())).errorCode).toBe(141);
  expect((await opened.refused(stack.asset().folder().create({ asset: {} }))).errors).toHaveProperty('name');
});
