// The audit log through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk } from './sdk.ts';

it('fetches all items and one of them', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const label = await stack.label().create({ label: { name: 'New' } });
  const all = await stack.auditLog().fetchAll({ include_count: true, limit: 5 });
  expect(all.items).toHaveLength(5);
  expect(all.count).toBeGreaterThan(200);
  expect(all.items[0]).toMatchObject({
    module: 'label',
    event_type: 'create',
    metadata: { uid: label.uid, title: 'New' },
    request: { label: { name: 'New' } },
    response: { notice: 'Label created successfully.' },
  });
  const { log } = await stack.auditLog(all.items[0].uid).fetch();
  expect(log).toMatchObject({ uid: all.items[0].uid, module: 'label' });
});

it('filters and refuses what is not there', async () => {
  await using opened = await openSdk();
  const query = { module: 'entry', event_type: 'publish' };
  const { items } = await opened.stack.auditLog().fetchAll({ query, limit: 3 });
  expect(items.map((item: { event_type: string }) => item.event_type)).toEqual(['publish', 'publish', 'publish']);
  const refusal = await opened.refused(opened.stack.auditLog('blt0').fetch());
  expect(refusal).toMatchObject({ status: 422, errorCode: 141 });
});
