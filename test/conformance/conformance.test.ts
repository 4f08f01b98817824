// The official conformance suite against the product's own server over HTTP. It is heavy, so this test installs it itself.
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installAside } from '../../src/packaging/npm.ts';

const version = '0.2.0-alpha.12';
const root = fileURLToPath(new URL('../..', import.meta.url));
const home = join(root, 'node_modules', '.cache', `conformance-${version}`);
const suite = join(home, 'node_modules', '@modelcontextprotocol', 'conformance', 'dist', 'index.js');
const bundle = join(home, 'server.mjs');

const run = promisify(execFile);

let url: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  await installAside(home, [`@modelcontextprotocol/conformance@${version}`], { scripts: true });
  await build({
    entryPoints: [join(root, 'test', 'conformance', 'server.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  const child = spawn(process.execPath, [bundle], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  stop = () => {
    child.kill();
    return ended;
  };
  url = await new Promise((resolve, reject) => {
    createInterface(child.stderr).once('line', resolve);
    child.once('close', code => reject(new Error(`the server ended with ${code}`)));
  });
});

afterAll(() => stop?.());

/** By scenario whether it passed, and whether it counts. */
async function check(requirements: string) {
  const args = [
    ...['--import', join(root, 'test', 'conformance', 'glob-sync.mjs')],
    ...[suite, 'server', '--url', url, '--requirements', requirements],
  ];
  // It ends with 1 when a scenario fails: which ones is in what it prints.
  const { stdout } = await run(process.execPath, args, { cwd: home, maxBuffer: 50_000_000 }).catch(
    (error: { stdout: string }) => error,
  );
  const [, summary = ''] = stdout.split('=== SUMMARY ===');
  const [counted = '', others = ''] = summary.split('Not scored for');
  const unscored = new Set([...others.matchAll(/^ {2}[✓✗] ([\w-]+)/gm)].map(([, name]) => name));
  const scored = [...counted.matchAll(/^([✓✗]) ([\w-]+): (\d+) passed, (\d+) failed/gm)]
    .map(([, mark, name = '', passed]) => ({ name, isGood: mark === '✓', checks: Number(passed) }))
    .filter(({ name }) => !unscored.has(name));
  const failed = scored.filter(({ isGood }) => !isGood).map(({ name }) => name);
  const checks = scored.reduce((sum, one) => sum + one.checks, 0);
  process.stdout.write(
    `conformance: ${requirements} ${scored.length - failed.length} of ${scored.length} scored scenarios, ${checks} checks\n`,
  );
  return { failed, scored: scored.length };
}

it('passes every scored scenario of 2026-07-28', async () => {
  expect(await check('2026-07-28')).toEqual({ failed: [], scored: 37 });
});

/**
 * In the protocol of 2025 a server asks through a session, and this one keeps none over HTTP: each request stands for
 * itself. So there it does not ask at all, and no fixture stands for these. Over stdio it does, see test/confirm.
 */
const expectedFailures = [
  'tools-call-sampling',
  'tools-call-elicitation',
  'elicitation-sep1034-defaults',
  'elicitation-sep1330-enums',
];

it('passes every scored scenario of 2025-11-25 but the four that need a session', async () => {
  expect(await check('2025-11-25')).toEqual({ failed: expectedFailures, scored: 30 });
});
