// Blocks, lists and tables edited: those that stay are the same objects.
import { describe, expect, it } from 'vitest';
import { article } from './article.ts';
import { bold, doc, element, li, link, p, table } from './documents.ts';
import { apply, compare, edit, freeze, type Made, nodesOf, show } from './written.ts';

describe('blocks', () => {
  const texts = async (document: unknown) => (await show(document)).blocks.map(({ markdown }) => markdown);

  it('come, go and move, and all others are the same objects', async () => {
    const document = freeze(article());
    const all = await texts(document);
    const inserted = await apply(document, all.toSpliced(3, 0, 'New *here*.').join('\n\n'));
    expect(compare(document, inserted)).toEqual({ gone: [], came: ['p', 'New ', 'here', '.'] });
    for (const [from, to] of [
      [0, 5],
      [7, 1],
      [4, 9],
    ] as const) {
      const moved = [...all];
      moved.splice(to, 0, ...moved.splice(from, 1));
      expect(compare(document, await apply(document, moved.join('\n\n')))).toEqual({ gone: [], came: [] });
    }
    const removed = await apply(document, all.toSpliced(1, 1).join('\n\n'), { drop: ['x1'] });
    expect(compare(document, removed).came).toEqual([]);
    expect(compare(document, removed).gone[0]).toBe('p');
    expect(removed.children.length).toBe(document.children.length - 1);
  });

  it('keep empty paragraphs behind what they follow', async () => {
    const document = freeze(doc(p(''), p('one'), p(''), p('two'), p('three'), p(' ')));
    const [top, one, gap, two, three, end] = document.children;
    expect((await apply(document, 'two\n\none\n\nthree')).children).toEqual([top, two, one, gap, three, end]);
    expect((await apply(document, 'one\n\nthree')).children).toEqual([top, one, gap, three, end]);
    expect((await apply(document, 'two\n\nthree')).children).toEqual([top, gap, two, three, end]);
  });

  it('are one empty paragraph where nothing is left, and fill that where nothing was', async () => {
    const made = await apply(freeze(doc(p('gone'))), '');
    expect(made.children).toEqual([{ type: 'p', uid: expect.any(String), attrs: {}, children: [{ text: '' }] }]);
    const filled = await apply(made, 'Here');
    expect(filled.children.map(({ children }) => children)).toEqual([[{ text: 'Here' }]]);
    for (const nothing of [undefined, null, {}]) {
      expect((await apply(nothing, 'Here')).children.map(({ type }) => type)).toEqual(['p']);
    }
  });

  it('keep uid and attributes when a paragraph becomes a heading, and back', async () => {
    const own = element('p', { style: { 'text-align': 'right' } }, 'Care ', bold('well'));
    const made = await apply(freeze(doc(own, p('x'))), '## Care **well**\n\nx');
    expect(made.children[0]).toEqual({ ...own, type: 'h2' });
    expect(made.children[0]?.children).toBe(own.children);
    expect((await apply(made, 'Care **well**\n\nx')).children[0]).toEqual(own);
  });

  it('leave the uid with the longer part of a paragraph that was parted, and of two that were joined', async () => {
    const own = p('One sentence that goes on and on. Short.');
    const parted = await apply(freeze(doc(own)), 'One sentence that goes on and on.\n\nShort.');
    expect(parted.children.map(({ uid }) => uid)).toEqual([own.uid, expect.not.stringMatching(own.uid ?? '')]);
    const joined = await apply(parted, 'One sentence that goes on and on. Short.');
    expect(joined.children.map(({ uid }) => uid)).toEqual([own.uid]);
  });

  it('stay in their fragment, and come into it between two of its own', async () => {
    const fragment = element('fragment', {}, p('one'), p('two'));
    const document = freeze(doc(p('zero'), fragment, p('three')));
    expect(await apply(document, 'zero\n\none\n\ntwo\n\nthree')).toBe(document);
    const made = await apply(document, 'zero\n\none\n\nnew\n\ntwo\n\nlast\n\nthree');
    expect(made.children.map(({ type }) => type)).toEqual(['p', 'fragment', 'p', 'p']);
    expect(made.children[1]?.children.map(({ children }) => children[0]?.text)).toEqual(['one', 'new', 'two']);
    const gone = await apply(document, 'zero\n\nthree');
    expect(gone.children.map(({ type }) => type)).toEqual(['p', 'p']);
  });

  it('read no two lists as one', async () => {
    const [first, second] = [element('ul', {}, li('a')), element('ul', {}, li('b'))];
    const document = freeze(doc(first, second));
    expect((await show(document)).markdown).toBe('- a\n\n* b');
    const made = await apply(document, '- a\n- c\n\n* b');
    expect(made.children[1]).toBe(second);
    expect(made.children[0]?.children[0]).toBe(first.children[0]);
    // Written as one they are one, with the items that they had.
    const one = await apply(document, '- a\n- b');
    expect(one.children.length).toBe(1);
    expect(one.children[0]?.children.map(({ uid }) => uid)).toEqual(
      [first, second].map(list => (list.children[0] as Made).uid),
    );
  });
});

