// Taxonomies and their terms through MCP against the sandbox: each operation, and its effect read back.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, see, fail, open, sandbox, expectAllCalled } = openModule('taxonomies', { settings: { MODULES: 'all' } });
beforeEach(open);
afterAll(expectAllCalled);

const activity = { taxonomy_uid: 'activity' };
const at = (term_uid: string): Json => ({ ...activity, term_uid });

const uids = (answer: Json, key = 'terms') => (answer[key] as Json[]).map(({ uid }) => uid);
const list = async (args: Json = {}) => uids(await call('list_taxonomies', args), 'taxonomies');
const listTerms = async (args: Json = {}) => uids(await call('list_terms', { ...activity, asc: 'uid', ...args }));
const roots = ['camping', 'climbing', 'hiking', 'skiing'];

it('lists them, filtered, searched, sorted and counted', async () => {
  expect(await list({ asc: 'uid' })).toEqual(['activity', 'season']);
  expect(await list({ typeahead: 'Seas' })).toEqual(['season']);
  expect(await list({ query: { uid: { $in: ['season'] } } })).toEqual(['season']);
  expect(await list({ deleted: true })).toEqual([]);
  expect(await list({ locale: 'fr-fr' })).toEqual(['season']);
  expect(await list({ locale: 'fr-fr', include_fallback: true, asc: 'uid' })).toEqual(['activity', 'season']);
  expect(
    await call('list_taxonomies', { include_count: true, limit: 1, desc: 'uid', include_terms_count: true }),
  ).toMatchObject({
    taxonomies: [{ uid: 'season', terms_count: 4 }],
    count: 2,
  });
});

it('gets one in a language', async () => {
  const season = { taxonomy_uid: 'season' };
  expect(await call('get_taxonomy', { ...season, locale: 'de-de' })).toMatchObject({
    taxonomy: { name: 'Jahreszeit' },
  });
  expect(await call('get_taxonomy', { ...season, include_referenced_entries_count: true })).toMatchObject({
    taxonomy: { name: 'Season', referenced_entries_count: 0 },
  });
  expect(await fail('get_taxonomy', { taxonomy_uid: 'nowhere' })).toMatch(/status 404/);
});

it('creates, changes and deletes one', async () => {
  const size = { taxonomy_uid: 'size' };
  await call('create_taxonomy', { taxonomy: { uid: 'size', name: 'Size', description: 'How big' } });
  await call('update_taxonomy', { ...size, taxonomy: { name: 'Sizes' } });
  expect(await call('get_taxonomy', size)).toMatchObject({ taxonomy: { name: 'Sizes', description: 'How big' } });
  await fail('create_taxonomy', { taxonomy: { uid: 'size', name: 'Size' } });
  expect(await fail('delete_taxonomy', { taxonomy_uid: 'season' })).toMatch(/force/);
  await call('delete_taxonomy', size);
  expect(await list({ asc: 'uid' })).toEqual(['activity', 'season']);
  expect(await list({ deleted: true })).toEqual(['size']);
});

it('translates one, and takes the translation off', async () => {
  const french = { ...activity, locale: 'fr-fr' };
  await call('localize_taxonomy', { ...french, taxonomy: { name: 'Activité' } });
  const { taxonomies } = await call('list_taxonomy_locales', activity);
  expect(taxonomies).toMatchObject([{ locale: 'en-us' }, { locale: 'fr-fr', name: 'Activité' }]);
  await call('delete_taxonomy', french);
  await fail('get_taxonomy', french);
  expect(await call('get_taxonomy', activity)).toMatchObject({ taxonomy: { name: 'Activity' } });
});

it('publishes and unpublishes', async () => {
  const to = { environments: ['production'], locales: ['en-us'], items: [{ uid: 'season' }] };
  const places = () => sandbox().state.taxonomies.season?.published.map(({ locale }) => locale);
  await call('publish_taxonomies', to);
  expect(places()).toEqual(['en-us']);
  await call('unpublish_taxonomies', to);
  expect(places()).toEqual([]);
  await fail('publish_taxonomies', { ...to, items: [{ uid: 'nowhere' }] });
});

