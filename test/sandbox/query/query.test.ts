// What lists can be asked: filters, order, pages, counts, projections, resolved references, embedded items.
import { describe, expect, it } from 'vitest';
import { ann, articles, ask, authors, bob, type Client, hill, openStack, snow } from '../small-stack.ts';

const find = async ({ get }: Client, path: string, query: unknown): Promise<string[]> =>
  (await get(`${path}?asc=title&${ask(query)}`)).body.entries.map((entry: { title: string }) => entry.title);

describe('filters', () => {
  it.each([
    [{ title: 'Ann' }, ['Ann']],
    [{ title: { $ne: 'Ann' } }, ['Bob']],
    [{ born: { $lt: 1980 } }, ['Ann']],
    [{ born: { $lte: 1980 } }, ['Ann', 'Bob']],
    [{ born: { $gt: 1970, $lte: 1980 } }, ['Bob']],
    [{ born: { $gte: 1970 } }, ['Ann', 'Bob']],
    [{ city: { $in: ['Bern', 'Zug'] } }, ['Ann']],
    [{ city: { $nin: ['Bern', 'Zug'] } }, ['Bob']],
    [{ motto: { $exists: false } }, ['Ann', 'Bob']],
    [{ title: { $regex: '^a', $options: 'i' } }, ['Ann']],
    [{ title: { $regex: '^a' } }, []],
    [{ $or: [{ title: 'Ann' }, { city: 'Oslo' }] }, ['Ann', 'Bob']],
    [{ $and: [{ title: 'Ann' }, { city: 'Oslo' }] }, []],
    [{ uid: bob }, ['Bob']],
    [{ created_at: { $gte: '2026-01-02T00:00:00.000Z' } }, ['Bob']],
    [{ updated_by: 'blt00000000000000e1' }, ['Ann', 'Bob']],
    [{}, ['Ann', 'Bob']],
  ])('%j', async (query, titles) => {
    expect(await find(await openStack(), authors, query)).toEqual(titles);
  });

  it.each([
    [{ tags: 'winter' }, true],
    [{ tags: { $in: ['summer'] } }, false],
    [{ 'place.street': 'High Street' }, true],
    [{ 'steps.what': 'stop' }, true],
    [{ 'parts.quote.words': 'Cold' }, true],
    [{ 'parts.quote.words': 'Warm' }, false],
    [{ 'writers.uid': ann }, true],
    [{ 'writers.uid': bob }, false],
    [{ 'cover.uid': hill }, true],
    [{ writers: { $in_query: { title: 'Ann' } } }, true],
    [{ writers: { $in_query: { title: 'Bob' } } }, false],
    [{ writers: { $nin_query: { title: 'Bob' } } }, true],
    [{ 'parts.quote.by': { $in_query: { city: { $regex: '^Os' } } } }, true],
    [{ $and: [{ rank: 5 }, { writers: { $in_query: { born: { $lt: 1975 } } } }] }, true],
  ])('inside: %j', async (query, isFound) => {
    expect(await find(await openStack(), articles, query)).toEqual(isFound ? ['First Snow'] : []);
  });

  it.each([
    [{ $and: [{}, {}] }],
    [{ $or: [] }],
    [{ $or: { title: 'Ann' } }],
    [{ $where: 'true' }],
    [{ $nor: [{ title: 'Ann' }] }],
    [{ title: { $where: 'true' } }],
    [{ title: { $not: { $ne: 'Ann' } } }],
    [{ title: { $elemMatch: {} } }],
    [{ title: { $size: 1 } }],
    [{ title: { $in: 'Ann' } }],
    [{ title: { $exists: 'yes' } }],
    [{ title: { $regex: '(' } }],
    [{ title: { $regex: 'a', $options: 'q' } }],
    [{ title: { $options: 'i' } }],
    [{ title: { $in_query: { title: 'Ann' } } }],
    [{ title: { $in_query: { title: 'Ann' }, $ne: 'Bob' } }],
    [{ title: { $regex: 'x'.repeat(501) } }],
    [{ title: { $regex: 7 } }],
    [[]],
    ['Ann'],
  ])('refuses %j', async query => {
    const { get } = await openStack();
    expect(await get(`${authors}?${ask(query)}`)).toMatchObject({ status: 422, body: { error_code: 141 } });
  });

  it('refuses what is not JSON', async () => {
    const { get } = await openStack();
    expect((await get(`${authors}?query={title`)).body.error_code).toBe(141);
    expect((await get('/content_types?query={title')).body.error_code).toBe(141);
  });

  it('is not held up by a pattern that never ends', async () => {
    const { get, put } = await openStack();
    await put(`${authors}/${ann}`, { entry: { city: `${'a'.repeat(60)}!` } });
    const stuck = await get(`${authors}?${ask({ city: { $regex: '^(a+)+$' } })}`);
    expect(stuck).toMatchObject({ status: 422, body: { error_code: 141 } });
    expect((await get(authors)).status).toBe(200);
  });
});

