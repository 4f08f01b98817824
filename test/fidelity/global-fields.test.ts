// Global fields through Contentstack's own SDK.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSdk } from './sdk.ts';

const text = (uid: string) => ({ uid, display_name: uid, data_type: 'text' });
const address = { uid: 'address', title: 'Address', schema: [text('street'), text('town')] };

it('creates, fetches, queries, updates and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await stack.globalField().create({ global_field: address });
  expect(made).toMatchObject({ uid: 'address', _version: 1, schema: [{ uid: 'street' }, { uid: 'town' }] });

  const fetched = await stack.globalField('address').fetch();
  fetched.title = 'Addresses';
  fetched.schema = [...fetched.schema, text('country')];
  const updated = await fetched.update();
  expect(updated).toMatchObject({ uid: 'address', title: 'Addresses', _version: 2 });
  expect(updated.schema).toHaveLength(3);

  const found = await stack
    .globalField()
    .query({ query: { uid: 'address' }, include_count: true })
    .find();
  expect(found.items.map(({ uid }: { uid: string }) => uid)).toEqual(['address']);
  expect(found.count).toBe(1);
  expect((await stack.globalField().query({ asc: 'uid' }).findOne()).items).toMatchObject([{ uid: 'address' }]);

  expect(await stack.globalField('address').delete()).toMatchObject({ notice: 'Global Field deleted successfully.' });
  const { status, errorCode } = await opened.refused(stack.globalField('address').fetch());
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 118 });
});

it('is refused what is not valid, and a deletion of what is in use', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const wrong = await opened.refused(stack.globalField().create({ global_field: { ...address, schema: [] } }));
  expect(wrong).toMatchObject({ status: 422, errorCode: 115, errors: { schema: ['is a required field.'] } });
  const used = await opened.refused(stack.globalField('call_to_action').delete());
  expect(used).toMatchObject({ status: 422, errors: { force: ['is required.'] } });
  expect(await stack.globalField('call_to_action').delete({ force: true })).toMatchObject({
    notice: expect.any(String),
  });
  expect(JSON.stringify((await stack.contentType('page').fetch()).schema)).not.toContain('call_to_action');
});

it('nests with version 3.2 of the API', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const inner = { uid: 'inner', display_name: 'Inner', data_type: 'global_field', reference_to: 'call_to_action' };
  const nested = { global_field: { uid: 'nested', title: 'Nested', schema: [text('line'), inner] } };
  const made = await stack.globalField({ api_version: '3.2' }).create(nested);
  expect(made).toMatchObject({ uid: 'nested', schema: [{}, { reference_to: 'call_to_action' }] });
  const fetched = await stack
    .globalField('nested', { api_version: '3.2' })
    .fetch({ include_global_field_schema: true });
  expect(fetched.schema[1].schema).toMatchObject([{ uid: 'heading' }, {}, {}]);
  fetched.title = 'Nested twice';
  expect(await fetched.update()).toMatchObject({ title: 'Nested twice', _version: 2 });
  const found = await stack.globalField({ api_version: '3.2' }).query({ include_count: true }).find();
  expect(found.count).toBe(2);
  expect(await stack.globalField('nested', { api_version: '3.2' }).delete()).toMatchObject({
    notice: expect.any(String),
  });
});

it('imports a file, and takes the place of what is there', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const folder = await mkdtemp(join(tmpdir(), 'global-field-'));
  try {
    const file = join(folder, 'address.json');
    await writeFile(file, JSON.stringify(address));
    expect(await stack.globalField().import({ global_field: file })).toMatchObject({ uid: 'address', _version: 1 });
    const again = await opened.refused(stack.globalField().import({ global_field: file }));
    expect(again).toMatchObject({ status: 422, errorCode: 115 });
    const overwritten = await stack.globalField().import({ global_field: file }, { overwrite: true });
    expect(overwritten).toMatchObject({ uid: 'address', _version: 2 });
  } finally {
    await rm(folder, { recursive: true });
  }
});
