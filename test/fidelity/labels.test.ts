// Labels through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk } from './sdk.ts';

it('creates, fetches, queries, updates and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await stack.label().create({ label: { name: 'Care', content_types: ['blog_post'] } });
  expect(made).toMatchObject({ name: 'Care', parent: [], content_types: ['blog_post'], _version: 1 });
  expect(made.uid).toMatch(/^blt/);

  const below = await stack.label().create({ label: { name: 'Mending', parent: [made.uid] } });
  const fetched = await stack.label(below.uid).fetch();
  expect(fetched).toMatchObject({ uid: below.uid, name: 'Mending', parent: [made.uid] });
  fetched.name = 'Repairs';
  expect(await fetched.update()).toMatchObject({ uid: below.uid, name: 'Repairs', parent: [made.uid], _version: 2 });

  const found = await stack
    .label()
    .query({ query: { name: 'Repairs' }, include_count: true })
    .find();
  expect(found.items.map((item: { uid: string }) => item.uid)).toEqual([below.uid]);
  expect(found.count).toBe(1);
  const one = await stack
    .label()
    .query({ query: { name: 'Shop' } })
    .findOne();
  expect(one.items[0]).toMatchObject({ name: 'Shop', content_types: ['product'] });
  expect(
    await stack
      .label()
      .query({ query: { name: { $exists: true } } })
      .count(),
  ).toMatchObject({ labels: 6 });

  expect(await stack.label(below.uid).delete()).toMatchObject({ notice: 'Label deleted successfully.' });
  expect(await opened.refused(stack.label(below.uid).fetch())).toMatchObject({ status: 422, errorCode: 141 });
});

it('tells why a label is refused', async () => {
  await using opened = await openSdk();
  const refusal = await opened.refused(opened.stack.label().create({ label: { name: 'Shop' } }));
  expect(refusal).toMatchObject({ status: 422, errorCode: 141, errors: { name: ['is not unique.'] } });
  const denied = await opened.refused(
    opened
      .as('read_only')
      .label()
      .create({ label: { name: 'New' } }),
  );
  expect(denied).toMatchObject({ status: 401, errorCode: 161 });
});
