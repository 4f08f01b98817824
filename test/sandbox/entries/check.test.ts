// An entry's data against its content type: each field type by values it takes and values it refuses.
import { describe, expect, it } from 'vitest';
import type { GivenChoices } from '../../../src/sandbox/state/choices.ts';
import { ann, articles, authors, bob, hill, openStack, snow } from '../small-stack.ts';

const writer = (uid: string) => ({ uid, _content_type_uid: 'author' });
const leaf = { text: 'Hello' };
const paragraph = (uid: string) => ({ type: 'p', uid, attrs: {}, children: [leaf] });
const story = (...children: unknown[]) => ({ type: 'doc', uid: 'd0', attrs: {}, children, _version: 1 });
const path = `${articles}/${snow}`;

describe('values that are taken', () => {
  it.each([
    ['text', { body: '<p>Hello</p>' }],
    ['text with a format', { code: 'ABC' }],
    ['several texts', { notes: ['a', 'b'] }],
    ['a choice', { mood: 'glad' }],
    ['a number', { rank: -1.5 }],
    ['numbers', { ranks: [1, 2] }],
    ['a boolean', { open: false }],
    ['a day', { day: '2026-02-03' }],
    ['a moment', { day: '2026-02-03T04:05:06.000Z' }],
    ['a link', { more: { title: 'More', href: 'https://example.com' } }],
    ['references', { writers: [writer(ann), writer(bob)] }],
    ['a legacy reference', { editor: [ann] }],
    ['a group', { place: { street: 'A', number: 1 } }],
    ['a global field', { seo: { summary: 'S', keywords: 'k' } }],
    ['a document', { story: story(paragraph('p1'), paragraph('p2')) }],
    ['terms', { taxonomies: [{ taxonomy_uid: 'topic', term_uid: 'snow' }] }],
    ['a document of nothing', { story: {} }],
    ['nothing', { rank: null }],
  ])('%s', async (_, entry) => {
    const { get, put } = await openStack();
    expect((await put(path, { entry })).status).toBe(200);
    expect((await get(path)).body.entry).toMatchObject(entry);
  });

  it('files by uid, which are read as assets', async () => {
    const { get, put } = await openStack();
    await put(path, { entry: { cover: hill, gallery: [hill] } });
    const { entry } = (await get(path)).body;
    expect(entry.cover.url).toContain('hill.jpg');
    expect(entry.gallery).toMatchObject([{ uid: hill }]);
  });

  it('blocks, with a uid for each', async () => {
    const { get, put } = await openStack();
    await put(path, { entry: { parts: [{ meta: { summary: 'S' } }, { quote: { words: 'W', by: [writer(ann)] } }] } });
    const { parts } = (await get(path)).body.entry;
    expect(parts).toMatchObject([{ meta: { summary: 'S' } }, { quote: { words: 'W', by: [writer(ann)] } }]);
    expect(parts[0].meta._metadata.uid).not.toBe(parts[1].quote._metadata.uid);
  });

  it('blocks with something of a client beside them, as if it were not there', async () => {
    const { get, post, put } = await openStack();
    const parts = [{ _metadata: { uid: 'cs1' }, quote: { words: 'W' } }];
    await put(path, { entry: { parts } });
    const { entry } = (await get(path)).body;
    expect(entry.parts).toEqual([{ quote: { words: 'W', _metadata: { uid: expect.stringMatching(/^cs.{16}$/) } } }]);
    const words = { uid: 'words', display_name: 'W', data_type: 'text', field_metadata: { default_value: 'none' } };
    const blocks = [{ uid: 'quote', title: 'Q', schema: [words] }];
    const schema = [
      { uid: 'title', display_name: 'Title', data_type: 'text' },
      { uid: 'parts', display_name: 'Parts', data_type: 'blocks', blocks },
    ];
    await post('/content_types', { content_type: { uid: 'page', title: 'Page', schema } });
    const made = await post('/content_types/page/entries', {
      entry: { title: 'A', parts: [{ _metadata: {}, quote: {} }] },
    });
    expect(made.body.entry.parts).toMatchObject([{ quote: { words: 'none' } }]);
  });

  it('a title within a group, which need not be there and may be long and said twice', async () => {
    const { post } = await openStack();
    const title = { uid: 'title', display_name: 'Title', data_type: 'text' };
    const group = { uid: 'meta', display_name: 'Meta', data_type: 'group', schema: [title] };
    const blocks = [{ uid: 'card', title: 'Card', schema: [title] }];
    const parts = { uid: 'parts', display_name: 'Parts', data_type: 'blocks', blocks };
    const schema = [title, group, parts];
    const { content_type } = (await post('/content_types', { content_type: { uid: 'page', title: 'Page', schema } }))
      .body;
    expect(content_type.schema).toMatchObject([
      { mandatory: true, unique: true },
      { schema: [{ mandatory: false, unique: false }] },
      { blocks: [{ schema: [{ mandatory: false, unique: false }] }] },
    ]);
    const save = async (entry: object) => (await post('/content_types/page/entries', { entry })).status;
    expect(await save({ title: 'A', meta: {}, parts: [{ card: {} }] })).toBe(201);
    expect(await save({ title: 'B', meta: { title: 'x'.repeat(201) } })).toBe(201);
    expect(await save({ title: 'x'.repeat(201) })).toBe(422);
  });
});

