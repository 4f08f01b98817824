// Taxonomies and their terms through Contentstack's own SDK.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSdk, type Sdk } from './sdk.ts';

const uids = (items: { uid: string }[]): string[] => items.map(({ uid }) => uid);

it('creates, fetches, queries, updates and deletes a taxonomy', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const taxonomy = { uid: 'size', name: 'Size', description: 'How big it is.' };
  const made = await stack.taxonomy().create({ taxonomy });
  expect(made).toMatchObject({ ...taxonomy, created_by: expect.stringMatching(/^blt/) });

  const fetched = await stack.taxonomy('size').fetch();
  fetched.name = 'Sizes';
  expect(await fetched.update()).toMatchObject({ uid: 'size', name: 'Sizes', description: taxonomy.description });

  const found = await stack.taxonomy().query({ include_count: true, asc: 'uid', include_terms_count: true }).find();
  expect(uids(found.items)).toEqual(['activity', 'season', 'size']);
  expect(found.count).toBe(3);
  expect(found.items[1].terms_count).toBe(4);
  const searched = await stack.taxonomy().query({ typeahead: 'seas' }).findOne();
  expect(uids(searched.items)).toEqual(['season']);
  expect(await stack.taxonomy().query().count()).toEqual({ taxonomies: 3 });

  expect(await opened.refused(stack.taxonomy('season').delete())).toMatchObject({ status: 422 });
  expect(await stack.taxonomy('size').delete()).toMatchObject({ status: 204 });
  const { status, errorCode } = await opened.refused(stack.taxonomy('size').fetch());
  expect({ status, errorCode }).toEqual({ status: 404, errorCode: 141 });
  const taken = await opened.refused(stack.taxonomy().create({ taxonomy: { uid: 'season', name: 'S' } }));
  expect(taken.errors).toEqual({ uid: ['is not unique.'] });
});

it('localizes a taxonomy and a term, and takes the language off', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  // The address says what is localised.
  const french = { taxonomy: { uid: 'activity_fr', name: 'Activité', description: 'Dehors' } };
  const localized = await stack.taxonomy('activity').localize(french, { locale: 'fr-fr' });
  expect(localized).toMatchObject({ name: 'Activité', locale: 'fr-fr' });
  const { taxonomies } = await stack.taxonomy('activity').locales();
  expect(taxonomies).toMatchObject([
    { uid: 'activity', locale: 'en-us', localized: true },
    { uid: 'activity', locale: 'fr-fr', localized: true },
  ]);
  expect(await stack.taxonomy('activity').fetch({ locale: 'fr-fr' })).toMatchObject({ name: 'Activité' });

  const terms = stack.taxonomy('activity').terms('hiking');
  expect(await terms.localize({ term: { uid: 'hiking', name: 'Randonnée' } }, { locale: 'fr-fr' })).toMatchObject({
    name: 'Randonnée',
    locale: 'fr-fr',
  });
  expect((await stack.taxonomy('activity').terms('hiking').locales()).terms).toHaveLength(2);
  expect(await stack.taxonomy('activity').terms('hiking').delete({ locale: 'fr-fr' })).toMatchObject({ status: 204 });
  expect(await stack.taxonomy('activity').delete({ locale: 'fr-fr' })).toMatchObject({ status: 204 });
  expect((await stack.taxonomy('activity').locales()).taxonomies).toHaveLength(1);
  expect((await stack.taxonomy('activity').terms('hiking').locales()).terms).toHaveLength(1);
});

it('creates, fetches, queries, updates, moves and deletes terms', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const terms = (uid?: string): Sdk => stack.taxonomy('activity').terms(uid);
  const made = await terms().create({ term: { uid: 'ice', name: 'Ice', parent_uid: 'climbing', order: 1 } });
  expect(made).toMatchObject({ uid: 'ice', parent_uid: 'climbing', depth: 2 });
  made.name = 'Ice climbing';
  expect(await made.update()).toMatchObject({ uid: 'ice', name: 'Ice climbing', parent_uid: 'climbing' });
  const fetched = await terms('ice').fetch({ include_children_count: true });
  expect(fetched).toMatchObject({ name: 'Ice climbing', children_count: 0 });

  const found = await terms().query({ include_count: true, asc: 'uid', depth: 1, include_order: true }).find();
  expect(uids(found.items)).toEqual(['camping', 'climbing', 'hiking', 'skiing']);
  expect(found.count).toBe(4);
  found.items[0].name = 'Tents';
  expect(await found.items[0].update()).toMatchObject({ uid: 'camping', name: 'Tents' });

  expect((await terms('day_hikes').ancestors()).terms).toMatchObject([{ uid: 'hiking' }]);
  const below = (await terms('climbing').descendants()).terms;
  expect(uids(below).sort()).toEqual(['alpine', 'bouldering', 'ice']);

  const moved = await terms('ice').move({ term: { parent_uid: 'skiing', order: 1 } });
  expect(moved).toMatchObject({ uid: 'ice', parent_uid: 'skiing', order: 1 });
  const refused = await opened.refused(terms('ice').move({ term: { parent_uid: 'ice', order: 1 } }));
  expect(refused).toMatchObject({ status: 422, errors: { parent_uid: [expect.any(String)] } });

  expect(uids((await terms().search('hut')).terms)).toEqual(['hut_to_hut']);
  expect(await terms('skiing').delete({ force: true })).toMatchObject({ status: 204 });
  expect(await opened.refused(terms('ice').fetch())).toMatchObject({ status: 404, errorCode: 141 });
});

it('exports and imports', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const exported = await stack.taxonomy('season').export();
  expect(exported).toMatchObject({ taxonomy: { uid: 'season' }, terms: [{ uid: 'spring' }, {}, {}, {}] });
  const table = await stack.taxonomy('season').export({ format: 'csv' });
  expect(table).toMatch(/^Taxonomy Name,/);

  const folder = await mkdtemp(join(tmpdir(), 'taxonomy-'));
  try {
    const json = join(folder, 'season.json');
    await writeFile(json, JSON.stringify({ ...exported, taxonomy: { ...exported.taxonomy, uid: 'season_2' } }));
    expect(await stack.taxonomy().import({ taxonomy: json })).toMatchObject({ uid: 'season_2', terms_count: 4 });
    const csv = join(folder, 'season.csv');
    await writeFile(csv, table.replace(',season,', ',season_3,'));
    expect(await stack.taxonomy().import({ taxonomy: csv })).toMatchObject({ uid: 'season_3', terms_count: 4 });
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('publishes and unpublishes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const to = { locales: ['en-us'], environments: ['production'], items: [{ uid: 'season' }, { uid: 'activity' }] };
  const published = await stack.taxonomy().publish(to, '3.2', { branch: 'development' });
  expect(published).toMatchObject({ notice: expect.any(String), job_id: expect.any(String) });
  expect(await stack.taxonomy().unpublish(to, '3.2')).toMatchObject({ job_id: expect.any(String) });
  const nowhere = { ...to, environments: ['nowhere'] };
  expect(await opened.refused(stack.taxonomy().publish(nowhere, '3.2'))).toMatchObject({ status: 422 });
});
