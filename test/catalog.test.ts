// One snapshot per tool: exactly what tools/list shows. `vitest -u` rewrites them.
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Opened, open } from './harness.ts';
import { operations } from './operations.ts';

let opened: Opened;
let tools: Map<string, unknown>;

beforeAll(async () => {
  opened = await open({ settings: { MODULES: 'all' } });
  tools = new Map((await opened.client.listTools()).tools.map(tool => [tool.name, tool]));
});
afterAll(() => opened.close());

it.each(operations.map(({ name }) => name))('%s', async name => {
  await expect(`${JSON.stringify(tools.get(name), null, 2)}\n`).toMatchFileSnapshot(`catalog/${name}.json`);
});

it('has no snapshot of a tool that is gone', () => {
  const known = operations.map(({ name }) => `${name}.json`);
  expect(readdirSync(new URL('catalog', import.meta.url)).filter(file => !known.includes(file))).toEqual([]);
});
