// Terms over plain HTTP: the tree they form, their languages, and the search through all of them.
import { beforeEach, describe, expect, it } from 'vitest';
import type { GivenChoices } from '../../../src/sandbox/state/choices.ts';
import { articles, type Client, openStack, type Reply, snow } from '../small-stack.ts';

const path = '/taxonomies/place/terms';
let client: Client;

/** alps (eiger, jura (dole)), andes */
const tree: [uid: string, parent: string | null][] = [
  ['alps', null],
  ['eiger', 'alps'],
  ['jura', 'alps'],
  ['dole', 'jura'],
  ['andes', null],
];

const add = (uid: string, parent_uid: string | null, more = {}): Promise<Reply> =>
  client.post(path, { term: { uid, name: `The ${uid}`, parent_uid, ...more } });

async function open(choices: GivenChoices = {}): Promise<void> {
  client = await openStack({ choices });
  await client.post('/taxonomies', { taxonomy: { uid: 'place', name: 'Place' } });
  for (const [uid, parent] of tree) expect((await add(uid, parent)).status).toBe(201);
}

beforeEach(() => open());

const list = async (query = '', of = path) => (await client.get(`${of}${query}`)).body;
const uids = async (query = '', of = path) =>
  ((await list(query, of)).terms as { uid: string }[]).map(({ uid }) => uid);

/** `alps(eiger jura(dole)) andes`, siblings in their order. */
async function draw(): Promise<string> {
  const terms: { uid: string; parent_uid: string | null; order: number }[] = (await list('?include_order=true')).terms;
  const write = (parent: string | null): string =>
    terms
      .filter(({ parent_uid }) => parent_uid === parent)
      .sort((a, b) => a.order - b.order)
      .map(({ uid }) => `${uid}${write(uid) && `(${write(uid)})`}`)
      .join(' ');
  return write(null);
}

const move = (uid: string, term: unknown, query = ''): Promise<Reply> =>
  client.put(`${path}/${uid}/move${query}`, { term });

it('creates, reads, renames and deletes one', async () => {
  const { body } = await add('etna', 'andes', { order: '1' });
  expect(body.term).toMatchObject({ uid: 'etna', name: 'The etna', locale: 'en-us', parent_uid: 'andes', depth: 2 });
  expect((await client.get(`${path}/etna`)).body).toEqual(body);
  const renamed = await client.put(`${path}/etna`, { term: { ...body.term, name: 'Etna', parent_uid: 'alps' } });
  expect(renamed.body.term).toMatchObject({ name: 'Etna', parent_uid: 'andes' });
  expect((await client.put(`${path}/etna`, { term: {} })).body.errors).toHaveProperty('name');
  expect((await client.put(`${path}/etna`, { term: { uid: 'x', name: 'X' } })).body.errors).toHaveProperty('uid');
  const removed = await client.remove(`${path}/etna?force=true`);
  expect([removed.status, removed.body]).toEqual([204, undefined]);
  expect(await client.get(`${path}/etna`)).toMatchObject({ status: 404, body: { error_code: 141 } });
  expect(await uids('?deleted=true')).toEqual(['etna']);
  expect((await add('etna', null)).status).toBe(201);
});

it.each([
  ['no uid', { uid: undefined }, 'uid'],
  ['a long uid', { uid: 'x'.repeat(51) }, 'uid'],
  ['a uid with a space', { uid: 'x y' }, 'uid'],
  ['a uid that is no key like others', { uid: '__proto__' }, 'uid'],
  ['a long name', { name: 'x'.repeat(51) }, 'name'],
  ['a uid that is taken elsewhere in the tree', { uid: 'dole' }, 'uid'],
  ['an unknown parent', { parent_uid: 'nowhere' }, 'parent_uid'],
  ['an order that is no number', { order: 'first' }, 'order'],
  ['an order below 1', { order: 0 }, 'order'],
])('refuses %s', async (_, term, key) => {
  const { status, body } = await add('x', null, term);
  expect([status, Object.keys(body.errors)]).toEqual([422, [key]]);
});

it('lets another taxonomy have the same uid, or not, as is chosen', async () => {
  const other = { term: { uid: 'alps', name: 'Alps' } };
  expect((await client.post('/taxonomies/topic/terms', other)).status).toBe(201);
  await open({ termUid: 'unique in the stack' });
  expect((await client.post('/taxonomies/topic/terms', other)).body.errors).toHaveProperty('uid');
});

