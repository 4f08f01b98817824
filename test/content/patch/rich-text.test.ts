// Edits in rich text: as a whole, block by block, and beside what is there.
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../src/content/patch/edit.ts';
import type { Field } from '../../../src/content/schema.ts';
import { asset, doc, type Element, element, li, link, p, table } from '../rich-text/documents.ts';
import { group, type Json, richText } from '../schema.ts';
import { run } from './patching.ts';

const schema: Field[] = [richText('body'), richText('parts', { multiple: true }), group('box', [richText('body')])];

const [one, two, list, picture] = [
  p('One ', link('/a', 'way'), '.'),
  p('Two.'),
  element('ul', {}, li('first'), li('second'), li(p('third'))),
  asset('display'),
];
const grid = table([
  ['A', 'B'],
  ['1', '2'],
]);
const body = doc(one, two, list, picture, grid);
const stored: Json = { body, parts: [doc(p('Part.'))], box: { body: '<p>old</p>' }, _version: 5 };

const at = (node: Element): string => `body[${node.uid}]`;

async function make(...edits: Edit[]): Promise<{ children: Element[] }> {
  const { value, problems } = await run(stored, edits, true, schema);
  expect(problems).toEqual([]);
  return value.body as { children: Element[] };
}

const refuse = async (edit: Edit, isExact = true): Promise<string> => {
  const { value, problems } = await run(stored, [edit], isExact, schema);
  expect(value).toEqual({});
  return problems.join('\n');
};

const whole = [
  'One [way](/a).',
  'Two.',
  '- first\n- second\n- third',
  '<x1 asset="a.png"/>',
  '| A | B |\n| - | - |\n| 1 | 2 |',
];

describe('the whole', () => {
  it.each<[string, (text: string) => Edit]>([
    ['markdown', markdown => ({ at: 'body', markdown })],
    ['set', set => ({ at: 'body', set })],
  ])('%s: keeps what it leaves as it is', async (_, toEdit) => {
    const { children } = await make(toEdit(whole.with(1, 'Two changed.').join('\n\n')));
    expect(children).toEqual([one, { ...two, children: [{ text: 'Two changed.' }] }, list, picture, grid]);
    expect([0, 2, 3, 4].every(place => children[place] === body.children[place])).toBe(true);
    expect(await refuse(toEdit(whole.with(3, '').join('\n\n')))).toMatch(/^edits\[0\]: body: .*x1/);
    expect((await run(stored, [toEdit(whole.join('\n\n'))], true, schema)).value).toEqual({});
    const dropped = await make({ ...toEdit(whole.with(3, '').join('\n\n')), drop: ['x1'] });
    expect(dropped.children).toEqual([one, two, list, grid]);
  });

  it('takes the place of HTML only by set', async () => {
    expect(await refuse({ at: 'box.body', markdown: 'New.' })).toContain('HTML is stored here instead of rich text');
    const { value } = await run(stored, [{ at: 'box.body', set: 'New.' }], true, schema);
    expect(value).toMatchObject({
      box: { body: { type: 'doc', children: [{ type: 'p', children: [{ text: 'New.' }] }] } },
    });
    expect((await run(stored, [{ at: 'box.body', set: 'New.' }], false, schema)).problems).toEqual([
      expect.stringContaining('send if_version: 5 with it'),
    ]);
  });

  it('is made where there is none, without a version', async () => {
    for (const edit of [{ set: '# A' }, { markdown: '# A' }, { insert: '# A' }, { insert: '# A', first: true }]) {
      const { value } = await run({ body: null }, [{ at: 'body', ...edit }], false, schema);
      expect(value).toMatchObject({ body: { type: 'doc', children: [{ type: 'h1', children: [{ text: 'A' }] }] } });
    }
  });

  it('is one of several', async () => {
    const own = `parts[${(stored.parts as Json[])[0]?.uid}]`;
    const { value, problems } = await run(
      stored,
      [
        { at: own, insert: 'More.' },
        { at: own, replace: 'Part', with: 'Piece' },
        { at: 'parts', insert: '# Another' },
      ],
      false,
      schema,
    );
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      parts: [
        { uid: 'd0c', children: [{ children: [{ text: 'Piece.' }] }, { children: [{ text: 'More.' }] }] },
        { children: [{ type: 'h1' }] },
      ],
    });
  });
});

