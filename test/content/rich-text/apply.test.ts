// Edits of a document as editors have it: each changes what was edited and nothing beside it.
import { describe, expect, it } from 'vitest';
import { article } from './article.ts';
import { asset, bold, breakLine, doc, element, entry, li, p, table } from './documents.ts';
import { apply, freeze, type Made, nodesOf, show, uidsOf } from './written.ts';

/** Texts of leaves and types of nodes that are not in the new document, and those that only it has. */
function compare(before: unknown, after: unknown): { gone: string[]; came: string[] } {
  const tell = ({ text, type }: Made): string => text ?? type;
  const [old, now] = [nodesOf(before), nodesOf(after)];
  return {
    gone: old.filter(node => !now.includes(node)).map(tell),
    came: now.filter(node => !old.includes(node)).map(tell),
  };
}

async function edit(document: unknown, find: string, put: string, drop: string[] = []) {
  freeze(document);
  const { markdown } = await show(document);
  expect(markdown.split(find).length - 1, `${find} in\n${markdown}`).toBe(1);
  const made = await apply(document, markdown.replace(find, put), { drop });
  const uids = uidsOf(made);
  expect(new Set(uids).size).toBe(uids.length);
  return { made, ...compare(document, made) };
}

describe('what is the same', () => {
  it('is the same object', async () => {
    const document = freeze(article());
    const { markdown } = await show(document);
    expect(await apply(document, markdown)).toBe(document);
  });

  const same: Record<string, (markdown: string) => string> = {
    'line ends of Windows': text => text.replaceAll('\n', '\r\n'),
    'other bullets': text => text.replaceAll(/^( *)- /gm, '$1* '),
    'other emphasis': text => text.replaceAll(/\*\*(\w+)\*\*/g, '__$1__'),
    'plain blanks': text => text.replaceAll('\u00a0', ' '),
    entities: text => text.replaceAll('\u00a0', '&nbsp;'),
    'blanks at the ends of lines': text => text.replaceAll(/([a-z.])$/gm, '$1 '),
    'more empty lines': text => text.replaceAll('\n\n', '\n\n\n\n'),
    'padded table cells': text => text.replaceAll(' | ', '   |  ').replaceAll('---', ':----'),
    'loose lists': text => text.replace('- Close all zips\n', '- Close all zips\n\n'),
    'all items numbered 1': text => text.replaceAll(/^\d\. /gm, '1. '),
    'breaks as tags': text => text.replace('\\\n', '<br>'),
    'a tag without its title': text => text.replace(/<x2 [^>]*>/, '<x2/>'),
    'underlined headings': text => text.replace(/^## (.*)$/m, '$1\n---'),
    'other fences': text => text.replaceAll('```', '~~~'),
  };
  it.each(Object.entries(same))('is the same with %s', async (_, change) => {
    const document = freeze(article());
    const { markdown } = await show(document);
    expect(change(markdown)).not.toBe(markdown);
    expect(await apply(document, change(markdown))).toBe(document);
  });
});

describe('one word', () => {
  const words = [
    'your',
    'Wash it',
    'never',
    'hotter',
    'guide',
    'ask',
    'layering',
    'zips',
    'pockets',
    'tissues',
    'inside',
  ];
  const more = ['Rinse', 'twice', 'membranes', 'Nylon', '°C |', 'none', 'heat: 30', 'dry', 'Write', 'Questions'];
  it.each([...words, ...more])('changes its leaf alone: %s', async word => {
    const document = article();
    const changed = word.replace(/[a-z0-9°]+/i, 'zebra');
    const { made, gone, came } = await edit(document, word, changed);
    const holders = /^(p|h2|ul|ol|li|fragment|a|reference|blockquote|table|thead|tbody|tr|td|th|code)$/;
    const [leaf = '', another] = gone.filter(each => !holders.test(each));
    expect(another).toBeUndefined();
    const [plain, now] = [word.replace(' |', ''), changed.replace(' |', '')];
    expect(came.filter(each => !holders.test(each))).toEqual([leaf.replace(plain, now)]);
    expect(JSON.stringify(made)).toBe(
      JSON.stringify(document).replace(JSON.stringify(leaf), JSON.stringify(leaf.replace(plain, now))),
    );
  });

  it('takes the leaf of what it replaces, all of it', async () => {
    const { made } = await edit(article(), '**hotter**', '**warmer**');
    const red = nodesOf(made).find(({ text }) => text === 'warmer');
    expect(red).toEqual({ text: 'warmer', color: 'red', bold: true });
  });

  it('keeps blanks that do not break where words beside them changed', async () => {
    const document = doc(p('Wash at 30\u00a0°C or 40\u00a0°C, not more'));
    const { made } = await edit(document, 'Wash at 30\u00a0°C or 40\u00a0°C', 'Clean at 30 °C or 40 °C');
    expect(nodesOf(made)[1]?.text).toBe('Clean at 30\u00a0°C or 40\u00a0°C, not more');
  });

  it('keeps hyphens and joiners that show nothing', async () => {
    const { made } = await edit(doc(p('Water\u00adproof and\u200b warm')), 'warm', 'dry');
    expect(nodesOf(made)[1]?.text).toBe('Water\u00adproof and\u200b dry');
    const again = doc(p('Water\u00adproof and\u200b warm'));
    expect(nodesOf(await apply(again, 'Waterproof and dry'))[1]?.text).toBe('Water\u00adproof and\u200b dry');
  });

  it('is found in a paragraph of thousands, and so is a paragraph in the reverse order', async () => {
    const words = Array.from({ length: 3_500 }, (_, place) => `word${place % 97}`);
    const document = doc(p(words.slice(0, 2_000).join(' '), bold(' and '), words.slice(2_000).join(' ')));
    const { gone, came } = await edit(document, `**and** ${words[2_000]} `, '**and** zebra ');
    expect([gone.length, came.length]).toEqual([2, 2]);
    const { markdown } = await show(document);
    const reversed = markdown.split(' ').reverse().join(' ');
    expect((await show(await apply(document, reversed))).markdown).toBe(reversed);
  });
});

describe('marks and links', () => {
  it('makes a word bold, and plain again', async () => {
    const document = doc(p('one two three'));
    const { made } = await edit(document, 'two', '**two**');
    expect(made.children[0]?.children).toEqual([{ text: 'one ' }, { text: 'two', bold: true }, { text: ' three' }]);
    expect(made.children[0]?.uid).toBe(document.children[0] && (document.children[0] as Made).uid);
    const back = await edit(made, '**two**', 'two');
    expect(
      nodesOf(back.made)
        .map(({ text }) => text ?? '')
        .join(''),
    ).toBe('one two three');
    expect(nodesOf(back.made).some(node => 'bold' in node)).toBe(false);
  });

  it('leaves no bold blank where bold words became plain', async () => {
    const { made } = await edit(doc(p('a ', bold('very warm'), ' coat')), '**very warm**', 'very warm');
    expect(nodesOf(made).filter(({ bold: isBold }) => isBold)).toEqual([]);
  });

  it('parts a coloured leaf where a word in it becomes bold', async () => {
    const document = doc(p('a ', { text: 'deep red sea', color: 'red', classname: 'x' }, ' b'));
    const { made } = await edit(document, 'red', '**red**');
    expect(made.children[0]?.children.slice(1, 4)).toEqual([
      { text: 'deep ', color: 'red', classname: 'x' },
      { text: 'red', color: 'red', classname: 'x', bold: true },
      { text: ' sea', color: 'red', classname: 'x' },
    ]);
  });

  it('takes a colour away where its token is dropped, and keeps the text', async () => {
    const document = doc(p('a ', { text: 'red', color: 'red', bold: true }, ' b'));
    const made = await apply(document, 'a **red** b', { drop: ['x1'] });
    expect(made.children[0]?.children).toEqual([{ text: 'a ' }, { text: 'red', bold: true }, { text: ' b' }]);
  });

  it('moves a colour to other words', async () => {
    const document = doc(p('one ', { text: 'two', color: 'red' }, ' three'));
    const made = await apply(document, '<x1>one</x1> two three');
    const leaves = made.children[0]?.children ?? [];
    expect(leaves.filter(({ color }) => color === 'red').map(({ text }) => text)).toEqual(['one']);
  });

  it('gives a link another address or title and keeps all else of it', async () => {
    const to = element('a', { url: '/old', target: '_blank', title: 'Old' }, 'the ', bold('guide'));
    const document = doc(p('Read ', to, ' first'));
    const { made, gone } = await edit(document, '(/old "Old")', '(/new)');
    expect(gone).toEqual(['p', 'a']);
    expect(made.children[0]?.children[1]).toEqual({ ...to, attrs: { url: '/new', target: '_blank' } });
    expect(made.children[0]?.children[1]?.children).toBe(to.children);
  });

  it('makes and takes away a link', async () => {
    const { made } = await edit(doc(p('Read the guide first')), 'the guide', '[the guide](/care "Care")');
    expect(made.children[0]?.children[1]).toMatchObject({
      ...{ type: 'a', attrs: { url: '/care', title: 'Care', target: '_self' }, children: [{ text: 'the guide' }] },
    });
    const back = await edit(made, '[the guide](/care "Care")', 'the guide');
    expect((await show(back.made)).markdown).toBe('Read the guide first');
  });

  it('keeps embeds and their uids where the line around them is rewritten', async () => {
    const [inline, linked] = [entry('inline'), entry('link', 'the ', bold('post'))];
    const document = freeze(doc(p('See ', inline, ' and ', linked, '.')));
    const made = await apply(document, 'Before you go: <x2>the **post**</x2>, then <x1/>!');
    expect(made.children[0]?.children).toContain(inline);
    expect(made.children[0]?.children).toContain(linked);
    expect(made.children[0]?.uid).toBe((document.children[0] as Made).uid);
  });

  it('moves embeds from one block to another as they are', async () => {
    const [inline, linked] = [entry('inline'), entry('link', 'post')];
    const document = freeze(doc(p('See ', inline, ' and ', linked, '.'), p('Next')));
    const made = await apply(document, 'See.\n\nNext <x1/>\n\n- <x2>post</x2>');
    expect(nodesOf(made)).toContain(inline);
    expect(nodesOf(made)).toContain(linked);
  });

  it('breaks a line as the editor does', async () => {
    const { made } = await edit(doc(p('one two')), 'one two', 'one\\\ntwo');
    expect(made.children[0]?.children).toEqual([
      { text: 'one' },
      { text: '\n', break: false, separaterId: expect.stringMatching(/^b\d/) },
      { text: 'two' },
    ]);
    expect((await show((await edit(made, '\\\n', ' ')).made)).markdown).toBe('one two');
  });

  it('keeps a break at the end of a paragraph, and one within a text', async () => {
    const document = doc(p('one\ntwo ', breakLine()));
    const { made } = await edit(document, 'two', 'three');
    expect(made.children[0]?.children).toEqual([{ text: 'one\nthree ' }, (document.children[0] as Made).children[1]]);
  });
});

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

it('keeps what is stored of the document itself, and the order of its members', async () => {
  const { made } = await edit(article(), 'your', 'my');
  expect(Object.keys(made)).toEqual(Object.keys(article()));
  expect(made._version).toBe(3);
  expect(asset('display').type).toBe('reference');
});
