// Extensions through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('extensions');
beforeEach(open);
afterAll(expectAllCalled);

const picker = uidOf('extension', 'colour-picker');
const get = async (extension_uid: unknown): Promise<Json> =>
  (await call('get_extension', { extension_uid })).extension as Json;
const titles = async (args: Json = {}) =>
  ((await call('list_extensions', args)).extensions as Json[]).map(extension => extension.title);

it('lists them, by type and by content type', async () => {
  expect(await titles({ query: { type: 'field' } })).toEqual(['Colour picker']);
  expect(await titles({ scope: 'page' })).toEqual(['Reading age']);
  expect(await call('list_extensions', { include_count: true, limit: 1 })).toMatchObject({ count: 5 });
});

it('creates one of every type', async () => {
  const src = 'https://x.example.com';
  for (const extension of [
    { title: 'A', type: 'field', src, data_type: 'json', multiple: true, config: { a: 1 }, tags: ['x'] },
    { title: 'B', type: 'widget', srcdoc: '<p>', scope: { content_types: ['$all'] } },
    { title: 'C', type: 'dashboard', src, enable: true, default_width: 'full' },
    { title: 'D', type: 'rte_plugin', src },
    { title: 'E', type: 'asset_sidebar_widget', src, width: 500, blur: true },
  ]) {
    const made = (await call('create_extension', { extension })).extension as Json;
    expect(made).toMatchObject(extension);
    expect(await get(made.uid)).toMatchObject(extension);
  }
  expect(await fail('create_extension', { extension: { title: 'F', type: 'field', src } })).toContain('data_type');
});

it('uploads one', async () => {
  const made = await call('upload_extension', {
    upload: `data:text/html;name=x.html;base64,${Buffer.from('<p>Hi</p>').toString('base64')}`,
    title: 'Up',
    type: 'widget',
    tags: ['a', 'b'],
    scope: { content_types: ['page'] },
  });
  const extension = { title: 'Up', srcdoc: '<p>Hi</p>', tags: ['a', 'b'], scope: { content_types: ['page'] } };
  expect(await get((made.extension as Json).uid)).toMatchObject(extension);
});

it('changes one, and takes back what it reads', async () => {
  const read = await get(picker);
  const keys = ['title', 'type', 'srcdoc', 'config', 'tags', 'data_type', 'multiple'];
  const extension = Object.fromEntries(keys.map(key => [key, read[key]]));
  await call('update_extension', { extension_uid: picker, extension: { ...extension, title: 'Paint' } });
  expect(await get(picker)).toMatchObject({ ...extension, title: 'Paint', _version: 2 });
});

it('deletes one', async () => {
  expect(await call('delete_extension', { extension_uid: picker })).toEqual({
    notice: 'Extension deleted successfully.',
  });
  expect(await fail('get_extension', { extension_uid: picker })).toContain('status 404');
});