describe('new blocks', () => {
  const types = ({ children }: { children: Element[] }): string => children.map(({ type }) => type).join(' ');

  it.each<[string, Partial<Edit>, string]>([
    ['at the end', {}, 'p p ul reference table h2 p'],
    ['at the start', { first: true }, 'h2 p p p ul reference table'],
    ['behind one that begins so', { after: 'One' }, 'p h2 p p ul reference table'],
    ['before one that has this in it', { before: 'second' }, 'p p h2 p ul reference table'],
    ['before one by its uid', { before: two.uid as string }, 'p h2 p p ul reference table'],
    ['behind one by its address', { after: at(two) }, 'p p h2 p ul reference table'],
    [
      'behind that in which a node lies',
      { after: (list.children[1] as Element).uid as string },
      'p p ul h2 p reference table',
    ],
    ['before what has no text', { before: at(picture) }, 'p p ul h2 p reference table'],
  ])('%s', async (_, where, expected) => {
    const made = await make({ at: 'body', insert: '## New\n\nText.', ...where });
    expect(types(made)).toBe(expected);
    for (const node of body.children) expect(made.children).toContain(node);
    expect(new Set(made.children.map(({ uid }) => uid)).size).toBe(7);
  });

  it('hold pictures that are looked up', async () => {
    const made = await make({ at: 'body', insert: '![A hill](blt00000000000000c1)', first: true });
    expect(made.children[0]).toMatchObject({ type: 'reference', attrs: { 'asset-uid': 'blt00000000000000c1' } });
    expect(await refuse({ at: 'body', insert: '![A hill](hill.jpg)' })).toBe(
      'edits[0]: body: the picture "hill.jpg": is no file',
    );
  });

  it.each<[Edit, string]>([
    [{ at: 'body', insert: 'x', after: 'Three' }, 'body: no block has "Three"'],
    [{ at: 'body', insert: ' ' }, 'body is rich text, and takes Markdown to insert'],
    [{ at: 'body', insert: { type: 'p' } }, 'body is rich text, and takes Markdown to insert'],
    [{ at: 'box.body', insert: 'x' }, 'box.body: HTML is stored here instead of rich text'],
    [{ at: at(two), insert: 'x' }, `is an item of a list: insert at body`],
  ])('%j', async (edit, said) => {
    expect(await refuse(edit, false)).toContain(said);
  });
});

