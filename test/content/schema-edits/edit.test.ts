// Edits of a content type: what each makes of the schema.
import { describe, expect, it } from 'vitest';
import { listPartPaths } from '../../../src/content/schema-edits/level.ts';
import type { Json } from '../../../src/content/value.ts';
import { schema } from '../schema.ts';
import { edit, find, type, uids } from './type.ts';

describe('add', () => {
  it('puts a field at the end, and fills in what an editor would', () => {
    const { whole, value } = edit([{ field: 'sub_title', add: { data_type: 'text' } }]);
    expect(Object.keys(value)).toEqual(['schema']);
    expect(uids(whole).at(-1)).toBe('sub_title');
    expect(find(whole, 'sub_title')).toEqual({
      data_type: 'text',
      display_name: 'Sub title',
      uid: 'sub_title',
      field_metadata: { description: '', default_value: '', version: 3 },
      format: '',
      error_messages: { format: '' },
      mandatory: false,
      unique: false,
      multiple: false,
      non_localizable: false,
    });
  });

  it.each([
    ['before', { before: 'html' }, ['summary', 'note', 'html']],
    ['after', { after: 'html' }, ['html', 'note', 'category']],
    ['a path of the same list', { after: 'seo.title' }, ['title', 'note', 'description'], 'seo.note'],
  ])('stands %s another', (_, place, beside, path = 'note') => {
    const { whole } = edit([{ field: path, add: { data_type: 'number' }, ...place }]);
    const list = path.includes('.') ? uids(whole, 'seo') : uids(whole);
    expect(list.join(' ')).toContain(beside.join(' '));
  });

  it.each([
    [
      'keeps what is said',
      { data_type: 'text', mandatory: true, display_name: 'Own' },
      { mandatory: true, display_name: 'Own' },
    ],
    [
      'takes metadata that stand beside it',
      { data_type: 'text', description: 'Short.', multiline: true },
      { field_metadata: { description: 'Short.', default_value: '', version: 3, multiline: true } },
    ],
    [
      'makes choices of words',
      { data_type: 'text', choices: ['S', 'M'] },
      { display_type: 'dropdown', enum: { advanced: false, choices: [{ value: 'S' }, { value: 'M' }] } },
    ],
    [
      'knows choices with labels',
      { data_type: 'text', multiple: true, enum: { choices: [{ value: 's', key: 'Small' }] } },
      { display_type: 'checkbox', multiple: true, enum: { advanced: true, choices: [{ value: 's', key: 'Small' }] } },
    ],
    [
      'takes JSON for rich text',
      { data_type: 'json' },
      {
        reference_to: ['sys_assets'],
        field_metadata: expect.objectContaining({ allow_json_rte: true, embed_entry: false }),
      },
    ],
    [
      'lets rich text embed what it refers to',
      { data_type: 'json', reference_to: ['sys_assets', 'post'] },
      { field_metadata: expect.objectContaining({ embed_entry: true }) },
    ],
    [
      'leaves JSON of an app to the app',
      { data_type: 'json', extension_uid: 'blt1' },
      { config: {}, field_metadata: { extension: true }, extension_uid: 'blt1' },
    ],
    [
      'refers to one',
      { data_type: 'reference', reference_to: 'post' },
      { reference_to: ['post'], multiple: false, field_metadata: expect.objectContaining({ ref_multiple: false }) },
    ],
    [
      'refers to several',
      { data_type: 'reference', reference_to: ['post'], multiple: true },
      { multiple: false, field_metadata: expect.objectContaining({ ref_multiple: true }) },
    ],
    ['is Markdown', { data_type: 'text', markdown: true }, { field_metadata: { markdown: true, description: '' } }],
    [
      'is HTML',
      { data_type: 'text', allow_rich_text: true },
      { field_metadata: { allow_rich_text: true, rich_text_type: 'advanced', multiline: false } },
    ],
    ['has no limits of dates', { data_type: 'isodate' }, { startDate: null, endDate: null }],
    ['takes any file', { data_type: 'file', multiple: true }, { extensions: [], multiple: true }],
    ['is off', { data_type: 'boolean' }, { field_metadata: { description: '', default_value: false } }],
    [
      'fills in the fields of a group',
      { data_type: 'group', schema: [{ uid: 'alt', data_type: 'text' }] },
      { schema: [expect.objectContaining({ display_name: 'Alt', format: '' })], multiple: false },
    ],
    [
      'fills in blocks',
      { data_type: 'blocks', blocks: [{ uid: 'big_quote', schema: [{ uid: 'words', data_type: 'text' }] }] },
      {
        multiple: true,
        blocks: [
          { uid: 'big_quote', title: 'Big quote', schema: [expect.objectContaining({ display_name: 'Words' })] },
        ],
      },
    ],
    ['points at a global field', { data_type: 'global_field', reference_to: 'seo' }, { reference_to: 'seo' }],
  ])('%s', (_, add, found) => {
    const { whole } = edit([{ field: 'one_more', add: add as Json }]);
    expect(find(whole, 'one_more')).toMatchObject(found as Json);
  });

  it('goes into groups, blocks and the fields of blocks', () => {
    const { whole } = edit([
      { field: 'items.children.note', add: { data_type: 'text' } },
      { field: 'sections.quote', add: { schema: [{ uid: 'words', data_type: 'text' }] }, before: 'hero' },
      { field: 'sections.quote.author', add: { data_type: 'reference', reference_to: ['person'] } },
      { field: 'sections.columns.column.cards.card.meta.extra', add: { data_type: 'number' }, before: 'note' },
    ]);
    expect(uids(whole, 'items.children')).toEqual(['label', 'order', 'note']);
    expect(uids(whole, 'sections')).toEqual(['quote', 'hero', 'rich_text', 'columns', 'cta']);
    expect(uids(whole, 'sections.quote')).toEqual(['words', 'author']);
    expect(uids(whole, 'sections.columns.column.cards.card.meta')).toEqual(['alt', 'extra', 'note']);
  });

  it('takes the uid in what is added where the path is that of what it goes into', () => {
    const { whole } = edit([
      { field: 'seo', add: { uid: 'keywords', data_type: 'text' } },
      { field: 'sections[csa1].hero', add: { uid: 'kicker', data_type: 'text' } },
    ]);
    expect(uids(whole, 'seo')).toEqual(['title', 'description', 'no_index', 'keywords']);
    expect(uids(whole, 'sections.hero')).toContain('kicker');
  });

  it('makes a page of what was none, with a url that is its own', () => {
    const plain = { ...type, schema: schema.filter(({ uid }) => uid !== 'url'), options: { is_page: false } };
    const { whole, value } = edit(
      [{ field: 'url', add: { data_type: 'text' }, after: 'title' }],
      { set: { options: { is_page: true } } },
      plain,
    );
    expect(find(whole, 'url')).toMatchObject({ mandatory: true, field_metadata: { _default: true } });
    expect(value.options).toEqual({ is_page: true });
  });
});

