// The limits that a content type's fields set to the values of its entries, and the default values it gives them.
import { expect, it } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/index.ts';
import type { Seed } from '../../../src/sandbox/seed/form/format.ts';
import { ann, hill, openStack, seed } from '../small-stack.ts';

type Json = Record<string, unknown>;

const title = { uid: 'title', display_name: 'Title', data_type: 'text' };
const things = '/content_types/thing/entries';

/** A stack with a content type `thing` of a title and one more field. */
async function openThing(field: Json, options: SandboxOptions = {}) {
  const stack = await openStack(options);
  const schema = [title, { uid: 'x', display_name: 'X', ...field }];
  const made = await stack.post('/content_types', { content_type: { uid: 'thing', title: 'Thing', schema } });
  expect(made.body.errors).toBeUndefined();
  let count = 0;
  return {
    ...stack,
    save: (x: unknown) => stack.post(things, { entry: { title: `T${count++}`, ...(x === undefined ? {} : { x }) } }),
  };
}

const rich = { data_type: 'json', field_metadata: { allow_json_rte: true } };
const paragraph = (uid: string, text: string) => ({ type: 'p', uid, attrs: {}, children: [{ text }] });
const doc = (...children: unknown[]) => ({ type: 'doc', uid: 'd', attrs: {}, children });
const embed = (uid: string) => ({
  type: 'reference',
  uid,
  attrs: { type: 'entry', 'entry-uid': ann, 'content-type-uid': 'author' },
  children: [{ text: '' }],
});
const tag = `<div class='embedded-entry' data-sys-entry-uid='${ann}' data-sys-content-type-uid='author'></div>`;
const embeds = (count: number) => Array.from({ length: count }, (_, index) => embed(`r${index}`));

it.each<[string, Json, unknown, unknown]>([
  [
    'a date before the first',
    { data_type: 'isodate', startDate: '2026-01-01', endDate: null },
    '2026-01-02',
    '2025-12-31',
  ],
  ['a date after the last', { data_type: 'isodate', endDate: '2026-01-01T00:00:00.000Z' }, '2025-12-31', '2026-01-02'],
  ['a number below the least', { data_type: 'number', min: 3 }, 3, 2],
  ['a number above the most', { data_type: 'number', max: 3 }, 3, 3.5],
  ['a number that is no choice', { data_type: 'number', enum: { choices: [{ value: 1 }, { value: 2 }] } }, 2, 3],
  [
    'a choice among several that is none',
    {
      data_type: 'text',
      multiple: true,
      display_type: 'checkbox',
      enum: { choices: [{ value: 'a' }, { value: 'b' }] },
    },
    ['a', 'b'],
    ['a', 'c'],
  ],
  ['too few instances', { data_type: 'text', multiple: true, min_instance: 2 }, ['a', 'b'], ['a']],
  ['too many files', { data_type: 'file', multiple: true, max_instance: 1 }, [hill], [hill, hill]],
  ['a large document', rich, doc(paragraph('p', 'x'.repeat(20_000))), doc(paragraph('p', 'x'.repeat(31_000)))],
  ['a document of many embeds', rich, doc(...embeds(100)), doc(...embeds(101))],
  [
    'an HTML text of many embeds',
    { data_type: 'text', field_metadata: { allow_rich_text: true, rich_text_type: 'advanced' } },
    tag.repeat(100),
    tag.repeat(101),
  ],
])('refuses %s', async (_, field, good, bad) => {
  const { save } = await openThing(field);
  expect(await save(good)).toMatchObject({ status: 201, body: { entry: {} } });
  expect(await save(bad)).toMatchObject({
    status: 422,
    body: { error_code: 119, errors: { x: [expect.any(String)] } },
  });
});

