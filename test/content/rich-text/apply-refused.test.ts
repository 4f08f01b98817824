// What is refused, each with the way out, and pictures.
import { describe, expect, it } from 'vitest';
import { applyMarkdown, insertMarkdown, listPictures, toDocument } from '../../../src/content/rich-text/apply.ts';
import { article } from './article.ts';
import { asset, bold, doc, element, entry, li, p, table } from './documents.ts';
import { apply, freeze, type Made, newUid, nodesOf, refusal, show, uidsOf } from './written.ts';

const findPicture = (target: string) =>
  target === 'ridge.jpg' || target === 'blt7'
    ? { uid: 'blt7', url: 'https://assets/ridge.jpg', name: 'ridge.jpg', type: 'image/jpeg' }
    : undefined;

/** With a token of each standing: x1 alone, x2 in a line, x3 and x4 around a text. */
const held = () =>
  freeze(
    doc(
      asset('display'),
      p('See ', entry('inline'), ' ', entry('link', 'a post'), ' ', { text: 'red', color: 'red' }),
      p('End'),
    ),
  );
const shown = '<x1/>\n\nSee <x2/> <x3>a post</x3> <x4>red</x4>\n\nEnd';

describe('tokens', () => {
  it('are needed, each of them', async () => {
    const document = held();
    expect(await apply(document, shown)).toBe(document);
    expect(await refusal(held(), 'End')).toEqual([
      '<x1 asset="a.png"/> is gone: put it back, or name x1 in drop if it should go',
      '<x2 entry="blog_posts: blt1"/> is gone: put it back, or name x2 in drop if it should go',
      '<x3 entry="blog_posts: blt1"> is gone: put its two tags back around its text, or name x3 in drop if it should go',
      '<x4> is gone: put its two tags back around its text, or name x4 in drop if it should go',
    ]);
    expect((await show(await apply(held(), 'End', { drop: ['x1', 'x2', 'x3', 'x4'] }))).markdown).toBe('End');
  });

  const wrong: Record<string, [from: string, to: string, says: RegExp]> = {
    'made up': ['End', 'End <x9/>', /^<x9\/> is not a token of this text/],
    'made up as a pair': ['End', '<x9>End</x9>', /^<x9> is not a token of this text/],
    'written large': ['<x2/>', '<X2/>', /^<X2\/> is not a token of this text/],
    'twice in a line': [
      'End',
      'End <x2/>',
      /^<x2 entry="blog_posts: blt1"\/> is there 2 times: it can be there only once$/,
    ],
    'twice as a block': ['End', '<x1/>\n\nEnd', /^<x1 asset="a.png"\/> is there 2 times/],
    'twice around a text': ['End', '<x4>End</x4>', /^<x4> is there 2 times/],
    'without a slash': ['<x2/>', '<x2>', /^<x2> is damaged: it is written <x2 …\/>/],
    'with half a pair': ['</x4>', '', /^<x4> is not closed in the paragraph/],
    'with the other half': ['<x4>', '', /^<\/x4> closes nothing/],
    'a pair as one': ['<x4>red</x4>', '<x4/>', /^<x4\/> has lost its other half: it is written <x4>text<\/x4>/],
    'closed in another order': [
      '<x3>a post</x3> <x4>red</x4>',
      '<x3>a <x4>post</x3> red</x4>',
      /^<\/x3> closes nothing/,
    ],
    'over two paragraphs': ['<x4>red</x4>', '<x4>red\n\nand', /^<x4> is not closed/],
    'as code': ['<x2/>', '`<x2/>`', /^<x2 .* is gone/],
    'with an odd attribute': ['<x2/>', '<x2 *a="b"/>', /^<x2 .* is gone/],
    'with text before it': [
      '<x1/>',
      'Look: <x1/>',
      /^<x1\/> is a block: it stands alone, with an empty line before and after it$/,
    ],
    'with text below it': ['<x1/>', '<x1/>\nLook', /^<x1\/> is a block/],
    'a block in a heading': ['<x1/>', '## <x1/>', /^<x1\/> is a block/],
    'a block in a cell': ['<x1/>', '| a |\n|--|\n| <x1/> |', /^<x1\/> is a block/],
    'a block in a link': ['<x1/>', '[<x1/>](/a)', /^<x1\/> is a block/],
    'a block in a list': [
      '<x1/>',
      '- a\n\n  <x1/>',
      /^a list item takes only text and lists, not this block \(x1\): put it before or after the list$/,
    ],
  };
  it.each(Object.entries(wrong))('are refused: %s', async (_, [from, to, says]) => {
    expect(shown).toContain(from);
    const [problem, another] = await refusal(held(), shown.replace(from, to));
    expect(problem).toMatch(says);
    expect(another).toBeUndefined();
  });

  it('stay in a list where they stood in one, as do headings', async () => {
    const items = [li(p('a'), asset('display')), li(element('h3', {}, 'b'))];
    const document = freeze(doc(element('ul', {}, ...items)));
    const { markdown } = await show(document);
    const made = await apply(document, markdown.replace('a\n', 'c\n').replace('### b', '### d'));
    expect((await show(made)).markdown).toBe('- c\n\n  <x1 asset="a.png"/>\n- ### d');
  });

  it('may stand around others', async () => {
    const made = await apply(held(), shown.replace('<x3>a post</x3> <x4>red</x4>', '<x4><x3>a post</x3> red</x4>'));
    const red = nodesOf(made)
      .filter(({ color }) => color === 'red')
      .map(({ text }) => text);
    expect(red.join('')).toContain('a post');
  });

  it('cannot give a text two colours', async () => {
    const document = doc(p({ text: 'red', color: 'red' }, ' ', { text: 'blue', color: 'blue' }));
    expect(await refusal(document, '<x1>red <x2>blue</x2></x1>')).toEqual([
      '<x2> stands within <x1>: close one before the other opens',
    ]);
  });

  it('are dropped by their names alone, and only where they go', async () => {
    expect(await refusal(held(), shown, { drop: ['x9'] })).toEqual([
      'drop names x9, which is not a token of this text',
    ]);
    expect(await refusal(held(), shown, { drop: ['x2'] })).toEqual([
      'drop names x2, which is still in the Markdown: leave out one of the two',
    ]);
  });

  it('are the same whatever titles they were shown with', async () => {
    const document = article();
    const { toMarkdown } = await import('../../../src/content/rich-text/markdown.ts');
    const titled = await toMarkdown(document, () => 'A | <b>`*[x](y)\\ > "z"');
    expect('markdown' in titled && (await apply(document, titled.markdown))).toBe(document);
  });
});

