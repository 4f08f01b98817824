// What the tool list costs in every conversation: o200k tokens of name, description and input schema, as sent.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { tasks } from '../tools/index.ts';
import { open } from './harness.ts';
import { operations } from './operations.ts';

type Given = NonNullable<Parameters<typeof open>[0]>;

const readingTasks = tasks.filter(({ effect }) => effect === 'read').map(({ name }) => name);

/** The operations have budgets of their own: tasks are measured beside them. */
const withoutTasks = { tasks: [] };

/** Tokens by tool, for one branch unless the settings say otherwise. */
async function measure(options: Given, branches: 'main' | 'all' = 'main'): Promise<Map<string, number>> {
  await using opened = await open({
    ...options,
    settings: {
      ...(branches === 'all' ? {} : { BRANCHES: branches }),
      GLOBAL_WRITES: 'allow',
      LIVE_SCHEMA: 'false',
      ...options.settings,
    },
  });
  const { tools } = await opened.client.listTools();
  return new Map(
    tools.map(({ name, description, inputSchema }) => [
      name,
      encode(JSON.stringify({ name, description, inputSchema })).length,
    ]),
  );
}

const sum = (costs: Iterable<number>) => [...costs].reduce((total, cost) => total + cost, 0);

it('keeps the default modules, read-write, within 11,100 tokens, and read-only within 4,000', async () => {
  const full = await measure(withoutTasks);
  const readOnly = await measure({ ...withoutTasks, token: 'read_only' });
  const modules = new Map<string, number[]>();
  const every = await measure({ ...withoutTasks, settings: { MODULES: 'all' } });
  for (const [name, cost] of every) {
    const module = operations.find(operation => operation.name === name)?.module ?? 'of no module';
    modules.set(module, [...(modules.get(module) ?? []), cost]);
  }
  const all = sum(every.values());
  const rows = [...modules].map(([name, costs]) => `budget: ${name} ${sum(costs)} tokens for ${costs.length} tools`);
  process.stdout.write(
    `${rows.join('\n')}\nbudget: default ${sum(full.values())} for ${full.size} tools, read-only ${sum(readOnly.values())} for ${readOnly.size}, everything ${all}\n`,
  );
  expect(sum(full.values())).toBeLessThanOrEqual(11_100);
  expect(sum(readOnly.values())).toBeLessThanOrEqual(4_000);
  expect(all).toBeLessThanOrEqual(17_800);
  for (const [name, cost] of every) expect(cost, name).toBeLessThanOrEqual(400);
});

it('stays within 11,900 tokens on one branch, and 12,900 on four', async () => {
  const one = sum((await measure({ ...withoutTasks, settings: { LIVE_SCHEMA: 'true' } })).values());
  const four = sum((await measure({ ...withoutTasks, settings: { LIVE_SCHEMA: 'true' } }, 'all')).values());
  process.stdout.write(`budget: demo stack with its names ${one} on one branch, ${four} on four\n`);
  expect(one).toBeLessThanOrEqual(11_900);
  expect(four).toBeLessThanOrEqual(12_900);
  expect(four).toBeGreaterThan(one);
});

it('keeps each task within 400 tokens, the reading ones together within 1,500, and all within 3,300', async () => {
  const costs = await measure({});
  const operationsAlone = sum((await measure(withoutTasks)).values());
  const all = tasks.map(({ name }) => costs.get(name) ?? Number.NaN);
  const reading = sum(readingTasks.map(name => costs.get(name) ?? Number.NaN));
  process.stdout.write(
    `budget: ${tasks.length} tasks ${sum(all)}, those that read ${reading}; default with them ${sum(costs.values())} for ${costs.size} tools\n`,
  );
  for (const [index, cost] of all.entries()) expect(cost, tasks[index]?.name).toBeLessThanOrEqual(400);
  expect(reading).toBeLessThanOrEqual(1_500);
  expect(sum(all)).toBeLessThanOrEqual(3_300);
  // Nothing else becomes longer by them.
  expect(sum(costs.values())).toBe(operationsAlone + sum(all));
});

it('keeps what clients are shown, tasks and all, within the room of a conversation', async () => {
  const named = { LIVE_SCHEMA: 'true' };
  const list = async (settings: Given['settings'], branches: 'main' | 'all', token?: 'read_only') => {
    const costs = await measure({ settings: { ...named, ...settings }, ...(token ? { token } : {}) }, branches);
    return { tokens: sum(costs.values()), tools: costs.size };
  };
  const one = await list({}, 'main');
  const four = await list({}, 'all');
  const readOnly = await list({}, 'all', 'read_only');
  const everything = await list({ MODULES: 'all' }, 'all');
  const each = { one, four, readOnly, everything };
  process.stdout.write(`budget: with tasks ${JSON.stringify(each)}\n`);
  expect(one.tokens).toBeLessThanOrEqual(15_300);
  expect(four.tokens).toBeLessThanOrEqual(16_300);
  expect(readOnly.tokens).toBeLessThanOrEqual(6_200);
  expect(everything.tokens).toBeLessThanOrEqual(23_500);
  // Some clients take no more than 128 tools.
  for (const { tools } of [one, four]) expect(tools).toBeLessThanOrEqual(127);
});

it('keeps the surface of tasks within 6,000 tokens and 32 tools, with the names of the stack', async () => {
  const settings = { LIVE_SCHEMA: 'true', SURFACE: 'tasks' };
  for (const MODULES of [undefined, 'all']) {
    const costs = await measure({ settings: { ...settings, ...(MODULES ? { MODULES } : {}) } }, 'all');
    process.stdout.write(`budget: surface of tasks ${sum(costs.values())} for ${costs.size} tools\n`);
    expect(sum(costs.values())).toBeLessThanOrEqual(6_000);
    expect(costs.size).toBeLessThanOrEqual(32);
    for (const name of [...tasks.map(each => each.name), 'find_operation', 'run_read', 'run_write'])
      expect([...costs.keys()]).toContain(name);
  }
});

it('grows by at most 30 % with the names of the stack', async () => {
  const bare = sum((await measure({})).values());
  const live = sum((await measure({ settings: { LIVE_SCHEMA: 'true' } })).values());
  process.stdout.write(`budget: with the names of the stack ${live}, ${Math.round((live / bare - 1) * 100)} % more\n`);
  expect(live).toBeGreaterThan(bare);
  expect(live).toBeLessThanOrEqual(bare * 1.3);
});

it('keeps what lists of resources and prompts cost within 1,000 tokens', async () => {
  await using opened = await open();
  const { client } = opened;
  const cost = (list: unknown) => encode(JSON.stringify(list)).length;
  const templates = cost((await client.listResourceTemplates()).resourceTemplates);
  const resources = cost((await client.listResources()).resources);
  const prompts = cost((await client.listPrompts()).prompts);
  process.stdout.write(
    `budget: resource templates ${templates}, resources of the demo stack ${resources}, prompts ${prompts}\n`,
  );
  expect(templates + prompts).toBeLessThanOrEqual(1_000);
  // Each content type of a stack adds some 40.
  expect(resources).toBeLessThanOrEqual(400);
});