it('exports one, and imports it under another name', async () => {
  const file = await call('export_taxonomy', activity);
  const taxonomy = { ...(file.taxonomy as Json), uid: 'sport' };
  expect(await call('import_taxonomy', { taxonomy: { ...file, taxonomy } })).toMatchObject({
    taxonomy: { uid: 'sport', terms_count: 13 },
  });
  expect(await listTerms({ taxonomy_uid: 'sport', depth: 1 })).toEqual(roots);
  await fail('import_taxonomy', { taxonomy: file });
});

it('lists terms and finds them anywhere', async () => {
  expect(await listTerms({ depth: 1 })).toEqual(roots);
  expect(await listTerms({ typeahead: 'camp' })).toEqual(['camping', 'car_camping', 'winter_camping']);
  expect(await listTerms({ query: { uid: 'alpine' }, include_order: true })).toEqual(['alpine']);
  expect(await listTerms({ deleted: true })).toEqual([]);
  const found = await call('search_terms', { typeahead: 'winter', include_count: true });
  expect(found).toMatchObject({
    count: 2,
    terms: expect.arrayContaining([expect.objectContaining({ uid: 'winter' })]),
  });
  expect(uids(await call('search_terms', { query: { uid: 'winter' } }))).toEqual(['winter']);
});

it('creates, renames and deletes terms', async () => {
  const ice = { uid: 'ice', name: 'Ice', parent_uid: 'climbing', order: 1 };
  await call('create_term', { ...activity, term: ice, include_children_count: true });
  await call('update_term', { ...at('ice'), term: { name: 'Ice climbing' } });
  expect(await call('get_term', at('ice'))).toMatchObject({ term: { name: 'Ice climbing', depth: 2 } });
  expect(await call('get_term', { ...at('climbing'), include_children_count: true })).toMatchObject({
    term: { children_count: 3 },
  });
  await call('create_term', { ...activity, term: { uid: 'paddling', name: 'Paddling' } });
  expect(await fail('delete_term', at('climbing'))).toMatch(/force/);
  await call('delete_term', { ...at('climbing'), force: true });
  expect(await listTerms({ deleted: true })).toEqual(['alpine', 'bouldering', 'climbing', 'ice']);
});

it('moves terms, to the root too', async () => {
  await call('move_term', { ...at('nordic'), term: { parent_uid: 'hiking', order: 1 } });
  expect(uids(await call('list_term_ancestors', at('nordic')))).toEqual(['hiking']);
  await call('move_term', { ...at('nordic'), term: { order: 1 } });
  expect(uids(await call('list_term_ancestors', at('nordic')))).toEqual([]);
  const under = { term: { parent_uid: 'skiing', order: 1 } };
  await fail('move_term', { ...at('hiking'), ...under });
  await call('move_term', { ...at('hiking'), ...under, force: true });
  const below = uids(await call('list_term_descendants', { ...at('skiing'), depth: 2 }));
  expect(below.sort()).toEqual(['day_hikes', 'hiking', 'hut_to_hut', 'thru_hikes', 'touring']);
});

it('translates terms, and takes the translation off', async () => {
  const french = { ...at('hiking'), locale: 'fr-fr' };
  await call('localize_term', { ...french, term: { uid: 'hiking', name: 'Randonnée' } });
  const { terms } = await call('list_term_locales', at('hiking'));
  expect(terms).toMatchObject([{ locale: 'en-us' }, { locale: 'fr-fr', name: 'Randonnée' }]);
  await call('delete_term', french);
  await fail('get_term', french);
  expect(await call('get_term', at('hiking'))).toMatchObject({ term: { name: 'Hiking' } });
});

it('exports one as a table', async () => {
  const [content] = await see('export_taxonomy', { taxonomy_uid: 'season', format: 'csv' });
  expect(content?.text).toContain(',,,Winter,winter');
});
