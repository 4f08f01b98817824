// What each kind of rich text is in Markdown, by hand.
import { describe, expect, it } from 'vitest';
import { type Markdown, toMarkdown } from '../../../src/content/rich-text/markdown.ts';
import { demoSeed } from '../../../src/sandbox/seed/demo/index.ts';
import { asset, bold, breakLine, doc, element, entry, flags, li, link, p, table } from './documents.ts';

const titles = new Map([['blt1', 'Winter layering, explained']]);

async function show(...blocks: unknown[]): Promise<Markdown> {
  const shown = await toMarkdown(doc(...blocks), uid => titles.get(uid));
  if ('reason' in shown) throw new Error(shown.reason);
  return shown;
}

const markdownOf = async (...blocks: unknown[]): Promise<string> => (await show(...blocks)).markdown;

describe('what CommonMark and GFM have', () => {
  it('shows paragraphs, headings, rules and quotes', async () => {
    const blocks = [
      p('One.'),
      element('h2', {}, 'Two'),
      element('hr', {}, ''),
      element('blockquote', {}, 'Three'),
      element('blockquote', {}, p('Four'), p('Five')),
    ];
    expect(await markdownOf(...blocks)).toBe('One.\n\n## Two\n\n---\n\n> Three\n\n> Four\n>\n> Five');
  });

  it('shows lists, one within another or beside its item', async () => {
    const inner = (): unknown => element('ol', { start: 3 }, li('c'), li('d'));
    const within = element('ul', {}, li('a', element('ul', {}, li('b'))), li(p('e'), p('f')), li('g', inner()));
    const shown = '- a\n  - b\n- e\n\n  f\n- g\n\n  3. c\n  4. d';
    expect(await markdownOf(within)).toBe(shown);
    expect(await markdownOf(element('ul', {}, li('a'), element('ul', {}, li('b')), li('')))).toBe('- a\n  - b\n-');
  });

  it('keeps lists apart that stand one after the other', async () => {
    const one = (type: string, text: string) => element(type, {}, li(text));
    const blocks = [one('ul', 'a'), p(''), one('ul', 'b'), one('ul', 'c'), one('ol', 'd'), one('ol', 'e')];
    expect(await markdownOf(...blocks)).toBe('- a\n\n* b\n\n- c\n\n1. d\n\n1) e');
  });

  it('shows marks, alone and within each other', async () => {
    const marked = (...keys: string[]) => ({
      text: keys.join(' '),
      ...Object.fromEntries(keys.map(key => [key, true])),
    });
    expect(await markdownOf(p(...flags.flatMap(flag => [marked(flag), ' '])))).toBe(
      '**bold** *italic* ~~strikethrough~~ `inlineCode` <u>underline</u> <sup>superscript</sup> <sub>subscript</sub>',
    );
    const line = p(marked('bold', 'italic'), { text: ' both', italic: true }, ' then ', marked('bold', 'underline'));
    expect(await markdownOf(line)).toBe('***bold italic** both* then **<u>bold underline</u>**');
  });

  it('leaves blanks at the ends of marks outside of them', async () => {
    expect(await markdownOf(p(bold('Note: '), 'wash', bold(' warm '), ' and dry', bold(' ')))).toBe(
      '**Note:** wash **warm**  and dry',
    );
    expect(await markdownOf(p(bold('one '), { text: 'two', bold: true, italic: true }))).toBe('**one *two***');
  });

  it('takes tags where no asterisk would end the mark', async () => {
    expect(await markdownOf(p(bold('Note:'), 'wash cold'), p(bold('fine'), 'ly'))).toBe(
      '<b>Note:</b>wash cold\n\n**fine**ly',
    );
  });

  it('shows links, also those that are hard to write', async () => {
    const { markdown } = await show(
      p('See ', link('/care?a=1&b=2', 'how ', bold('to')), '.'),
      p(link('/a b(c', 'x]y'), element('a', { url: '/', title: 'The "shop"' }, 'z')),
    );
    expect(markdown).toBe('See [how **to**](/care?a=1&b=2).\n\n[x\\]y](</a b(c>)[z](/ "The \\"shop\\"")');
  });

  it('shows code in a fence longer than any in it', async () => {
    const code = element('code', { language: 'md' }, '```js\n', breakLine(), 'x();\n```');
    expect(await markdownOf(code)).toBe('````md\n```js\n\nx();\n```\n````');
    expect(await markdownOf(p({ text: 'a`b', inlineCode: true }, { text: '`', inlineCode: true, bold: true }))).toBe(
      '``a`b``**`` ` ``**',
    );
  });

  it('shows a simple table, with pipes in it', async () => {
    const rows = [
      ['Layer', 'Weight'],
      ['Shell | soft', { ...element('td', {}, bold('400'), ' g') }],
      ['', 'x\ny'],
    ];
    expect(await markdownOf(table(rows))).toBe(
      '| Layer | Weight |\n| --- | --- |\n| Shell \\| soft | **400** g |\n|  | x<br/>y |',
    );
  });

  it('breaks lines by a backslash, and where none can stand by a tag', async () => {
    expect(await markdownOf(p('a', breakLine(), bold('b\nc'), ' \n d'))).toBe('a\\\n**b\\\nc**\\\nd');
    expect(await markdownOf(p('a\n'), element('h3', {}, 'a\nb'))).toBe('a<br/>\n\n### a<br/>b');
  });

  it('hides paragraphs without text, but says where the others are', async () => {
    const [first, second] = [p('a'), p('b')];
    const { markdown, blocks } = await show(p(''), first, p(' '), p(''), second, p(bold('')));
    expect(markdown).toBe('a\n\nb');
    expect(blocks.map(({ address, node }) => [address, node])).toEqual([
      [[{ uid: first.uid }], first],
      [[{ uid: second.uid }], second],
    ]);
  });

  it('looks through spans and fragments that say nothing', async () => {
    expect(await markdownOf(element('fragment', {}, p('a ', element('span', {}, 'b')), p('c')))).toBe('a b\n\nc');
  });
});

