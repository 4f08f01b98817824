// Conditions on fields: where they hold in an entry, what they cannot be asked of, and what a query may stand in for.
import { describe, expect, it } from 'vitest';
import { printAddress } from '../../src/content/address.ts';
import type { Field } from '../../src/content/schema.ts';
import { type Condition, prepare } from '../../src/content/where/condition.ts';
import { listHits } from '../../src/content/where/hits.ts';
import { field, group, type Json, references, richText, select, text } from './schema.ts';

const choices = [
  { value: 'gear', key: 'Gear' },
  { value: 'care', key: 'Care and repair' },
];

const schema: Field[] = [
  text('title', { mandatory: true, field_metadata: { _default: true } }),
  text('note', { mandatory: true }),
  text('html', { field_metadata: { allow_rich_text: true } }),
  text('lines', { multiple: true }),
  text('shared', { non_localizable: true }),
  select('category', choices),
  select('sizes', choices, { multiple: true }),
  field('price', 'number'),
  field('open', 'boolean'),
  field('day', 'isodate'),
  field('cover', 'file'),
  field('more', 'link'),
  richText('body'),
  references('authors', ['person']),
  field('old', 'reference', { reference_to: 'person' }),
  field('app', 'json', { extension_uid: 'blt9' }),
  group('seo', [text('description', { mandatory: true }), field('rank', 'number')]),
  group('items', [text('label', { mandatory: true }), references('to', ['page'])], { multiple: true }),
  field('sections', 'blocks', {
    multiple: true,
    blocks: [
      { uid: 'hero', title: 'Hero', schema: [text('headline', { mandatory: true }), field('link', 'link')] },
      { uid: 'quote', title: 'Quote', schema: [references('by', ['person'])] },
    ],
  }),
];

const ready = (condition: Condition) => {
  const prepared = prepare(condition, schema);
  if (!('find' in prepared)) throw new Error(JSON.stringify(prepared));
  return prepared;
};
const find = (entry: Json, condition: Condition): string[] =>
  ready(condition)
    .find(entry)
    .map(({ address }) => printAddress(address));
const holds = (entry: Json, condition: Condition): boolean => find(entry, condition).length > 0;

const leaf = (says: string): Json => ({ type: 'p', uid: `p-${says}`, attrs: {}, children: [{ text: says }] });
const doc = (...children: Json[]): Json => ({ type: 'doc', uid: 'd', attrs: {}, children });

describe('empty and filled', () => {
  it('part what says something to a reader from what does not', () => {
    const blank: [string, unknown[]][] = [
      ['note', [undefined, null, '', '  \n', '\u00a0']],
      ['html', ['', '<p></p>', '<p><br></p>', '<p>&nbsp;</p>']],
      ['lines', [[], [''], null]],
      ['price', [undefined, null]],
      ['open', [undefined, null]],
      ['cover', [undefined, null, '']],
      ['more', [undefined, {}, { title: '', href: '' }]],
      ['body', [undefined, doc(leaf('')), doc(leaf(' '))]],
      ['authors', [undefined, []]],
      ['seo', [undefined, {}, { description: '', rank: null }]],
      ['sections', [undefined, []]],
      ['tags', [undefined, []]],
    ];
    const filled: [string, unknown[]][] = [
      ['note', ['x', '0']],
      ['html', ['<p>x</p>', '<img src="a">', '<div data-sys-entry-uid="blt1"></div>']],
      ['lines', [['', 'x']]],
      ['price', [0, 5]],
      ['open', [false, true]],
      ['cover', ['blt1', { uid: 'blt1' }]],
      ['more', [{ title: '', href: '/x' }]],
      ['body', [doc(leaf('x')), doc({ type: 'reference', children: [{ text: '' }] })]],
      ['authors', [[{ uid: 'blt1', _content_type_uid: 'person' }]]],
      ['seo', [{ rank: 0 }]],
      ['sections', [[{ hero: {} }]]],
      ['tags', [['x']]],
    ];
    for (const [isEmpty, each] of [
      [true, blank],
      [false, filled],
    ] as const) {
      for (const [uid, held] of each) {
        for (const value of held) {
          const [entry, said] = [{ [uid]: value }, `${uid}: ${JSON.stringify(value)}`];
          expect(holds(entry, { field: uid, is: 'empty' }), said).toBe(isEmpty);
          expect(holds(entry, { field: uid, is: 'filled' }), said).toBe(!isEmpty);
        }
      }
    }
  });

  it('enters groups and blocks: in a group that is not there all is empty, a block that is not there has nothing', () => {
    expect(find({}, { field: 'seo.description', is: 'empty' })).toEqual(['seo.description']);
    expect(find({ seo: { description: 'x' } }, { field: 'seo.description', is: 'empty' })).toEqual([]);
    const sections = [
      { hero: { headline: '', _metadata: { uid: 'cs1' } } },
      { hero: { headline: 'x', _metadata: { uid: 'cs2' } } },
      { quote: { headline: '', _metadata: { uid: 'cs3' } } },
      { hero: { _metadata: { uid: 'cs4' } } },
    ];
    const headline = 'sections.hero.headline';
    expect(find({ sections }, { field: headline, is: 'empty' })).toEqual([
      'sections[cs1].hero.headline',
      'sections[cs4].hero.headline',
    ]);
    expect(find({ sections }, { field: 'sections.0.hero.headline', is: 'filled' })).toEqual([
      'sections[cs2].hero.headline',
    ]);
    expect(find({}, { field: headline, is: 'empty' })).toEqual([]);
    expect(find({ items: [] }, { field: 'items.label', is: 'empty' })).toEqual([]);
    expect(find({ items: [{}, { label: 'x' }] }, { field: 'items.label', is: 'empty' })).toEqual(['items[0].label']);
    expect(
      find({ sections: [{ hero: { link: { href: '' } } }] }, { field: 'sections.hero.link.href', is: 'empty' }),
    ).toEqual(['sections[0].hero.link.href']);
  });
});

