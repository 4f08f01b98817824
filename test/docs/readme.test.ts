// The README is read in ten minutes: short, with what a newcomer needs, in the order of need.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { open } from '../harness.ts';
import { blocksOf, read } from './pages.ts';

const readme = read('README.md');

it('has at most 12 KB', () => {
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(12_000);
});

it('gives the commands that package.json and CI have', () => {
  const run = readFileSync(new URL('../../.ci/run', import.meta.url), 'utf8');
  expect(readme).toContain('npm ci && npm run demo');
  expect(readme).toContain('npm ci && npm test');
  expect(Object.keys(about.scripts)).toEqual(expect.arrayContaining(['demo', 'test', 'prove']));
  expect(run.match(/^npm .*$/gm)).toEqual(['npm ci', 'npm test', 'npm run prove']);
});

it('says that a clone is built before it is connected, and connected before it is checked', () => {
  const [, steps = ''] = /^## Connect it to your stack\n([\s\S]*?)^## /m.exec(readme) ?? [];
  const [build, find, add, check] = [...steps.matchAll(/^\d\. (.*)$/gm)].map(([, step]) => step);
  expect(build).toContain('`npm ci && npm run build`');
  expect([find, add]).toEqual([expect.stringContaining('three values'), expect.stringContaining('docs/clients.md')]);
  expect(check).toContain('`node dist/main.js doctor`');
});

it('has five things to ask, about what the demo stack holds', async () => {
  const [, asks = ''] = /<!-- asks -->\n([\s\S]*?)<!-- \/asks -->/.exec(readme) ?? [];
  const prompts = blocksOf(asks, 'text');
  expect(prompts.length).toBe(5);
  // In quotes stand titles that are there, but for those that are to be given.
  const given = ['Three layers, one warm winter', 'Winter'];
  const quoted = prompts.flatMap(prompt => [...prompt.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title));
  const titles = [...new Set(quoted)].filter(title => !given.includes(title));
  await using opened = await open();
  const lists = [
    { name: 'list_entries', args: { content_type_uid: 'blog_post' } },
    { name: 'list_entries', args: { content_type_uid: 'page' } },
    { name: 'list_assets', args: {} },
  ];
  const found = JSON.stringify(await Promise.all(lists.map(({ name, args }) => opened.call(name, args))));
  expect(titles.length).toBe(3);
  expect(titles.filter(title => !found.includes(JSON.stringify(title)))).toEqual([]);
  const { languages } = { languages: JSON.stringify(await opened.call('list_languages', {})) };
  expect(languages).toMatch(/fr-fr/);
});
