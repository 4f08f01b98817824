// Whatever README and docs point at is there: sections, files, settings, tools, commands; and what is packed points at nothing outside.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { toHelp } from '../../src/command/help.ts';
import { prompts } from '../../src/server/prompts.ts';
import { table } from '../../src/settings/table.ts';
import { operations, tasks } from '../operations.ts';
import { blocksOf, pages, read } from './pages.ts';
import { released } from './tables.ts';

const root = new URL('../../', import.meta.url);
/** What else is read, and linked to. */
const others = [
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'SUPPORT.md',
  'CODE_OF_CONDUCT.md',
  'docs/measurements/RESULTS.md',
];
const all = [...pages, ...others];

const help = toHelp(about);
/** Flags of Claude Code, of Node.js, and of scripts in package.json. */
const elsewhere = ['scope', 'mcp-config', 'import', 'clean', 'tasks', 'limit', 'out'];

/** As GitHub makes it of a heading. */
const toAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '');

const anchorsOf = (path: string): string[] =>
  [...withoutBlocks(read(path)).matchAll(/^##* (.*)$/gm)].map(([, heading = '']) => toAnchor(heading));

/** Those within the repository, with the file they lead to as a path from its root. */
function linksOf(path: string): { link: string; file: string; anchor: string }[] {
  const links = [...withoutBlocks(read(path)).matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.map(link => {
    const { pathname, hash } = new URL(link, new URL(path, 'file:///'));
    return { link, file: decodeURIComponent(pathname.slice(1)), anchor: hash.slice(1) };
  });
}

describe.each(all)('%s', path => {
  const text = read(path);
  const code = [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);

  it('links to files and sections that are there', () => {
    for (const { link, file, anchor } of linksOf(path)) {
      expect(existsSync(new URL(file, root)), link).toBe(true);
      if (anchor) expect(anchorsOf(file), link).toContain(anchor);
    }
  });

  it('names settings and files that are there', () => {
    const named = [...text.matchAll(/(?<![A-Z_])CONTENTSTACK_([A-Z_]+[A-Z])/g)].map(([, name = '']) => name);
    expect(named.filter(name => !Object.hasOwn(table, name))).toEqual([]);
    // Not methods of MCP.
    const paths = code.filter(words => /^(src|test|tools(?!\/(list|call)$)|docs)\/[\w./-]+$/.test(words));
    expect(paths.filter(name => !existsSync(new URL(name, root)))).toEqual([]);
  });

  it('names tools that are there', () => {
    const verbs = [...new Set(operations.map(({ name }) => name.split('_')[0]))].join('|');
    const named = code.filter(words => new RegExp(`^(${verbs})_[a-z_]+$`).test(words));
    const known = [...tasks, ...operations, ...prompts].map(({ name }) => name);
    // An operation that CONTRIBUTING adds, for an example.
    if (path === 'CONTRIBUTING.md') known.push('list_label_refs');
    expect(named.filter(name => !known.includes(name))).toEqual([]);
  });

  it('names flags that there are', () => {
    const lines = [...code, ...blocksOf(text, 'sh').flatMap(block => block.split('\n'))];
    const own = lines.filter(
      line => line.startsWith('--') || /^(node dist\/main\.js|[A-Z_=…\w ]+ node dist\/main\.js) /.test(line),
    );
    const named = own.flatMap(line => [...line.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, name = '']) => name));
    expect(named.filter(name => !new RegExp(`--${name}[\\s,]`).test(help) && !elsewhere.includes(name))).toEqual([]);
  });

  it('gives scripts that there are', () => {
    const named = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
    expect(named.filter(name => !Object.hasOwn(about.scripts, name))).toEqual([]);
  });

  it('gives no line that would fetch this from npm before it is there', () => {
    if (!released) expect(text).not.toMatch(new RegExp(`(npx|npm (i|install|exec))\\b[^\\n]*${about.name}`));
  });

  it('has snippets of JSON that are JSON', () => {
    for (const block of blocksOf(text, 'json')) expect(() => JSON.parse(block), block).not.toThrow();
  });
});

describe('what is packed', () => {
  const isPacked = (file: string) =>
    ['README.md', 'LICENSE'].includes(file) ||
    about.files.some(packed => file === packed || file.startsWith(`${packed}/`));

  it.each(all.filter(isPacked))('%s links to nothing that is not', path => {
    expect(linksOf(path).filter(({ file }) => !isPacked(file))).toEqual([]);
  });

  it('is every page', () => {
    expect(pages.filter(path => !isPacked(path))).toEqual([]);
  });
});

it('says which client is told of an HTTP server how', () => {
  const snippets = pages.flatMap(path => blocksOf(read(path), 'json').map(block => JSON.parse(block)));
  const byHttp = snippets.filter(({ mcpServers }) => mcpServers?.contentstack?.type === 'http');
  expect(byHttp).toMatchObject([{ mcpServers: { contentstack: { url: expect.stringMatching(/:3000\/mcp$/) } } }]);
});

it('is reached: every page from the README', () => {
  const reached = linksOf('README.md').map(({ file }) => file);
  expect(pages.filter(path => path !== 'README.md' && !reached.includes(path))).toEqual([]);
});
