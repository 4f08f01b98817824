// What CONTRIBUTING.md says can be done: its paths and commands are there, and its example is an operation that every law takes.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { toInput } from '../../src/operations/arguments.ts';
import type { Module } from '../../src/operations/operation.ts';
import type { Task } from '../../src/operations/task.ts';
import { open } from '../harness.ts';
import { operations } from '../operations.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);

it('names files that are there', () => {
  const links = [...text.matchAll(/\]\(([^):]+)\)/g)].map(([, path = '']) => path.replace(/#.*/, ''));
  const paths = [
    ...links,
    ...code.flatMap(words => words.match(/\b(src|tools|test)\/[\w./-]*|^[\w-]+\.(md|json)$/g) ?? []),
  ];
  expect(paths.filter(path => !existsSync(join(root, path)))).toEqual([]);
  expect(paths.length).toBeGreaterThan(25);
});

it('names scripts that there are', () => {
  const named = code.flatMap(words => [...words.matchAll(/npm (?:run )?(\w+)/g)].map(([, name = '']) => name));
  const own = ['ci', 'publish', 'version'];
  expect(named.filter(name => !own.includes(name) && !Object.hasOwn(about.scripts, name))).toEqual([]);
});

it('promises of `npm run accept` what it runs', () => {
  const asked = [...text.matchAll(/^\| `(test\/[^`]+)` \| /gm)].map(([, path = '']) => path);
  expect(asked.length).toBe(10);
  const run = about.scripts.accept.split(' ').filter(word => word.startsWith('test/'));
  for (const path of asked)
    expect(
      run.some(word => path.startsWith(word)),
      path,
    ).toBe(true);
});

it('gives a task for an example that compiles, and that answers', async () => {
  const [, example = ''] = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const folder = mkdtempSync(join(root, 'node_modules/.example-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [source, made] = [join(folder, 'task.ts'), join(folder, 'task.mjs')];
  writeFileSync(source, example.replaceAll("'../../src/", `'${root}src/`));
  const check = { extends: join(root, 'tsconfig.json'), include: [], files: [source] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(check));
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', folder], { stdio: 'pipe' });
  await build({ entryPoints: [source], bundle: true, format: 'esm', platform: 'node', outfile: made });
  const { default: task }: { default: Task } = await import(pathToFileURL(made).href);
  await using opened = await open({ tasks: [task] });
  await opened.call('create_label', { label: { name: 'Unused' } });
  const { says, rows } = await opened.call(task.name);
  expect(says).toMatch(/^\d of \d labels$/);
  expect(JSON.stringify(rows)).toContain('Unused');
});

it('gives an operation for an example that compiles, and that a module takes', async () => {
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
  const folder = mkdtempSync(join(root, 'node_modules/.example-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [source, made] = [join(folder, 'labels.ts'), join(tmpdir(), `${folder.split('-').at(-1)}.mjs`)];
  onTestFinished(() => rmSync(made, { force: true }));
  const labels = readFileSync(join(root, 'tools/labels.ts'), 'utf8').replaceAll("'../src/", `'${root}src/`);
  writeFileSync(source, labels.replace('  operations: {\n', `  operations: {\n${example}`));
  const check = { extends: join(root, 'tsconfig.json'), include: [], files: [source] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(check));
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', folder], { stdio: 'pipe' });

  await build({
    entryPoints: [source],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: made,
    logLevel: 'silent',
  });
  const { default: module }: { default: Module } = await import(pathToFileURL(made).href);
  const [first] = module.operations;
  expect(first?.name).toMatch(/^[a-z][a-z0-9_]{0,24}$/);
  expect(operations.map(({ name }) => name)).not.toContain(first?.name);
  expect(text).toContain(`tool('${first?.name}')`);
  expect(first).toMatchObject({ module: 'labels', reach: 'branch', effect: 'read' });
  const schema = first && toInput(first).schema();
  expect(schema).toMatchObject({ type: 'object', required: ['label_uid'] });
});
