// Variant groups, variants and entry variants through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk, type Sdk } from './sdk.ts';

const findSale = async (stack: Sdk): Promise<Sdk> => {
  const found = await stack
    .contentType('announcement')
    .entry()
    .query({ query: { title: 'Down at the old price' } })
    .find();
  return stack.contentType('announcement').entry(found.items[0].uid);
};

it('creates, queries, updates and deletes groups and their variants', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await stack.variantGroup().create({
    uid: 'weather',
    name: 'Weather',
    description: 'Rain or shine.',
    content_types: ['announcement'],
  });
  expect(made).toMatchObject({ uid: 'weather', name: 'Weather', description: 'Rain or shine.' });
  const group = stack.variantGroup('weather');
  expect(await group.update({ name: 'Skies' })).toMatchObject({ uid: 'weather', name: 'Skies' });
  const found = await stack
    .variantGroup()
    .query({ include_count: true, query: { name: 'Skies' } })
    .find();
  expect(found).toMatchObject({ count: 1, items: [{ uid: 'weather' }] });

  const rain = await group.variants().create({ uid: 'rain', name: 'Rain' });
  expect(rain).toMatchObject({ uid: 'rain', name: 'Rain' });
  expect(await group.variants('rain').fetch()).toMatchObject({ uid: 'rain', name: 'Rain' });
  expect(await group.variants('rain').update({ name: 'Drizzle' })).toMatchObject({ name: 'Drizzle' });
  const inside = await group.variants().query().find();
  expect(inside.items).toMatchObject([{ uid: 'rain', variant_group_uid: 'weather' }]);
  expect((await inside.items[0].delete()).notice).toMatch(/deleted/);
  expect((await group.delete()).notice).toMatch(/deleted/);
  expect((await stack.variantGroup().query().find()).items).toHaveLength(1);
});

it('creates, queries, fetches and deletes variants without a group', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  expect(await stack.variants().create({ uid: 'alone', name: 'Alone' })).toMatchObject({ uid: 'alone' });
  expect((await stack.variants().query().find()).items).toMatchObject([{ uid: 'alone' }]);
  expect(await stack.variants('alone').fetch()).toMatchObject({ uid: 'alone', name: 'Alone' });
  expect((await stack.variants().fetchByUIDs(['alone', 'cs_returning'])).variants).toHaveLength(2);
  expect((await stack.variants('alone').delete()).notice).toMatch(/deleted/);
  expect((await stack.variants().query().find()).items).toEqual([]);
});

it('updates, queries, fetches, publishes and deletes variants of an entry', async () => {
  await using opened = await openSdk();
  const entry = await findSale(opened.stack);
  const saved = await entry.variants('cs_first_visit').update({ entry: { message: 'New here?' } });
  expect(saved.entry).toMatchObject({ message: 'New here?', _variant: { _change_set: ['message'] } });
  const found = await entry.variants().query().find();
  expect(found.items.map((item: Sdk) => item.variants_uid).sort()).toEqual(['cs_first_visit', 'cs_returning']);
  expect((await entry.variants('cs_first_visit').versions()).versions).toHaveLength(1);
  expect(await entry.variants('cs_first_visit').fetch()).toMatchObject({ entry: { message: 'New here?' } });
  const publishDetails = {
    environments: ['staging'],
    locales: ['en-us'],
    variants: [{ uid: 'cs_first_visit', version: 1 }],
    variant_rules: { publish_latest_base: false, publish_latest_base_conditionally: true },
  };
  expect((await entry.publish({ publishDetails, locale: 'en-us' })).notice).toBeTruthy();
  expect((await entry.variants('cs_first_visit').delete()).notice).toBe('Entry variant deleted successfully.');
  expect((await opened.refused(entry.variants('cs_first_visit').fetch())).errorCode).toBe(141);
});
