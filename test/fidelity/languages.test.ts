// Languages through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk, type Sdk } from './sdk.ts';

it('adds, fetches, renames and removes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await stack.locale().create({ locale: { code: 'it-it', fallback_locale: 'en-us' } });
  expect(made).toMatchObject({ code: 'it-it', name: 'Italian - Italy', fallback_locale: 'en-us', _version: 1 });
  const custom = await stack
    .locale()
    .create({ locale: { code: 'x-trail', name: 'Trail talk', fallback_locale: 'it-it' } });
  expect(custom).toMatchObject({ code: 'x-trail', name: 'Trail talk', fallback_locale: 'it-it' });

  const fetched = await stack.locale('it-it').fetch();
  fetched.name = 'Italiano';
  expect(await fetched.update()).toMatchObject({ code: 'it-it', name: 'Italiano', _version: 2 });
  expect(await stack.locale('it-it').delete()).toMatchObject({ notice: 'Language removed successfully.' });
  expect(await stack.locale('x-trail').fetch()).toMatchObject({ fallback_locale: 'en-us' });
  expect(await opened.refused(stack.locale('it-it').fetch())).toMatchObject({ status: 422, errorCode: 141 });
});

it('finds and counts', async () => {
  await using opened = await openSdk();
  const query = (params: object): Sdk => opened.stack.locale().query(params);
  const all = await query({ include_count: true }).find();
  expect(all.count).toBe(3);
  expect(all.items.map(({ code }: Sdk) => code).sort()).toEqual(['de-de', 'en-us', 'fr-fr']);
  expect((await query({ query: { fallback_locale: 'en-us' }, limit: 1 }).find()).items).toHaveLength(1);
});

it('is refused in the words of the reference', async () => {
  await using opened = await openSdk();
  const { stack, refused } = opened;
  const create = (locale: object): Promise<unknown> => stack.locale().create({ locale });
  expect(await refused(create({ code: 'fr-fr' }))).toMatchObject({
    status: 422,
    errorCode: 247,
    errors: { code: ['is already taken.'] },
  });
  expect(await refused(create({ code: 'it-it', fallback_locale: 'xx' }))).toMatchObject({
    errorCode: 247,
    errors: { fallback_locale: [expect.any(String)] },
  });
  expect(await refused(create({ code: 'i' }))).toMatchObject({ errorCode: 247 });
  expect(await refused(stack.locale('en-us').delete())).toMatchObject({ status: 422, errorCode: 247 });
});
