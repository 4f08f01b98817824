// Releases through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk, type Sdk } from './sdk.ts';

const toItem = ({ uid, _version }: Sdk, action = 'publish') => ({
  uid,
  version: _version,
  locale: 'en-us',
  content_type_uid: 'author',
  action,
});

async function takeAuthors(stack: Sdk): Promise<Sdk[]> {
  return (await stack.contentType('author').entry().query({ limit: 3 }).find()).items;
}

const make = (stack: Sdk, name = 'Spring'): Promise<Sdk> =>
  stack.release().create({ release: { name, description: 'Fresh', locked: false, archived: false } });

it('creates, fetches, queries, updates, clones and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await make(stack);
  expect(made).toMatchObject({
    name: 'Spring',
    description: 'Fresh',
    locked: false,
    uid: expect.stringMatching(/^blt/),
  });

  const fetched = await stack.release(made.uid).fetch();
  expect(fetched).toMatchObject({ name: 'Spring', uid: made.uid });
  fetched.name = 'Summer';
  expect(await fetched.update()).toMatchObject({ name: 'Summer', uid: made.uid });

  const found = await stack
    .release()
    .query({ query: { name: 'Summer' }, include_count: true, include_items_count: true })
    .find();
  expect(found.items.map((item: Sdk) => [item.name, item.items_count])).toEqual([['Summer', 0]]);
  expect(found.count).toBe(1);
  expect(
    (
      await stack
        .release()
        .query({ query: { name: 'Summer' } })
        .findOne()
    ).items[0],
  ).toMatchObject({ uid: made.uid });
  expect(await stack.release().query().count()).toMatchObject({ releases: expect.any(Number) });

  const cloned = await stack.release(made.uid).clone({ name: 'Copy', description: 'again' });
  expect(cloned).toMatchObject({ name: 'Copy', description: 'again' });
  expect(cloned.uid).not.toBe(made.uid);

  expect(await stack.release(made.uid).delete()).toMatchObject({ notice: 'Release deleted successfully.' });
  const { status, errorCode } = await opened.refused(stack.release(made.uid).fetch());
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 141 });
});

it('adds, lists, moves and removes items', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const [first, second, third] = await takeAuthors(stack);
  const { uid } = await make(stack);
  const item = () => stack.release(uid).item();

  const one = await item().create({ item: toItem(first) });
  expect(one.items.map((each: Sdk) => each.uid)).toEqual([first.uid]);
  const two = await item().create({ items: [toItem(second), toItem(third, 'unpublish')] });
  expect(two.items).toHaveLength(3);

  const listed = await item().findAll({ release_version: '2.0' });
  expect(listed.items.map((each: Sdk) => [each.uid, each.action])).toEqual([
    [first.uid, 'publish'],
    [second.uid, 'publish'],
    [third.uid, 'unpublish'],
  ]);

  const other = await make(stack, 'Other');
  await item().move({
    param: { release_uid: other.uid, items: [{ uid: third.uid, locale: 'en-us' }] },
    release_version: '2.0',
  });
  expect((await stack.release(other.uid).item().findAll()).items.map((each: Sdk) => each.uid)).toEqual([third.uid]);

  expect(await item().delete({ items: [toItem(second)] })).toMatchObject({
    notice: 'Item(s) send to remove from release successfully.',
  });
  await item().create({ item: toItem(second) });
  await item().delete({ item: toItem(second) });
  expect((await item().findAll()).items.map((each: Sdk) => each.uid)).toEqual([first.uid]);
  await item().delete({});
  expect((await item().findAll()).items).toEqual([]);
});

it('deploys, and is refused what a locked release does not take', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const [first, second] = await takeAuthors(stack);
  const { uid } = await make(stack);
  await stack
    .release(uid)
    .item()
    .create({ item: toItem(first) });
  const deployed = await stack
    .release(uid)
    .deploy({ environments: ['preview'], locales: ['en-us'], action: 'publish' });
  expect(deployed).toMatchObject({ notice: expect.any(String) });

  const release = await stack.release(uid).fetch();
  expect(release).toMatchObject({ locked: true, status: [{ status: 'success' }] });
  const author = await stack.contentType('author').entry(first.uid).fetch({ include_publish_details: true });
  const places = author.publish_details.map(({ environment }: Sdk) => environment);
  expect(places).toContain(release.status[0].environment);

  const { status, errorCode } = await opened.refused(
    stack
      .release(uid)
      .item()
      .create({ item: toItem(second) }),
  );
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 141 });
  release.locked = false;
  expect(await release.update()).toMatchObject({ locked: false });
  await stack
    .release(uid)
    .item()
    .create({ item: toItem(second) });

  const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
  await stack.release(uid).deploy({ environments: ['staging'], scheduledAt, action: 'publish' });
  expect((await stack.release(uid).fetch()).status).toContainEqual(
    expect.objectContaining({ status: 'scheduled', time: scheduledAt }),
  );
});