describe('lists', () => {
  it('change item by item', async () => {
    const document = article();
    const { made, gone, came } = await edit(document, '- Turn it inside out', '- Brush it\n- Turn it inside out');
    expect([gone, came]).toEqual([['ul'], ['ul', 'li', 'Brush it']]);
    expect((await show(made)).markdown).toContain('- Brush it\n- Turn it');
  });

  it('reorder, nest and flatten', async () => {
    const list = element('ul', {}, li('a'), li('b'), li('c'));
    const document = freeze(doc(list));
    const [a, b, c] = list.children as Made[];
    expect((await apply(document, '- c\n- a\n- b')).children[0]?.children).toEqual([c, a, b]);
    const nested = await apply(document, '- a\n  - b\n- c');
    expect(nested.children[0]?.children.map(({ uid }) => uid)).toEqual([a?.uid, c?.uid]);
    expect(nested.children[0]?.children[0]?.children).toEqual([
      { type: 'fragment', uid: expect.any(String), attrs: {}, children: [{ text: 'a' }] },
      { type: 'ul', uid: expect.any(String), attrs: {}, children: [b] },
    ]);
    const flat = await apply(nested, '- a\n- b\n- c');
    expect((await show(flat)).markdown).toBe('- a\n- b\n- c');
  });

  it('keep a plugin’s block a block where a text comes to stand beside it', async () => {
    const document = doc(element('ul', {}, li(element('tooltip', {}, 'x'), link('/a', 'b'))));
    const { made } = await edit(document, '[b](/a)', 'See [b](/a)');
    expect((await show(made)).markdown).toBe('- <x1 tooltip="x"/>\n\n  See [b](/a)');
    expect(nodesOf(made)).toContain((document.children[0] as unknown as Made).children[0]?.children[0]);
  });

  it('keep a list beside the item that it belongs to', async () => {
    const document = article();
    const { made, gone } = await edit(document, '   1. twice', '   1. three times');
    expect(gone.filter(each => each === 'li')).toHaveLength(1);
    const list = nodesOf(made).find(({ type }) => type === 'ol');
    expect(list?.children.map(({ type }) => type)).toEqual(['li', 'li', 'ol', 'li']);
  });

  it('become numbered, begin elsewhere, and come from paragraphs with their words', async () => {
    const document = freeze(doc(element('ul', {}, li('a'), li('b')), p('c'), p('d ', bold('e'))));
    const made = await apply(document, '5. a\n6. b\n\nc\n\nd **e**');
    expect(made.children[0]).toMatchObject({
      type: 'ol',
      uid: (document.children[0] as Made).uid,
      attrs: { start: 5 },
    });
    expect(made.children[0]?.children).toBe((document.children[0] as Made).children);
    const listed = await apply(document, '- a\n- b\n- c\n- d **e**');
    const items = listed.children[0]?.children ?? [];
    expect(items[3]?.children).toEqual((document.children[2] as Made).children);
    expect(items[3]?.children[1]).toBe((document.children[2] as Made).children[1]);
  });
});

describe('quotes and code', () => {
  it('give their line a block of its own where it leaves them, or becomes a heading in them', async () => {
    const quote = element('blockquote', {}, 'Read ', bold('this'));
    const document = freeze(doc(p('Before'), quote));
    const free = await apply(document, 'Before\n\nRead **this**');
    expect(free.children[1]).toMatchObject({ type: 'p', children: quote.children });
    const headed = await apply(document, 'Before\n\n> ## Read **this**');
    expect(headed.children[1]).toMatchObject({ uid: quote.uid, children: [{ type: 'h2', children: quote.children }] });
  });

  it('take in a heading, and a picture alone in its line', async () => {
    const image = element('img', { url: 'https://a.b/c.png' }, '');
    const document = freeze(doc(p('Before'), element('h3', {}, 'Care'), p(image)));
    const made = await apply(document, 'Before\n\n> ### Care\n\n- <x1/>\n\n> New\n\n> ## New');
    const heading = document.children[1] as Made;
    expect(made.children.slice(1).map(({ type, children }) => [type, children.map(child => child.type)])).toEqual([
      ['blockquote', ['h3']],
      ['ul', ['li']],
      ['blockquote', [undefined]],
      ['blockquote', ['h2']],
    ]);
    expect(made.children[1]?.children[0]).toBe(heading);
    expect(nodesOf(made)).toContain(image);
  });

  it('take more paragraphs, each in its own', async () => {
    const { made } = await edit(article(), 'membranes.', 'membranes.\n>\n> Truly.');
    const quote = made.children.find(({ type }) => type === 'blockquote');
    expect(quote?.children.map(({ type }) => type)).toEqual(['p', 'p']);
    expect((await show(made)).markdown).toContain('> Dirt is what **kills** membranes.\n>\n> Truly.');
  });

  it('keep the leaves of code that stayed, and its breaks', async () => {
    const { made, gone, came } = await edit(article(), 'dry();', 'dry();\nwear();');
    expect([gone, came]).toEqual([
      ['code', 'dry();'],
      ['code', 'dry();\nwear();'],
    ]);
    const again = await edit(made, '```js', '```ts');
    expect(again.made.children.find(({ type }) => type === 'code')?.attrs).toEqual({ language: 'ts' });
    expect(again.gone).toEqual(['code']);
  });
});

