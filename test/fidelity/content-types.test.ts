// Content types through Contentstack's own SDK.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSdk, type Sdk } from './sdk.ts';

const schema = [
  { display_name: 'Title', uid: 'title', data_type: 'text', mandatory: true, unique: true },
  { display_name: 'Writers', uid: 'writers', data_type: 'reference', reference_to: ['author'] },
];
const shelf = { title: 'Shelf', uid: 'shelf', description: 'Books.', schema };

it('creates, fetches, updates and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  expect(stack.contentType().generateUid('My Shelf!')).toBe('my_shelf_');
  const made = await stack.contentType().create({ content_type: shelf });
  expect(made).toMatchObject({
    uid: 'shelf',
    _version: 1,
    options: { is_page: false },
    urlPath: '/content_types/shelf',
  });
  expect(made.schema[1]).toMatchObject({ uid: 'writers', mandatory: false, multiple: false });

  const fetched = await stack.contentType('shelf').fetch({ include_global_field_schema: true, include_branch: true });
  expect(fetched).toMatchObject({ title: 'Shelf', _branch: 'main', abilities: { get_one_object: true } });
  fetched.title = 'Rack';
  expect(await fetched.update()).toMatchObject({ uid: 'shelf', title: 'Rack', _version: 2 });

  const changed = await stack.contentType('shelf').updateCT({
    content_type: {
      ...shelf,
      field_rules: [
        {
          match_type: 'all',
          conditions: [{ operand_field: 'title', operator: 'matches', value: 'x' }],
          actions: [{ action: 'hide', target_field: 'writers' }],
        },
      ],
    },
  });
  expect(changed.content_type).toMatchObject({ title: 'Shelf', _version: 3, field_rules: [{ match_type: 'all' }] });
  expect(await stack.contentType('shelf').fetch({ version: 2 })).toMatchObject({ title: 'Rack', _version: 2 });

  expect(await stack.contentType('shelf').delete()).toMatchObject({ notice: 'Content Type deleted successfully.' });
  expect(await opened.refused(stack.contentType('shelf').fetch())).toMatchObject({ status: 422, errorCode: 118 });
});

it('finds, counts, pages and filters', async () => {
  await using opened = await openSdk();
  const query = (params: object): Sdk => opened.stack.contentType().query(params);
  const all = await query({ include_count: true }).find();
  expect(all.items).toHaveLength(all.count);
  expect(all.items.find(({ uid }: Sdk) => uid === 'author')).toMatchObject({ title: expect.any(String) });
  const [author] = (await query({ query: { uid: 'author' } }).find()).items;
  expect(author).toMatchObject({ uid: 'author', schema: expect.any(Array) });
  expect((await query({ limit: 2, skip: 1, asc: 'uid' }).find()).items).toHaveLength(2);
  expect((await query({ asc: 'uid' }).findOne()).items.map(({ uid }: Sdk) => uid)).toEqual(['announcement']);
  expect(await query({}).count()).toMatchObject({ content_types: all.count });
});

it('tells the references of a content type', async () => {
  await using opened = await openSdk();
  const { references } = await opened.stack.contentType('author').references();
  expect(references).toContain('Blog post');
});

it('imports what was exported', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const path = join(await mkdtemp(join(tmpdir(), 'types-')), 'shelf.json');
  await writeFile(path, JSON.stringify(shelf));
  const made = await stack.contentType().import({ content_type: path });
  expect(made).toMatchObject({ uid: 'shelf', _version: 1 });
  expect(await opened.refused(stack.contentType().import({ content_type: path }))).toMatchObject({ errorCode: 115 });
  await writeFile(path, JSON.stringify({ ...shelf, title: 'Rack' }));
  const again = await stack.contentType().import({ content_type: path }, { overwrite: true });
  expect(again).toMatchObject({ uid: 'shelf', title: 'Rack', _version: 2 });
});

it('is refused in the words of the reference', async () => {
  await using opened = await openSdk();
  const { stack, refused } = opened;
  const create = (content_type: object): Promise<unknown> => stack.contentType().create({ content_type });
  expect(await refused(create({ ...shelf, uid: 'author' }))).toMatchObject({
    status: 422,
    errorCode: 115,
    errors: { uid: ['is not unique.'] },
  });
  expect(await refused(create({ ...shelf, schema: [schema[1]] }))).toMatchObject({
    errorCode: 115,
    errors: { schema: [expect.stringContaining('title')] },
  });
  expect(await refused(create({ ...shelf, uid: 'org_uid' }))).toMatchObject({ errorCode: 115 });
  expect(await refused(stack.contentType('author').delete())).toMatchObject({ status: 422 });
  expect(await stack.contentType('author').delete({ force: true })).toMatchObject({ notice: expect.any(String) });
  expect(await refused(stack.contentType('author').references())).toMatchObject({ status: 422, errorCode: 118 });
});
