// Entries through Contentstack's own SDK.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSdk, type Sdk } from './sdk.ts';

const titles = (found: Sdk): string[] => found.items.map((item: Sdk) => item.title).sort();

/** A file the SDK can read an upload from. */
async function writeJson(content: unknown): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'entries-')), 'entry.json');
  await writeFile(path, JSON.stringify(content));
  return path;
}

async function openAuthors() {
  const opened = await openSdk();
  const authors = (uid?: string, options?: object): Sdk => opened.stack.contentType('author').entry(uid, options);
  return {
    ...opened,
    authors,
    create: (entry: object, params?: object): Promise<Sdk> =>
      authors().create({ entry: { bio: 'Short.', ...entry } }, params),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

it('creates, fetches, updates and deletes', async () => {
  await using opened = await openAuthors();
  const { authors, create } = opened;
  const made = await create({ title: 'Nele', role: 'Tester', tags: ['new'] }, { include_branch: true });
  expect(made).toMatchObject({
    title: 'Nele',
    tags: ['new'],
    locale: 'en-us',
    _version: 1,
    _branch: 'main',
    content_type_uid: 'author',
    urlPath: `/content_types/author/entries/${made.uid}`,
  });

  const fetched = await authors(made.uid).fetch();
  fetched.role = 'Guide';
  const updated = await fetched.update();
  expect(updated).toMatchObject({ uid: made.uid, title: 'Nele', role: 'Guide', _version: 2 });

  expect(await authors(made.uid).fetch({ version: 1 })).toMatchObject({ role: 'Tester', _version: 1 });
  expect(await authors(made.uid).delete()).toMatchObject({ notice: 'Entry deleted successfully.' });
  expect(await opened.refused(authors(made.uid).fetch())).toMatchObject({ status: 422, errorCode: 141 });
});

it('saves an entry as it was fetched, assets and all', async () => {
  await using opened = await openSdk();
  const posts = opened.stack.contentType('blog_post');
  const [first] = (await posts.entry().query({ limit: 1 }).find()).items;
  const fetched = await posts.entry(first.uid).fetch();
  expect(fetched.hero_image).toHaveProperty('filename');
  fetched.reading_minutes = 9;
  const updated = await fetched.update();
  expect(updated).toMatchObject({ reading_minutes: 9, hero_image: { uid: fetched.hero_image.uid } });
  expect(updated.author).toEqual(fetched.author);
});

it('fetches with what its parameters ask for', async () => {
  await using opened = await openSdk();
  const posts = opened.stack.contentType('blog_post');
  const [{ uid }] = (await posts.entry().query({ limit: 1, asc: 'title' }).find()).items;
  const fetched = await posts.entry(uid).fetch({
    include: ['author'],
    include_publish_details: true,
    include_branch: true,
    include_embedded_items: ['BASE'],
    only: { BASE: ['title', 'author'] },
  });
  expect(fetched.author).toMatchObject([{ _content_type_uid: 'author', role: expect.any(String) }]);
  expect(fetched._branch).toBe('main');
  expect(fetched).not.toHaveProperty('summary');
  const detailed = await posts.entry(uid).fetch({ include_publish_details: true, include_embedded_items: ['BASE'] });
  expect(detailed.publish_details).toEqual(expect.any(Array));
  expect(detailed).toHaveProperty('_embedded_items');
  const typed = await posts.entry().query({ include_content_type: true, include_schema: true, limit: 1 }).find();
  expect(typed.content_type).toMatchObject({ uid: 'blog_post' });
  expect(typed.schema).toEqual(typed.content_type.schema);
});

const people = [
  { title: 'Ada', role: 'One', social_links: [] },
  {
    title: 'Bea',
    role: 'Two',
    tags: ['x', 'y'],
    social_links: [{ network: 'instagram', profile: { title: 'W', href: '/w' } }],
  },
];

it.each<[string, object, string[]]>([
  ['equality', { role: 'One' }, ['Ada']],
  ['$ne', { role: { $ne: 'One' }, title: { $in: ['Ada', 'Bea'] } }, ['Bea']],
  ['$in', { title: { $in: ['Ada', 'Bea'] } }, ['Ada', 'Bea']],
  ['$nin', { title: { $nin: ['Ada'] }, role: { $in: ['One', 'Two'] } }, ['Bea']],
  ['$exists', { photo: { $exists: false }, role: 'Two' }, ['Bea']],
  ['$regex', { title: { $regex: '^a', $options: 'i' }, role: 'One' }, ['Ada']],
  ['$and', { $and: [{ role: 'Two' }, { tags: 'x' }] }, ['Bea']],
  ['$or', { $or: [{ role: 'One' }, { role: 'Two' }] }, ['Ada', 'Bea']],
  ['$gt and $lt', { _version: { $gt: 0, $lt: 2 }, role: 'One' }, ['Ada']],
  ['$gte and $lte on text', { title: { $gte: 'Ada', $lte: 'Bea' }, role: { $in: ['One', 'Two'] } }, ['Ada', 'Bea']],
  ['a field of a group', { 'social_links.network': 'instagram', role: 'Two' }, ['Bea']],
])('finds by %s', async (_, query, expected) => {
  await using opened = await openAuthors();
  for (const person of people) await opened.create(person);
  expect(titles(await opened.authors().query({ query }).find())).toEqual(expected);
});

it('finds by what a reference points at', async () => {
  await using opened = await openSdk();
  const posts = opened.stack.contentType('blog_post').entry();
  const find = async (operator: string): Promise<number> => {
    const query = { author: { [operator]: { title: 'Ines Aguilar' } } };
    return (await posts.query({ query, include_count: true }).find()).count;
  };
  const [inside, outside] = [await find('$in_query'), await find('$nin_query')];
  expect(inside).toBeGreaterThan(0);
  expect(inside + outside).toBe(20);
});

it('counts, pages and sorts', async () => {
  await using opened = await openSdk();
  const posts = (params: object): Sdk => opened.stack.contentType('blog_post').entry().query(params);
  expect(await posts({}).count()).toMatchObject({ entries: 20 });
  const page = await posts({ skip: 18, limit: 5, desc: 'title', include_count: true }).find();
  expect(page).toMatchObject({ count: 20, items: [expect.anything(), expect.anything()] });
  expect(page.items[0].title > page.items[1].title).toBe(true);
  expect((await posts({ asc: 'title' }).findOne()).items).toHaveLength(1);
  expect((await posts({ locale: 'fr-fr', limit: 1 }).find()).items[0]).toHaveProperty('locale');
});

it('localizes, tells the languages, and deletes one of them', async () => {
  await using opened = await openAuthors();
  const { authors, create } = opened;
  const { uid } = await create({ title: 'Nele', role: 'Tester' });
  const entry = await authors(uid).fetch({ locale: 'fr-fr' });
  expect(entry.locale).toBe('en-us');
  entry.role = 'Testeuse';
  expect(await entry.update({ locale: 'fr-fr' })).toMatchObject({ locale: 'fr-fr', role: 'Testeuse', _version: 1 });
  expect(await authors(uid).locales()).toEqual({
    locales: [
      { code: 'en-us', localized: true },
      { code: 'fr-fr', localized: true },
    ],
  });
  await authors(uid).delete({ locale: 'fr-fr' });
  expect(await authors(uid).locales()).toEqual({ locales: [{ code: 'en-us', localized: true }] });
  expect(await authors(uid).fetch({ locale: 'fr-fr' })).toMatchObject({ locale: 'en-us', role: 'Tester' });
});

it('publishes and unpublishes, now and later', async () => {
  await using opened = await openAuthors();
  const { authors, create } = opened;
  const { uid } = await create({ title: 'Nele' });
  const entry = await authors(uid).fetch();
  const publishDetails = { environments: ['production'], locales: ['en-us', 'fr-fr'] };
  const notice = 'The requested action has been performed.';
  expect(await entry.publish({ publishDetails, locale: 'en-us', version: 1 })).toMatchObject({ notice });
  const places = async (): Promise<string[]> =>
    (await authors(uid).fetch({ include_publish_details: true })).publish_details.map(({ locale }: Sdk) => locale);
  expect(await places()).toEqual(['en-us', 'fr-fr']);
  const found = await authors().query({ environment: 'production', query: { uid } }).find();
  expect(titles(found)).toEqual(['Nele']);

  await entry.unpublish({ publishDetails: { environments: ['production'], locales: ['fr-fr'] }, locale: 'en-us' });
  expect(await places()).toEqual(['en-us']);
  const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
  expect(await entry.unpublish({ publishDetails, locale: 'en-us', scheduledAt })).toMatchObject({ notice });
  expect(await places()).toEqual(['en-us']);

  const tracked = await authors(uid, { api_version: '3.2' }).publish({ publishDetails, locale: 'en-us' });
  expect(tracked).toMatchObject({ notice, job_id: expect.any(String) });
});

it('tells who refers to an entry', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const [{ uid }] = (
    await stack
      .contentType('author')
      .entry()
      .query({ query: { title: 'Ines Aguilar' } })
      .find()
  ).items;
  const { references, count } = await stack.contentType('author').entry(uid).references({ include_count: true });
  expect(references).toContainEqual(expect.objectContaining({ content_type_uid: 'blog_post', locale: 'en-us' }));
  expect(count).toBe(references.length);
});

it('imports an entry, and a version of one', async () => {
  await using opened = await openAuthors();
  const { authors } = opened;
  const made = await authors().import({ entry: await writeJson({ title: 'Imported', role: 'A', bio: 'Short.' }) });
  expect(made).toMatchObject({ title: 'Imported', _version: 1 });
  const entry = await writeJson({ title: 'Imported', role: 'B', bio: 'Short.' });
  const again = await authors(made.uid).import({ entry, overwrite: true, locale: 'en-us' });
  expect(again).toMatchObject({ uid: made.uid, role: 'B', _version: 2 });
  const clash = await opened.refused(authors().import({ entry }));
  expect(clash).toMatchObject({ status: 422, errorCode: 119, errors: { title: ['is not unique.'] } });
});

it('changes part of a value', async () => {
  await using opened = await openSdk();
  const products = opened.stack.contentType('product').entry();
  const [{ uid, price }] = (await products.query({ limit: 1 }).find()).items;
  const product = opened.stack.contentType('product').entry(uid);
  product.price = { ADD: 5 };
  product.tags = { PUSH: { data: ['cheap'] } };
  expect(await product.update()).toMatchObject({ price: price + 5, tags: expect.arrayContaining(['cheap']) });
});

it('is refused in the words of the reference', async () => {
  await using opened = await openAuthors();
  const { authors, create, refused, stack } = opened;
  expect(await refused(create({ title: 'Ines Aguilar' }))).toMatchObject({
    status: 422,
    errorCode: 119,
    errors: { title: ['is not unique.'] },
  });
  expect(await refused(create({ role: 'Nobody', bio: 1 }))).toMatchObject({
    errorCode: 119,
    errors: { title: [expect.any(String)], bio: ['is not a string.'] },
  });
  expect(await refused(stack.contentType('nothing').entry().query().find())).toMatchObject({
    status: 422,
    errorCode: 118,
  });
  expect(await refused(authors('blt000000000000dead').fetch())).toMatchObject({ status: 422, errorCode: 141 });
  expect(
    await refused(
      authors()
        .query({ query: { $and: [{}, {}] } })
        .find(),
    ),
  ).toMatchObject({ errorCode: 141 });
  const reader = opened.as('read_only').contentType('author').entry();
  expect(await refused(reader.create({ entry: { title: 'X' } }))).toMatchObject({ status: 401, errorCode: 161 });
});