describe('values that are refused', () => {
  it.each([
    ['a number as text', { body: 1 }, 'body'],
    ['a number as url', { url: 1 }, 'url'],
    ['one text where several are wanted', { notes: 'a' }, 'notes'],
    ['too many texts', { notes: ['a', 'b', 'c', 'd'] }, 'notes'],
    ['a list as text', { body: ['a'] }, 'body'],
    ['a text that is no choice', { mood: 'odd' }, 'mood'],
    ['a long title', { title: 'x'.repeat(201) }, 'title'],
    ['no title', { title: '' }, 'title'],
    ['a text as number', { rank: '5' }, 'rank'],
    ['a number that is none', { rank: Number.NaN, ranks: ['x'] }, 'ranks'],
    ['a text among numbers', { ranks: [1, 'b'] }, 'ranks'],
    ['a text as boolean', { open: 'true' }, 'open'],
    ['a date that is none', { day: '2026-13-45' }, 'day'],
    ['a date in words', { day: 'tomorrow' }, 'day'],
    ['an asset in read shape', { cover: { uid: hill, filename: 'hill.jpg' } }, 'cover'],
    ['assets in read shape', { gallery: [{ uid: hill }] }, 'gallery'],
    ['a link that is text', { more: 'https://example.com' }, 'more'],
    ['a reference that is no list', { writers: ann }, 'writers'],
    ['a reference as bare uid', { writers: [ann] }, 'writers'],
    ['a reference in read shape', { writers: [{ ...writer(ann), title: 'Ann' }] }, 'writers'],
    ['a reference to another type', { writers: [{ uid: snow, _content_type_uid: 'article' }] }, 'writers'],
    ['two references where one is wanted', { editor: [ann, bob] }, 'editor'],
    ['more than a hundred references', { writers: Array(101).fill(writer(ann)) }, 'writers'],
    ['a document with what is no node', { story: story('Hello') }, 'story'],
    ['a block that is no object', { parts: ['quote'] }, 'parts.0'],
    ['more than a hundred blocks', { parts: Array(101).fill({ quote: {} }) }, 'parts'],
    ['terms that are no list', { taxonomies: 'snow' }, 'taxonomies'],
    ['more than 25 terms', { taxonomies: Array(26).fill({ taxonomy_uid: 'topic', term_uid: 'snow' }) }, 'taxonomies'],
    ['a group that is a list', { place: [{ street: 'A' }] }, 'place'],
    ['a group without its mandatory field', { place: { number: 1 } }, 'place.street'],
    ['a group with a wrong value inside', { place: { street: 'A', number: 'one' } }, 'place.number'],
    ['a repeated group that is no list', { steps: { what: 'a' } }, 'steps'],
    ['a repeated group of text', { steps: ['a'] }, 'steps.0'],
    ['blocks that are no list', { parts: { quote: {} } }, 'parts'],
    ['an unknown block', { parts: [{ poem: {} }] }, 'parts.0'],
    ['two blocks in one', { parts: [{ quote: {}, meta: { summary: 'S' } }] }, 'parts.0'],
    ['a block that is text', { parts: [{ quote: 'a' }] }, 'parts.0.quote'],
    ['a wrong value in a block', { parts: [{ quote: { words: 1 } }] }, 'parts.0.quote.words'],
    ['a global field without its mandatory field', { seo: { keywords: 'k' } }, 'seo.summary'],
    ['a global field in a block without its mandatory field', { parts: [{ meta: {} }] }, 'parts.0.meta.summary'],
    ['a document that is a number', { story: 7 }, 'story'],
    ['a document without children', { story: story() }, 'story'],
    ['a document of another type', { story: { type: 'p', children: [] } }, 'story'],
    ['a document with the same uid twice', { story: story(paragraph('p1'), paragraph('p1')) }, 'story'],
    ['a node without type', { story: story({ uid: 'p1', children: [] }) }, 'story'],
    ['a term of another taxonomy', { taxonomies: [{ taxonomy_uid: 'other', term_uid: 'x' }] }, 'taxonomies'],
    ['a term that is text', { taxonomies: ['snow'] }, 'taxonomies'],
    ['tags that are no list', { tags: 'snow' }, 'tags'],
    ['a long tag', { tags: ['x'.repeat(51)] }, 'tags'],
    ['too many tags', { tags: Array.from({ length: 51 }, (_, index) => `t${index}`) }, 'tags'],
  ])('%s', async (_, entry, at) => {
    const { get, put } = await openStack();
    const before = (await get(path)).body;
    const reply = await put(path, { entry });
    expect(reply).toMatchObject({ status: 422, body: { error_code: 119 } });
    expect(reply.body.error_message).toContain('Entry update failed');
    expect(reply.body.errors).toEqual({ [at]: [expect.any(String)] });
    expect((await get(path)).body).toEqual(before);
  });

  it('a text against its format, in the words of the field', async () => {
    const { put } = await openStack();
    expect((await put(path, { entry: { code: 'abc' } })).body.errors).toEqual({ code: ['wants three capitals'] });
  });

  it('creates nothing from what is wrong, and tells all of it', async () => {
    const { get, post } = await openStack();
    const reply = await post(authors, { entry: { city: 1, born: 'x' } });
    expect(reply.body.error_message).toContain('Entry creation failed');
    expect(Object.keys(reply.body.errors).sort()).toEqual(['born', 'city', 'title']);
    expect((await get(authors)).body.entries).toHaveLength(2);
  });
});

