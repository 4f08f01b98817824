// Documents of rich text for tests: by hand, as the demo stack has them, and drawn.
import fc from 'fast-check';

export interface Leaf {
  text: string;
  [key: string]: unknown;
}

export interface Element {
  type: string;
  uid?: string;
  attrs: Record<string, unknown>;
  children: unknown[];
}

const nodes = (children: readonly unknown[]): unknown[] =>
  children.map(child => (typeof child === 'string' ? { text: child } : child));

let count = 0;

/** A text stands for a leaf without marks. */
export function element(type: string, attrs: Record<string, unknown>, ...children: unknown[]): Element {
  count += 1;
  return { type, uid: `a${count.toString(16).padStart(31, '0')}`, attrs, children: nodes(children) };
}

export const p = (...children: unknown[]): Element => element('p', {}, ...children);
export const li = (...children: unknown[]): Element => element('li', {}, ...children);
export const bold = (text: string): Leaf => ({ text, bold: true });
export const breakLine = (): Leaf => ({ text: '\n', break: false, separaterId: 'f00' });

export const link = (url: string, ...children: unknown[]): Element =>
  element('a', { url, target: '_self' }, ...children);

export const doc = (...children: unknown[]) => ({
  ...{ type: 'doc', uid: 'd0c', attrs: {}, children: nodes(children), _version: 3 },
});

export const entry = (display: string, ...children: unknown[]): Element =>
  element(
    'reference',
    { 'display-type': display, type: 'entry', 'entry-uid': 'blt1', 'content-type-uid': 'blog_posts', locale: 'en-us' },
    ...(children.length > 0 ? children : ['']),
  );

export const asset = (display: string): Element =>
  element(
    'reference',
    {
      'display-type': display,
      type: 'asset',
      'asset-uid': 'blt2',
      'content-type-uid': 'sys_assets',
      'asset-name': 'a.png',
    },
    '',
  );

const row = (type: string, cells: readonly unknown[]): Element =>
  element('tr', {}, ...cells.map(cell => (typeof cell === 'string' ? element(type, {}, p(cell)) : cell)));

/** The first row is the head. */
export const table = ([head = [], ...rows]: unknown[][]): Element =>
  element(
    'table',
    { rows: rows.length + 1, cols: head.length, colWidths: head.map(() => 250) },
    element('thead', {}, row('th', head)),
    element('tbody', {}, ...rows.map(cells => row('td', cells))),
  );

/** What Markdown, HTML or the tokens might take for their own. */
export const hostile = [
  ...['<x5/>', '<x5>', '</x5>', '<b>', '<!-- x -->', '<https://a.b>', 'https://a.b/?a=1&copy=2', 'me@a.b'],
  ...['# x', '## x ##', '1. x', '2) x', '- x', '+ x', '* x', '> x', '---', '***', '___', '===', '= =', '```', '~~~'],
  ...['| a | b |', '|---|', '-|-', ':--', 'a|b', 'a\\|b', '`a`', '``', '`', '*a*', '**a**', '_a_', '__a__', 'a_b_c'],
  ...['~a~', '~~a~~', '~5', '[a](b)', '![a](b)', '[a]: b', '[a]', ']', ')', '!', '\\', '\\*', 'C:\\dir', 'a\\'],
  ...[
    '&amp;',
    '&#35;',
    '&nbsp;',
    '&',
    '&copy',
    'AT&T',
    'a\u00a0b',
    '\u00a0',
    '\u00a0a\u00a0',
    'a  b',
    'a\tb',
    '\ufeffa',
  ],
  ...['a < b', 'a<b', '[ ] x', '[x] y', '#', '-', '+', '*', '1.', '1)', '10000000000. x', '$a$', ':a:', '--', '=', '"'],
  ...[
    '    x',
    '\tx',
    'a  ',
    'é*è',
    '“a”',
    '🎒',
    '**',
    '* *',
    '- - -',
    '<',
    '>',
    '</',
    '<a href="x">',
    '\u2028',
    '\\\\',
  ],
] as const;

