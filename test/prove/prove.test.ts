// How the steps of `npm run prove` are run; the steps themselves are for it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { runSteps, type Step } from './run.ts';
import { toSteps } from './steps.ts';

const node = (script: string, more: Partial<Step> = {}): Step => ({
  name: script,
  command: [process.execPath, '-e', script],
  needs: [],
  ...more,
});

it('runs every step, and says which failed and how', async () => {
  const printed: string[] = [];
  const done = await runSteps(
    [
      [node('process.exit(3)')],
      [node('process.exit(process.env.DEPTH === "7" ? 0 : 1)', { env: { DEPTH: '7' } })],
      [node('process.kill(process.pid)'), { name: 'none', command: ['no-such-program'], needs: [] }],
    ],
    text => printed.push(text),
  );
  expect(done.map(({ failure }) => failure)).toEqual([
    'ended with 3',
    undefined,
    'ended with SIGTERM',
    expect.stringContaining('ENOENT'),
  ]);
  expect(printed.length).toBe(4);
});

it('runs the steps of a group at once, and prints what the second says in one piece', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prove-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // Each waits for the other.
  const meet = (own: string, other: string) =>
    node(
      `const { existsSync, writeFileSync } = require('node:fs');
       writeFileSync(${JSON.stringify(join(folder, own))}, '');
       const end = Date.now() + 60000;
       const look = () => existsSync(${JSON.stringify(join(folder, other))}) ? console.error('met') : Date.now() < end ? setTimeout(look, 20) : process.exit(1);
       console.log('waits');
       look();`,
      { name: own },
    );
  const printed: string[] = [];
  const done = await runSteps([[meet('a', 'b'), meet('b', 'a')]], text => printed.push(text));
  expect(done.map(({ name, failure }) => [name, failure])).toEqual([
    ['a', undefined],
    ['b', undefined],
  ]);
  expect(printed.at(-1)).toBe('\n── b said:\nwaits\nmet\n');
});

it('asks for a tool that is missing, by the line that installs it, and does not begin', async () => {
  const needs = [
    { program: 'npm', install: 'never said' },
    { program: 'no-such-program', install: 'apt-get install no-such-package' },
  ];
  const [done] = await runSteps([[node('process.exit(0)', { needs })]], () => {});
  expect(done?.failure).toBe('no-such-program is missing: apt-get install no-such-package');
});

it('names scripts that there are', () => {
  for (const { command } of toSteps('usual')
    .flat()
    .filter(({ command }) => command[0] === 'npm')) {
    // `npm run`, how, its name, and what it is told.
    expect(Object.keys(about.scripts)).toContain(command.slice(2).find(word => !word.startsWith('-')));
  }
});

it('runs the same tests in its long form, and some more', () => {
  for (const [place, { name, command }] of toSteps('usual').flat().entries()) {
    const long = toSteps('long').flat()[place];
    expect(long?.name).toBe(name);
    expect(long?.command).toEqual(expect.arrayContaining([...command]));
  }
});
