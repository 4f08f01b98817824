// One snapshot per tool: exactly what tools/list shows. `vitest -u` rewrites them.
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Opened, open } from './harness.ts';
import { catalogue } from './operations.ts';

/** What is there beside the catalogue: by the first three the smaller surface reaches what it does not list. */
const beside = ['find_operation', 'run_read', 'run_write', 'server_status'];
const names = [...catalogue.tasks, ...catalogue.operations].map(({ name }) => name).concat(beside);

let opened: Opened[];
let tools: Map<string, unknown>;

beforeAll(async () => {
  opened = await Promise.all([
    open({ settings: { MODULES: 'all' } }),
    open({ settings: { MODULES: 'all', SURFACE: 'tasks' } }),
  ]);
  const lists = await Promise.all(opened.map(({ client }) => client.listTools()));
  // What both list is shown as the full list has it.
  tools = new Map(lists.reverse().flatMap(list => list.tools.map(tool => [tool.name, tool])));
});
afterAll(() => Promise.all(opened.map(each => each.close())));

it.each(names)('%s', async name => {
  expect(tools.get(name)).toBeDefined();
  await expect(`${JSON.stringify(tools.get(name), null, 2)}\n`).toMatchFileSnapshot(`catalog/${name}.json`);
});

it('shows every tool that is listed', () => {
  expect([...tools.keys()].filter(name => !names.includes(name))).toEqual([]);
});

it('has no snapshot of a tool that is gone', () => {
  const known = names.map(name => `${name}.json`);
  expect(readdirSync(new URL('catalog', import.meta.url)).filter(file => !known.includes(file))).toEqual([]);
});
