// Text replaced in stored rich text: across leaves, never in what is not visible unless it is asked for.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printAddress } from '../../../src/content/address.ts';
import { type Passage, type Replacer, replaceInDocument } from '../../../src/content/rich-text/replace-text.ts';
import { listDocumentTexts } from '../../../src/content/text/document.ts';
import { times } from '../../long.ts';
import { article } from './article.ts';
import { asset, bold, breakLine, doc, documents, element, entry, li, link, p, table } from './documents.ts';
import { freeze, type Made, nodesOf } from './written.ts';

const replacing =
  (find: string, put: string, isOf: (passage: Passage) => boolean = ({ kind }) => kind === 'text'): Replacer =>
  passage => {
    const places: { from: number; to: number; with: string }[] = [];
    for (
      let at = passage.text.indexOf(find);
      at >= 0 && isOf(passage);
      at = passage.text.indexOf(find, at + find.length)
    ) {
      places.push({ from: at, to: at + find.length, with: put });
    }
    return places;
  };

const leavesOf = (document: unknown) => nodesOf(document).flatMap(({ text }) => (text === undefined ? [] : [text]));

/** The children of the only paragraph, after. */
function childrenOf(children: unknown[], find: string, put: string): unknown[] {
  const document = freeze(doc(p(...children)));
  const { document: made } = replaceInDocument(document, replacing(find, put));
  return (made as unknown as Made).children[0]?.children ?? [];
}

it('gives the same document where nothing was hit', () => {
  const document = freeze(article());
  expect(replaceInDocument(document, () => [])).toEqual({ document, hits: 0 });
  expect(replaceInDocument(document, () => []).document).toBe(document);
  expect(replaceInDocument('<p>old</p>', replacing('old', 'new'))).toEqual({ document: '<p>old</p>', hits: 0 });
});

it('changes the leaf in which it stands, and no other node but those around it', () => {
  const document = freeze(article());
  for (const [find, put] of [
    ['zips', 'pockets'],
    ['kills', 'wets'],
    ['none', 'cold'],
    ['layering', 'lining'],
    ['twice', 'once'],
  ] as const) {
    const { document: made, hits } = replaceInDocument(document, replacing(find, put));
    expect(hits).toBe(1);
    expect(JSON.stringify(made)).toBe(JSON.stringify(document).replace(find, put));
    const held = new Set<unknown>(nodesOf(made));
    const lost = nodesOf(document).filter(node => !held.has(node));
    expect(lost.filter(({ text }) => text !== undefined).map(({ text }) => text?.includes(find))).toEqual([true]);
  }
});

it('finds what several leaves say together, and gives each word the look of the one it replaces', () => {
  expect(childrenOf(['Our ', bold('Alpine'), ' Pro jacket'], 'Alpine Pro', 'Summit Max')).toEqual([
    { text: 'Our ' },
    { text: 'Summit', bold: true },
    { text: ' Max jacket' },
  ]);
  expect(childrenOf(['Al', bold('pine'), ' Pro'], 'Alpine Pro', 'Alpine Max')).toEqual([
    { text: 'Al' },
    bold('pine'),
    { text: ' Max' },
  ]);
  const to = link('/guide', 'guide');
  expect(childrenOf(['see our ', to, ' now'], 'see our guide', 'read the manual')).toEqual([
    { text: 'read the ' },
    { ...to, children: [{ text: 'manual' }] },
    { text: ' now' },
  ]);
});

it('writes more or fewer words, and none', () => {
  expect(childrenOf(['a ', bold('b'), ' c'], 'b c', 'one two three four')).toEqual([
    { text: 'a ' },
    bold('one'),
    { text: ' two three four' },
  ]);
  expect(childrenOf(['a ', bold('b'), ' c'], 'a b', 'z')).toEqual([{ text: 'z' }, { text: ' c' }]);
  expect(childrenOf(['a ', bold('b'), ' c'], 'b', '')).toEqual([{ text: 'a ' }, { text: ' c' }]);
  expect(childrenOf(['gone'], 'gone', '')).toEqual([{ text: '' }]);
  expect(childrenOf(['a ', link('/x', 'here'), ' b'], 'here', '')).toEqual([{ text: 'a ' }, { text: ' b' }]);
  const inline = entry('inline');
  expect(childrenOf(['a', inline, 'b', inline, ''], 'b', '')).toEqual([
    { text: 'a' },
    inline,
    { text: '' },
    inline,
    { text: '' },
  ]);
});

it('keeps embeds and breaks where they stand', () => {
  const inline = entry('inline');
  expect(childrenOf(['Alpine ', inline, 'Pro'], 'Alpine Pro', 'Summit Max')).toEqual([
    { text: 'Summit ' },
    inline,
    { text: 'Max' },
  ]);
  const line = breakLine();
  expect(childrenOf(['Alpine', line, 'Pro'], 'Pro', 'Max')).toEqual([{ text: 'Alpine' }, line, { text: 'Max' }]);
});

it('replaces each time it is found', () => {
  const document = doc(p('tent, ', bold('tent'), ' and tent'), element('ul', {}, li('tent')));
  const { document: made, hits } = replaceInDocument(freeze(document), replacing('tent', 'shelter'));
  expect([hits, leavesOf(made)]).toEqual([4, ['shelter, ', 'shelter', ' and shelter', 'shelter']]);
});

