// Metadata through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('metadata', { settings: { MODULES: 'all' } });
beforeEach(open);
afterAll(expectAllCalled);

async function make(): Promise<string> {
  const [held] = (await call('list_metadata', { query: { type: 'entry' } })).metadata as Json[];
  const { extension_uid, entity_uid } = held ?? {};
  const metadata = { extension_uid, entity_uid, type: 'entry', _content_type_uid: 'page', note: 'short' };
  const made = await call('create_metadata', { metadata });
  return (made.metadata as { uid: string }).uid;
}

it('creates, reads, changes and deletes', async () => {
  const metadata_uid = await make();
  const { metadata } = await call('get_metadata', { metadata_uid });
  expect(metadata).toMatchObject({ note: 'short', locale: 'en-us' });
  await call('update_metadata', { metadata_uid, metadata: { note: 'long' } });
  expect(await call('get_metadata', { metadata_uid })).toMatchObject({ metadata: { note: 'long', _version: 2 } });
  await call('delete_metadata', { metadata_uid });
  expect(await fail('get_metadata', { metadata_uid })).toMatch(/141/);
});

it('lists with titles', async () => {
  const { metadata } = await call('list_metadata', { include_title: ['entity'], query: { type: 'asset' } });
  expect(metadata).toMatchObject([{ _content_type_uid: 'sys_assets', _metadata: { title: { entity: 'Logo' } } }]);
});

it('publishes and unpublishes', async () => {
  const metadata_uid = await make();
  const where = { metadata_uid, metadata: { environments: ['staging'], locales: ['en-us'] } };
  const places = async () =>
    ((await call('get_metadata', { metadata_uid, include_publish_details: true })).metadata as Json).publish_details;
  await call('publish_metadata', where);
  expect(await places()).toMatchObject([{ locale: 'en-us' }]);
  await call('unpublish_metadata', where);
  expect(await places()).toEqual([]);
});
