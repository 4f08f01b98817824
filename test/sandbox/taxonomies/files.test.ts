// Taxonomies as files over plain HTTP: export and import, as JSON and as a table.
import { expect, it } from 'vitest';
import { type Client, openStack, type Reply } from '../small-stack.ts';

const path = '/taxonomies/topic';

async function openTopic(): Promise<Client> {
  const client = await openStack();
  for (const [uid, name, parent_uid] of [
    ['ice', 'Ice, black', 'snow'],
    ['sun', 'Sun', null],
  ]) {
    await client.post(`${path}/terms`, { term: { uid, name, parent_uid } });
  }
  return client;
}

const send = ({ post }: Client, taxonomy: unknown, query = ''): Promise<Reply> =>
  post(`/taxonomies/import${query}`, undefined, { files: { taxonomy } });

const csv = (...lines: string[]): File => new File([lines.join('\r\n')], 'topics.csv', { type: 'text/csv' });

const listTerms = async ({ get }: Client, uid: string) => {
  const { terms } = (await get(`/taxonomies/${uid}/terms?asc=uid&include_order=true`)).body;
  return terms.map((term: Record<string, unknown>) => [term.uid, term.name, term.parent_uid, term.order]);
};

const file = {
  taxonomy: { uid: 'region', name: 'Region', description: 'Of the world' },
  terms: [
    { uid: 'north', name: 'North', parent_uid: null },
    { uid: 'south', name: 'South', parent_uid: null },
    { uid: 'pole', name: 'Pole', parent_uid: 'north' },
  ],
};

it('exports the terms, parents first', async () => {
  const { get } = await openTopic();
  expect((await get(`${path}/export`)).body).toEqual({
    taxonomy: { uid: 'topic', name: 'Topic', description: '', locale: 'en-us' },
    terms: [
      { uid: 'snow', name: 'Snow', parent_uid: null, locale: 'en-us' },
      { uid: 'sun', name: 'Sun', parent_uid: null, locale: 'en-us' },
      { uid: 'ice', name: 'Ice, black', parent_uid: 'snow', locale: 'en-us' },
    ],
  });
  expect((await get(`${path}/export?format=xml`)).status).toBe(422);
});

it('exports a language, with what it falls back to', async () => {
  const { get, post } = await openTopic();
  expect((await get(`${path}/export?locale=fr-fr`)).status).toBe(404);
  await post(`${path}?locale=fr-fr`, { taxonomy: { name: 'Sujet' } });
  await post(`${path}/terms/snow?locale=fr-fr`, { term: { name: 'Neige' } });
  const { taxonomy, terms } = (await get(`${path}/export?locale=fr-fr`)).body;
  expect(taxonomy).toMatchObject({ name: 'Sujet', locale: 'fr-fr' });
  expect(terms).toMatchObject([
    { name: 'Neige', locale: 'fr-fr' },
    { name: 'Sun', locale: 'en-us' },
    { name: 'Ice, black', locale: 'en-us' },
  ]);
});

it('exports a table, and takes it back', async () => {
  const client = await openTopic();
  const { headers, body } = await client.get(`${path}/export?format=csv`);
  expect(headers.get('content-type')).toMatch(/^text\/csv/);
  expect(body.split('\n')).toEqual([
    'Taxonomy Name,Taxonomy UID,Taxonomy Description,Term Level1 Name,Term Level1 UID,Term Level2 Name,Term Level2 UID',
    'Topic,topic,,,,,',
    ',,,Snow,snow,,',
    ',,,,,"Ice, black",ice',
    ',,,Sun,sun,,',
    '',
  ]);
  await client.remove(`${path}?force=true`);
  expect((await send(client, csv(body))).body.taxonomy).toMatchObject({ uid: 'topic', terms_count: 3 });
  expect(await listTerms(client, 'topic')).toEqual([
    ['ice', 'Ice, black', 'snow', 1],
    ['snow', 'Snow', null, 1],
    ['sun', 'Sun', null, 2],
  ]);
});

