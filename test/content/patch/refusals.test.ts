// Edits that cannot be made: each says what is wrong with its address, and what is near.
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../src/content/patch/edit.ts';
import { entry, type Json } from '../schema.ts';
import { run } from './patching.ts';

const refuse = async (edit: Edit, isExact = true, of: Json = entry()): Promise<string> => {
  const { value, problems } = await run(of, [edit], isExact);
  expect(value).toEqual({});
  return problems.join('\n');
};

describe('an address that leads nowhere', () => {
  it.each<[string, string]>([
    ['seo.titel', 'leads nowhere; near it: seo.title'],
    ['descripton', 'leads nowhere; near it: seo.description'],
    ['toString', 'leads nowhere'],
    ['a..b', 'is no address: seo.description, sections[cs1].hero.title or tags[2] would be'],
    ['_version', 'is kept by the CMA itself and cannot be edited'],
    ['gone', 'is no field of the content type any more, so it cannot be saved'],
    ['title.x', 'leads nowhere: title is "About us", and holds nothing below it'],
    ['title[0]', 'leads nowhere: title is "About us", and holds nothing below it'],
    ['seo[cs1]', 'seo is no list'],
    ['tags[5]', 'leads nowhere: tags has 2 items: tags[0] team; tags[1] mill'],
    ['tags[dog]', 'leads nowhere: tags has 2 items: tags[0] team; tags[1] mill'],
    ['sections.cta', 'leads nowhere: sections has no block of the kind cta: sections[csa1] hero {headline: "Fourteen'],
    ['sections[csa9].hero.headline', 'leads nowhere: sections has 3 items: sections[csa1] hero {headline: "Fourteen'],
    [
      'sections[csa1].rich_text.heading',
      'sections[csa1] is a block of the kind hero; near it: sections[csa1].hero.headline',
    ],
    ['sections[csa1].hero.hedline', 'leads nowhere; near it: sections[csa1].hero.headline'],
    ['items.label', 'leads nowhere: items has 2 items: items[csi1] {label: "One", version: "a"'],
    ['cover.title', 'belongs to the asset itself, and is changed there'],
    ['related[blt0000000000000011].title', 'belongs to the entry that is referred to: edit that one'],
    ['body[dp9]', 'leads nowhere: body has no such node'],
    ['more.heref', 'leads nowhere'],
    ['settings.teme.dark', 'leads nowhere'],
  ])('%s', async (at, said) => {
    const problem = await refuse({ at, set: 'x' }, true, { ...entry(), gone: 1 });
    expect(problem).toMatch(/^edits\[0\]: /);
    expect(problem).toContain(said);
  });

  it('is one of several blocks of its kind', async () => {
    const two = entry();
    (two.sections as unknown[]).push({ hero: { headline: 'Two', _metadata: { uid: 'csa4' } } });
    expect(await refuse({ at: 'sections.hero.headline', set: 'x' }, true, two)).toBe(
      'edits[0]: sections has 2 blocks of the kind hero: name one: sections[csa1] hero {headline: "Fourteen people, one mill", text…; sections[csa4] hero {headline: "Two"}',
    );
  });

  it('is that of two items', async () => {
    const twice = { items: [1, 2].map(() => ({ label: 'x', _metadata: { uid: 'cs1' } })) };
    expect(await refuse({ at: 'items[cs1].label', set: 'y' }, true, twice)).toBe(
      'edits[0]: items[cs1].label is there more than once: name it by its place, as items[0], with if_version',
    );
    expect((await run(twice, [{ at: 'items[1].label', set: 'y' }])).value).toMatchObject({
      items: [{ label: 'x' }, { label: 'y' }],
    });
  });

  it('leads through what is not shaped as its field', async () => {
    const odd = { seo: 'a text', sections: 'none', items: { label: 'x' } };
    expect(await refuse({ at: 'seo.title', set: 'x' }, true, odd)).toBe(
      'edits[0]: seo holds "a text", and no group: set it as a whole',
    );
    const block = { sections: [{ type: 'hero', text: 'x' }] };
    expect(await refuse({ at: 'sections[0].hero', set: 'x' }, true, block)).toBe(
      'edits[0]: sections[0] holds {type, text}, and no block: set or remove it as a whole',
    );
    const many = { tags: Array.from({ length: 14 }, (_, place) => `tag ${place}`) };
    expect(await refuse({ at: 'tags[x]', set: 'x' }, true, many)).toMatch(/; tags\[11\] tag 11; and 2 more$/);
    for (const at of ['sections[cs1]', 'items[0]', 'items.label']) {
      expect(await refuse({ at, set: 'x' }, true, odd)).toContain(' and no list: set it as a whole');
    }
  });
});