describe('tables', () => {
  const grid = () =>
    doc(
      table([
        ['Fabric', 'Heat', 'Spin'],
        ['Nylon', element('td', {}, bold('30'), ' °C'), 'no'],
        ['Wool', 'none', 'no'],
      ]),
    );

  it('change cell by cell', async () => {
    const { gone, came } = await edit(grid(), '| Wool | none', '| Wool | cold');
    expect([gone, came]).toEqual([
      ['table', 'tbody', 'tr', 'td', 'p', 'none'],
      ['table', 'tbody', 'tr', 'td', 'p', 'cold'],
    ]);
  });

  it('take rows, and give them', async () => {
    const document = grid();
    const row = '| Wool | none | no |';
    const { made, gone, came } = await edit(document, row, `| Silk | 20 | yes |\n${row}`);
    expect(gone).toEqual(['table', 'tbody']);
    expect(came.filter(each => !/^(p|td)$/.test(each))).toEqual(['table', 'tbody', 'tr', 'Silk', '20', 'yes']);
    expect(made.children[0]?.attrs).toMatchObject({ rows: 4, cols: 3 });
    const back = await edit(made, '| Nylon | **30** °C | no |\n', '');
    expect(back.came).toEqual(['table', 'tbody']);
    expect(back.made.children[0]?.attrs).toMatchObject({ rows: 3, cols: 3 });
  });

  it('take columns, give and move them, with their widths', async () => {
    const document = grid();
    (document.children[0] as Made).attrs.colWidths = [100, 200, 300];
    freeze(document);
    const cell = (made: Made, row: number, column: number) =>
      [...(made.children[0]?.children ?? [])].flatMap(({ children }) => children)[row]?.children[column];
    const old = document as unknown as Made;
    const added = await apply(
      document,
      '| Fabric | Dry | Heat | Spin |\n|--|--|--|--|\n| Nylon | air | **30** °C | no |\n| Wool | flat | none | no |',
    );
    expect(added.children[0]?.attrs).toEqual({ rows: 3, cols: 4, colWidths: [100, 250, 200, 300] });
    for (const row of [0, 1, 2]) {
      expect([cell(added, row, 0), cell(added, row, 2), cell(added, row, 3)]).toEqual(
        [0, 1, 2].map(column => cell(old, row, column)),
      );
      expect(cell(added, row, 2)).toBe(cell(old, row, 1));
    }
    const removed = await apply(document, '| Fabric | Spin |\n|--|--|\n| Nylon | no |\n| Wool | no |');
    expect(removed.children[0]?.attrs).toEqual({ rows: 3, cols: 2, colWidths: [100, 300] });
    expect(cell(removed, 2, 1)).toBe(cell(old, 2, 2));
    const swapped = await apply(
      document,
      '| Heat | Fabric | Spin |\n|--|--|--|\n| **30** °C | Nylon | no |\n| none | Wool | no |',
    );
    expect(swapped.children[0]?.attrs.colWidths).toEqual([200, 100, 300]);
    expect(cell(swapped, 1, 0)).toBe(cell(old, 1, 1));
  });

  it('fill rows that are too short, as Markdown has it', async () => {
    const { made } = await edit(grid(), '| Wool | none | no |', '| Wool |');
    expect((await show(made)).markdown).toContain('| Wool |  |  |');
  });

  it('keep merged cells behind their token', async () => {
    const document = article();
    const merged = (document.children as Made[]).filter(({ type }) => type === 'table')[1];
    const { made } = await edit(document, 'Care for', 'Love');
    expect(made.children).toContain(merged);
  });
});