describe('Markdown and HTML that rich text has nothing for', () => {
  const wrong: Record<string, [markdown: string, says: RegExp]> = {
    'a tag': ['a <div>b</div>', /^<div> is HTML, which rich text does not take: write Markdown/],
    'an element alone in its line': ['<table><tr><td>x</td></tr></table>', /^<table> is HTML/],
    'a picture as a tag': ['<img src="ridge.jpg">', /^<img src="ridge.jpg"> is HTML/],
    'a tag that is empty': ['a <b/> b', /^<b\/> is HTML/],
    'a comment': ['a <!-- b -->', /^<!-- b --> is HTML/],
    'an open mark': ['a <u>b', /^<u> is not closed/],
    'a definition': [
      'See [care].\n\n[care]: /care',
      /^"\[care\]" takes its address from elsewhere: write \[text\]\(url\)$/,
    ],
    'a footnote': ['See.\n\n[^1]: Note', /^"\[\^1\]: …" keeps a link apart from its text/],
    'a heading in a list': ['- # a', /^a list item takes only text and lists, not this heading \(a\)/],
    'code in a list': ['- a\n\n  ```\n  b\n  ```', /not this code \(b\)/],
    'a quote in a list': ['- > a', /not this quote \(a\)/],
    'a rule in a list': ['- a\n\n  ---', /not this rule/],
    'a row too long': [
      '| a |\n|--|\n| b | c |',
      /^a table row has more cells than the head, which has 1: give the head as many, or the row fewer$/,
    ],
    'a picture nobody knows': ['![A ridge](peak.jpg)', /^the picture "peak.jpg" is not a known asset: upload it first/],
    'a picture in a line': ['Look ![A ridge](ridge.jpg) here', /^the picture .*ridge.jpg is a block: it stands alone/],
    'a picture in a link': ['[![A ridge](ridge.jpg)](/a)', /^the picture .*ridge.jpg is a block/],
    'a picture in a list': [
      '- ![A ridge](ridge.jpg)',
      /^a list item takes only text and lists, not this block \(picture/,
    ],
  };
  it.each(Object.entries(wrong))('is refused: %s', async (_, [markdown, says]) => {
    for (const document of [undefined, freeze(doc(p('Before')))]) {
      const problems = await refusal(document, document ? `Before\n\n${markdown}` : markdown, { findPicture });
      expect(problems[0]).toMatch(says);
    }
  });

  it('is refused where a token would stand for it: code of a language that no fence can name, in a quote', async () => {
    const document = freeze(doc(element('code', { language: '`' }, 'a'), p('End')));
    expect((await show(document)).markdown).toBe('<x1 code="a"/>\n\nEnd');
    expect(await refusal(document, '> <x1/>\n\nEnd')).toEqual([
      '"<x1>" cannot be stored as it is written: write it more plainly',
    ]);
  });

  it('is told of each block', async () => {
    expect(await refusal(undefined, '<div>\n\nfine\n\n<p>x</p>\n\n![a](b)')).toEqual([
      expect.stringContaining('<div> is HTML'),
      expect.stringContaining('<p> is HTML'),
      expect.stringContaining('"b"'),
    ]);
  });
});

describe('what is stored', () => {
  it('is no rich text where it is HTML', async () => {
    expect(await refusal('<p>old</p>', 'new')).toEqual([
      'HTML is stored here instead of rich text: "<p>old</p>". It cannot be edited in part: replace it with set, or in the editor',
    ]);
    expect(await refusal({ type: 'doc', children: 'x' }, 'new')).toEqual([expect.stringContaining('is not rich text')]);
    expect(await refusal([1], 'new')).toEqual([expect.stringContaining('is not rich text')]);
  });

  it('is not made larger than a field holds', async () => {
    const document = doc(p('x'.repeat(25_000)));
    const [problem, another] = await refusal(document, `${'x'.repeat(25_000)}\n\n${'y '.repeat(4_000)}`);
    expect(problem).toMatch(
      /^stored as JSON it would be 32\.\d KB, and it is 24\.\d KB now; a field holds 30 KB, so 2\.\d KB must go: shorten it, or split it over several fields or entries$/,
    );
    expect(another).toBeUndefined();
    expect(await refusal(undefined, 'é'.repeat(16_000))).toEqual([
      expect.stringMatching(/^stored as JSON it would be 31\.\d KB; a field/),
    ]);
    const large = doc(p('x'.repeat(40_000)), p('tpyo'));
    expect((await show(await apply(large, `${'x'.repeat(40_000)}\n\ntypo`))).markdown).toMatch(/typo$/);
  });

  it('may be malformed beside what is edited', async () => {
    const odd = { type: 'p', uid: 'odd', attrs: {}, children: [{ text: null }] };
    const twins = [element('p', {}, 'a'), element('p', {}, 'b')].map(node => ({ ...node, uid: 'twin' }));
    const document = freeze(doc(odd, 7, ...twins, p('tpyo'), { type: 'p' }));
    const { markdown } = await show(document);
    const made = await apply(document, markdown.replace('tpyo', 'typo'));
    expect(made.children.toSpliced(4, 1)).toEqual(document.children.toSpliced(4, 1));
    expect(JSON.stringify(made)).toBe(JSON.stringify(document).replace('tpyo', 'typo'));
  });

  it('keeps a table’s shape where merged cells are bound to it', async () => {
    const grid = table([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    const document = doc({ ...grid, attrs: { ...grid.attrs, disabledCols: [1] } });
    expect(await refusal(document, '| a |\n|--|\n| c |')).toEqual([
      expect.stringContaining('tied to merged cells: change only its texts'),
    ]);
    expect((await show(await apply(document, '| a | b |\n|--|--|\n| c | e |'))).markdown).toContain('e');
  });
});

describe('pictures', () => {
  it('are embedded as the editor stores them, beside others and in quotes', async () => {
    const made = await apply(freeze(doc(p('One'), p('Two'))), 'One\n\n![A ridge](ridge.jpg)\n\nTwo\n\n> ![](blt7)', {
      findPicture,
    });
    expect(made.children[1]).toEqual({
      type: 'reference',
      uid: expect.stringMatching(/^b/),
      attrs: {
        ...{ type: 'asset', 'asset-uid': 'blt7', 'content-type-uid': 'sys_assets', 'display-type': 'display' },
        ...{ 'asset-link': 'https://assets/ridge.jpg', 'asset-name': 'ridge.jpg', 'asset-type': 'image/jpeg' },
        'asset-alt': 'A ridge',
      },
      children: [{ text: '' }],
    });
    expect(made.children[3]?.children[0]?.attrs['asset-alt']).toBeUndefined();
    const { markdown, tokens } = await show(made);
    expect(markdown).toBe('One\n\n<x1 asset="ridge.jpg"/>\n\nTwo\n\n> <x2 asset="ridge.jpg"/>');
    expect(tokens.map(({ standing }) => standing)).toEqual(['block', 'block']);
  });

  it('are listed, each once, wherever they stand', async () => {
    expect(
      await listPictures('![a](x.jpg)\n\n- ![b](<y z.jpg>) and ![c](x.jpg)\n\n`![d](no.jpg)`\n\n[![e](w.jpg)](/a)'),
    ).toEqual(['x.jpg', 'y z.jpg', 'w.jpg']);
    expect(await listPictures('none')).toEqual([]);
  });
});

describe('new blocks beside others', () => {
  const blocks = () => [
    element('h2', {}, 'Care'),
    p('Wash ', bold('cold')),
    p(''),
    element('ul', {}, li('zips')),
    p('Wash warm, never hot'),
  ];
  const insert = async (document: unknown, markdown: string, place: Parameters<typeof insertMarkdown>[2]) => {
    const written = await insertMarkdown(document, markdown, place, { newUid, findPicture });
    if ('problems' in written) return written.problems;
    const made = written.document as unknown as Made;
    expect(new Set(uidsOf(made)).size).toBe(uidsOf(made).length);
    expect(nodesOf(document ?? {}).every(node => nodesOf(made).includes(node))).toBe(true);
    return (await show(made)).blocks.map(each => each.markdown);
  };
  const all = ['## Care', 'Wash **cold**', '- zips', 'Wash warm, never hot'];

  it('stand where they are put', async () => {
    const document = freeze(doc(...blocks()));
    const cases: [Parameters<typeof insertMarkdown>[2], number][] = [
      [{}, 4],
      [{ first: true }, 0],
      [{ after: '## Care' }, 1],
      [{ after: 'Care' }, 1],
      [{ before: 'wash **cold' }, 1],
      [{ after: 'Wash cold' }, 2],
      [{ before: 'zips' }, 2],
      [{ after: 'never hot' }, 4],
    ];
    for (const [place, at] of cases) {
      expect(await insert(document, 'New\n\n![A ridge](ridge.jpg)', place), JSON.stringify(place)).toEqual(
        all.toSpliced(at, 0, 'New', '<x1 asset="ridge.jpg"/>'),
      );
    }
  });

  it('stand behind the empty paragraphs of what they follow', async () => {
    const document = freeze(doc(...blocks()));
    const written = await insertMarkdown(document, 'New', { after: 'Wash **cold' }, { newUid });
    const types =
      'document' in written && (written.document.children as Made[]).map(({ children }) => children[0]?.text ?? '-');
    expect(types).toEqual(['Care', 'Wash ', '', 'New', '-', 'Wash warm, never hot']);
  });

  it('start a document, and stay apart from a list of their kind', async () => {
    expect(await insert(undefined, '# New', {})).toEqual(['# New']);
    expect(await insert(doc(element('ul', {}, li('a'))), '- b', {})).toEqual(['- a', '* b']);
  });

  it('are refused where it is not plain where, or what', async () => {
    const document = freeze(doc(...blocks(), p('See ', entry('inline'))));
    expect(await insert(document, 'New', { after: 'Wash' })).toEqual([
      '2 blocks have "Wash": "Wash **cold**", "Wash warm, never hot". Give more of the text you mean',
    ]);
    expect(await insert(document, 'New', { after: 'Dry' })).toEqual([
      expect.stringMatching(/^no block has "Dry": its blocks begin with "## Care", "Wash \*\*cold\*\*", "- zips"/),
    ]);
    const many = doc(...Array.from({ length: 14 }, (_, place) => p(`Number ${place}`)));
    expect(await insert(many, 'New', { after: 'Dry' })).toEqual([expect.stringMatching(/"Number 11", and 2 more$/)]);
    expect(await insert(document, 'New', { after: 'Care', first: true })).toEqual([
      'give one of before, after and first',
    ]);
    expect(await insert(document, 'New', { before: ' ' })).toEqual([
      expect.stringMatching(/^give the start of a block/),
    ]);
    expect(await insert(document, '', {})).toEqual(['there is no text to insert']);
    expect(await insert(document, 'And <x1/>', {})).toEqual([
      '<x1> is in the text already: what is inserted cannot contain its tokens',
    ]);
    expect(await insert(document, '<div>', {})).toEqual([expect.stringContaining('is HTML')]);
    expect(await insert('<p>old</p>', 'New', {})).toEqual([expect.stringContaining('HTML is stored here')]);
  });
});

it('makes uids of 32 hex digits where none gives them', async () => {
  const written = await toDocument('# a\n\n- b\n- [c](/d)');
  const uids = 'document' in written ? uidsOf(written.document) : [];
  expect(uids.length).toBe(5);
  for (const uid of uids) expect(uid).toMatch(/^[0-9a-f]{32}$/);
  expect('document' in (await applyMarkdown(null, ''))).toBe(true);
});