describe('change', () => {
  it('merges objects, takes away what is null and leaves all else as it is', () => {
    const { whole } = edit([
      { field: 'category', change: { mandatory: true, description: 'The shelf.', display_type: null } },
    ]);
    const [before, after] = [find(type, 'category') as Json, find(whole, 'category') as Json];
    const { display_type: _, ...rest } = before;
    expect(after).toEqual({
      ...rest,
      mandatory: true,
      field_metadata: { description: 'The shelf.', default_value: '' },
    });
    expect(after.enum).toBe(before.enum);
    expect(Object.keys(after)).toEqual(Object.keys(rest));
  });

  it('keeps the labels of choices that are named by their values, and gives new ones their own', () => {
    const { whole } = edit([{ field: 'category', change: { choices: ['gear', 'skills', 'trips'] } }]);
    expect(find(whole, 'category')?.enum).toEqual({
      advanced: true,
      choices: [
        { value: 'gear', key: 'Gear' },
        { value: 'skills', key: 'Skills' },
        { key: 'trips', value: 'trips' },
      ],
    });
  });

  it('replaces choices, and says them in short', () => {
    const { whole } = edit([{ field: 'sizes', change: { choices: ['S', 'M'] } }]);
    expect(find(whole, 'sizes')?.enum).toEqual({ advanced: false, choices: [{ value: 'S' }, { value: 'M' }] });
  });

  it('lets a reference take several, in the way that its schema says it', () => {
    const { whole } = edit([
      { field: 'author', change: { multiple: true } },
      { field: 'editor', change: { multiple: true } },
    ]);
    expect(find(whole, 'author')).toMatchObject({ multiple: false, field_metadata: { ref_multiple: true } });
    expect(find(whole, 'editor')).toMatchObject({ multiple: true, reference_to: 'person' });
  });

  it('gives another data type what it needs', () => {
    const { whole } = edit([{ field: 'rank', change: { data_type: 'reference', reference_to: 'post' } }]);
    expect(find(whole, 'rank')).toMatchObject({
      reference_to: ['post'],
      field_metadata: { description: '', ref_multiple: false },
    });
  });

  it('renames, also a kind of block', () => {
    const { whole } = edit([
      { field: 'summary', change: { uid: 'teaser' } },
      { field: 'sections.hero', change: { uid: 'banner', title: 'Banner' } },
    ]);
    expect(uids(whole)[2]).toBe('teaser');
    expect(uids(whole, 'sections')[0]).toBe('banner');
  });

  it('changes nothing where all is as it was', () => {
    const { value, whole } = edit([{ field: 'summary', change: { mandatory: false, display_name: 'Summary' } }]);
    expect(value).toEqual({});
    expect(whole).toBe(type);
  });
});

