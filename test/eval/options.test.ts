// What `npm run eval` takes, what it says where it cannot start, and the command itself with a model.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEndpoint } from './model/endpoint.ts';
import { readOptions } from './options.ts';
import { isTrap } from './task.ts';
import { tasks } from './tasks/index.ts';

const own = { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };
const read = (args: readonly string[], env: Record<string, string> = own) => readOptions(args, env, tasks);

describe('the options', () => {
  it('are all tasks by the scripted solvers without any', () => {
    const { model, ...asked } = read([], {});
    expect(model).toBeUndefined();
    expect(asked).toMatchObject({ tasks, surfaces: ['full'], isFew: false });
  });

  it('narrow tasks and surfaces', () => {
    const names = (args: readonly string[]) => read(args).tasks.map(({ name }) => name);
    expect(names(['orders'])).toEqual(['orders in a post', 'orders in what is edited', 'orders in what is published']);
    expect(names(['--tasks', 'orders, typo', '--limit', '2'])).toEqual(['orders in a post', 'a typo within a block']);
    expect(read(['--model', 'm']).surfaces).toEqual(['full', 'tasks', 'operations']);
    expect(read(['--model', 'm', '--surface', 'tasks,full']).surfaces).toEqual(['tasks', 'full']);
  });

  it.each([
    [own, [], { api: 'openai', baseURL: own.OPENAI_BASE_URL, key: 'no-key' }],
    [{ OPENAI_API_KEY: 'k' }, [], { api: 'openai', baseURL: 'https://api.openai.com/v1', key: 'k' }],
    [{ ANTHROPIC_API_KEY: 'k' }, [], { api: 'anthropic', baseURL: 'https://api.anthropic.com', key: 'k' }],
    [{ ...own, ANTHROPIC_API_KEY: 'k' }, ['--api', 'anthropic'], { api: 'anthropic', key: 'k' }],
  ])('find the endpoint in %j', (env, args, endpoint) => {
    expect(read(['--model', 'm', ...args], env).model).toMatchObject({ model: 'm', ...endpoint });
  });

  it.each([
    [['nothing like it'], own, 'there is no such task; there are "mentions of a product"'],
    [['--surface', 'half'], own, 'there is no surface "half"; there are full, tasks, operations'],
    [['--limit', '0'], own, '--limit takes a whole number'],
    [['--model', 'm'], {}, 'a model needs an endpoint: set OPENAI_API_KEY'],
    [['--model', 'm', '--api', 'anthropic'], own, 'a model needs an endpoint: set ANTHROPIC_API_KEY'],
    [['--model', 'm', '--api', 'other'], own, 'there is no api "other"'],
    [['--model', 'm'], { ...own, ANTHROPIC_API_KEY: 'k' }, 'say --api openai or --api anthropic'],
    [['--modell', 'm'], own, "Unknown option '--modell'"],
  ])('say what is wrong with %j', (args, env, words) => {
    expect(() => read(args, env)).toThrow(words);
  });
});

it('has at least forty tasks for a model, a dozen of them traps', () => {
  expect(tasks.length).toBeGreaterThanOrEqual(40);
  expect(tasks.filter(isTrap).length).toBeGreaterThanOrEqual(12);
  expect(tasks.filter(({ trap }) => trap).length).toBeGreaterThanOrEqual(9);
});

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundled as `npm run eval` does, where its packages are found; run with nothing in the environment but what is given. */
async function runEval(args: readonly string[], env: Record<string, string>) {
  const outfile = join(root, `node_modules/.eval/of-test-${process.pid}.js`);
  await build({
    ...{ entryPoints: [join(root, 'test/eval/index.ts')], outfile, bundle: true, packages: 'external' },
    ...{ platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' },
  });
  const child = spawn(process.execPath, [outfile, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  onTestFinished(() => {
    child.kill();
    rmSync(outfile);
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk;
    });
  const [code] = await once(child, 'close');
  return { code, said };
}

describe('the command', () => {
  const [task = { name: '' }] = tasks.filter(({ name }) => name === 'orders in a post');

  it('has a model do a task, and says where table and plot are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'eval-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    await using endpoint = await startEndpoint(tasks.filter(each => each === task).map(({ solvers }) => solvers.best));
    const out = join(folder, 'below', 'scripted');
    const args = ['--model', 'scripted-1', '--tasks', task.name, '--surface', 'full', '--out', out];
    const { code, said } = await runEval(args, { ANTHROPIC_BASE_URL: endpoint.origin });
    expect(said).toBe(`full, ${task.name}: right\nTable and plot are in ${out}.md and ${out}.svg.\n`);
    expect(code).toBe(0);
    expect(readFileSync(`${out}.md`, 'utf8')).toContain('| full | 1 of 1 | 1 of 1 | 1 | 1 |');
    expect(readFileSync(`${out}.svg`, 'utf8')).toContain('<title>scripted-1 on the tasks of the evaluation</title>');
  });

  it('ends with words where it cannot start', async () => {
    const { code, said } = await runEval(['--model', 'scripted-1'], {});
    expect(said).toMatch(/^a model needs an endpoint: set OPENAI_API_KEY .+\n$/);
    expect(code).toBe(2);
  });
});