describe('order, pages, counts', () => {
  const titles = (body: { entries: { title: string }[] }) => body.entries.map(entry => entry.title);

  it('sorts both ways, newest change first without a wish', async () => {
    const { get, put } = await openStack();
    expect(titles((await get(`${authors}?asc=born`)).body)).toEqual(['Ann', 'Bob']);
    expect(titles((await get(`${authors}?desc=born`)).body)).toEqual(['Bob', 'Ann']);
    expect(titles((await get(authors)).body)).toEqual(['Bob', 'Ann']);
    await put(`${authors}/${ann}`, { entry: { city: 'Zug' } });
    expect(titles((await get(authors)).body)).toEqual(['Ann', 'Bob']);
  });

  it('fails on a malformed sort', async () => {
    const { get } = await openStack();
    expect((await get(`${authors}?asc={title}`)).status).toBe(500);
  });

  it('pages and counts', async () => {
    const { get } = await openStack();
    const { body } = await get(`${authors}?asc=title&skip=1&limit=1&include_count=true`);
    expect(titles(body)).toEqual(['Bob']);
    expect(body.count).toBe(2);
    expect((await get(`${authors}?skip=5`)).body.entries).toEqual([]);
    expect((await get(`${authors}?count=true`)).body).toEqual({ entries: 2 });
    expect((await get(`${authors}?limit=x`)).body.error_code).toBe(141);
    expect((await get(`${authors}?skip=-1`)).body.error_code).toBe(141);
    expect((await get(`${authors}/${ann}?version=latest`)).body.errors).toEqual({ version: ['is not valid.'] });
  });

  it('gives at most a hundred, or refuses more', async () => {
    const mild = await openStack();
    for (let index = 0; index < 110; index += 1) await mild.post(authors, { entry: { title: `Author ${index}` } });
    expect((await mild.get(authors)).body.entries).toHaveLength(100);
    const { body } = await mild.get(`${authors}?limit=500&include_count=true`);
    expect(body.entries).toHaveLength(100);
    expect(body.count).toBe(112);
    const strict = await openStack({ choices: { limitAboveMaximum: 'refuse' } });
    expect((await strict.get(`${authors}?limit=101`)).status).toBe(422);
  });

  it('lists what is published somewhere', async () => {
    const { get } = await openStack();
    expect(titles((await get(`${authors}?environment=production`)).body)).toEqual(['Bob']);
    expect((await get(`${authors}?environment=development`)).body.entries).toEqual([]);
    expect((await get(`${authors}?environment=nowhere`)).status).toBe(422);
  });
});

