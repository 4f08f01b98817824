// Labels through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('labels');
beforeEach(open);
afterAll(expectAllCalled);

const labels = async (args: Json = {}) => (await call('list_labels', args)).labels as Json[];
const findUid = async (name: string): Promise<string> => String((await labels({ query: { name } }))[0]?.uid);
const read = async (label_uid: string) => (await call('get_label', { label_uid })).label as Json;

it('lists them, filtered, paged, counted and with their branch', async () => {
  const names = (await labels()).map(label => label.name);
  expect(names.sort()).toEqual(['Journal', 'Menus and notices', 'Shop', 'Website']);
  expect(await labels({ query: { content_types: 'product' } })).toMatchObject([{ name: 'Shop' }]);
  expect(await labels({ skip: 3, include_branch: true })).toMatchObject([{ _branch: 'main' }]);
  expect(await call('list_labels', { limit: 1, include_count: true })).toMatchObject({ count: 4 });
});

it('gets one', async () => {
  const label_uid = await findUid('Menus and notices');
  expect(await read(label_uid)).toMatchObject({
    parent: [await findUid('Website')],
    content_types: ['navigation', 'announcement'],
  });
  expect(await fail('get_label', { label_uid: 'blt0' })).toMatch(/status (404|422)/);
});

it('creates one, which content types then name', async () => {
  const parent = [await findUid('Shop')];
  const { label } = await call('create_label', { label: { name: 'On sale', parent, content_types: ['product'] } });
  const { uid } = label as Json;
  expect(await read(String(uid))).toMatchObject({ name: 'On sale', parent, content_types: ['product'] });
  const { content_type } = await call('get_content_type', { content_type_uid: 'product' });
  expect((content_type as Json).labels).toContain(uid);
  expect(await fail('create_label', { label: { name: 'On sale' } })).toContain('is not unique');
});

it('renames one and replaces its lists', async () => {
  const label_uid = await findUid('Journal');
  await call('update_label', { label_uid, label: { name: 'Magazine', content_types: ['blog_post'] } });
  expect(await read(label_uid)).toMatchObject({ name: 'Magazine', content_types: ['blog_post'] });
});

it('takes back what it reads', async () => {
  const label_uid = await findUid('Journal');
  await call('update_label', { label_uid, label: { ...(await read(label_uid)), name: 'Magazine' } });
  expect(await read(label_uid)).toMatchObject({ name: 'Magazine', content_types: ['blog_post', 'author'] });
});

it('deletes one; its content types stay', async () => {
  const label_uid = await findUid('Shop');
  expect(await call('delete_label', { label_uid })).toEqual({ notice: 'Label deleted successfully.' });
  await fail('get_label', { label_uid });
  const { content_type } = await call('get_content_type', { content_type_uid: 'product' });
  expect((content_type as Json).labels).toEqual([]);
});
