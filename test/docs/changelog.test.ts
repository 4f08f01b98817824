// The changelog: sections of the usual kinds, every task and setting that came with a version, and counts that are true.
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { statusTool } from '../../src/stack/status.ts';
import { tasks } from '../../tools/index.ts';
import { read } from './pages.ts';

const [, ...versions] = read('CHANGELOG.md').split(/^## /m);
const [latest = ''] = versions;
const section = (name: string): string =>
  latest.split(/^### /m).find(each => each.startsWith(`${name}\n`)) ?? `no ${name}`;

it('has sections of the usual kinds, and says what a user has to change', () => {
  expect(latest.startsWith(`${about.version} (`)).toBe(true);
  const headings = [...latest.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['Added', 'Changed', 'Fixed', 'Security', `From 0.1.0 to ${about.version}`]);
});

it('names every task as added, and how many there are', () => {
  const named = [...section('Added').matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);
  expect([...tasks.map(({ name }) => name), statusTool.name].filter(name => !named.includes(name))).toEqual([]);
  expect(section(`From 0.1.0 to ${about.version}`)).toContain(
    `| ${tasks.length} tasks and \`${statusTool.name}\` are listed`,
  );
});
