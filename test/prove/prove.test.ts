// How the steps of `npm run prove` are run; the steps themselves are for it.
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { runSteps, type Step } from './run.ts';
import { steps } from './steps.ts';

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
      node('process.exit(3)'),
      node('process.exit(process.env.DEPTH === "7" ? 0 : 1)', { env: { DEPTH: '7' } }),
      node('process.kill(process.pid)'),
      { name: 'none', command: ['no-such-program'], needs: [] },
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

it('asks for a tool that is missing, by the line that installs it, and does not begin', async () => {
  const needs = [
    { program: 'npm', install: 'never said' },
    { program: 'no-such-program', install: 'apt-get install no-such-package' },
  ];
  const [done] = await runSteps([node('process.exit(0)', { needs })], () => {});
  expect(done?.failure).toBe('no-such-program is missing: apt-get install no-such-package');
});

it('names scripts that there are', () => {
  for (const { command } of steps.filter(({ command }) => command[0] === 'npm')) {
    // `npm run`, how, its name, and what it is told.
    expect(Object.keys(about.scripts)).toContain(command.slice(2).find(word => !word.startsWith('-')));
  }
});