it.each<[string, Json, unknown]>([
  ['a link to nowhere', { data_type: 'link' }, { title: '', href: '' }],
  ['a document of nothing', rich, {}],
])('does not take %s for what is mandatory', async (_, field, blank) => {
  expect((await (await openThing(field)).save(blank)).status).toBe(201);
  const { body } = await (await openThing({ ...field, mandatory: true })).save(blank);
  expect(body.errors).toEqual({ x: ['is a required field.'] });
});

it('embeds nothing with a basic editor', async () => {
  const field_metadata = { allow_rich_text: true, rich_text_type: 'basic' };
  const { save } = await openThing({ data_type: 'text', field_metadata });
  expect((await save('<p>Hello</p>')).status).toBe(201);
  expect((await save(tag)).body.errors).toHaveProperty('x');
});

it('takes a large document where it is chosen to', async () => {
  const { save } = await openThing(rich, { choices: { largeRichText: 'accept' } });
  expect((await save(doc(paragraph('p', 'x'.repeat(40_000))))).status).toBe(201);
});

it('gives a document without version that of the entry', async () => {
  const { save } = await openThing(rich);
  expect((await save(doc(paragraph('p', 'Hello')))).body.entry.x).toEqual({
    ...doc(paragraph('p', 'Hello')),
    _version: 1,
  });
});

const at = { at: '2026-01-01T10:00:00.000Z', by: 'blt00000000000000e1' };
const photo = {
  ...at,
  uid: 'blt00000000000000a2',
  filename: 'Photo.PNG',
  title: 'Photo',
  content_type: 'image/png',
  file_size: 3 * 1024 * 1024,
  dimension: { width: 800, height: 600 },
};
const text = {
  ...at,
  uid: 'blt00000000000000a3',
  filename: 'notes.txt',
  title: 'Notes',
  content_type: 'text/plain',
  file_size: 10,
};
const withFiles: Seed = { ...seed, assets: [...seed.assets, photo, text] };

it.each<[string, Json, string]>([
  ['another extension', { extensions: ['.txt', 'md'] }, 'txt'],
  ['what is no image', { field_metadata: { image: true } }, 'png'],
  ['a file above the size', { max_size: 1 }, 'txt'],
  ['a file below the size', { min_size: 1 }, 'png'],
  ['a picture too wide', { dimension: { width: { min: null, max: 700 }, height: { min: null, max: null } } }, 'txt'],
  ['a picture too low', { dimension: { height: { min: 601 } } }, 'txt'],
])('refuses in a file field %s', async (_, limits, good) => {
  const { save } = await openThing({ data_type: 'file', ...limits }, { seed: { ...withFiles } });
  // A text has no dimension, so none that is wrong.
  const [allowed, refused] = good === 'png' ? [photo.uid, text.uid] : [text.uid, photo.uid];
  expect((await save(allowed)).status).toBe(201);
  expect((await save(refused)).body).toMatchObject({ error_code: 119, errors: { x: [expect.any(String)] } });
});

it('names the field of an asset or a reference that comes in read shape', async () => {
  const { post } = await openStack();
  const entry = {
    title: 'Read shape',
    cover: { uid: hill, filename: 'hill.jpg' },
    writers: [{ uid: ann, _content_type_uid: 'author', title: 'Ann' }],
  };
  const { body } = await post('/content_types/article/entries', { entry });
  expect(body.error_code).toBe(119);
  expect(body.errors.cover[0]).toContain('uid of the asset');
  expect(body.errors.writers[0]).toContain('{ uid, _content_type_uid }');
});

it('reads a custom asset with the asset, and takes it back', async () => {
  const { save, get, put } = await openThing(
    { data_type: 'json', extension_uid: 'blt00000000000000c1' },
    { choices: { unknownExtension: 'allow' } },
  );
  const x = { uid: hill, _content_type_uid: 'files', unique_identifier: 'one', metadata: { preset: 'wide' } };
  const { entry } = (await save(x)).body;
  expect(entry.x).toMatchObject({ ...x, asset: { uid: hill, filename: 'hill.jpg' } });
  await put(`${things}/${entry.uid}`, { entry: { x: entry.x } });
  const exported = (await get(`${things}/${entry.uid}/export`)).body;
  expect(exported.x).toEqual(x);
});

