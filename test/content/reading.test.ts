// An entry as it is read: what stored values may be besides what the editor makes of them.
import { describe, expect, it } from 'vitest';
import { tellChanges } from '../../src/content/reading/changes.ts';
import { type Readable, toReadable } from '../../src/content/reading/entry.ts';
import { pickParts } from '../../src/content/reading/parts.ts';
import { listReferences } from '../../src/content/referrers.ts';
import type { Field } from '../../src/content/schema.ts';
import type { Json } from '../../src/content/value.ts';
import { doc, element, p } from './rich-text/documents.ts';

const field = (uid: string, data_type = 'text', more: Json = {}): Field => ({ uid, data_type, ...more });
const richText = (uid: string, more: Json = {}): Field =>
  field(uid, 'json', { field_metadata: { allow_json_rte: true }, ...more });

const schema: Field[] = [
  field('title'),
  richText('body'),
  field('rows', 'group', { multiple: true, schema: [field('name'), field('note', 'text', { non_localizable: true })] }),
  field('seo', 'group', { schema: [field('text')], non_localizable: true }),
  field('parts', 'blocks', { blocks: [{ uid: 'hero', schema: [field('line'), field('by', 'reference')] }] }),
  field('link', 'link'),
];

const read = (entry: Json, isTranslatable = false): Promise<Readable> => toReadable(entry, schema, { isTranslatable });

it('addresses instances without uids by their place, and leaves none out', async () => {
  const { fields, empty } = await read({
    title: 'T',
    rows: [{ name: 'a', note: '' }, {}, { name: 'b' }],
    parts: [{ hero: { line: 'x' } }, { hero: {} }],
    link: { title: 'Only', href: '' },
    tags: [],
  });
  expect(fields).toEqual({
    title: 'T',
    'rows[0].name': 'a',
    'rows[1]': {},
    'rows[2].name': 'b',
    'parts[0].hero.line': 'x',
    'parts[1].hero': {},
    link: { title: 'Only' },
  });
  // Named though the answer left them out.
  expect(empty).toEqual(['body', 'rows[0].note', 'rows[2].note', 'seo', 'parts[0].hero.by', 'tags']);
});

it('shows what is not as it should be, and says so', async () => {
  const wrong = {
    title: { odd: true },
    body: { type: 'doc' },
    seo: 'a text',
    parts: [{ hero: 1 }, 'x'],
    was: 5,
    _new: 1,
  };
  const { fields, odd } = await read(wrong);
  expect(fields).toMatchObject({ title: { odd: true }, body: { type: 'doc' }, seo: 'a text', was: 5 });
  expect(Object.values(fields)).toContain('x');
  expect(fields).not.toHaveProperty('_new');
  expect(odd).toEqual([
    { address: 'body', says: 'no rich text that an editor could open, as stored' },
    { address: 'was', says: 'no field of the content type any more' },
  ]);
  expect((await read({ body: {}, title: 0 })).fields).toEqual({ title: 0 });
});

it('keeps to texts of a language where these are wanted', async () => {
  const entry = { title: 'T', rows: [{ name: 'a', note: 'same everywhere' }], seo: { text: 'too' }, was: 'gone' };
  expect((await read(entry, true)).fields).toEqual({ title: 'T', 'rows[0].name': 'a' });
});