describe('without the version that was read', () => {
  it.each<[Edit, string]>([
    [{ at: 'tags[1]', set: 'x' }, 'tags[1] counts places as they were read: send if_version: 5 with it'],
    [{ at: 'sections[0].hero.headline', set: 'x' }, 'counts places as they were read'],
    [{ at: 'sections.0.hero.headline', set: 'x' }, 'counts places as they were read'],
    [{ at: 'items[csi1]', move: true, after: '[1]' }, '[1] counts places as they were read'],
    [{ at: 'items[csi1]', move: true, after: 'items[1]' }, 'items[1] counts places as they were read'],
    [{ at: 'body[dp1].children[0].text', set: 'x' }, 'counts places as they were read'],
    [{ at: 'body', markdown: 'x' }, 'body: markdown replaces all of it, as it was read: send if_version: 5 with it'],
    [
      { at: 'sections', set: [] },
      'sections: this replaces all of sections, also what was saved since it was read: send if_version: 5 with it, or name what changes in it with insert, move, remove or set',
    ],
    [{ at: 'related', set: ['page blt0000000000000099'] }, 'this replaces all of related'],
    [{ at: 'seo', set: null }, 'seo: this replaces all of seo'],
    [{ at: 'html', set: '<p>x</p>' }, 'or change a part of it with replace'],
    [{ at: 'settings', set: {} }, 'or set what lies in it by its own address'],
    [{ at: 'sections[csa3].columns', set: { column: [] } }, 'this replaces all of column'],
  ])('%j', async (edit, said) => {
    expect(await refuse(edit, false)).toContain(said);
    if (edit.markdown === undefined) expect((await run(entry(), [edit], true)).problems).toEqual([]);
  });

  it('needs none for what is not there, stays, or is plain', async () => {
    const edits: Edit[] = [
      { at: 'sections', set: entry().sections },
      { at: 'related', set: entry().related },
      { at: 'settings', set: { theme: { dark: true }, list: [1, 2] } },
      { at: 'tags', set: ['a'] },
      { at: 'sizes', set: ['S'] },
      { at: 'gallery', set: entry().gallery },
    ];
    expect((await run(entry(), edits, false)).problems).toEqual([]);
    expect((await run({}, [{ at: 'items', set: [{ label: 'x' }] }], false)).problems).toEqual([]);
  });
});

