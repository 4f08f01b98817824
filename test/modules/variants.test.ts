// Variants through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, expectAllCalled } = openModule('variants', { settings: { MODULES: 'all' } });
beforeEach(open);
afterAll(expectAllCalled);

const group = { variant_group_uid: 'cs_visitors' };

async function findSale(): Promise<Json> {
  const query = { title: 'Down at the old price' };
  const { entries } = await call('list_entries', { content_type_uid: 'announcement', query });
  return { content_type_uid: 'announcement', entry_uid: (entries as Json[])[0]?.uid };
}

it('lists groups and gets a variant of one', async () => {
  const shown = { content_type: 'announcement', include_variant_info: true, include_variant_count: true };
  expect(await call('list_variant_groups', shown)).toMatchObject({
    variant_groups: [{ uid: 'cs_visitors', variant_count: 2, variants: [{}, {}] }],
  });
  const variant = await call('get_group_variant', { ...group, variant_uid: 'cs_returning' });
  expect(variant).toMatchObject({ name: 'Returning walkers' });
});

it('links content types and unlinks them', async () => {
  const link = (uid: string, status: string) =>
    call('link_variant_group', { ...group, content_types: [{ uid, status }], branches: ['main'] });
  await link('page', 'linked');
  await link('announcement', 'unlinked');
  const { variant_groups } = await call('list_variant_groups');
  expect(variant_groups).toMatchObject([{ content_types: [{ uid: 'page', status: 'linked' }] }]);
});

it('writes, reads and deletes what an entry has for a variant', async () => {
  const sale = await findSale();
  const first = { ...sale, variant_uid: 'cs_first_visit' };
  await call('upsert_entry_variant', { ...first, entry: { message: 'New here?' } });
  expect(await call('get_entry_variant', first)).toMatchObject({
    entry: { message: 'New here?', _variant: { _change_set: ['message'] } },
  });
  expect((await call('list_entry_variants', sale)).entries).toHaveLength(2);
  await call('delete_entry_variant', first);
  expect(await fail('get_entry_variant', first)).toMatch(/141/);
  expect((await call('list_entry_variants', sale)).entries).toHaveLength(1);
});
