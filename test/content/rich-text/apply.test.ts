// Words, marks and links edited in a document as editors have it: each changes what was edited and nothing beside it.
import { describe, expect, it } from 'vitest';
import { article } from './article.ts';
import { bold, breakLine, doc, element, entry, link, p } from './documents.ts';
import { apply, edit, freeze, type Made, nodesOf, show } from './written.ts';

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

  it('keeps what is not shown where it stood: empty leaves and spans, blanks at either end', async () => {
    const line = ['  one', element('span', {}, ''), entry('link', 'two three', ''), '', breakLine(), ' four  '];
    for (const word of ['one', 'two', 'three', 'four']) {
      const document = doc(p(...line));
      const { made } = await edit(document, word, 'zebra');
      expect(JSON.stringify(made)).toBe(JSON.stringify(document).replace(word, 'zebra'));
    }
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

  it('parts a link in two, the second with a uid of its own', async () => {
    const to = link('/care', 'the whole guide');
    const { made } = await edit(
      doc(p('Read ', to, ' first')),
      '[the whole guide](/care)',
      '[the whole](/care) long [guide](/care)',
    );
    const links = nodesOf(made).filter(({ type }) => type === 'a');
    expect(links.map(({ uid }) => uid)).toEqual([to.uid, expect.stringMatching(/^b/)]);
    expect(links.map(({ children }) => children.map(({ text }) => text))).toEqual([['the whole'], ['guide']]);
  });

  it('copies a link, and only the one that was there keeps its uid', async () => {
    const to = element('a', { url: '/care', target: '_blank' }, 'the ', bold('guide'));
    const document = freeze(doc(p('Read ', to, ' first'), p('End')));
    const copy = '[the **guide**](/care)';
    const cases = [
      `${copy}\n\nRead ${copy} first`,
      `Read ${copy} first, ${copy} too`,
      `Read ${copy} first\n\n## ${copy}`,
    ];
    for (const markdown of cases) {
      const made = await apply(document, `${markdown}\n\nEnd`);
      const links = nodesOf(made).filter(({ type }) => type === 'a');
      expect(links.map(({ attrs, children }) => [attrs, children])).toEqual(Array(2).fill([to.attrs, to.children]));
      expect(links.filter(({ uid }) => uid === to.uid)).toEqual([to]);
      expect(links.filter(each => each === (to as unknown))).toHaveLength(1);
      expect((await show(made)).markdown).toBe(`${markdown}\n\nEnd`);
    }
  });

  it('leaves room for the cursor on either side of a new link', async () => {
    const { made } = await edit(doc(p('Care')), 'Care', '[Care](/care)');
    expect(made.children[0]?.children.map(({ text }) => text)).toEqual(['', undefined, '']);
  });

  it('swaps two colours whose tokens are swapped', async () => {
    const document = doc(p({ text: 'one', color: 'red' }, ' ', { text: 'two', color: 'blue' }));
    const made = await apply(document, '<x2>one</x2> <x1>two</x1>');
    expect(made.children[0]?.children.filter(({ color }) => color)).toEqual([
      { text: 'one', color: 'blue' },
      { text: 'two', color: 'red' },
    ]);
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

it('keeps what is stored of the document itself, and the order of its members', async () => {
  const { made } = await edit(article(), 'your', 'my');
  expect(Object.keys(made)).toEqual(Object.keys(article()));
  expect(made._version).toBe(3);
});