describe('move and remove', () => {
  it('moves among its fellows', () => {
    const { whole } = edit([
      { field: 'price', move: true, before: 'title' },
      { field: 'seo.no_index', move: true, after: 'title' },
      { field: 'sections.cta', move: true, before: 'sections.hero' },
    ]);
    expect(uids(whole).slice(0, 3)).toEqual(['price', 'title', 'url']);
    expect(uids(whole, 'seo')).toEqual(['title', 'no_index', 'description']);
    expect(uids(whole, 'sections')).toEqual(['cta', 'hero', 'rich_text', 'columns']);
    expect(find(whole, 'price')).toBe(find(type, 'price'));
  });

  it('stays where it stands already', () => {
    expect(edit([{ field: 'url', move: true, after: 'title' }]).value).toEqual({});
  });

  it('removes fields, kinds of blocks and what is in them', () => {
    const { whole, notes } = edit([
      { field: 'summary', remove: true },
      { field: 'category', remove: true },
      { field: 'sections.rich_text', remove: true },
      { field: 'sections.hero.text', remove: true },
    ]);
    expect(listPartPaths(type).filter(path => !listPartPaths(whole).includes(path))).toEqual([
      'summary',
      'category',
      'sections.hero.text',
      'sections.rich_text',
      'sections.rich_text.heading',
      'sections.rich_text.body',
    ]);
    expect(notes).toEqual([
      expect.stringContaining('options.sub_title still names summary'),
      expect.stringContaining('options.url_pattern still names category'),
    ]);
  });

  it('lets later changes see what earlier ones did', () => {
    const { whole } = edit([
      { field: 'facts', add: { data_type: 'group', schema: [{ uid: 'height', data_type: 'number' }] } },
      { field: 'facts.width', add: { data_type: 'number' }, before: 'height' },
      { field: 'facts.height', remove: true },
      { field: 'facts', move: true, before: 'title' },
    ]);
    expect(uids(whole)[0]).toBe('facts');
    expect(uids(whole, 'facts')).toEqual(['width']);
  });
});

it('takes no notice of members that say nothing', () => {
  const nothing = { add: {}, change: {}, move: false, remove: false, before: '', after: '' };
  const { whole } = edit([
    { ...nothing, field: 'rank', change: { mandatory: true } },
    { ...nothing, field: 'note', add: { data_type: 'text' } },
    { ...nothing, field: 'url', move: true, before: 'title' },
    { ...nothing, field: 'summary', remove: true },
  ]);
  expect(uids(whole).slice(0, 3)).toEqual(['url', 'title', 'html']);
  expect(uids(whole).at(-1)).toBe('note');
  expect(find(whole, 'rank')).toMatchObject({ mandatory: true });
});

describe('set', () => {
  it('changes the other members, and merges options', () => {
    const { value } = edit([], { set: { title: 'Article', options: { sub_title: [] } } });
    expect(value).toEqual({ title: 'Article', options: { ...(type.options as Json), sub_title: [] } });
  });

  it('lets rules go with a field that they name', () => {
    const { value } = edit([{ field: 'rank', remove: true }], { set: { field_rules: [] } });
    expect(Object.keys(value).sort()).toEqual(['field_rules', 'schema']);
  });
});
