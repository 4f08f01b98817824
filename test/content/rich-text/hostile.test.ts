// Texts that look like Markdown, HTML or tokens, documents that are malformed, and documents that are drawn.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Markdown, toMarkdown } from '../../../src/content/rich-text/markdown.ts';
import { parseMarkdown } from '../../../src/content/rich-text/shown/markdown-parser.ts';
import { listNodes } from '../../../src/content/rich-text-nodes.ts';
import { times } from '../../long.ts';
import { doc, documents, element, flags, hostile, p } from './documents.ts';
import { join, listRuns, listTags, type Parsed, type Run } from './parsed.ts';

/** No title may be taken for more than that. */
const title = hostile.filter(text => !text.includes('a')).join(' ');

async function show(document: unknown, from = 0): Promise<Markdown> {
  const shown = await toMarkdown(document, () => title.slice(from));
  if ('reason' in shown) throw new Error(shown.reason);
  return shown;
}

/** By the test's own walk: the text of Markdown's tree, without its tags. */
function readText(node: Parsed): string {
  if (node.type === 'html') return /^<br\/?>$/.test(node.value ?? '') ? '\n' : '';
  if (node.type === 'break') return '\n';
  return (node.value ?? '') + (node.children ?? []).map(readText).join('');
}

/** Blanks at the ends of lines do not count. */
const squeeze = (text: string): string => text.replaceAll(/[ \t\r\n]+/g, '');

const looks = { paragraph: 'p', heading: 'h3', item: 'li', cell: 'td', quote: 'blockquote' };

it.each(Object.entries(looks))('keeps what looks like Markdown a text, in a %s', async (_, type) => {
  for (const text of hostile) {
    const own = element(type, {}, text);
    const block = {
      ...{ li: element('ul', {}, own), td: element('table', {}, element('thead', {}, element('tr', {}, own))) }[type],
      ...(type === 'li' || type === 'td' ? {} : own),
    };
    const { markdown, tokens } = await show(doc(block));
    expect(tokens, text).toEqual([]);
    expect(readText(parseMarkdown(markdown) as Parsed), markdown).toBe(text.replaceAll(/^[ \t]+|[ \t]+$/g, ''));
  }
});

it('keeps it a text with any mark, and in code', async () => {
  for (const flag of flags) {
    for (const text of hostile.filter(each => each.trim() !== '')) {
      const { markdown, blocks } = await show(doc(p('a ', { text, [flag]: true }, ' b')));
      expect(blocks[0]?.block.kind, markdown).toBe('paragraph');
      expect(squeeze(readText(parseMarkdown(markdown) as Parsed)), markdown).toBe(squeeze(`a ${text} b`));
    }
  }
});

it('leaves alone what nothing would misread', async () => {
  const plain = 'A < b & c, ~5 kg, C:\\dir, snake_case, AT&T, 3 - 2 = 1, #tag, 1.5, (x) [!] "q" https://a.b/?a=1&b=2';
  expect((await show(doc(p(plain)))).markdown).toBe(plain.replace('[', '\\['));
});

it('reads back as the document, and loses no text', async () => {
  let opaque = 0;
  let all = 0;
  await fc.assert(
    fc.asyncProperty(documents, fc.nat(title.length - 1), async (document, from) => {
      const before = JSON.stringify(document);
      const { markdown, tokens, blocks } = await show(document, from);
      expect(JSON.stringify(document)).toBe(before);
      const parsed = parseMarkdown(markdown) as Parsed;
      const names = tokens.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      // Each token stands once in the Markdown: counted in the tree, not in the text.
      expect(listTags(parsed).sort()).toEqual([...names].sort());
      const standing = new Map(tokens.map(token => [token.name, token.standing]));
      // As many blocks, and each the kind it was made of.
      expect(parsed.children?.map(child => toKind(child, standing))).toEqual(blocks.map(({ block }) => block.kind));
      // Each character with the marks, link and kind of block that the document gives it.
      const stoodFor = new Set(
        tokens.filter(token => token.standing !== 'pair').map(({ address }) => JSON.stringify(address[0])),
      );
      expect(listRuns(parsed)).toEqual(listStored(document, stoodFor));
      const texts = [...listNodes(document)].map(({ value }) => (value as { text?: string }).text ?? '').join('');
      const said = readText(parsed) + tokens.map(({ text }) => text).join('');
      expect([...squeeze(said)].sort().join('')).toBe([...squeeze(texts)].sort().join(''));
      all += blocks.length;
      opaque += tokens.filter(token => token.standing === 'block' && isText.test(token.kind)).length;
    }),
    { numRuns: 60 * times },
  );
  // Else the check would pass for a renderer that says nothing.
  expect(opaque / all).toBeLessThan(0.02);
});

