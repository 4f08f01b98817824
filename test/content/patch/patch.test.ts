// Edits one by one: what each makes of an entry, and nothing beside it.
import { describe, expect, it } from 'vitest';
import { toWritable } from '../../../src/content/check/writable.ts';
import { diff } from '../../../src/content/diff.ts';
import type { Edit } from '../../../src/content/patch/edit.ts';
import { entry, hero, type Json, schema } from '../schema.ts';
import { run } from './patching.ts';

// biome-ignore lint/suspicious/noExplicitAny: entries are changed freely here
type Alter = (found: any) => void;

/** What would be sent if the entry had been altered by hand: the members at the top that became others. */
function toExpected(alter: Alter): Json {
  const after = entry();
  alter(after);
  const { value } = toWritable(after, schema);
  const same = toWritable(entry(), schema).value;
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => diff({ [key]: same[key] }, { [key]: value[key] }, { schema }).length > 0),
  );
}

/** Uids that were made are all the same here. */
const toComparable = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/"csf[0-9a-f]{15}"/g, '"csnew"'));

describe('sets', () => {
  it.each<[string, Edit, Alter]>([
    ['a text', { at: 'title', set: 'X' }, e => Object.assign(e, { title: 'X' })],
    ['a member of a group', { at: 'seo.title', set: 'X' }, e => Object.assign(e.seo, { title: 'X' })],
    [
      'members of a group, and no others',
      { at: 'seo', set: { title: 'X' } },
      e => Object.assign(e.seo, { title: 'X' }),
    ],
    [
      'members of a global field in a block',
      { at: 'sections[csa1].hero.button', set: { label: 'X', style: { tone: 'Strong' } } },
      e => Object.assign(e.sections[0].hero.button, { label: 'X', style: { tone: 'strong' } }),
    ],
    ['a part of a link', { at: 'more.href', set: '/x' }, e => Object.assign(e.more, { href: '/x' })],
    ['a link by one part', { at: 'more', set: { href: '/x' } }, e => Object.assign(e.more, { href: '/x' })],
    ['a link as Markdown', { at: 'more', set: '[A](/a)' }, e => Object.assign(e.more, { title: 'A', href: '/a' })],
    [
      'a link within a global field in a global field in a block',
      { at: 'sections[csa1].hero.button.target.href', set: '/x' },
      e => Object.assign(e.sections[0].hero.button.target, { href: '/x' }),
    ],
    ['a file', { at: 'cover', set: 'blt00000000000000c1' }, e => Object.assign(e, { cover: 'blt00000000000000c1' })],
    [
      'a file of a list',
      { at: 'gallery[blt00000000000000a2]', set: 'blt00000000000000c1' },
      e => Object.assign(e.gallery, { 1: 'blt00000000000000c1' }),
    ],
    [
      'the one reference',
      { at: 'author', set: 'Ines Aguilar' },
      e => Object.assign(e.author[0], { uid: 'blt00000000000000b1' }),
    ],
    [
      'a reference of several',
      { at: 'related[blt0000000000000011]', set: 'A page (page blt0000000000000014)' },
      e => Object.assign(e.related[0], { uid: 'blt0000000000000014', _content_type_uid: 'page' }),
    ],
    ['a choice by its label', { at: 'category', set: 'Gear' }, e => Object.assign(e, { category: 'gear' })],
    [
      'a choice as it is shown',
      { at: 'category', set: 'skills (Skills)' },
      e => Object.assign(e, { category: 'skills' }),
    ],
    ['a list of choices', { at: 'sizes', set: ['M', 'L'] }, e => Object.assign(e, { sizes: ['M', 'L'] })],
    ['a number, a date and a boolean', { at: 'rank', set: 0 }, e => Object.assign(e, { rank: 0 })],
    [
      'a term',
      { at: 'taxonomies[topic:hiking]', set: 'place:mill' },
      e => Object.assign(e.taxonomies[0], { taxonomy_uid: 'place', term_uid: 'mill' }),
    ],
    ['a tag by itself', { at: 'tags[mill]', set: 'weaving' }, e => Object.assign(e.tags, { 1: 'weaving' })],
    ['a tag by its place', { at: 'tags[1]', set: 'weaving' }, e => Object.assign(e.tags, { 1: 'weaving' })],
    [
      'a field of a block',
      { at: 'sections[csa1].hero.headline', set: 'X' },
      e => Object.assign(e.sections[0].hero, { headline: 'X' }),
    ],
    [
      'a field of the only block of a kind',
      { at: 'sections.hero.headline', set: 'X' },
      e => Object.assign(e.sections[0].hero, { headline: 'X' }),
    ],
    [
      'a field of a block whose kind is clear',
      { at: 'sections[csa1].headline', set: 'X' },
      e => Object.assign(e.sections[0].hero, { headline: 'X' }),
    ],
    [
      'fields of a block',
      { at: 'sections[csa1].hero', set: { headline: 'X' } },
      e => Object.assign(e.sections[0].hero, { headline: 'X' }),
    ],
    [
      'a block that stays',
      { at: 'sections[csa1]', set: { hero: { headline: 'X' } } },
      e => Object.assign(e.sections[0].hero, { headline: 'X' }),
    ],
    [
      'a block of another kind',
      { at: 'sections[csa1]', set: { rich_text: { heading: 'X' } } },
      e => Object.assign(e.sections, { 0: { rich_text: { heading: 'X', _metadata: { uid: 'csnew' } } } }),
    ],
    [
      'a group in a block in a group in a block',
      { at: 'sections[csa3].columns.column[csb1].cards[csk1].card.meta.alt', set: 'X' },
      e => Object.assign(e.sections[2].columns.column[0].cards[0].card.meta, { alt: 'X' }),
    ],
    [
      'items, of which one is named',
      { at: 'items', set: [{ label: 'Uno', _metadata: { uid: 'csi1' } }, { label: 'New' }] },
      e =>
        Object.assign(e, {
          items: [
            { ...e.items[0], label: 'Uno' },
            { label: 'New', _metadata: { uid: 'csnew' } },
          ],
        }),
    ],
    [
      'what an app keeps',
      { at: 'settings.theme.dark', set: false },
      e => Object.assign(e.settings.theme, { dark: false }),
    ],
    ['an item of what an app keeps', { at: 'settings.list[1]', set: 7 }, e => Object.assign(e.settings.list, { 1: 7 })],
    [
      'a text in rich text',
      { at: 'body[dp1].children[0].text', set: 'X' },
      e => Object.assign(e.body.children[1].children[0], { text: 'X' }),
    ],
  ])('%s', async (_, edit, alter) => {
    const { value, problems } = await run(entry(), [edit]);
    expect(problems).toEqual([]);
    expect(toComparable(value)).toEqual(toExpected(alter));
    expect(Object.keys(value)).toHaveLength(1);
  });

  it('makes the groups on the way that are not there', async () => {
    const bare = { title: 'T', seo: null, sections: [{ hero: { headline: 'H', _metadata: { uid: 'cs1' } } }] };
    expect(await run(bare, [{ at: 'seo.title', set: 'X' }])).toMatchObject({ value: { seo: { title: 'X' } } });
    expect((await run(bare, [{ at: 'button.style.tone', set: 'Quiet' }])).value).toEqual({
      button: { style: { tone: 'quiet' } },
    });
    expect((await run(bare, [{ at: 'more.href', set: '/x' }])).value).toEqual({ more: { title: '', href: '/x' } });
    const { value } = await run(bare, [{ at: 'sections.hero.button.target.title', set: 'Go' }]);
    expect(value.sections).toEqual([
      { hero: { headline: 'H', button: { target: { title: 'Go', href: '' } }, _metadata: { uid: 'cs1' } } },
    ]);
  });
});