describe('an edit', () => {
  it.each<[Edit, string]>([
    [{ at: 'title' }, 'title says nothing to do: one of set, markdown, replace, insert, move, remove'],
    [{ at: '' }, 'the whole entry says nothing to do'],
    [{ at: '', move: true }, 'the entry is no item of a list, so it has no place to move from'],
    [{ at: '', insert: 'x' }, 'the entry is no list, and takes one value: set it'],
    [{ at: '', replace: 'zzzz', with: '' }, '"zzzz" is not in the entry'],
    [
      { at: 'body[dp0]', move: true, after: 'when we' },
      'body has "when we" in several blocks: more of its text, or its uid',
    ],
    [{ at: 'title', set: 'x', remove: true }, 'title says both set and remove: make two edits of them'],
    [{ at: 'title', set: null, remove: true }, 'title says both set and remove'],
    [{ at: 'title', replace: 'x' }, 'title lacks with: the new text, or "" to take the old one out'],
    [{ at: 'title', replace: '', with: 'x' }, 'title names no text to replace'],
    [{ at: 'title', set: 'x', with: 'y' }, 'title says with, which belongs to replace'],
    [{ at: 'tags', set: ['x'], before: 'mill' }, 'tags says before, which belongs to insert and move'],
    [{ at: 'tags', insert: 'x', before: 'mill', first: true }, 'tags says both before and first: one place alone'],
    [{ at: '', set: {} }, 'an edit sets one field: name its address'],
    [{ at: '', remove: true }, 'an edit removes one item or value: name its address'],
    [{ at: 'title', move: true }, 'title is no item of a list, so it has no place to move from'],
    [{ at: 'title', insert: 'x' }, 'title is no list, and takes one value: set it'],
    [{ at: 'title', markdown: 'x' }, 'title is no rich text: markdown is for rich text alone, all else takes set'],
    [
      { at: 'sections[csa1]', insert: { hero: {} } },
      'sections[csa1] is an item of a list: insert at sections, with before or after csa1',
    ],
    [{ at: 'author', insert: 'Ines Aguilar' }, 'author takes one reference, and has one: set it'],
    [{ at: 'tags', insert: '' }, 'tags: nothing is no item to insert'],
    [{ at: 'tags', insert: [] }, 'tags: the list of what to insert is empty'],
    [{ at: 'tags', insert: 'x', after: 'dog' }, 'dog is no item of tags, which has tags[0] team; tags[1] mill'],
    [{ at: 'sections[csa1]', move: true, after: 'csi1' }, 'csi1 is no item of sections, which has sections[csa1] hero'],
    [{ at: 'sections[csa1]', move: true, after: 'items[csi1]' }, 'items[csi1] is no item of sections'],
    [{ at: 'tags[mill]', set: '' }, 'tags[1] is an item of a list: take it out with remove: true'],
    [{ at: 'sections[csa1].hero', set: 'x' }, 'sections[csa1].hero is a block, and takes an object of its fields'],
    [{ at: 'more.href', set: 5 }, 'more.href is a part of a link, and takes a text'],
    [{ at: 'author', set: 'Nobody' }, 'author: is the title of no entry'],
    [{ at: 'category', set: 'Gears' }, 'category: is not one of the choices'],
    [
      { at: 'body[dp1].children', set: [] },
      'body[dp1].children is 1 item in rich text: only texts and attributes are set so',
    ],
    [{ at: 'body[dp1].uid', set: 'x' }, 'only texts and attributes are set so'],
    [{ at: 'body.children', insert: {} }, 'body.children is no list, and takes one value: set it'],
    [{ at: 'body[dp1].children[0]', remove: true }, 'is all there is in what holds it: remove that'],
  ])('%j', async (edit, said) => {
    expect(await refuse(edit)).toContain(said);
  });

  it('is one of those that are all named', async () => {
    const { value, problems } = await run(entry(), [
      { at: 'titel', set: 'x' },
      { at: 'summary', set: 'x' },
      { at: 'seo.titel', set: 'x' },
    ]);
    expect(value).toEqual({});
    expect(problems).toEqual([
      expect.stringMatching(/^edits\[0\]: titel leads nowhere; near it: title/),
      'edits[2]: seo.titel leads nowhere; near it: seo.title',
    ]);
  });
});

describe('a text to replace', () => {
  it.each<[Edit, string]>([
    [
      { at: 'body', replace: 'we', with: 'they' },
      '"we" is in body 2 times: send all: true, or the address or more words of the one that is meant: body[dp0] "It rained when we arrived."; body[dp1] "And when we left."',
    ],
    [
      { at: 'body', replace: 'it Rained', with: 'x' },
      '"it Rained" is not in body in these letters; in others it is: body[dp0] "It rained when we arrived."',
    ],
    [{ at: 'body', replace: 'we arived', with: 'x' }, '"we arived" is not in body; near it: body[dp0] "we arrived."'],
    [{ at: 'title', replace: 'we arrived', with: 'x' }, '"we arrived" is not in title'],
    [
      { at: 'more', replace: '/more', with: 'x' },
      '"/more" is not in more but in an address: name that place itself: more.href "/more"',
    ],
  ])('%j', async (edit, said) => {
    expect(await refuse(edit)).toBe(`edits[0]: ${said}`);
  });
});

