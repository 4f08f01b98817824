// Content types through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('content-types');
beforeEach(open);
afterAll(expectAllCalled);

const title = {
  display_name: 'Title',
  uid: 'title',
  data_type: 'text',
  mandatory: true,
  unique: true,
  field_metadata: { _default: true },
};
const city = { display_name: 'City', uid: 'city', data_type: 'text' };
const shop = { title: 'Shop', uid: 'shop', schema: [title, city], options: { title: 'title' } };

const uids = async (args: Json = {}) =>
  ((await call('list_content_types', args)).content_types as Json[]).map(type => type.uid);
const fieldsOf = async (uid: string, args: Json = {}) => {
  const { content_type } = (await call('get_content_type', { content_type_uid: uid, ...args })) as {
    content_type: Json;
  };
  return (content_type.schema as Json[]).map(field => field.uid);
};

it('lists them, filtered, paged and counted', async () => {
  const all = await uids({ asc: 'uid' });
  expect(all).toEqual(
    expect.arrayContaining(['page', 'blog_post', 'author', 'product', 'site_settings', 'navigation']),
  );
  expect(await uids({ query: { uid: 'page' } })).toEqual(['page']);
  expect(await uids({ asc: 'uid', skip: 1, limit: 2 })).toEqual(all.slice(1, 3));
  expect(await call('list_content_types', { include_count: true, limit: 1 })).toMatchObject({ count: all.length });
  expect(Object.values(await call('list_content_types', { count: true }))).toContain(all.length);
});

it('gets one with its schema, of its branch', async () => {
  expect(await fieldsOf('blog_post')).toEqual(expect.arrayContaining(['title', 'url', 'headline', 'author']));
  expect(await call('get_content_type', { content_type_uid: 'page', include_branch: true })).toMatchObject({
    content_type: { uid: 'page', _branch: 'main' },
  });
});

it('creates one that entries can then be made of', async () => {
  const made = await call('create_content_type', { content_type: shop });
  expect(made).toMatchObject({
    notice: 'Content Type created successfully.',
    content_type: { uid: 'shop', _version: 1 },
  });
  await call('create_entry', { content_type_uid: 'shop', entry: { title: 'Lyon', city: 'Lyon' } });
  expect(await call('list_entries', { content_type_uid: 'shop' })).toMatchObject({ entries: [{ city: 'Lyon' }] });
});

it('is told why one cannot be created', async () => {
  const taken = await fail('create_content_type', { content_type: { ...shop, uid: 'page' } });
  expect(taken).toContain('code 115');
  expect(taken).toContain('- uid:');
  const titleless = await fail('create_content_type', { content_type: { ...shop, schema: [city] } });
  expect(titleless).toContain('code 115');
  expect(await uids({ query: { uid: 'shop' } })).toEqual([]);
});

it('replaces one whole on update, and keeps the version before', async () => {
  await call('create_content_type', { content_type: shop });
  const phone = { display_name: 'Phone', uid: 'phone', data_type: 'text' };
  const updated = await call('update_content_type', {
    content_type_uid: 'shop',
    content_type: { ...shop, schema: [title, phone] },
    if_version: 1,
    drop: ['city'],
  });
  expect(updated).toMatchObject({ content_type: { _version: 2 } });
  expect(await fieldsOf('shop')).toEqual(['title', 'phone']);
  expect(await fieldsOf('shop', { version: 1 })).toEqual(['title', 'city']);
});

it('takes back what it reads, with a field added', async () => {
  const { content_type } = (await call('get_content_type', { content_type_uid: 'author' })) as { content_type: Json };
  const schema = [...(content_type.schema as Json[]), city];
  await call('update_content_type', {
    content_type_uid: 'author',
    content_type: { ...content_type, schema },
    if_version: content_type._version,
  });
  expect(await fieldsOf('author')).toEqual([...(content_type.schema as Json[]).map(field => field.uid), 'city']);
});

it('sets field visibility rules by update', async () => {
  await call('create_content_type', { content_type: shop });
  const field_rules = [
    {
      match_type: 'all',
      conditions: [{ operand_field: 'title', operator: 'matches', value: 'Lyon' }],
      actions: [{ action: 'show', target_field: 'city' }],
    },
  ];
  const content_type = { ...shop, field_rules };
  await call('update_content_type', { content_type_uid: 'shop', content_type, if_version: 1 });
  expect(await call('get_content_type', { content_type_uid: 'shop' })).toMatchObject({ content_type: { field_rules } });
});

describe('deletes', () => {
  it('one that has no entries', async () => {
    await call('create_content_type', { content_type: shop });
    expect(await call('delete_content_type', { content_type_uid: 'shop' })).toEqual({
      notice: 'Content Type deleted successfully.',
    });
    expect(await fail('get_content_type', { content_type_uid: 'shop' })).toContain('There is no content type "shop"');
  });

  it('one with all its entries when forced', async () => {
    await call('create_content_type', { content_type: shop });
    await call('create_entry', { content_type_uid: 'shop', entry: { title: 'Lyon' } });
    await call('delete_content_type', { content_type_uid: 'shop', force: true });
    expect(await fail('list_entries', { content_type_uid: 'shop' })).toContain('There is no content type "shop"');
    await call('create_content_type', { content_type: shop });
    expect(await call('list_entries', { content_type_uid: 'shop' })).toMatchObject({ entries: [] });
  });
});

it('lists the types that refer to one', async () => {
  const { references } = (await call('list_content_type_refs', { content_type_uid: 'author' })) as {
    references: unknown[];
  };
  expect(JSON.stringify(references)).toMatch(/blog/i);
  const none = (await call('list_content_type_refs', { content_type_uid: 'site_settings' })) as {
    references: unknown[];
  };
  expect(none.references).toEqual([]);
});

it('exports one, and imports it under another name', async () => {
  const exported = await call('export_content_type', { content_type_uid: 'author' });
  expect(exported).toMatchObject({ uid: 'author', schema: expect.any(Array) });
  const copy = { ...exported, uid: 'writer', title: 'Writer' };
  expect(await call('import_content_type', { content_type: copy })).toMatchObject({
    notice: 'Content Type imported successfully.',
    content_type: { uid: 'writer' },
  });
  expect(await fieldsOf('writer')).toEqual(await fieldsOf('author'));
  expect(await fail('import_content_type', { content_type: copy })).toContain('code 115');
  await call('import_content_type', { content_type: { ...copy, title: 'Scribe' }, overwrite: true });
  expect(await call('get_content_type', { content_type_uid: 'writer' })).toMatchObject({
    content_type: { title: 'Scribe' },
  });
});

it('changes one branch and not the other', async () => {
  await call('create_content_type', { content_type: shop, branch: 'development' });
  expect(await uids({ branch: 'development', query: { uid: 'shop' } })).toEqual(['shop']);
  expect(await uids({ query: { uid: 'shop' } })).toEqual([]);
});