it('puts a term at its place among its siblings', async () => {
  await add('tatra', null, { order: 1 });
  await add('titlis', 'alps', { order: 2 });
  await add('ural', null, { order: 99 });
  expect(await draw()).toBe('tatra alps(eiger titlis jura(dole)) andes ural');
});

it('has ten levels and no more', async () => {
  let parent = 'dole';
  for (let depth = 4; depth <= 10; depth += 1) {
    expect((await add(`t${depth}`, parent)).status).toBe(201);
    parent = `t${depth}`;
  }
  expect((await add('deeper', parent)).body.errors).toHaveProperty('parent_uid');
  expect((await move('alps', { parent_uid: 'andes', order: 1 }, '?force=true')).body.errors).toHaveProperty(
    'parent_uid',
  );
});

describe('a move', () => {
  it('takes a term elsewhere, and answers with its order', async () => {
    const { body } = await move('eiger', { parent_uid: 'andes', order: 1 });
    expect(body.term).toMatchObject({ uid: 'eiger', parent_uid: 'andes', depth: 2, order: 1 });
    expect(await draw()).toBe('alps(jura(dole)) andes(eiger)');
  });

  it('changes the order alone', async () => {
    await move('andes', { parent_uid: null, order: 1 });
    expect(await draw()).toBe('andes alps(eiger jura(dole))');
  });

  it('takes what is below it along, with force', async () => {
    expect((await move('jura', { parent_uid: null, order: 2 })).body.errors).toHaveProperty('force');
    expect(await draw()).toBe('alps(eiger jura(dole)) andes');
    await move('jura', { parent_uid: null, order: 2 }, '?force=true');
    expect(await draw()).toBe('alps(eiger) jura(dole) andes');
    expect((await client.get(`${path}/dole`)).body.term.depth).toBe(2);
  });

  it.each([
    ['into itself', 'alps', { parent_uid: 'alps', order: 1 }, 'parent_uid'],
    ['below itself', 'alps', { parent_uid: 'dole', order: 1 }, 'parent_uid'],
    ['to nowhere', 'eiger', { parent_uid: 'nowhere', order: 1 }, 'parent_uid'],
    ['without a parent', 'eiger', { order: 1 }, 'parent_uid'],
    ['without an order', 'eiger', { parent_uid: null }, 'order'],
  ])('is refused %s', async (_, uid, term, key) => {
    expect(await move(uid, term, '?force=true')).toMatchObject({
      status: 422,
      body: { errors: { [key]: [expect.anything()] } },
    });
    expect(await draw()).toBe('alps(eiger jura(dole)) andes');
  });
});

it('takes what is below it along when it is deleted, and out of entries', async () => {
  const terms = ['dole', 'andes'].map(term_uid => ({ taxonomy_uid: 'place', term_uid }));
  const schema = [
    { uid: 'title', display_name: 'Title', data_type: 'text' },
    { uid: 'taxonomies', display_name: 'T', data_type: 'taxonomy', taxonomies: [{ taxonomy_uid: 'place' }] },
  ];
  await client.post('/content_types', { content_type: { uid: 'walk', title: 'Walk', schema } });
  const { entry } = (await client.post('/content_types/walk/entries', { entry: { title: 'W', taxonomies: terms } }))
    .body;
  expect((await client.remove(`${path}/jura`)).body.errors).toHaveProperty('force');
  expect((await client.remove(`${path}/jura?force=true`)).status).toBe(204);
  expect(await draw()).toBe('alps(eiger) andes');
  expect((await uids('?deleted=true')).sort()).toEqual(['dole', 'jura']);
  const left = (await client.get(`/content_types/walk/entries/${entry.uid}`)).body.entry;
  expect([left.taxonomies, left._version]).toEqual([[terms[1]], 1]);
  await client.remove(`${path}/alps?force=true`);
  expect(await list('?include_order=true')).toMatchObject({ terms: [{ uid: 'andes', order: 1 }] });
});

it('lists them, newest first, with what is asked for', async () => {
  expect(await uids()).toEqual(['andes', 'dole', 'jura', 'eiger', 'alps']);
  expect((await uids('?depth=2')).sort()).toEqual(['alps', 'andes', 'eiger', 'jura']);
  expect(await uids('?typeahead=THE%20e')).toEqual(['eiger']);
  expect(await uids('?asc=uid&skip=1&limit=2')).toEqual(['andes', 'dole']);
  const query = encodeURIComponent(JSON.stringify({ uid: { $in: ['jura', 'x'] } }));
  const flags = 'include_order=true&include_children_count=true&include_referenced_entries_count=true';
  const found = await list(`?query=${query}&include_count=true&${flags}`);
  expect(found).toMatchObject({
    terms: [
      {
        uid: 'jura',
        order: 2,
        children_count: 1,
        referenced_entries_count: 0,
        taxonomy_uid: 'place',
        ancestors: [
          { uid: 'place', name: 'Place', type: 'TAXONOMY' },
          { uid: 'alps', name: 'The alps', type: 'TERM' },
        ],
      },
    ],
    count: 1,
  });
  expect(Object.keys((await list()).terms[0])).not.toContain('order');
});

