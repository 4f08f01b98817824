// The text that a search finds in a document, and where.
import { expect, it } from 'vitest';
import { printAddress } from '../../../src/content/address.ts';
import { resolveAddress } from '../../../src/content/resolve.ts';
import { toPlainText } from '../../../src/content/rich-text/plain-text.ts';
import { asset, bold, doc, element, li, link, p, table } from './documents.ts';

const rows = (document: unknown) =>
  toPlainText(document, ['body']).map(({ address, kind, text }) => [kind, text, printAddress(address)]);

it('joins what a block says, however it is marked', () => {
  const line = p(
    'Dress for ',
    bold('the cl'),
    { text: 'imb', italic: true, color: 'red' },
    link('/a', ', not'),
    '\nthe car',
  );
  const [only] = rows(doc(line));
  expect(only).toEqual(['text', 'Dress for the climb, not\nthe car', `body[${line.uid}]`]);
});

it('gives each paragraph, heading, item, cell and code its own text', () => {
  const inner = li('inner');
  const blocks = [
    element('h2', {}, 'head'),
    element('ul', {}, li('outer ', bold('item'), element('ul', {}, inner)), li(p('in p'))),
    element('blockquote', {}, 'quote'),
    table([
      ['a', 'b'],
      ['c', ''],
    ]),
    element('code', {}, 'x = 1\ny = 2'),
    element('callout', {}, p('told'), element('my-note', {}, 'noted')),
  ];
  const found = rows(doc(...blocks));
  expect(found.map(([, text]) => text)).toEqual([
    ...['head', 'outer item', 'inner', 'in p', 'quote', 'a', 'b', 'c', 'x = 1\ny = 2', 'told', 'noted'],
  ]);
  expect(found[2]?.[2]).toBe(`body[${inner.uid}]`);
});

it('keeps apart what links and images say', () => {
  const to = element('a', { url: 'https://a.b', title: 'More' }, 'read');
  const image = element('img', { url: '/i.png', alt: 'A ridge', caption: 'In June' }, '');
  expect(rows(doc(p('go ', to), image, asset('display')))).toEqual([
    ['text', 'go read', expect.any(String)],
    ['url', 'https://a.b', `body[${to.uid}]`],
    ['link title', 'More', `body[${to.uid}]`],
    ['url', '/i.png', `body[${image.uid}]`],
    ['alt', 'A ridge', `body[${image.uid}]`],
    ['caption', 'In June', `body[${image.uid}]`],
  ]);
});

it('gives addresses that lead back, of nodes without a uid or with a shared one too', () => {
  const document = doc(
    { type: 'p', uid: 'a', children: [{ text: 'one' }] },
    { type: 'p', uid: 'a', children: [{ text: 'two' }] },
    { type: 'ul', children: [{ type: 'li', children: [{ text: 'three' }] }] },
  );
  const found = toPlainText(document, ['body']);
  expect(found.length).toBe(3);
  for (const { address, text } of found) {
    const resolved = resolveAddress({ body: document }, address);
    expect(resolved.found && JSON.stringify(resolved.value)).toContain(text);
  }
});

it('takes whatever is stored, of any depth', () => {
  expect(toPlainText('<p>old</p>')).toEqual([]);
  expect(rows(doc({ text: 'stray' }, 7, { type: 'p', children: 'x' }))).toEqual([['text', 'stray', 'body']]);
  let node: unknown = { text: 'deep' };
  for (let depth = 0; depth < 5000; depth += 1) node = { type: 'blockquote', uid: `u${depth}`, children: [node] };
  expect(rows(doc(node))).toEqual([['text', 'deep', 'body[u0]']]);
});
