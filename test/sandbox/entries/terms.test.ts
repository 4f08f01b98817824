// Terms in entries over plain HTTP: which an entry may have, and how a query asks for them.
import { expect, it } from 'vitest';
import type { GivenChoices } from '../../../src/sandbox/state/choices.ts';
import { ask, type Client, openStack } from '../small-stack.ts';

const entries = '/content_types/walk/entries';

const pointers = (...terms: string[]) =>
  terms.map(term => {
    const [taxonomy_uid, term_uid] = term.split('.');
    return { taxonomy_uid, term_uid };
  });

/** place: alps (eiger, jura (dole)), andes; level: easy, hard */
async function open(choices: GivenChoices = {}, more: { place?: object; level?: object } = {}): Promise<Client> {
  const client = await openStack({ choices });
  for (const uid of ['place', 'level']) await client.post('/taxonomies', { taxonomy: { uid, name: uid } });
  for (const [taxonomy, uid, parent_uid] of [
    ['place', 'alps', null],
    ['place', 'eiger', 'alps'],
    ['place', 'jura', 'alps'],
    ['place', 'dole', 'jura'],
    ['place', 'andes', null],
    ['level', 'easy', null],
    ['level', 'hard', null],
  ]) {
    await client.post(`/taxonomies/${taxonomy}/terms`, { term: { uid, name: uid, parent_uid } });
  }
  const taxonomies = [
    { taxonomy_uid: 'place', ...more.place },
    { taxonomy_uid: 'level', ...more.level },
  ];
  const schema = [
    { uid: 'title', display_name: 'Title', data_type: 'text' },
    { uid: 'taxonomies', display_name: 'Taxonomies', data_type: 'taxonomy', multiple: true, taxonomies },
  ];
  expect((await client.post('/content_types', { content_type: { uid: 'walk', title: 'Walk', schema } })).status).toBe(
    201,
  );
  return client;
}

const save = ({ post }: Client, title: string, ...terms: string[]) =>
  post(entries, { entry: { title, taxonomies: pointers(...terms) } });

it('refuses terms that are not there, if that is not allowed', async () => {
  const client = await open();
  expect((await save(client, 'a', 'place.alps', 'level.easy')).status).toBe(201);
  const { status, body } = await save(client, 'b', 'place.ural');
  expect([status, body.error_code, Object.keys(body.errors)]).toEqual([422, 119, ['taxonomies']]);
  await client.remove('/taxonomies/place/terms/jura?force=true');
  expect((await save(client, 'b', 'place.dole')).status).toBe(422);
  expect((await save(await open({ unknownTerms: 'allow' }), 'b', 'place.ural')).status).toBe(201);
});

it('holds to max_terms and mandatory of each taxonomy', async () => {
  const client = await open({}, { place: { max_terms: 2 }, level: { mandatory: true } });
  expect((await save(client, 'a', 'place.alps', 'place.andes', 'level.easy')).status).toBe(201);
  expect((await save(client, 'b', 'place.alps', 'place.andes', 'place.jura', 'level.easy')).status).toBe(422);
  expect((await save(client, 'c', 'place.alps')).status).toBe(422);
  expect((await client.post(entries, { entry: { title: 'd' } })).body.errors).toHaveProperty('taxonomies');
});

async function openWalks(choices: GivenChoices = {}): Promise<Client> {
  const client = await open(choices);
  await save(client, 'all alps', 'place.alps', 'level.easy');
  await save(client, 'eiger', 'place.eiger', 'level.hard');
  await save(client, 'jura', 'place.jura', 'level.easy');
  await save(client, 'dole', 'place.dole');
  await save(client, 'andes', 'place.andes', 'level.hard');
  await save(client, 'anywhere');
  return client;
}

it.each([
  ['a term', { 'taxonomies.place': 'alps' }, ['all alps']],
  ['$in', { 'taxonomies.place': { $in: ['alps', 'andes', 'ural'] } }, ['all alps', 'andes']],
  ['two taxonomies', { 'taxonomies.place': { $eq_below: 'alps' }, 'taxonomies.level': 'easy' }, ['all alps', 'jura']],
  ['$or', { $or: [{ 'taxonomies.place': 'dole' }, { 'taxonomies.level': 'hard' }] }, ['andes', 'dole', 'eiger']],
  [
    '$and',
    { $and: [{ 'taxonomies.place': { $below: 'alps' } }, { 'taxonomies.level': { $in: ['hard'] } }], title: 'eiger' },
    ['eiger'],
  ],
  ['$exists', { 'taxonomies.level': { $exists: true } }, ['all alps', 'andes', 'eiger', 'jura']],
  ['$exists not', { 'taxonomies.level': { $exists: false } }, ['anywhere', 'dole']],
  ['$below', { 'taxonomies.place': { $below: 'alps' } }, ['dole', 'eiger', 'jura']],
  ['$below with levels', { 'taxonomies.place': { $below: 'alps', levels: 1 } }, ['eiger', 'jura']],
  ['$eq_below', { 'taxonomies.place': { $eq_below: 'jura' } }, ['dole', 'jura']],
  ['$above', { 'taxonomies.place': { $above: 'dole' } }, ['all alps', 'jura']],
  ['$above with levels', { 'taxonomies.place': { $above: 'dole', levels: 1 } }, ['jura']],
  ['$eq_above', { 'taxonomies.place': { $eq_above: 'dole' } }, ['all alps', 'dole', 'jura']],
  ['an unknown term', { 'taxonomies.place': { $below: 'ural' } }, []],
  ['an unknown taxonomy', { 'taxonomies.size': 'big' }, []],
])('is queried by %s', async (_, query, titles) => {
  const { get } = await openWalks();
  const { body } = await get(`${entries}?${ask(query)}&asc=title`);
  expect(body.entries.map(({ title }: { title: string }) => title)).toEqual(titles);
});

it.each([
  ['an operator that is not for terms', { $regex: 'a' }],
  ['two operators', { $below: 'alps', $above: 'dole' }],
  ['a list where a term belongs', { $below: ['alps'] }],
  ['no levels', { $below: 'alps', levels: 0 }],
  ['a number', 5],
])('is not queried by %s', async (_, condition) => {
  const { get } = await open();
  expect((await get(`${entries}?${ask({ 'taxonomies.place': condition })}`)).status).toBe(422);
});

it('is not queried at all if that is chosen', async () => {
  const { get } = await openWalks({ taxonomyQuery: 'refuse' });
  expect((await get(`${entries}?${ask({ 'taxonomies.place': 'alps' })}`)).status).toBe(422);
});
