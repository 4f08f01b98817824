// What a save would destroy, and which fields must name the version they were read at.
import { describe, expect, it } from 'vitest';
import { check } from '../../src/content/check/check.ts';
import { entry, field, group, hero, type Json, schema, text } from './schema.ts';

const languages = { locale: 'en-us', masterLocale: 'en-us' };
const run = (sent: Json, stored = entry()) => check(sent, { schema, stored, ...languages });
const lost = (sent: Json, stored = entry()) =>
  run(sent, stored).losses.map(({ kind, address, title, text: said }) => `${kind} ${address}: ${title} = ${said}`);
const needs = (sent: Json, stored = entry()) => run(sent, stored).needs.map(({ address }) => address);

const sections = entry().sections as Json[];
const [first, second, third] = sections as [Json, Json, Json];

describe('would be lost', () => {
  it.each<[string, Json, string[]]>([
    [
      'blocks, where one is sent alone',
      { sections: [second] },
      ['block sections[csa1]: Hero = Fourteen people, one mill', 'block sections[csa3]: Columns = Where'],
    ],
    [
      'all blocks',
      { sections: [] },
      [
        'block sections[csa1]: Hero = Fourteen people, one mill',
        'block sections[csa2]: Rich text = How we began',
        'block sections[csa3]: Columns = Where',
      ],
    ],
    [
      'all blocks, emptied',
      { sections: null },
      [
        'block sections[csa1]: Hero = Fourteen people, one mill',
        'block sections[csa2]: Rich text = How we began',
        'block sections[csa3]: Columns = Where',
      ],
    ],
    [
      'a block that another takes the place of',
      { sections: [hero('csnew', 'Something else'), second, third] },
      ['block sections[csa1]: Hero = Fourteen people, one mill'],
    ],
    [
      'members of a group',
      { seo: { description: 'x' } },
      ['member seo.title: Title = "About us | Site"', 'member seo.no_index: No index = false'],
    ],
    [
      'a group in a group',
      { button: { label: 'x', target: { title: 'x', href: 'y' } } },
      ['member button.style: Style = strong'],
    ],
    [
      'an item',
      { items: [{ label: 'One', version: 'a', children: [], _metadata: { uid: 'csi1' } }] },
      ['item items[csi1].children[csc1]: Children = Below', 'item items[csi2]: Items = Two'],
    ],
    [
      'members of a block that is sent',
      { sections: [{ hero: { headline: 'x', button: { label: 'Go' }, _metadata: { uid: 'csa1' } } }, second, third] },
      [
        'member sections[csa1].hero.text: Text = "About Fourteen people, one mill"',
        'member sections[csa1].hero.image: Image = blt00000000000000a1',
        'member sections[csa1].hero.button.target: Target = {title, href}',
        'member sections[csa1].hero.button.style: Style = quiet',
      ],
    ],
    [
      'a block in a group in a block',
      {
        sections: [
          first,
          second,
          {
            columns: {
              heading: 'x',
              column: [
                { name: 'North', code: 'N', cards: [], _metadata: { uid: 'csb1' } },
                { name: 'South', code: 'S', cards: [], _metadata: { uid: 'csb2' } },
              ],
              _metadata: { uid: 'csa3' },
            },
          },
        ],
      },
      ['block sections[csa3].columns.column[csb1].cards[csk1]: Card = Fort William'],
    ],
  ])('%s', (_, sent, expected) => {
    expect(lost(sent).map(each => each.replaceAll('""', '"'))).toEqual(
      expected.map(each => each.replaceAll('""', '"')),
    );
  });

  it.each<[string, Json]>([
    ['what is sent back', { sections, seo: entry().seo, items: entry().items }],
    ['what moved', { sections: [third, first, second] }],
    ['a field that is not sent', { title: 'x' }],
    ['a group emptied by name', { seo: null }],
    ['members emptied by name', { seo: { title: '', description: '', no_index: null } }],
    [
      'tags, terms, references and files: the shorter list is their removal',
      { tags: [], taxonomies: [], related: [], gallery: [] },
    ],
    [
      'an operator',
      { sections: { PULL: { query: { hero: {} } } }, items: { UPDATE: { index: 0, data: { label: 'x' } } } },
    ],
  ])('not %s', (_, sent) => {
    expect(lost(sent)).toEqual([]);
  });

  it('not what was moved to another place of the same field', () => {
    const [, card] = [
      0,
      { card: { name: 'Fort William', meta: { alt: 'a hill', note: 'wet' }, _metadata: { uid: 'csk1' } } },
    ];
    const columns = {
      heading: 'Where',
      column: [
        { name: 'North', code: 'N', cards: [], _metadata: { uid: 'csb1' } },
        { name: 'South', code: 'S', cards: [card], _metadata: { uid: 'csb2' } },
      ],
      _metadata: { uid: 'csa3' },
    };
    expect(lost({ sections: [first, second, { columns }] })).toEqual([]);
  });

  it('items without uids, but those that changed or moved', () => {
    const bare = (...labels: string[]): Json[] => labels.map(label => ({ label }));
    const stored = { items: bare('One', 'Two', 'Three') };
    expect(lost({ items: bare('Three', 'One', 'Two') }, stored)).toEqual([]);
    expect(lost({ items: bare('One', 'Two again', 'Three') }, stored)).toEqual([]);
    expect(lost({ items: bare('One', 'Three') }, stored)).toEqual(['item items[1]: Items = Two']);
    expect(lost({ items: [] }, stored)).toHaveLength(3);
  });

  it('under the field that allows it', () => {
    expect(run({ sections: [second], seo: { title: 'x' } }).losses.map(({ field: top }) => top)).toEqual([
      'seo',
      'seo',
      'sections',
      'sections',
    ]);
  });

  it('nothing in a language without a version of its own, nor of what is the same in every language', () => {
    const french = { schema, masterLocale: 'en-us', locale: 'fr-fr' };
    const sent = { sections: [second], seo: { title: 'x' } };
    expect(check(sent, { ...french, stored: entry() })).toMatchObject({ losses: [], needs: [] });
    expect(check(sent, { ...french, stored: { ...entry(), locale: 'fr-fr' } }).losses).toHaveLength(4);
    expect(check(sent, { ...french, stored: undefined })).toMatchObject({ losses: [], needs: [] });
    const types = [group('place', [text('street'), text('code', { non_localizable: true })]), field('x', 'text')];
    const stored = { place: { street: 'a', code: 'b' }, locale: 'fr-fr' };
    expect(check({ place: { street: 'c' } }, { ...french, schema: types, stored }).losses).toEqual([]);
    expect(check({ place: { street: 'c' } }, { ...french, schema: types, stored, locale: 'en-us' }).losses).toEqual([]);
    expect(
      check(
        { place: { street: 'c' } },
        { ...french, schema: types, stored: { ...stored, locale: 'en-us' }, locale: 'en-us' },
      ).losses,
    ).toHaveLength(1);
  });
});

