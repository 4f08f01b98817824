// A run that does not come to its end removes what it made; one that was killed leaves it to the next.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { live } from './command.ts';
import { labels } from './probes/labels.ts';
import { model } from './probes/model.ts';
import { webhooks } from './probes/webhooks.ts';
import { run } from './run.ts';
import { accessOf, envOf, openSandbox, readRemaining, unpaced } from './stack.ts';

/** Calls when that many requests have arrived. */
function onArrival(sandbox: Sandbox, count: number, call: () => void): void {
  const { requests } = sandbox;
  requests.push = (...items) => {
    const length = Array.prototype.push.apply(requests, items);
    if (length === count) call();
    return length;
  };
}

it.each([1, 60, 180])('removes what it made when it is stopped at request %i', async count => {
  const sandbox = await openSandbox();
  const before = readRemaining(sandbox);
  const stop = new AbortController();
  onArrival(sandbox, count, () => stop.abort());
  const outcome = await run(accessOf(sandbox), { pace: unpaced, stop: stop.signal });
  expect(outcome).toMatchObject({ broken: 'It was stopped.', left: '' });
  expect(readRemaining(sandbox)).toEqual(before);
});

it.each(['before', 'after'] as const)(
  'removes what it made when the connection is cut %s a write is done',
  async cut => {
    const sandbox = await openSandbox();
    const before = readRemaining(sandbox);
    sandbox.fault({ method: 'POST', path: '/content_types', nth: 5, cut });
    const outcome = await run(accessOf(sandbox), { pace: unpaced });
    expect(outcome.broken).toMatch(/^The API cannot be reached/);
    expect(outcome.left).toBe('');
    expect(readRemaining(sandbox)).toEqual(before);
  },
);

it('removes what it made when it fails itself', async () => {
  const sandbox = await openSandbox();
  const before = readRemaining(sandbox);
  const fail = () => Promise.reject(new RangeError('some words of the stack'));
  const only = [...labels, { shows: [], play: fail }, ...model];
  const outcome = await run(accessOf(sandbox), { pace: unpaced, only });
  expect(outcome).toMatchObject({ broken: 'It failed: RangeError.', left: '' });
  expect(readRemaining(sandbox)).toEqual(before);
});

it('says what it could not remove', async () => {
  const sandbox = await openSandbox();
  const refusal = { status: 422, body: { error_code: 141, error_message: 'no', errors: {} } };
  sandbox.fault({ method: 'DELETE', path: /\/webhooks\//, times: 100, answer: refusal });
  const outcome = await run(accessOf(sandbox), { pace: unpaced, only: webhooks });
  expect(outcome.left).toBe('3 webhooks');
});

it('asks once more where the connection is cut while it reads', async () => {
  const sandbox = await openSandbox();
  sandbox.fault({ method: 'GET', path: '/labels/*', cut: 'before' });
  const { rows, broken } = await run(accessOf(sandbox), { pace: unpaced, only: labels });
  expect(broken).toBeUndefined();
  expect(rows.find(({ name }) => name === 'singleLabel')?.verdict).toBe('confirmed');
});

const outfile = 'node_modules/.live/test.js';

/** Once for all tests of this file. */
let bundled: Promise<unknown> | undefined;

/** The command in a process of its own, bundled as `npm run live` does. */
async function startProcess(sandbox: Sandbox) {
  const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' } as const;
  bundled ??= build({ entryPoints: ['test/live/index.ts'], outfile, ...options });
  await bundled;
  const folder = mkdtempSync(join(tmpdir(), 'live-'));
  const env = { ...process.env, ...envOf(sandbox) };
  const child = spawn(process.execPath, [resolve(outfile), '--i-know-it-writes'], { env, cwd: folder });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });
  return { child, folder };
}

async function finish({ child }: { child: ChildProcess }): Promise<{ exit: number | null; complained: string }> {
  let complained = '';
  child.stderr?.on('data', chunk => {
    complained += chunk;
  });
  const [exit] = await once(child, 'exit');
  return { exit, complained };
}

it('removes what it made after Ctrl+C', async () => {
  const sandbox = await openSandbox();
  const before = readRemaining(sandbox);
  const started = await startProcess(sandbox);
  const ended = finish(started);
  onArrival(sandbox, 30, () => started.child.kill('SIGINT'));
  const { exit, complained } = await ended;
  expect(complained).toContain('It stops and removes what it has made.');
  expect(exit).toBe(3);
  expect(readRemaining(sandbox)).toEqual(before);
  expect(readFileSync(join(started.folder, 'live-report.md'), 'utf8')).toContain('It was stopped.');
});

it('finds what a run has left that was killed, and removes it when it is asked to', async () => {
  const sandbox = await openSandbox();
  const before = readRemaining(sandbox);
  const killed = await startProcess(sandbox);
  const ended = finish(killed);
  onArrival(sandbox, 30, () => killed.child.kill('SIGKILL'));
  await ended;
  expect(readRemaining(sandbox)).not.toEqual(before);
  let complained = '';
  const again = (...flags: string[]): Promise<number> =>
    live(['--i-know-it-writes', ...flags], {
      env: envOf(sandbox),
      folder: killed.folder,
      pace: unpaced,
      print: () => {},
      complain: text => {
        complained += text;
      },
    });
  expect(await again()).toBe(2);
  expect(complained).toMatch(/has left .*content_types.*--clean/);
  expect(await again('--clean')).toBe(0);
  expect(readRemaining(sandbox)).toEqual(before);
});