it('shows of rich text what a reader sees, and of an embed that it is one', () => {
  const embed = { type: 'reference', uid: 'r1', attrs: { 'entry-uid': 'blt1' }, children: [{ text: '' }] };
  const entry = { body: doc(leaf('One'), embed, leaf('two')) };
  const tell = (condition: Condition) => listHits(entry, schema, undefined, [[ready(condition)]]);
  expect(tell({ field: 'body', is: 'filled' })).toMatchObject([{ address: 'body', snippet: '"One\\ntwo"' }]);
  const refers = tell({ field: 'body', is: 'refers_to', value: 'blt1' });
  expect(refers).toMatchObject([{ address: 'body[r1]', snippet: 'embedded in rich text' }]);
});

describe('missing', () => {
  it('is what is mandatory and empty, of what is there', () => {
    expect(find({}, { field: 'note', is: 'missing' })).toEqual(['note']);
    expect(find({ note: ' ' }, { field: 'note', is: 'missing' })).toEqual(['note']);
    expect(find({ note: 'x' }, { field: 'note', is: 'missing' })).toEqual([]);
    expect(find({}, { field: 'title', is: 'missing' })).toEqual(['title']);
    expect(
      find({ sections: [{ quote: {} }, { hero: {} }] }, { field: 'sections.hero.headline', is: 'missing' }),
    ).toEqual(['sections[1].hero.headline']);
    expect(prepare({ field: 'html', is: 'missing' }, schema)).toEqual({ not: 'unfit', why: 'html is not mandatory' });
  });
});

describe('longer and shorter', () => {
  it('count the characters a reader sees', () => {
    const longer = (uid: string, value: number): Condition => ({ field: uid, is: 'longer', value });
    expect(holds({ note: 'abcd' }, longer('note', 3))).toBe(true);
    expect(holds({ note: 'abc' }, longer('note', 3))).toBe(false);
    expect(holds({ note: '🔥🔥🔥' }, longer('note', 3))).toBe(false);
    expect(holds({ html: '<p class="long">abc</p>' }, longer('html', 3))).toBe(false);
    expect(holds({ body: doc(leaf('abc'), leaf('def')) }, longer('body', 6))).toBe(true);
    expect(holds({ body: doc(leaf('abc'), leaf('def')) }, longer('body', 7))).toBe(false);
    expect(find({ lines: ['a', 'abcd'] }, longer('lines', 3))).toEqual(['lines[1]']);
    expect(holds({ note: 'ab' }, { field: 'note', is: 'shorter', value: '3' })).toBe(true);
    expect(holds({ note: 'abc' }, { field: 'note', is: 'shorter', value: 3 })).toBe(false);
    // What is empty has a condition of its own.
    expect(holds({ note: '' }, { field: 'note', is: 'shorter', value: 3 })).toBe(false);
    expect(prepare(longer('price', 3), schema)).toMatchObject({ not: 'unfit', why: 'price is not a text' });
  });
});