export const flags = ['bold', 'italic', 'strikethrough', 'inlineCode', 'underline', 'superscript', 'subscript'];

const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.constantFrom('', ' ', 'boots', 'warm and dry', 'Note:', 'one ', ' two', '.', 'a\nb', '\n', '\n\n'),
  // Markdown has no way to say NUL: a token then stands for the block.
  fc
    .string({ unit: 'binary-ascii', maxLength: 8 })
    .map(own => own.replaceAll('\0', '')),
  fc.array(fc.constantFrom(...'*_`<>[]()!\\&|~#-+=.: \u00a0ab1'), { maxLength: 10 }).map(chars => chars.join('')),
);

const leaf = fc
  .tuple(
    text,
    fc.subarray(flags, { maxLength: 3 }),
    fc.option(fc.constantFrom({ color: 'red' }, { attrs: { style: {} } }, { classname: 'x' })),
  )
  .map(
    ([own, marked, extra]): Leaf => ({ ...Object.fromEntries(marked.map(flag => [flag, true])), ...extra, text: own }),
  );

const leaves = fc.array(leaf, { minLength: 1, maxLength: 4 });
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('', '/a b', 'a(b', 'a)b', 'x`y', '<a>', 'a\\b', '?a=1&amp;b', '#top', 'a|b', 'a\nb'),
);

const inlines = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: leaf },
    { weight: 1, arbitrary: fc.tuple(url, leaves).map(([to, inner]) => link(to, ...inner)) },
    { weight: 1, arbitrary: leaves.map(inner => element('span', {}, ...inner)) },
    { weight: 1, arbitrary: leaves.map(inner => entry('link', ...inner)) },
    { weight: 1, arbitrary: leaves.map(inner => element('tooltip', { of: 'x' }, ...inner)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(0, 1).map(which => (which ? entry('inline') : element('img', { url: 'u' }, ''))),
    },
  ),
  { minLength: 1, maxLength: 5 },
);

const lists = fc.letrec<{ list: Element }>(tie => ({
  list: fc
    .tuple(
      fc.constantFrom('ul', 'ol'),
      fc.array(
        fc.oneof(
          inlines.map(inner => li(...inner)),
          inlines.map(inner => li(p(...inner), p('more'))),
          fc.tuple(inlines, tie('list')).map(([inner, list]) => li(...inner, list)),
        ),
        { minLength: 1, maxLength: 3 },
      ),
      fc.option(tie('list'), { maxDepth: 2 }),
      fc.option(fc.constantFrom(0, 1, 7, 99, 'x')),
    )
    .map(([type, items, beside, start]) =>
      element(type, start === null ? {} : { start }, ...items, ...(beside ? [beside] : [])),
    ),
})).list;

const block = fc.oneof(
  { weight: 4, arbitrary: inlines.map(inner => p(...inner)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 6 }), inlines)
      .map(([level, inner]) => element(`h${level}`, {}, ...inner)),
  },
  { weight: 2, arbitrary: lists },
  { weight: 1, arbitrary: inlines.map(inner => element('blockquote', {}, ...inner)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(inlines, lists)
      .map(([inner, list]) => element('blockquote', {}, p(...inner), list, element('hr', {}, ''))),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(text, fc.constantFrom('', 'js', 'c++', 'a b', '`'))
      .map(([own, language]) => element('code', { language }, own)),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.tuple(inlines, inlines), { minLength: 1, maxLength: 3 })
      .map(rows => table(rows.map(cells => cells.map(inner => element('td', {}, ...inner))))),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(0, 1, 2, 3)
      .map(which => [element('hr', {}, ''), p(''), entry('block'), asset('display')][which]),
  },
  { weight: 1, arbitrary: inlines.map(inner => element('callout', { tone: 'warm' }, p(...inner))) },
  { weight: 1, arbitrary: inlines.map(inner => element('fragment', {}, p(...inner), p('next'))) },
);

/** Well-formed, with much that is hard to say in Markdown. */
export const documents = fc.array(block, { maxLength: 5 }).map(blocks => doc(...blocks));