const isText = /^(p|h\d|ul|ol|blockquote|table)$/;

function toKind({ type, children = [] }: Parsed, standing: ReadonlyMap<string, string>): string {
  const kinds: Record<string, string> = { thematicBreak: 'rule', blockquote: 'quote' };
  const [, name] = type === 'paragraph' ? (/^<(x\d+)/.exec(children[0]?.value ?? '') ?? []) : [];
  return name !== undefined && standing.get(name) === 'block' ? 'token' : (kinds[type] ?? type);
}

interface Stored {
  text?: string;
  type?: string;
  uid?: string;
  attrs?: { url?: string };
  children?: unknown[];
  [mark: string]: unknown;
}

function listStored(document: unknown, stoodFor: ReadonlySet<string>): Run[] {
  const open = (value: unknown, url: string, around: string): Run[] => {
    const { text, type, uid, attrs, children = [], ...rest } = value as Stored;
    if (stoodFor.has(JSON.stringify({ uid }))) return [];
    if (text !== undefined) return [[text, flags.filter(flag => rest[flag] === true).join(), url, around]];
    const to = type === 'a' ? (attrs?.url ?? '') : url;
    const inner = /^(h\d|ul|ol|blockquote|code|table)$/.test(type ?? '') ? `${around}/${type}` : around;
    return children.flatMap(child => open(child, to, inner));
  };
  return join(open(document, '', ''));
}

const anything = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom(null, '', 'x', 'doc', 0, true, '\n', '<x1/>'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.record(
      {
        type: fc.constantFrom(
          'doc',
          'p',
          'a',
          'ul',
          'li',
          'table',
          'thead',
          'tr',
          'td',
          'code',
          'reference',
          'img',
          'h1',
          'h9',
          'fragment',
          'x',
          '',
          null,
          7,
        ),
        uid: fc.constantFrom('a', 'b', '', null),
        attrs: tie('value'),
        text: tie('value'),
        children: fc.oneof(tie('value'), fc.array(tie('value'), { maxLength: 3 })),
      },
      { requiredKeys: [] },
    ),
  ),
})).value;

it('takes whatever is stored', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { maxLength: 4 }), async children => {
      const { markdown, tokens } = await show({ type: 'doc', children });
      expect(listTags(parseMarkdown(markdown) as Parsed).sort()).toEqual(tokens.map(({ name }) => name).sort());
    }),
    { numRuns: 200 * times },
  );
});

it('shows malformed blocks as tokens beside those that are not', async () => {
  const { markdown } = await show(
    doc({ text: 'stray' }, p({ text: null }), 7, p('fine'), { type: 'p' }, { type: 'a' }),
  );
  expect(markdown.split('\n\n')).toEqual(['<x1 malformed="stray"/>', '<x2 p/>', '<x3 malformed/>', 'fine', '<x4 a/>']);
});

it('does not read back what no field could hold', async () => {
  const { tokens } = await show(doc(p('a'.repeat(100_000)), p('a'.repeat(100_001))));
  expect(tokens.map(({ kind, text }) => [kind, text.length])).toEqual([['p', 100_001]]);
});

it.each(['blockquote', 'ul', 'span', 'fragment', 'x'])('ends soon with %s nested thousands deep', async type => {
  let node: unknown = { text: 'deep' };
  for (let depth = 0; depth < 5000; depth += 1) {
    node = { type, children: [type === 'ul' ? { type: 'li', children: [node] } : node] };
  }
  const { markdown, tokens } = await show({ type: 'doc', children: [node, p('after')] });
  expect(markdown).toMatch(/after$/);
  expect(markdown.length).toBeLessThan(500);
  // What only holds others is looked through, however deep.
  expect(type === 'fragment' ? markdown.split('\n')[0] : tokens.map(({ text }) => text).join()).toBe('deep');
});