describe('empties', () => {
  it.each<[string, string, unknown]>([
    ['a text', 'title', ''],
    ['a choice', 'category', null],
    ['a list', 'sizes', []],
    ['a file', 'cover', null],
    ['a link', 'more', null],
    ['references', 'author', []],
    ['rich text', 'body', null],
    ['a group, member by member', 'seo', { title: '', description: '', no_index: null }],
  ])('%s', async (_, at, expected) => {
    for (const edit of [
      { at, set: null },
      { at, set: '' },
    ]) {
      expect((await run(entry(), [edit])).value).toEqual({ [at]: expected });
    }
    expect((await run({}, [{ at, set: null }])).value).toEqual({});
  });

  it('what remove names, unless that is a list of several', async () => {
    expect((await run(entry(), [{ at: 'seo.title', remove: true }])).value).toMatchObject({ seo: { title: '' } });
    expect((await run(entry(), [{ at: 'settings.theme', remove: true }])).value).toEqual({
      settings: { list: [1, 2] },
    });
    const { problems } = await run(entry(), [{ at: 'sections', remove: true }]);
    expect(problems).toEqual([
      'edits[0]: sections is a list of 3: name the item to remove, or empty it with set: null',
    ]);
  });

  it('nothing that is empty already', async () => {
    const blank = {
      type: 'doc',
      uid: 'd',
      attrs: {},
      children: [{ type: 'p', uid: 'p', attrs: {}, children: [{ text: '' }] }],
    };
    const bare = { body: blank, more: { title: '', href: '' }, tags: [], seo: { title: '' }, category: null };
    const edits = Object.keys(bare).map((at): Edit => ({ at, set: null }));
    expect((await run(bare, edits)).value).toEqual({});
  });
});

