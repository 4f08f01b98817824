// The projections only and except at every depth, and what else an answer about entries carries.
import { expect, it } from 'vitest';
import { articles, ask, authors, bob, openStack, snow } from '../small-stack.ts';

const path = `${articles}/${snow}`;

it.each<[string, string, string[]]>([
  ['fields', 'only[BASE][]=title&only[BASE][]=rank', ['rank', 'title', 'uid']],
  ['a field without index', 'only[BASE]=title', ['title', 'uid']],
  ['a field of a group', 'only[BASE][]=place.street', ['place', 'uid']],
])('keeps only %s', async (_, query, keys) => {
  const { get } = await openStack();
  const { entry } = (await get(`${path}?${query}`)).body;
  expect(Object.keys(entry).sort()).toEqual(keys);
});

it('reaches into groups, lists and blocks', async () => {
  const { get } = await openStack();
  const read = async (query: string) => (await get(`${path}?${query}`)).body.entry;
  expect((await read('only[BASE][]=place.street')).place).toEqual({ street: 'High Street' });
  expect((await read('only[BASE][]=parts.quote.words')).parts[0].quote).toEqual({ words: 'Cold' });
  expect((await read('except[BASE][]=steps.sign')).steps).toMatchObject([{ what: 'go' }, { what: 'stop' }]);
  expect((await read('except[BASE][]=steps.sign')).steps[0]).not.toHaveProperty('sign');
  expect(await read('except[BASE][]=steps')).not.toHaveProperty('steps');
  expect(await read('except[BASE][]=uid')).toHaveProperty('uid', snow);
});

it('reaches into references that were resolved, at a path too', async () => {
  const { get } = await openStack();
  const writers = (await get(`${path}?include[]=writers&only[writers][]=title`)).body.entry.writers;
  expect(writers).toEqual([{ uid: expect.any(String), _content_type_uid: 'author', title: 'Ann' }]);
  const include = 'include[]=parts.quote.by&except[parts.quote.by][]=title';
  const [by] = (await get(`${path}?${include}`)).body.entry.parts[0].quote.by;
  expect(by).toMatchObject({ uid: bob, city: 'Oslo' });
  expect(by).not.toHaveProperty('title');
});

it('gives the schema and the content type beside the entries', async () => {
  const { get } = await openStack();
  const { body } = await get(`${articles}?include_schema=true&include_content_type=true&include_count=true`);
  expect(body.schema.map((field: { uid: string }) => field.uid)).toContain('parts');
  expect(body.content_type).toMatchObject({ uid: 'article', schema: body.schema });
  expect(body.count).toBe(1);
  const find = (fields: { uid: string }[]) => fields.find(({ uid }) => uid === 'seo');
  expect(find(body.schema)).not.toHaveProperty('schema');
  const inlined = (await get(`${articles}?include_schema=true&include_global_field_schema=true`)).body;
  expect(find(inlined.schema)).toHaveProperty('schema');
  expect((await get(articles)).body).not.toHaveProperty('schema');
});

it('shows what extensions have written down of an entry, in its language', async () => {
  const { get, post } = await openStack();
  const { extension } = (
    await post('/extensions', {
      extension: { title: 'Rights', type: 'field', data_type: 'json', src: 'https://example.com', multiple: false },
    })
  ).body;
  const metadata = { entity_uid: bob, type: 'entry', _content_type_uid: 'author', extension_uid: extension.uid };
  expect((await post('/metadata', { metadata: { ...metadata, holder: 'Bob' } })).status).toBe(201);
  const read = async (query: string) => (await get(`${authors}/${bob}?${query}`)).body.entry;
  const { extensions } = (await read('include_metadata=true'))._metadata;
  expect(extensions[extension.uid]).toMatchObject([{ holder: 'Bob' }]);
  expect((await read('include_metadata=true&locale=fr-fr'))._metadata).toEqual({ extensions: {} });
  expect(await read('locale=en-us')).not.toHaveProperty('_metadata');
});

it('finds embeds whose attributes stand in single quotes', async () => {
  const { get, put } = await openStack();
  const body = `<a class='embedded-entry' data-sys-entry-uid='${bob}' data-sys-content-type-uid='author'>Bob</a>`;
  await put(path, { entry: { body } });
  const { entry } = (await get(`${path}?include_embedded_items[]=BASE`)).body;
  expect(entry._embedded_items.body).toMatchObject([{ uid: bob, title: 'Bob' }]);
  const found = (await get(`${authors}/${bob}/references`)).body.references;
  expect(found).toMatchObject([{ entry_uid: snow, content_type_uid: 'article' }]);
});

it.each<[string, object, number]>([
  ['null for what is not there', { rank: null }, 0],
  ['a block and a field of it', { 'parts.quote.words': { $regex: '^C' } }, 1],
  ['a reference within a block by what it points at', { 'parts.quote.by': { $in_query: { title: 'Bob' } } }, 1],
  ['a reference that must not match', { writers: { $nin_query: { title: 'Bob' } } }, 1],
  ['a tag', { tags: 'winter' }, 1],
  ['several tags', { tags: { $in: ['summer', 'sport'] } }, 1],
  ['a date', { created_at: { $gte: '2026-01-06', $lt: '2026-01-07' } }, 1],
  ['a moment in another time zone', { created_at: { $gte: '2026-01-06T12:00:00+02:00' } }, 1],
  ['a moment that is later there', { created_at: { $gt: '2026-01-06T12:00:00+02:00' } }, 0],
  ['a file by its uid', { 'cover.uid': 'blt00000000000000a1' }, 1],
  ['alternatives', { $or: [{ rank: 1 }, { $and: [{ rank: 5 }, { title: { $ne: 'x' } }] }] }, 1],
])('asks for %s', async (_, query, count) => {
  const { get } = await openStack();
  expect((await get(`${articles}?${ask(query)}`)).body.entries).toHaveLength(count);
});
