// Extensions through Contentstack's own SDK.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSdk } from './sdk.ts';

const extension = {
  title: 'Stars',
  type: 'field',
  data_type: 'number',
  src: 'https://x.example.com',
  config: '{}',
  tags: ['a'],
};
type Json = Record<string, unknown>;

it('creates, fetches, updates and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await stack.extension().create({ extension });
  expect(made).toMatchObject({
    ...extension,
    config: {},
    uid: expect.stringMatching(/^blt/),
    _version: 1,
    multiple: false,
  });
  const fetched = await stack.extension(made.uid).fetch();
  expect(fetched).toMatchObject({ uid: made.uid, urlPath: `/extensions/${made.uid}` });
  fetched.title = 'More stars';
  expect(await fetched.update()).toMatchObject({ uid: made.uid, title: 'More stars', _version: 2 });
  expect(await stack.extension(made.uid).delete()).toMatchObject({ notice: 'Extension deleted successfully.' });
  const { status, errorCode } = await opened.refused(stack.extension(made.uid).fetch());
  expect({ status, errorCode }).toEqual({ status: 404, errorCode: 347 });
});

it('uploads', async () => {
  await using opened = await openSdk();
  const upload = join(tmpdir(), `larkfell-${process.pid}.html`);
  await writeFile(upload, '<p>Hi</p>');
  const { stack } = opened;
  const field = { title: 'Up', type: 'field', data_type: 'text', tags: ['a', 'b'], multiple: true, upload };
  expect(await stack.extension().upload(field)).toMatchObject({
    title: 'Up',
    srcdoc: '<p>Hi</p>',
    tags: ['a', 'b'],
    multiple: true,
  });
  const dashboard = { title: 'Board', type: 'dashboard', tags: 'c', enable: true, upload };
  expect(await stack.extension().upload(dashboard)).toMatchObject({ enable: true, tags: ['c'], default_width: 'half' });
});

it('queries and counts', async () => {
  await using opened = await openSdk();
  const query = (type: string) => opened.stack.extension().query({ query: { type }, include_count: true });
  const titles: Record<string, string> = {
    field: 'Colour picker',
    widget: 'Reading age',
    dashboard: 'This week in publishing',
    rte_plugin: 'Trail map',
    asset_sidebar_widget: 'Image presets',
  };
  for (const [type, title] of Object.entries(titles)) {
    const found = await query(type).find();
    expect(found.items.map((item: Json) => item.title)).toEqual([title]);
    expect(found.count).toBe(1);
  }
  expect(await opened.stack.extension().query().count()).toEqual({ extensions: 5 });
  const one = await query('field').findOne();
  expect(one.items).toMatchObject([{ title: 'Colour picker' }]);
});

it('is refused what does not fit', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const { status, errorCode, errors } = await opened.refused(stack.extension().create({ extension: { title: 'x' } }));
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 344 });
  expect(Object.keys(errors)).toEqual(['type', 'src']);
});