const defaults = (default_value: unknown) => ({ field_metadata: { default_value } });

it.each<[string, Json, unknown]>([
  ['text', { data_type: 'text', ...defaults('quiet') }, 'quiet'],
  ['a number', { data_type: 'number', ...defaults(4) }, 4],
  ['false', { data_type: 'boolean', ...defaults(false) }, false],
  ['a date', { data_type: 'isodate', ...defaults('2026-01-01') }, '2026-01-01'],
  ['a link', { data_type: 'link', ...defaults({ title: 'Home', url: '/' }) }, { title: 'Home', href: '/' }],
  ['several choices', { data_type: 'text', multiple: true, ...defaults('a') }, ['a']],
  ['nothing for an empty text', { data_type: 'text', ...defaults('') }, undefined],
  ['nothing for an empty number', { data_type: 'number', ...defaults('') }, undefined],
  ['nothing for an empty link', { data_type: 'link', ...defaults({ title: '', url: '' }) }, undefined],
])('fills a new entry with %s by default', async (_, field, value) => {
  const { save } = await openThing(field);
  expect((await save(undefined)).body.entry.x).toEqual(value);
});

it('keeps to what is sent, and fills the groups that are', async () => {
  const schema = [{ uid: 'tone', display_name: 'Tone', data_type: 'text', ...defaults('quiet') }];
  const { save } = await openThing({ data_type: 'group', multiple: true, schema });
  expect((await save(undefined)).body.entry).not.toHaveProperty('x');
  expect((await save([{}, { tone: 'loud' }, { tone: null }])).body.entry.x).toMatchObject([
    { tone: 'quiet' },
    { tone: 'loud' },
    { tone: null },
  ]);
});

it('leaves a boolean out inside a block, unless that is chosen', async () => {
  const schema = [
    { uid: 'dark', display_name: 'Dark', data_type: 'boolean', ...defaults(false) },
    { uid: 'tone', display_name: 'Tone', data_type: 'text', ...defaults('quiet') },
  ];
  const field = { data_type: 'blocks', multiple: true, blocks: [{ uid: 'hero', title: 'Hero', schema }] };
  const usual = await openThing(field);
  const [block] = (await usual.save([{ hero: {} }])).body.entry.x;
  expect(block.hero).toMatchObject({ tone: 'quiet' });
  expect(block.hero).not.toHaveProperty('dark');
  const other = await openThing(field, { choices: { booleansInBlocks: 'applied on create' } });
  expect((await other.save([{ hero: {} }])).body.entry.x).toMatchObject([{ hero: { dark: false, tone: 'quiet' } }]);
});

it('fills nothing where defaults are left out, and nothing in an update', async () => {
  const off = await openThing({ data_type: 'number', ...defaults(4) }, { choices: { defaultValues: 'left out' } });
  expect((await off.save(undefined)).body.entry).not.toHaveProperty('x');
  const on = await openThing({ data_type: 'number', ...defaults(4) });
  const { uid } = (await on.save(null)).body.entry;
  expect((await on.put(`${things}/${uid}`, { entry: { title: 'Other' } })).body.entry.x).not.toBe(4);
});

it('asks for what is mandatory in a group only once the group is there, unless it is chosen to', async () => {
  const schema = [{ uid: 'street', display_name: 'Street', data_type: 'text', mandatory: true }];
  const lenient = await openThing({ data_type: 'group', schema });
  expect((await lenient.save(undefined)).status).toBe(201);
  expect((await lenient.save({})).body.errors).toEqual({ 'x.street': ['is a required field.'] });
  const strict = await openThing({ data_type: 'group', schema }, { choices: { absentGroups: 'checked' } });
  expect((await strict.save(undefined)).body.errors).toEqual({ 'x.street': ['is a required field.'] });
});