describe('a block', () => {
  it('is set by its uid, and all else stays the same', async () => {
    const { children } = await make({ at: at(two), set: 'Two *changed*.' });
    expect(children[1]).toMatchObject({
      type: 'p',
      uid: two.uid,
      children: [{ text: 'Two ' }, { text: 'changed', italic: true }, { text: '.' }],
    });
    expect([0, 2, 3, 4].every(place => children[place] === body.children[place])).toBe(true);
    expect((await make({ at: at(two), set: '## Two\n\nand a half.' })).children.map(({ type }) => type)).toEqual([
      'p',
      'h2',
      'p',
      'ul',
      'reference',
      'table',
    ]);
  });

  it('may be a token, which goes when that is said', async () => {
    expect(await refuse({ at: at(picture), set: 'Text.' }, false)).toContain('x1');
    expect((await make({ at: at(picture), set: 'Text.', drop: ['x1'] })).children[3]).toMatchObject({ type: 'p' });
    expect(await refuse({ at: at(two), set: 'Two <x1/>.' }, false)).toBe(
      `edits[0]: ${at(two)}: tokens are those of one version: send if_version: 5 with it`,
    );
  });

  it('is set as a node, and keeps its uid', async () => {
    const node = { type: 'h3', attrs: { class: 'x' }, children: [{ text: 'Two.' }] };
    expect((await make({ at: at(two), set: node })).children[1]).toEqual({ ...node, uid: two.uid });
  });

  it.each<[Edit, string]>([
    [
      { at: at(list.children[2] as Element), set: 'x' },
      'is li within a block: change it with replace, or set the block around it',
    ],
    [{ at: at(two), set: null }, 'is a block of rich text, and takes its Markdown; remove: true takes it out'],
    [{ at: at(two), set: 5 }, 'is a block of rich text, and takes its Markdown'],
    [
      { at: `${at(grid)}.children[1].children[0]`, remove: true },
      'is a part of a table or row: remove all of that, or set it',
    ],
    [
      { at: `${at(grid)}.children[1]`, move: true, first: true },
      'is a part of a table or row, which stays where it is',
    ],
    [{ at: at(two), move: true, before: 'No such' }, 'No such is no item of body, which has body['],
    [
      { at: at(list.children[0] as Element), move: true, before: two.uid as string },
      `${two.uid} is no item of body, which has ${at(list.children[0] as Element)} li "first"`,
    ],
  ])('%j', async (edit, said) => {
    expect(await refuse(edit)).toContain(said);
  });

  it('is taken out or moved, as is an item of a list', async () => {
    const [first, second, third] = list.children as [Element, Element, Element];
    const items = async (edit: Edit): Promise<unknown> => (await make(edit)).children[2]?.children;
    expect(await items({ at: at(second), remove: true })).toEqual([first, third]);
    expect(await items({ at: at(third), move: true, before: at(first) })).toEqual([third, first, second]);
    expect(await items({ at: at(first), move: true, after: second.uid as string })).toEqual([second, first, third]);
    expect((await make({ at: at(picture), remove: true })).children).toEqual([one, two, list, grid]);
    expect((await make({ at: at(picture), move: true, after: 'One' })).children).toEqual([
      one,
      picture,
      two,
      list,
      grid,
    ]);
    expect((await make({ at: `${at(one)}.children[1]`, remove: true })).children[0]?.children).toHaveLength(2);
  });
});

it('changes an address of a link by its own', async () => {
  const way = one.children[1] as Element;
  const { children } = await make({ at: `${at(way)}.attrs.url`, set: '/b' });
  expect(children[0]?.children[1]).toEqual({ ...way, attrs: { ...way.attrs, url: '/b' } });
  expect(
    (await make({ at: `${at(way)}.attrs.url`, replace: '/a', with: '/c' })).children[0]?.children[1],
  ).toMatchObject({
    attrs: { url: '/c' },
  });
});

it('lets no later edit undo an earlier one', async () => {
  const last = async (...edits: Edit[]): Promise<string | undefined> =>
    (await run(stored, edits, true, schema)).problems.at(-1);
  const undoes = 'would undo what edits[0] does';
  expect(await last({ at: 'body', insert: 'New.' }, { at: 'body', markdown: 'All.', drop: ['x1'] })).toContain(undoes);
  expect(await last({ at: at(two), set: 'New.' }, { at: at(two), set: 'Newer.' })).toContain(undoes);
  expect(await last({ at: at(two), set: 'New.' }, { at: at(two), remove: true })).toContain(undoes);
  expect(await last({ at: at(two), set: 'New.' }, { at: 'body', set: null })).toContain(undoes);
  expect(
    await last({ at: at(two), set: 'New.' }, { at: at(one), set: 'Newer.' }, { at: 'body', insert: 'More.' }),
  ).toBeUndefined();
  expect(
    await last(
      { at: 'body', insert: 'New.' },
      { at: 'body', replace: 'New', with: 'Old' },
      { at: at(two), move: true, first: true },
    ),
  ).toBeUndefined();
});