describe('puts in', () => {
  it.each<[string, Edit, Alter]>([
    [
      'a block between two',
      { at: 'sections', insert: { hero: { headline: 'X', text: 'About X' } }, after: 'csa1' },
      e => e.sections.splice(1, 0, { hero: { headline: 'X', text: 'About X', _metadata: { uid: 'csnew' } } }),
    ],
    [
      'a block before one that is named by what lies in it',
      { at: 'sections', insert: { hero: { headline: 'X' } }, before: 'sections[csa2].rich_text.heading' },
      e => e.sections.splice(1, 0, { hero: { headline: 'X', _metadata: { uid: 'csnew' } } }),
    ],
    [
      'a copy of a block as another',
      { at: 'sections', insert: hero('csa1', 'Fourteen'), first: true },
      e => e.sections.unshift(hero('csnew', 'Fourteen')),
    ],
    [
      'a block of another language with its uid',
      { at: 'sections', insert: hero('csz1', 'Z') },
      e => e.sections.push(hero('csz1', 'Z')),
    ],
    [
      'a block within a block',
      { at: 'sections[csa3].columns.column[csb2].cards', insert: { card: { name: 'X' } } },
      e => e.sections[2].columns.column[1].cards.push({ card: { name: 'X', _metadata: { uid: 'csnew' } } }),
    ],
    [
      'an item of a group',
      { at: 'items', insert: { label: 'X' }, before: 'csi2' },
      e => e.items.splice(1, 0, { label: 'X', _metadata: { uid: 'csnew' } }),
    ],
    [
      'references, by title and uid',
      { at: 'editor', insert: ['Ines Aguilar', 'person blt0000000000000019'], first: true },
      e =>
        e.editor.unshift(
          { uid: 'blt00000000000000b1', _content_type_uid: 'person' },
          { uid: 'blt0000000000000019', _content_type_uid: 'person' },
        ),
    ],
    [
      'a file before another, as that is shown',
      { at: 'gallery', insert: 'blt00000000000000c1', before: 'Picture (a.jpg blt00000000000000a2)' },
      e => e.gallery.splice(1, 0, 'blt00000000000000c1'),
    ],
    [
      'a term',
      { at: 'taxonomies', insert: 'place:mill' },
      e => e.taxonomies.push({ taxonomy_uid: 'place', term_uid: 'mill' }),
    ],
    ['tags before one', { at: 'tags', insert: ['a', 'team', 'b'], before: 'mill' }, e => e.tags.splice(1, 0, 'a', 'b')],
    ['a choice', { at: 'sizes', insert: 'M', after: '[0]' }, e => e.sizes.splice(1, 0, 'M')],
    ['what an app keeps', { at: 'settings.list', insert: 3, first: true }, e => e.settings.list.unshift(3)],
  ])('%s', async (_, edit, alter) => {
    const { value, problems } = await run(entry(), [edit]);
    expect(problems).toEqual([]);
    expect(toComparable(value)).toEqual(toExpected(alter));
  });

  it('into a list that is not there', async () => {
    expect((await run({}, [{ at: 'tags', insert: 'a' }])).value).toEqual({ tags: ['a'] });
    expect(
      (await run({ sections: null }, [{ at: 'sections', insert: { hero: { headline: 'X' } } }])).value,
    ).toMatchObject({
      sections: [{ hero: { headline: 'X' } }],
    });
  });

  it('nothing twice that a list holds once', async () => {
    const edits: Edit[] = [
      { at: 'tags', insert: 'mill' },
      { at: 'related', insert: 'page blt0000000000000012' },
      { at: 'taxonomies', insert: 'topic:hiking' },
      { at: 'sizes', insert: 'L' },
    ];
    expect(await run(entry(), edits)).toEqual({
      value: {},
      problems: [],
      notes: [
        'edits[0]: tags has "mill" already',
        'edits[1]: related has "page blt0000000000000012" already',
        'edits[2]: taxonomies has "topic:hiking" already',
        'edits[3]: sizes has "L" already',
      ],
    });
  });
});