it('finds what is above and below', async () => {
  expect(await uids('', `${path}/dole/ancestors`)).toEqual(['alps', 'jura']);
  expect(await uids('', `${path}/alps/ancestors`)).toEqual([]);
  expect(await uids('', `${path}/alps/descendants`)).toEqual(['dole', 'jura', 'eiger']);
  expect(await uids('?depth=1', `${path}/alps/descendants`)).toEqual(['jura', 'eiger']);
  expect(
    await list('?include_count=true&limit=1&include_children_count=true', `${path}/alps/descendants`),
  ).toMatchObject({
    terms: [{ uid: 'dole', children_count: 0 }],
    count: 3,
  });
  await open({ descendantsDepth: 'from the root' });
  expect(await uids('?depth=2', `${path}/alps/descendants`)).toEqual(['jura', 'eiger']);
  expect(await uids('?depth=1', `${path}/alps/descendants`)).toEqual([]);
});

it('finds terms of all taxonomies by text or query', async () => {
  const all = '/taxonomies/$all/terms';
  expect(await uids('?typeahead=s', all)).toEqual(['andes', 'alps', 'snow']);
  const query = encodeURIComponent(JSON.stringify({ uid: { $in: ['snow', 'dole'] } }));
  const { terms, count } = await list(`?query=${query}&include_count=true&asc=uid`, all);
  expect(terms).toMatchObject([
    { uid: 'dole', taxonomy_uid: 'place' },
    { uid: 'snow', taxonomy_uid: 'topic', ancestors: [{ uid: 'topic' }] },
  ]);
  expect(count).toBe(2);
  expect((await client.get(all)).status).toBe(422);
});

it('counts the entries that have a term', async () => {
  const taxonomies = [{ taxonomy_uid: 'topic', term_uid: 'snow' }];
  await client.put(`${articles}/${snow}`, { entry: { taxonomies } });
  const flag = '?include_referenced_entries_count=true&include_children_count=true';
  const { term } = (await client.get(`/taxonomies/topic/terms/snow${flag}`)).body;
  expect(term).toMatchObject({ children_count: 0, referenced_entries_count: 1 });
  const made = await client.post(`${path}${flag}`, { term: { uid: 'x', name: 'X' } });
  expect(made.body.term).toMatchObject({ children_count: 0, referenced_entries_count: 0 });
});

it('is worded in languages, and loses them again', async () => {
  const alps = `${path}/alps`;
  const made = await client.post(`${alps}?locale=fr-fr`, { term: { uid: 'alps', name: 'Alpes' } });
  expect([made.status, made.body.term]).toMatchObject([201, { name: 'Alpes', locale: 'fr-fr', depth: 1 }]);
  expect((await client.post(`${alps}?locale=fr-fr`, { term: { name: 'A' } })).body.errors).toHaveProperty('locale');
  expect((await client.post(alps, { term: { name: 'A' } })).body.errors).toHaveProperty('locale');
  await client.put(`${alps}?locale=fr-fr`, { term: { name: 'Les Alpes' } });
  expect(await uids('?locale=fr-fr')).toEqual(['alps']);
  expect((await uids('?locale=fr-ch&include_fallback=true')).length).toBe(5);
  expect((await client.get(`${alps}?locale=fr-ch`)).status).toBe(404);
  expect((await client.get(`${alps}?locale=fr-ch&include_fallback=true`)).body.term.name).toBe('Les Alpes');
  expect(await list('', `${alps}/locales`)).toMatchObject({
    terms: [
      { name: 'The alps', localized: true },
      { name: 'Les Alpes', localized: true },
    ],
  });
  expect((await client.remove(`${alps}?locale=fr-fr`)).status).toBe(204);
  expect((await list('', `${alps}/locales`)).terms).toHaveLength(1);
  expect((await client.remove(`${alps}?locale=fr-fr`)).status).toBe(404);
  expect((await client.remove(`${alps}?locale=en-us`)).status).toBe(422);
});