describe('equals', () => {
  const equals = (uid: string, value: Condition['value']): Condition => ({ field: uid, is: 'equals', value });

  it('compares with the whole value, as it is stored or as it is called', () => {
    expect(holds({ note: 'Ember' }, equals('note', 'Ember'))).toBe(true);
    expect(holds({ note: 'eMBER' }, equals('note', 'Ember'))).toBe(true);
    expect(holds({ html: '<p>EMBER</p>' }, equals('html', 'Ember'))).toBe(true);
    expect(holds({ category: 'care' }, equals('category', 'CARE and repair'))).toBe(true);
    for (const near of ['Ember ', 'Embers', '', null, ['x']])
      expect(holds({ note: near }, equals('note', 'Ember'))).toBe(false);
    expect(holds({ category: 'care' }, equals('category', 'Care and repair'))).toBe(true);
    expect(holds({ category: 'care' }, equals('category', 'care'))).toBe(true);
    expect(find({ sizes: ['gear', 'care'] }, equals('sizes', 'Care and repair'))).toEqual(['sizes[1]']);
    expect(holds({ price: 49 }, equals('price', '49'))).toBe(true);
    expect(holds({ price: 49 }, equals('price', 49.5))).toBe(false);
    expect(holds({ open: false }, equals('open', 'false'))).toBe(true);
    expect(holds({}, equals('open', false))).toBe(false);
    expect(holds({ day: '2026-03-09T00:00:00.000Z' }, equals('day', '2026-03-09'))).toBe(true);
    expect(holds({ day: '2026-03-09T01:00:00.000Z' }, equals('day', '2026-03-09T02:00:00+01:00'))).toBe(true);
    expect(holds({ day: '2026-03-10' }, equals('day', '2026-03-09'))).toBe(false);
    expect(holds({ html: '<p>Ember</p>' }, equals('html', 'Ember'))).toBe(true);
    expect(find({ more: { href: '/x' } }, equals('more.href', '/x'))).toEqual(['more.href']);
    expect(find({ tags: ['a', 'b'] }, equals('tags', 'b'))).toEqual(['tags[1]']);
  });

  it('says what it cannot be asked of', () => {
    expect(prepare(equals('authors', 'blt1'), schema)).toMatchObject({ not: 'unfit' });
    expect(prepare(equals('seo', 'x'), schema)).toMatchObject({ not: 'unfit', why: 'seo is not a single value' });
    expect(prepare(equals('price', 'cheap'), schema)).toMatchObject({ not: 'unfit', why: 'price holds no such value' });
    expect(prepare(equals('open', 'yes'), schema)).toMatchObject({ not: 'unfit' });
    const why = 'category is one of gear (Gear), care (Care and repair)';
    expect(prepare(equals('category', 'Recipes'), schema)).toEqual({ not: 'unfit', why });
    for (const day of [
      'last week',
      'week 2',
      '2026',
      '12.1.2026',
      '2026-13-01',
      '2026-02-30',
      '2026-01-12Tlate',
      20260112,
    ]) {
      const says = 'day holds dates: give one as 2026-01-12';
      expect(prepare(equals('day', day), schema), String(day)).toEqual({ not: 'unfit', why: says });
    }
    for (const day of ['2026-01-12', '2024-02-29', '2026-01-12T10:00', '2026-01-12T10:00:00.000Z'])
      expect(prepare(equals('day', day), schema), day).toHaveProperty('find');
  });

  it('lists so many choices as are read', () => {
    const many = Array.from({ length: 14 }, (_, index) => ({ value: `v${index}` }));
    expect(prepare(equals('pick', 'x'), [select('pick', many)])).toMatchObject({
      why: expect.stringMatching(/^pick is one of v0, .*, v11 and 2 more$/),
    });
  });

  it('minds case where it is asked to', () => {
    const prepared = prepare(equals('note', 'Ember'), schema, true);
    if (!('find' in prepared)) throw new Error('not ready');
    expect(prepared.find({ note: 'ember' })).toEqual([]);
    expect(prepared.find({ note: 'Ember' })).toHaveLength(1);
    expect(prepared.query).toEqual({ note: 'Ember' });
    const loose = ready(equals('note', 'Ember'));
    expect(loose.find({ note: 'ember' })).toMatchObject([{ isNear: true }]);
    expect(loose.find({ note: 'Ember' })).toEqual([{ address: ['note'], value: 'Ember' }]);
    expect(ready(equals('note', '42')).query).toEqual({ note: '42' });
  });

  it('is asked of the API for one plain value alone', () => {
    const queryOf = (uid: string, value: Condition['value']): unknown => ready(equals(uid, value)).query;
    expect(queryOf('note', 'Ember')).toBeUndefined();
    expect(queryOf('seo.rank', '3')).toEqual({ 'seo.rank': 3 });
    expect(queryOf('category', 'Care and repair')).toEqual({ category: 'care' });
    expect(queryOf('open', true)).toEqual({ open: true });
    const unsure: [string, Condition['value']][] = [
      ['shared', 'x'],
      ['html', 'x'],
      ['lines', 'x'],
      ['sizes', 'gear'],
      ['day', '2026-01-01'],
      ['price', 2 ** 31],
      ['more.href', '/x'],
      ['items.label', 'x'],
      ['sections.hero.headline', 'x'],
      ['tags', 'x'],
    ];
    for (const [uid, value] of unsure) expect(queryOf(uid, value), uid).toBeUndefined();
  });
});