it('tells what a token stands for that the Markdown does not say', async () => {
  const long = 'A cell with more words than a preview of a token has room for, and then some.';
  const cell = (text: string, more: Json = {}) => element('td', more, p(text));
  const table = element(
    'table',
    { rows: 2, cols: 2, colWidths: [1, 1] },
    element('tbody', {}, element('tr', {}, cell(long, { colSpan: 2 }), element('td', { void: true }, p('')))),
  );
  const { fields, tokens } = await read({ body: doc(p('Before'), table) });
  expect(fields.body).toMatch(/^Before\n\n<x1 table="A cell/);
  expect(tokens).toEqual({ 'body x1': `table: ${long}` });
});

it('includes references at any depth, and no files', () => {
  const to = (uid: string, ...reference_to: string[]): Field => field(uid, 'reference', { reference_to });
  const fields = [
    to('author', 'author'),
    to('file', 'sys_assets'),
    field('group', 'group', { schema: [to('both', 'sys_assets', 'post')] }),
    field('parts', 'blocks', { blocks: [{ uid: 'hero', schema: [to('by', 'author'), field('x')] }] }),
  ];
  expect(listReferences(fields)).toEqual(['author', 'group.both', 'parts.hero.by']);
});

describe('what changed', () => {
  const tell = (before: Json, after: Json) => tellChanges(before, after, schema);
  const words =
    'These are words of a paragraph that is here to be long enough to be told from all the others in a text.';

  it('is told paragraph by paragraph, however far apart', async () => {
    const body = (first: string, last: string) => doc(p(first), ...Array.from({ length: 20 }, () => p(words)), p(last));
    expect(
      await tell({ body: body('One fine day', 'The old end.') }, { body: body('One dull day', 'The new end.') }),
    ).toEqual({
      body: ['"One fine day" → "One dull day"', '"The old end." → "The new end."'],
    });
  });

  it('tells paragraphs that went, moved or changed', async () => {
    const [one, two, three] = ['The first of them all.', words, 'An end that nobody expected.'];
    const body = (...texts: string[]): Json => ({ body: doc(...texts.map(text => p(text))) });
    const before = body(one, two, three);
    expect(await tell(before, body(two, one, three))).toEqual({ body: expect.stringMatching(/^moved: "/) });
    expect(await tell(before, body(one, three))).toEqual({ body: `removed: "${two}"` });
    expect(await tell(before, body(`${one} Or not.`, three))).toEqual({
      body: [`removed: "${two}"`, `"${one}" → "${one} Or not."`],
    });
    expect(await tell({ tags: ['a', 'b'] }, { tags: ['b', 'c'] })).toEqual({ tags: '"a, b" → "b, c"' });
  });

  it('tells a new paragraph from those that it moved down', async () => {
    const [one, two] = [doc(p(words), p('An end.')), doc(p('A start.'), p(words), p('An end.'))];
    expect(await tell({ body: one }, { body: two })).toEqual({ body: 'new: "A start."' });
  });

  it('is of texts that can be translated alone, and says when only their order did', async () => {
    const row = (uid: string, name: string, note = ''): Json => ({ name, note, _metadata: { uid } });
    expect(
      await tell(
        { rows: [row('cs1', 'a'), row('cs2', 'b')], seo: { text: 'x' }, link: { title: 'L', href: '/a' } },
        { rows: [row('cs2', 'b', 'new'), row('cs1', 'a')], seo: { text: 'y' }, link: { title: 'L', href: '/b' } },
      ),
    ).toEqual({ 'rows[cs2]': 'moved', link: '"L /a" → "L /b"' });
  });
});

describe('parts', () => {
  const readable: Readable = {
    fields: {
      a: 'text',
      'a.b': 'x',
      'parts[cs1].hero.line': 'y',
      'parts[cs2].quote.line': 'z',
      list: ['p', 'q (blt1)'],
      tokens: 'own',
    },
    tokens: { 'a x1': 'style', 'parts[cs1].hero.line x1': 'table: long' },
    empty: ['parts[cs1].hero.by', 'e'],
    odd: [],
  };
  const entry = { parts: [{ hero: { _metadata: { uid: 'cs1' } } }, { quote: { _metadata: { uid: 'cs2' } } }] };
  const beside = { tokens: readable.tokens, empty: readable.empty, published: 'production: en-us v4' };
  const pick = (...wanted: string[]) => pickParts(readable, beside, wanted, entry);

  it.each<[string, Json]>([
    ['a', { fields: { a: 'text', 'a.b': 'x' }, beside: { tokens: { 'a x1': 'style' } } }],
    ['a@2', { fields: { 'a@2': 'xt', 'a.b@2': '' } }],
    ['parts[0]', { fields: { 'parts[cs1].hero.line': 'y' }, empty: ['parts[cs1].hero.by'] }],
    ['parts[cs2].quote', { fields: { 'parts[cs2].quote.line': 'z' } }],
    ['parts.quote.line', { fields: { 'parts[cs2].quote.line': 'z' } }],
    ['list[blt1]', { fields: { 'list[blt1]': 'q (blt1)' } }],
    ['list.0', { fields: { 'list.0': 'p' } }],
    ['list@1', { fields: { 'list@1': ['q (blt1)'] } }],
    ['@5', { fields: { '@5': { tokens: 'own' } } }],
    ['tokens', { fields: { tokens: 'own' }, beside: {} }],
    ['tokens@1', { fields: { 'tokens@1': 'wn' } }],
    ['tokens.a x1@2', { beside: { tokens: { 'a x1@2': 'yle' } } }],
    ['tokens2', { missing: [expect.stringMatching(/^tokens2 leads nowhere/)] }],
    ['empty@1', { fields: {}, beside: { 'empty@1': ['e'] } }],
    ['published@12', { beside: { 'published@12': 'en-us v4' } }],
    ['list.x', { fields: { list: ['p', 'q (blt1)'] } }],
    ['e', { fields: {}, empty: ['e'] }],
    ['par', { fields: {}, missing: ['par leads nowhere; near it: parts[cs1].hero.line'] }],
    ['heroline', { missing: [expect.stringMatching(/^heroline leads nowhere/)] }],
    ['a..b', { fields: {}, missing: [expect.stringContaining('a..b leads nowhere')] }],
  ])('%s', (wanted, found) => {
    expect(pick(wanted)).toMatchObject(found);
  });
});