describe('need a version', () => {
  it.each<[string, Json, string[]]>([
    [
      'blocks, groups and lists of references or files',
      { sections: [first], seo: { title: 'x' }, items: [], related: [], gallery: ['blt1'], button: { label: 'x' } },
      ['gallery', 'related', 'items', 'seo', 'sections', 'button'],
    ],
    [
      'rich text and JSON',
      { body: { type: 'doc', children: [{ type: 'p', children: [{ text: '' }] }] }, html: '<p></p>', settings: {} },
      ['html', 'body', 'settings'],
    ],
    [
      'UPDATE by place',
      { items: { UPDATE: { index: 1, data: { label: 'x' } } }, sizes: { UPDATE: { index: 0, data: 'M' } } },
      ['sizes', 'items'],
    ],
    [
      'UPDATE of a group that names a list in it',
      { seo: { UPDATE: { data: { title: 'x', keywords: ['y'] } } } },
      ['seo'],
    ],
    ['PULL from blocks', { sections: { PULL: { query: { hero: {} } } } }, ['sections']],
  ])('%s', (_, sent, expected) => {
    expect(needs(sent)).toEqual(expected);
  });

  it.each<[string, Json]>([
    [
      'plain values',
      {
        title: 'x',
        rank: 4,
        open: true,
        day: '2026-01-01',
        category: 'gear',
        cover: 'blt9',
        more: { title: 'x', href: 'y' },
        summary: 'x',
      },
    ],
    ['lists of plain values', { tags: ['x'], sizes: ['M'], taxonomies: [] }],
    ['a single reference', { author: [{ uid: 'blt9', _content_type_uid: 'person' }] }],
    [
      'PUSH, and what only counts',
      { sections: { PUSH: { data: hero('csnew', 'x') } }, rank: { ADD: 1 }, tags: { PULL: { query: { $in: ['x'] } } } },
    ],
    ['UPDATE of a group, which merges', { seo: { UPDATE: { data: { title: 'x' } } } }],
    [
      'what equals the stored',
      { sections, body: entry().body, gallery: ['blt00000000000000a1', 'blt00000000000000a2'] },
    ],
  ])('not %s', (_, sent) => {
    expect(run(sent).problems).toEqual([]);
    expect(needs(sent)).toEqual([]);
  });

  it('not rich text that is the same but for what the CMA adds', () => {
    const { _version, ...body } = entry().body as Json;
    expect(_version).toBe(3);
    expect(needs({ body })).toEqual([]);
    const [, block] = structuredClone(sections) as [Json, { rich_text: Json }];
    delete (block.rich_text.body as Json)._version;
    expect(needs({ sections: [first, block, third] })).toEqual([]);
    expect(needs({ sections: [first, third, block] })).toEqual(['sections']);
  });

  it('not what is put where nothing was', () => {
    expect(needs({ sections: [first], seo: { title: 'x' } }, { title: 'x', sections: [], seo: {} })).toEqual([]);
  });
});

describe('changes nothing', () => {
  it.each<[string, Json, boolean]>([
    [
      'what equals the stored, in either form',
      { sections, cover: 'blt00000000000000a1', gallery: entry().gallery, category: 'Care and repair' },
      true,
    ],
    ['nothing at all', {}, true],
    ['null where nothing is', { nothing: null, more: entry().more }, true],
    ['a word', { title: 'x' }, false],
    ['an operator, whatever it does', { rank: { ADD: 0 } }, false],
    ['another order', { related: (entry().related as Json[]).toReversed() }, false],
    ['what empties a field', { seo: null }, false],
  ])('%s', (_, sent, isUnchanged) => {
    expect(run(sent).isUnchanged).toBe(isUnchanged);
  });

  it('not in a language that has nothing of its own yet', () => {
    const french = { schema, masterLocale: 'en-us', locale: 'fr-fr' };
    expect(check({ title: 'About us' }, { ...french, stored: entry() }).isUnchanged).toBe(false);
    expect(check({ title: 'About us' }, { ...french, stored: { ...entry(), locale: 'fr-fr' } }).isUnchanged).toBe(true);
    expect(check({ title: 'About us' }, { ...french, stored: undefined }).isUnchanged).toBe(false);
  });
});