describe('refers_to', () => {
  const to = (field: string | undefined): Condition => ({ field, is: 'refers_to', value: 'blt1' });
  const pointer = (uid: string): Json => ({ uid, _content_type_uid: 'person' });
  const entry = {
    title: 'blt1',
    authors: [pointer('blt2'), pointer('blt1')],
    old: ['blt1'],
    cover: { uid: 'blt1', title: 'A' },
    html: '<div data-sys-entry-uid="blt1"></div>',
    body: doc(leaf('x'), { type: 'reference', uid: 'r1', attrs: { 'entry-uid': 'blt1' }, children: [{ text: '' }] }),
    app: [{ uid: 'blt1' }],
    items: [{ to: [pointer('blt1')], _metadata: { uid: 'cs1' } }],
    sections: [{ quote: { by: [pointer('blt1')], _metadata: { uid: 'cs2' } } }],
  };

  it('finds references, files and what is embedded in rich text', () => {
    expect(find(entry, to('authors'))).toEqual(['authors[blt1]']);
    expect(find(entry, to('authors.uid'))).toEqual(['authors[blt1]']);
    expect(find(entry, to('cover'))).toEqual(['cover']);
    expect(find(entry, to('body'))).toEqual(['body[r1]']);
    expect(find(entry, to('html'))).toEqual(['html']);
    expect(find(entry, to('sections.quote.by'))).toEqual(['sections[cs2].quote.by[blt1]']);
    expect(find({ authors: [pointer('blt11')] }, to('authors'))).toEqual([]);
  });

  it('without a field looks at all that may point, and at nothing else', () => {
    expect(find(entry, to(undefined)).sort()).toEqual(
      [
        'app[blt1]',
        'authors[blt1]',
        'body[r1]',
        'cover',
        'html',
        'items[cs1].to[blt1]',
        'old[0]',
        'sections[cs2].quote.by[blt1]',
      ].sort(),
    );
    expect(find({ title: 'blt1', note: 'blt1', html: '<p>blt1</p>', body: doc(leaf('blt1')) }, to(undefined))).toEqual(
      [],
    );
    expect(prepare(to(undefined), [text('title')])).toEqual({ not: 'void' });
    expect(prepare(to('note'), schema)).toMatchObject({ not: 'unfit' });
  });

  it('is asked of the API for references alone', () => {
    expect(ready(to('authors')).query).toEqual({ 'authors.uid': 'blt1' });
    expect(ready(to('sections.quote.by')).query).toEqual({ 'sections.quote.by.uid': 'blt1' });
    for (const field of ['old', 'cover', 'body', 'html', undefined])
      expect(ready(to(field)).query, field).toBeUndefined();
    const plain = prepare(to(undefined), [references('a', ['x']), group('g', [references('b', ['x'])])]);
    expect(plain).toMatchObject({ query: { $or: [{ 'a.uid': 'blt1' }, { 'g.b.uid': 'blt1' }] } });
  });
});

it('tells a field that is not there, and the one that was meant', () => {
  for (const [given, near] of [
    ['description', 'seo.description'],
    ['seo_description', 'seo.description'],
    ['sections.headline', 'sections.hero.headline'],
    ['categroy', 'category'],
    ['sections.hero.nothing_like_it', undefined],
    ['title.x', undefined],
    ['sections.hero', undefined],
  ] as const) {
    expect(prepare({ field: given, is: 'empty' }, schema), given).toMatchObject({ not: 'unknown' });
    if (near) expect(prepare({ field: given, is: 'empty' }, schema), given).toMatchObject({ near });
  }
});
