// SECURITY.md: what it points at is there, so that who checks it is not led astray.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { table } from '../../src/settings/table.ts';
import { operations } from '../operations.ts';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('SECURITY.md', root), 'utf8');
const quoted = [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

it('names files and folders that there are, in each row a place in the code and a test', () => {
  const paths = quoted.filter(word => /^(src|test|tools)\/[\w/.-]+$/.test(word));
  expect(paths.length).toBeGreaterThan(30);
  expect(paths.filter(path => !existsSync(fileURLToPath(new URL(path, root))))).toEqual([]);
  const rows = text.split('\n').filter(line => /^\| (?!against)\w/.test(line));
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const [, , , where = '', test = ''] = row.split('|');
    expect(where, row).toMatch(/`(src|tools|package\.json)/);
    expect(test, row).toContain('`test/');
  }
});

it('names settings and tools that there are', () => {
  const settings = quoted.flatMap(word => /^CONTENTSTACK_([A-Z_]+)/.exec(word)?.[1] ?? []);
  expect(settings.length).toBeGreaterThan(8);
  expect(settings.filter(name => !(name in table))).toEqual([]);
  const names = operations.map(({ name }) => name);
  const tools = quoted.flatMap(word => /^(?:CONTENTSTACK_TOOLS_DENY=)?([a-z]+_[a-z_]+)$/.exec(word)?.[1] ?? []);
  expect(tools.length).toBeGreaterThan(1);
  expect(tools.filter(name => !names.includes(name))).toEqual([]);
});