it('imports what an export gives', async () => {
  const client = await openStack();
  const { status, body } = await send(client, file);
  expect([status, body.taxonomy]).toMatchObject([201, { ...file.taxonomy, locale: 'en-us', terms_count: 3 }]);
  expect(await listTerms(client, 'region')).toEqual([
    ['north', 'North', null, 1],
    ['pole', 'Pole', 'north', 1],
    ['south', 'South', null, 2],
  ]);
  const exported = (await client.get('/taxonomies/region/export')).body;
  expect(exported.terms).toMatchObject(file.terms);
});

it('imports another language of what is there', async () => {
  const client = await openStack();
  await send(client, file);
  const french = {
    taxonomy: { uid: 'region', name: 'Région' },
    terms: [{ uid: 'north', name: 'Nord', parent_uid: null }],
  };
  const { body } = await send(client, french, '?locale=fr-fr');
  expect(body.taxonomy).toMatchObject({ name: 'Région', locale: 'fr-fr', terms_count: 1 });
  expect((await client.get('/taxonomies/region')).body.taxonomy.name).toBe('Region');
  expect((await client.get('/taxonomies/region/terms?locale=fr-fr')).body.terms).toMatchObject([{ name: 'Nord' }]);
});

it('imports a new one in another language, and in the master, which every one has', async () => {
  const client = await openStack();
  expect((await send(client, file, '?locale=fr-fr')).body.taxonomy).toMatchObject({ locale: 'fr-fr' });
  const { taxonomies } = (await client.get('/taxonomies/region/locales')).body;
  expect(taxonomies.map(({ locale }: { locale: string }) => locale)).toEqual(['en-us', 'fr-fr']);
});

it('reads a table up to the row that makes no sense', async () => {
  const client = await openStack();
  const head =
    'Taxonomy Name,Taxonomy UID,Taxonomy Description,Term Level1 Name,Term Level1 UID,Term Level2 Name,Term Level2 UID';
  const rows = [
    'Region,region,"Of the ""world"""',
    ',,,North Pole,,,',
    ',,,,,Ice,ice',
    'Other,,,,,,',
    ',,,South,south,,',
  ];
  const { body } = await send(client, csv(head, ...rows));
  expect(body.taxonomy).toMatchObject({ uid: 'region', description: 'Of the "world"', terms_count: 2 });
  expect(await listTerms(client, 'region')).toEqual([
    ['ice', 'Ice', 'north_pole', 1],
    ['north_pole', 'North Pole', null, 1],
  ]);
});

const chain = Array.from({ length: 11 }, (_, index) => ({
  uid: `t${index}`,
  name: 'T',
  parent_uid: index === 0 ? null : `t${index - 1}`,
}));

it.each([
  ['no taxonomy', { terms: [] }, 400],
  ['no list of terms', { ...file, terms: {} }, 400],
  ['a table without head', csv('a,b', 'c,d'), 400],
  ['what is no JSON', new File(['{'], 'x.json', { type: 'application/json' }), 400],
  ['a taxonomy that is there', { taxonomy: { uid: 'topic', name: 'Topic' }, terms: [] }, 422],
  ['a taxonomy without name', { taxonomy: { uid: 'region' }, terms: [] }, 422],
  ['a term without name', { ...file, terms: [{ uid: 'x', parent_uid: null }] }, 422],
  ['a term that comes twice', { ...file, terms: [...file.terms, { uid: 'north', name: 'N', parent_uid: null }] }, 422],
  ['a child before its parent', { ...file, terms: [...file.terms].reverse() }, 422],
  ['eleven levels', { ...file, terms: chain }, 422],
  ['10,001 terms', { ...file, terms: Array.from({ length: 10_001 }, (_, n) => ({ uid: `t${n}`, name: 'T' })) }, 422],
])('refuses to import %s', async (_, taxonomy, status) => {
  const client = await openStack();
  expect((await send(client, taxonomy)).status).toBe(status);
  expect((await client.get('/taxonomies/region')).status).toBe(404);
});

it('takes ten levels, and no file as none', async () => {
  const client = await openStack();
  expect((await send(client, { ...file, terms: chain.slice(0, 10) })).body.taxonomy.terms_count).toBe(10);
  expect((await client.post('/taxonomies/import', undefined, { files: { other: file } })).status).toBe(400);
});
