// Global fields through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('global-fields', { settings: { MODULES: 'all' } });
beforeEach(open);
afterAll(expectAllCalled);

const text = (uid: string): Json => ({ uid, display_name: uid, data_type: 'text' });
const address = { uid: 'address', title: 'Address', schema: [text('street'), text('town')] };
const own = { global_field_uid: 'address' };
const used = { global_field_uid: 'call_to_action' };

const list = async (args: Json = {}) => {
  const { global_fields } = (await call('list_global_fields', args)) as { global_fields: Json[] };
  return global_fields.map(({ uid }) => uid).sort();
};

it('lists them, filtered and counted', async () => {
  await call('create_global_field', { global_field: address });
  expect(await list()).toEqual(['address', 'call_to_action']);
  expect(await list({ query: { uid: 'address' } })).toEqual(['address']);
  expect(await list({ deleted: true })).toEqual([]);
  const counted = await call('list_global_fields', { include_count: true, limit: 1, include_branch: true });
  expect(counted).toMatchObject({ count: 2, global_fields: [{ _branch: 'main' }] });
});

it('gets one, with those who use it', async () => {
  const { global_field } = await call('get_global_field', { ...used, include_content_types: true });
  expect(global_field).toMatchObject({ title: 'Call to action', referred_content_types: expect.any(Array) });
  expect((global_field as Json).referred_content_types).toContainEqual({ uid: 'page', title: 'Page' });
  expect(await fail('get_global_field', { global_field_uid: 'nowhere' })).toMatch(/status 422/);
});

it('adds one and changes it, keeping the earlier version', async () => {
  await call('create_global_field', { global_field: address });
  await fail('create_global_field', { global_field: address });
  await call('update_global_field', {
    ...own,
    global_field: { ...address, schema: [text('country')] },
    if_version: 1,
    drop: ['street', 'town'],
  });
  expect(await call('get_global_field', own)).toMatchObject({
    global_field: { _version: 2, schema: [{ uid: 'country' }] },
  });
  expect(await call('get_global_field', { ...own, version: 1 })).toMatchObject({ global_field: { schema: [{}, {}] } });
});

it('takes back what it reads', async () => {
  await call('create_global_field', { global_field: address });
  const { global_field } = (await call('get_global_field', own)) as { global_field: Json };
  const { title, uid, description, schema } = global_field;
  await call('update_global_field', { ...own, global_field: { title, uid, description, schema } });
  // It is what is stored, so there is no new version.
  expect(await call('get_global_field', own)).toMatchObject({ global_field: { schema, _version: 1 } });
});

it('nests one in another with version 3.2', async () => {
  const inner = { uid: 'inner', display_name: 'Inner', data_type: 'global_field', reference_to: 'call_to_action' };
  const global_field = { uid: 'nested', title: 'Nested', schema: [text('line'), inner] };
  await fail('create_global_field', { global_field });
  await call('create_global_field', { global_field, api_version: '3.2' });
  const spelt = { global_field_uid: 'nested', include_global_field_schema: true, api_version: '3.2' };
  expect(await call('get_global_field', spelt)).toMatchObject({
    global_field: { schema: [{}, { schema: [{ uid: 'heading' }, {}, {}] }] },
  });
});

it('changes what uses it', async () => {
  const schema = [text('headline')];
  await call('update_global_field', {
    ...used,
    global_field: { uid: 'call_to_action', title: 'Call', schema },
    if_version: 1,
    drop: ['heading', 'text', 'button', 'tone'],
  });
  const page = await call('get_content_type', { content_type_uid: 'page', include_global_field_schema: true });
  expect(JSON.stringify(page)).toContain('"headline"');
  expect(JSON.stringify(page)).not.toContain('"tone"');
});

it('deletes one, by force where it is in use', async () => {
  expect(await fail('delete_global_field', used)).toMatch(/force/);
  await call('delete_global_field', { ...used, force: true });
  expect(await list()).toEqual([]);
  expect(JSON.stringify(await call('get_content_type', { content_type_uid: 'page' }))).not.toContain('call_to_action');
});

it('exports one, and imports it', async () => {
  const file = await call('export_global_field', used);
  await fail('import_global_field', { global_field: file });
  await call('import_global_field', { global_field: { ...file, uid: 'call_2', title: 'Call 2' } });
  expect(await list()).toEqual(['call_2', 'call_to_action']);
  await call('import_global_field', { global_field: { ...file, title: 'Call' }, overwrite: true });
  expect(await call('get_global_field', used)).toMatchObject({ global_field: { title: 'Call', _version: 2 } });
});