describe('shape', () => {
  it('keeps only, or all except', async () => {
    const { get } = await openStack();
    const { entries } = (await get(`${authors}?asc=title&only[BASE][]=title&only[BASE][]=city`)).body;
    expect(entries[0]).toEqual({ uid: ann, title: 'Ann', city: 'Bern' });
    const rest = (await get(`${authors}/${ann}?except[BASE][]=city`)).body.entry;
    expect(rest).not.toHaveProperty('city');
    expect(rest).toMatchObject({ title: 'Ann', born: 1970 });
  });

  it('resolves references, also in blocks, and projects them', async () => {
    const { get } = await openStack();
    const path = `${articles}/${snow}`;
    const { entry } = (await get(`${path}?include[]=writers&include[]=parts.quote.by`)).body;
    expect(entry.writers[0]).toMatchObject({ uid: ann, _content_type_uid: 'author', title: 'Ann', locale: 'en-us' });
    expect(entry.parts[0].quote.by[0]).toMatchObject({ title: 'Bob' });
    const listed = (await get(`${articles}?include[]=writers&only[writers][]=city`)).body.entries[0];
    expect(listed.writers).toEqual([{ uid: ann, _content_type_uid: 'author', city: 'Bern' }]);
  });

  it('resolves in the language that is read, and leaves what is gone', async () => {
    const { get, put, remove } = await openStack();
    const path = `${articles}/${snow}`;
    await put(path, { entry: { writers: [{ uid: bob, _content_type_uid: 'author' }], editor: [bob] } });
    const { entry } = (await get(`${path}?locale=fr-fr&include[]=writers&include[]=editor`)).body;
    expect(entry.writers[0]).toMatchObject({ city: 'Paris' });
    expect(entry.editor[0]).toMatchObject({ city: 'Paris' });
    await remove(`${authors}/${bob}?delete_all_localized=true`);
    const after = (await get(`${path}?include[]=writers`)).body.entry;
    expect(after.writers).toEqual([{ uid: bob, _content_type_uid: 'author' }]);
  });

  it('resolves references of references', async () => {
    const { get, post } = await openStack();
    const schema = [
      { uid: 'title', display_name: 'Title', data_type: 'text' },
      { uid: 'top', display_name: 'Top', data_type: 'reference', reference_to: ['article'] },
    ];
    await post('/content_types', { content_type: { uid: 'list', title: 'List', schema } });
    const top = [{ uid: snow, _content_type_uid: 'article' }];
    const { uid } = (await post('/content_types/list/entries', { entry: { title: 'L', top } })).body.entry;
    const { entry } = (await get(`/content_types/list/entries/${uid}?include[]=top.writers`)).body;
    expect(entry.top[0].writers[0]).toMatchObject({ title: 'Ann' });
  });

  it('gives embedded items', async () => {
    const { get, put } = await openStack();
    const body = `<img class="embedded-asset" data-sys-asset-uid="${hill}"><div data-sys-entry-uid="${ann}" data-sys-content-type-uid="author"></div>`;
    await put(`${articles}/${snow}`, { entry: { body } });
    const { entry } = (await get(`${articles}/${snow}?include_embedded_items[]=BASE`)).body;
    expect(entry._embedded_items.body).toMatchObject([{ uid: hill }, { uid: ann, _content_type_uid: 'author' }]);
    const tag = (uid: string) => `<a data-sys-entry-uid="${uid}" data-sys-content-type-uid="author"></a>`;
    await put(`${articles}/${snow}`, { entry: { steps: [{ what: tag(ann) }, { what: tag(bob) }] } });
    const again = (await get(`${articles}/${snow}?include_embedded_items[]=BASE`)).body.entry;
    expect(again._embedded_items['steps.what']).toMatchObject([{ uid: ann }, { uid: bob }]);
  });
});

it('takes any skip and limit that is not negative, however large', async () => {
  const { get } = await openStack();
  for (const skip of ['1e%2B100', '1e+100', '99999999999999999999', '1e999']) {
    const { status, body } = await get(`${authors}?skip=${skip}&include_count=true`);
    expect([status, body.entries, body.count], skip).toEqual([200, [], 2]);
  }
  expect((await get(`${authors}?limit=1e%2B100`)).body.entries).toHaveLength(2);
  expect((await get(`${authors}?limit=1.7`)).body.entries).toHaveLength(1);
  for (const [name, value] of [
    ['skip', '-1'],
    ['skip', 'x'],
    ['limit', '-1'],
    ['limit', 'Infinity'],
  ]) {
    expect((await get(`${authors}?${name}=${value}`)).body.errors).toHaveProperty(name ?? '');
  }
});