it('tells texts, code and addresses apart', () => {
  const image = element('img', { url: '/tent.jpg', alt: 'A tent', caption: 'tent' }, '');
  const shot = {
    ...asset('display'),
    attrs: { ...asset('display').attrs, 'asset-alt': 'tent', 'asset-link': '/tent', 'asset-name': 'tent.jpg' },
  };
  const to = element('a', { url: '/tent', title: 'The tent', target: 'tent' }, 'tent');
  const document = freeze(
    doc(
      p('a ', { text: 'tent()', inlineCode: true }, ' ', to),
      image,
      shot,
      element('code', { language: 'tent' }, 'tent = 1'),
      element('embed', { src: 'https://tent' }, ''),
    ),
  );
  const seen: [string, string, string][] = [];
  replaceInDocument(document, ({ kind, attribute, text, codes }) => {
    if (text.includes('tent'))
      seen.push([kind, attribute ?? '', codes.map(([from, to]) => text.slice(from, to)).join()]);
    return [];
  });
  expect(seen).toEqual([
    ['text', '', 'tent()'],
    ['url', 'url', ''],
    ['text', 'title', ''],
    ['url', 'url', ''],
    ['text', 'alt', ''],
    ['text', 'caption', ''],
    ['url', 'asset-name', ''],
    ['text', 'asset-alt', ''],
    ['url', 'asset-link', ''],
    ['code', '', ''],
    ['url', 'src', ''],
  ]);
  const texts = JSON.stringify(replaceInDocument(document, replacing('A tent', 'A hut')).document);
  expect(texts).toBe(JSON.stringify(document).replace('A tent', 'A hut'));
  const urls = replaceInDocument(
    document,
    replacing('tent', 'hut', ({ kind }) => kind === 'url'),
  );
  expect(urls.hits).toBe(5);
  expect((urls.document as unknown as Made).children[0]?.children[3]).toEqual({
    ...to,
    attrs: { ...to.attrs, url: '/hut' },
  });
});

it('changes a link’s title and its text at once', () => {
  const to = element('a', { url: '/x', title: 'The tent' }, 'tent');
  const { document, hits } = replaceInDocument(freeze(doc(p('', to, ''))), replacing('tent', 'hut'));
  expect(hits).toBe(2);
  expect((document as unknown as Made).children[0]?.children[1]).toEqual({
    ...to,
    attrs: { url: '/x', title: 'The hut' },
    children: [{ text: 'hut' }],
  });
});

it('reaches tables, merged cells, rows and what a plugin holds', () => {
  const wide = { ...element('td', { colSpan: 2 }, p('tent')), attrs: { colSpan: 2 } };
  const blocks = [
    table([['tent'], [wide]]),
    element('row', {}, element('column', {}, p('tent'))),
    element('check-list', {}, 'tent'),
    element('callout', {}, p('a ', element('tooltip', {}, 'tent'))),
  ];
  expect(replaceInDocument(freeze(doc(...blocks)), replacing('tent', 'hut')).hits).toBe(5);
});

it('finds the texts that a search finds, at their addresses', () => {
  fc.assert(
    fc.property(documents, document => {
      const seen: string[] = [];
      replaceInDocument(freeze(document), ({ address, text }) => {
        if (text.trim() !== '') seen.push(`${printAddress(address)} ${text}`);
        return [];
      });
      const found = [...listDocumentTexts(document, [])]
        .filter(({ text }) => text.trim() !== '')
        .map(({ address, text }) => `${printAddress(address)} ${text}`);
      expect([...seen].sort()).toEqual([...found].sort());
    }),
    { numRuns: 100 * times },
  );
});

it('says what was to be said, whatever is replaced', () => {
  fc.assert(
    fc.property(
      documents,
      fc.constantFrom('o', 'a', 'x', ' ', 'Note', 'warm and'),
      fc.constantFrom('', 'zebra', 'two words', 'a'),
      (document, find, put) => {
        const lines = (of: unknown): string[] => {
          const texts: string[] = [];
          replaceInDocument(of, ({ kind, text, attribute }) => {
            if (kind === 'text' && attribute === undefined && text.trim() !== '') texts.push(text);
            return [];
          });
          return texts;
        };
        const before = lines(document);
        const { document: made, hits } = replaceInDocument(
          freeze(document),
          replacing(find, put, ({ kind, attribute }) => kind === 'text' && attribute === undefined),
        );
        // A plugin's node may be one of a line where text came to stand beside it, or went.
        const toChars = (texts: string[]): string => [...texts.join('').replaceAll(/[\s\ufeff]/g, '')].sort().join('');
        expect(toChars(lines(made))).toBe(toChars(before.map(text => text.replaceAll(find, put))));
        expect(hits).toBe(before.reduce((sum, text) => sum + text.split(find).length - 1, 0));
        const held = new Set<unknown>(nodesOf(document));
        for (const node of nodesOf(made))
          if (!held.has(node) && node.text === undefined) expect(node.children.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 150 * times },
  );
});

it('ends soon however deep it stands', () => {
  let node: unknown = { text: 'tent' };
  for (let depth = 0; depth < 5000; depth += 1) node = { type: 'blockquote', uid: `u${depth}`, children: [node] };
  const { document, hits } = replaceInDocument({ type: 'doc', children: [node] }, replacing('tent', 'hut'));
  expect(hits).toBe(1);
  let below = document as unknown as Made;
  while (below.children) below = below.children[0] as Made;
  expect(below.text).toBe('hut');
});