describe('takes out and moves', () => {
  it.each<[string, Edit, Alter]>([
    ['a block', { at: 'sections[csa2]', remove: true }, e => e.sections.splice(1, 1)],
    ['a block by its values', { at: 'sections[csa2].rich_text', remove: true }, e => e.sections.splice(1, 1)],
    ['a reference', { at: 'related[blt0000000000000011]', remove: true }, e => e.related.shift()],
    ['a file', { at: 'gallery[blt00000000000000a1]', remove: true }, e => e.gallery.shift()],
    ['a term', { at: 'taxonomies[topic:hiking]', remove: true }, e => e.taxonomies.pop()],
    ['a tag', { at: 'tags[team]', remove: true }, e => e.tags.shift()],
    ['a choice', { at: 'sizes[S]', remove: true }, e => e.sizes.shift()],
    ['a paragraph', { at: 'body[dp0]', remove: true }, e => e.body.children.shift()],
    [
      'a block to the top',
      { at: 'sections[csa3]', move: true, first: true },
      e => e.sections.unshift(e.sections.pop()),
    ],
    ['a block to the end', { at: 'sections[csa1]', move: true }, e => e.sections.push(e.sections.shift())],
    [
      'a block behind another',
      { at: 'sections[csa1]', move: true, after: 'csa2' },
      e => e.sections.splice(1, 0, e.sections.shift()),
    ],
    [
      'a block before another',
      { at: 'sections[csa3]', move: true, before: 'sections[csa2]' },
      e => e.sections.splice(1, 0, e.sections.pop()),
    ],
    ['an item of a menu', { at: 'items[csi2]', move: true, before: 'csi1' }, e => e.items.reverse()],
    ['a tag', { at: 'tags[mill]', move: true, before: 'team' }, e => e.tags.reverse()],
    [
      'a paragraph before one that begins so',
      { at: 'body[dp1]', move: true, before: 'It rained' },
      e => e.body.children.reverse(),
    ],
    ['a paragraph behind another', { at: 'body[dp0]', move: true, after: 'dp1' }, e => e.body.children.reverse()],
  ])('%s', async (_, edit, alter) => {
    const { value, problems } = await run(entry(), [edit], false);
    expect(problems).toEqual([]);
    expect(value).toEqual(toExpected(alter));
  });

  it('the last paragraph leaves nothing', async () => {
    const { value } = await run(entry(), [
      { at: 'body[dp0]', remove: true },
      { at: 'body[dp1]', remove: true },
    ]);
    expect(value).toEqual({ body: null });
  });

  it('nothing that is in its place', async () => {
    const edits: Edit[] = [
      { at: 'sections[csa3]', move: true },
      { at: 'sections[csa2]', move: true, after: 'csa1' },
      { at: 'sections[csa2]', move: true, before: 'csa3' },
      { at: 'sections[csa1]', move: true, first: true },
      { at: 'sections[csa1]', move: true, after: 'csa1' },
    ];
    const { value, notes } = await run(entry(), edits);
    expect(value).toEqual({});
    expect(notes).toHaveLength(5);
    expect(notes[1]).toBe('edits[1]: sections[csa2] is at that place already');
  });
});

describe('replaces', () => {
  it.each<[string, Edit, Alter]>([
    [
      'a word of rich text',
      { at: 'body', replace: 'rained', with: 'snowed' },
      e => Object.assign(e.body.children[0].children[0], { text: 'It snowed when we arrived.' }),
    ],
    [
      'in one paragraph',
      { at: 'body[dp1]', replace: 'we', with: 'they' },
      e => Object.assign(e.body.children[1].children[0], { text: 'And when they left.' }),
    ],
    [
      'in all of a block',
      { at: 'sections[csa1]', replace: 'Fourteen', with: 'Fifteen', all: true },
      e =>
        Object.assign(e.sections[0].hero, {
          headline: 'Fifteen people, one mill',
          text: 'About Fifteen people, one mill',
        }),
    ],
    [
      'in a text of HTML',
      { at: 'html', replace: 'Who', with: 'What' },
      e => Object.assign(e, { html: '<p>What <b>we</b> are.</p>' }),
    ],
    [
      'in an address that is named itself',
      { at: 'more.href', replace: 'more', with: 'less' },
      e => Object.assign(e.more, { href: '/less' }),
    ],
    ['and takes it out', { at: 'title', replace: ' us', with: '' }, e => Object.assign(e, { title: 'About' })],
  ])('%s', async (_, edit, alter) => {
    const { value, problems } = await run(entry(), [edit], false);
    expect(problems).toEqual([]);
    expect(value).toEqual(toExpected(alter));
  });

  it('in the whole entry, but for addresses, which it names', async () => {
    const own = { title: 'The mill', more: { title: 'The mill', href: '/the-mill' }, summary: 'A mill.' };
    const { value, notes } = await run(own, [{ at: '', replace: 'mill', with: 'loom', all: true }]);
    expect(value).toEqual({ title: 'The loom', more: { title: 'The loom', href: '/the-mill' }, summary: 'A loom.' });
    expect(notes).toEqual(['edits[0]: left as it is: more.href "/the-mill"']);
  });
});