describe('unique values', () => {
  it('are compared within a type and language', async () => {
    const { post, put } = await openStack({ choices: { firstInOtherLanguage: 'alone' } });
    expect((await post(authors, { entry: { title: 'Ann' } })).body.errors).toEqual({ title: ['is not unique.'] });
    expect((await put(`${authors}/${bob}`, { entry: { title: 'Ann' } })).body.errors).toEqual({
      title: ['is not unique.'],
    });
    expect((await put(`${authors}/${bob}`, { entry: { title: 'Bob' } })).status).toBe(200);
    expect((await post(articles, { entry: { title: 'Ann' } })).status).toBe(201);
    expect((await post(`${authors}?locale=fr-fr`, { entry: { title: 'Ann' } })).status).toBe(201);
  });

  it('include the url', async () => {
    const { post } = await openStack();
    const reply = await post(articles, { entry: { title: 'Other', url: '/news/first-snow' } });
    expect(reply.body.errors).toEqual({ url: ['is not unique.'] });
  });
});

it('takes HTML for a document, and an empty one, as is chosen', async () => {
  const save = async (value: unknown, choices: GivenChoices = {}) => {
    const { put } = await openStack({ choices });
    return put(`${articles}/${snow}`, { entry: { story: value } });
  };
  expect((await save('<p>Hi</p>')).body.entry.story).toBe('<p>Hi</p>');
  expect((await save('<p>Hi</p>', { htmlForRichText: 'refuse' })).body.errors).toHaveProperty('story');
  expect((await save(story())).body.errors).toEqual({ story: ['has no children.'] });
  expect((await save(story(), { emptyRichText: 'accept' })).status).toBe(200);
});

it('takes whole numbers beyond 32 bits and finds them, unless they are refused', async () => {
  const { get, put } = await openStack();
  const rank = 1_700_000_000_000;
  expect((await put(`${articles}/${snow}`, { entry: { rank } })).body.entry.rank).toBe(rank);
  const found = await get(`${articles}?query=${JSON.stringify({ rank: { $gte: rank } })}`);
  expect(found.body.entries).toMatchObject([{ uid: snow, rank }]);
  const narrow = await openStack({ choices: { largeNumbers: 'refuse' } });
  const reply = await narrow.put(`${articles}/${snow}`, { entry: { rank } });
  expect(reply.body.errors).toEqual({ rank: ['is out of range.'] });
});

it('is not held up by a format that never ends', async () => {
  const { post, put } = await openStack();
  const schema = [
    { uid: 'title', display_name: 'Title', data_type: 'text' },
    { uid: 'x', display_name: 'X', data_type: 'text', format: '^(a+)+$' },
  ];
  await post('/content_types', { content_type: { uid: 'trap', title: 'Trap', schema } });
  const reply = await post('/content_types/trap/entries', { entry: { title: 'T', x: `${'a'.repeat(60)}!` } });
  expect(reply.body.errors).toHaveProperty('x');
  expect((await put(`${authors}/${ann}`, { entry: { city: 'Bern' } })).status).toBe(200);
});