describe('tokens', () => {
  it('are pairs around text that looks different, links to entries and plugins’ words', async () => {
    const { markdown, tokens } = await show(
      p('a ', { text: 'red', color: '#f00', bold: true }, ' ', { text: 'plain', attrs: { style: {} } }),
      p(entry('link', 'read ', bold('on')), ' ', element('tooltip', { of: 'x' }, 'GTX')),
    );
    expect(markdown).toBe(
      'a <x1>**red**</x1> plain\n\n<x2 entry="blog_posts: Winter layering, explained">read **on**</x2> <x3>GTX</x3>',
    );
    expect(tokens.map(({ kind, standing, preview }) => [kind, standing, preview])).toEqual([
      ['style', 'pair', 'red'],
      ['entry', 'pair', 'blog_posts: Winter layering, explained'],
      ['tooltip', 'pair', 'GTX'],
    ]);
  });

  it('stand in a line for what is embedded in one', async () => {
    const image = element('img', { url: 'https://a.b/c.png', alt: 'A "ridge"' }, '');
    const { markdown, tokens } = await show(p('See ', entry('inline'), image, ' now'), p(entry('inline')));
    expect(markdown).toBe(
      'See <x1 entry="blog_posts: Winter layering, explained"/><x2 image="A \'ridge\'"/> now\n\n' +
        '<x3 entry="blog_posts: Winter layering, explained"/>',
    );
    expect(tokens.map(({ standing }) => standing)).toEqual(['inline', 'inline', 'inline']);
    expect(tokens[1]?.address).toEqual([{ uid: image.uid }]);
  });

  it('stand alone for blocks that Markdown does not have', async () => {
    const cell = { ...element('td', { colSpan: 2 }, p('wide')), attrs: { colSpan: 2 } };
    const blocks = [
      entry('block'),
      asset('display'),
      element('embed', { src: 'https://video' }, ''),
      table([
        ['a', 'b'],
        [cell, element('td', { void: true }, p(''))],
      ]),
      element('row', {}, element('column', {}, p('left')), element('column', {}, p('right'))),
      element('my-chart', { data: 1 }, ''),
      element('Our Plugin', {}, p('text')),
    ];
    const { markdown, tokens } = await show(...blocks);
    expect(markdown.split('\n\n')).toEqual([
      '<x1 entry="blog_posts: Winter layering, explained"/>',
      '<x2 asset="a.png"/>',
      '<x3 embed="https://video"/>',
      expect.stringMatching(/^<x\d+ table="abwide"\/>$/),
      expect.stringMatching(/^<x\d+ row="leftright"\/>$/),
      expect.stringMatching(/^<x\d+ my-chart\/>$/),
      expect.stringMatching(/^<x\d+ block="text"\/>$/),
    ]);
    expect(tokens.map(({ address }) => address)).toEqual(blocks.map(({ uid }) => [{ uid }]));
    expect(tokens.every(({ standing }) => standing === 'block')).toBe(true);
  });

  it('stand for one block of a list or quote, and leave the rest to be edited', async () => {
    expect(await markdownOf(element('ul', {}, li('a', asset('display')), li('b')))).toBe(
      '- a\n\n  <x1 asset="a.png"/>\n- b',
    );
  });

  it('take the place of a block that would read back as another', async () => {
    const { markdown, tokens } = await show(p('nul \0'), p('fine'));
    expect(markdown).toMatch(/^<x1 p="nul .*"\/>\n\nfine$/);
    expect(tokens.map(({ text }) => text)).toEqual(['nul \0']);
  });

  it('show a uid where no title is known, and nothing longer than a line', async () => {
    const shown = await toMarkdown(doc(entry('block'), element('callout', {}, `${'long '.repeat(40)}"\n<`)));
    expect('markdown' in shown && shown.markdown).toMatch(
      /^<x1 entry="blog_posts: blt1"\/>\n\n<x2 callout="(long ){10,12}lon?g?…"\/>$/,
    );
  });
});

it('says why it does not show what is no document', async () => {
  expect(await toMarkdown('<p>old</p>')).toEqual({ reason: 'html' });
  expect(await toMarkdown({ type: 'doc', children: 'x' })).toEqual({ reason: 'malformed' });
  for (const empty of [undefined, null, {}, doc()]) expect(await toMarkdown(empty)).toMatchObject({ markdown: '' });
});

it('shows all of the demo stack’s documents without a token for text', async () => {
  const documents = listDocuments(demoSeed);
  expect(documents.length).toBeGreaterThan(20);
  for (const document of documents) {
    const shown = await toMarkdown(document);
    if ('reason' in shown) throw new Error(shown.reason);
    expect(shown.tokens.filter(({ kind }) => kind !== 'entry' && kind !== 'asset')).toEqual([]);
    expect(shown.markdown).not.toContain('\\');
  }
});

function listDocuments(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'type' in value && value.type === 'doc' ? [value] : Object.values(value).flatMap(listDocuments);
}