describe('several edits', () => {
  const tell = async (...edits: Edit[]): Promise<string[]> => (await run(entry(), edits)).problems;

  it('undo none of those before', async () => {
    const undoes = (at: string) => [`edits[1]: ${at} would undo what edits[0] does: say it in one of them`];
    expect(await tell({ at: 'title', set: 'a' }, { at: 'title', set: 'b' })).toEqual(undoes('title'));
    expect(await tell({ at: 'seo.title', set: 'a' }, { at: 'seo', set: { title: 'b' } })).toEqual(undoes('seo'));
    expect(await tell({ at: 'seo.title', set: 'a' }, { at: 'seo', set: null })).toEqual(undoes('seo'));
    expect(await tell({ at: 'items[csi1].label', set: 'a' }, { at: 'items[csi1]', remove: true })).toEqual(
      undoes('items[csi1]'),
    );
    expect(await tell({ at: 'tags', insert: 'a' }, { at: 'tags', set: ['b'] })).toEqual(undoes('tags'));
    expect(await tell({ at: 'tags[mill]', remove: true }, { at: 'tags', set: ['mill'] })).toEqual(undoes('tags'));
    expect(await tell({ at: 'items[csi1]', move: true }, { at: 'items', set: [] })).toEqual(undoes('items'));
    expect(await tell({ at: 'title', replace: 'us', with: 'them' }, { at: 'title', set: 'a' })).toEqual(
      undoes('title'),
    );
    expect(await tell({ at: '', replace: 'us', with: 'them', all: true }, { at: 'title', set: 'a' })).toEqual(
      undoes('title'),
    );
    expect(await tell({ at: 'body', replace: 'left', with: 'went' }, { at: 'body[dp1]', remove: true })).toEqual(
      undoes('body[dp1]'),
    );
    expect(await tell({ at: 'body', replace: 'left', with: 'went' }, { at: 'body[dp0]', remove: true })).toEqual([]);
    expect(await tell({ at: 'body[dp0].children[0].text', set: 'a' }, { at: 'body[dp0]', remove: true })).toEqual(
      undoes('body[dp0]'),
    );
  });

  it('stand beside each other, and go on from those before', async () => {
    const edits: Edit[] = [
      { at: 'seo.title', set: 'a' },
      { at: 'seo', set: { description: 'b' } },
      { at: 'items', set: [{ label: 'Uno', _metadata: { uid: 'csi1' } }] },
      { at: 'items[csi1].label', replace: 'Uno', with: 'Due' },
      { at: 'items[csi1].children', insert: { label: 'x' }, first: true },
      { at: 'items[csi1]', move: true },
      { at: 'title', set: 'X' },
      { at: 'title', set: 'X' },
      { at: 'body[dp1]', move: true, first: true },
      { at: 'body[dp1]', replace: 'left', with: 'went' },
    ];
    const { value, problems } = await run(entry(), edits);
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      title: 'X',
      seo: { title: 'a', description: 'b', no_index: false },
      items: [{ label: 'Due', children: [{ label: 'x' }, { label: 'Below' }] }],
    });
  });

  it('do not find what those before took away', async () => {
    const gone = ['edits[1]: items[csi2].label is no longer there after the edits before it'];
    expect(await tell({ at: 'items[csi2]', remove: true }, { at: 'items[csi2].label', set: 'a' })).toEqual(gone);
    expect(await tell({ at: 'items', set: [] }, { at: 'items[csi2].label', set: 'a' })).toEqual(gone);
    expect(await tell({ at: 'tags[0]', remove: true }, { at: 'tags[0]', set: 'a' })).toEqual([
      'edits[1]: tags[0] is no longer there after the edits before it',
    ]);
  });
});
