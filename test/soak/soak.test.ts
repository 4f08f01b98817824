// Thousands of calls, eight at once: memory, descriptors and listeners are in the end what they were at the start.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { spawnServer } from '../server/transports/child.ts';

/** Who names none does not run this: see vitest.config.ts. */
const calls = Number(process.env.SOAK_CALLS);

/** Of the heap, from the first quarter to the last. A leak of one call's answer is far more. */
const growth = 1.05;

it('does not grow', { timeout: 1_800_000 }, async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'server.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('server.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  const child = spawnServer(sandbox, {
    script,
    flags: ['--expose-gc'],
    args: [String(calls)],
    env: { CONTENTSTACK_CONFIRM: 'never' },
  });
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(child.err()).toBe('');
  const report = JSON.parse(child.lines[0] ?? '') as {
    calls: number;
    quarters: { heap: number; descriptors: number }[];
  };
  const [first, , , last] = report.quarters;
  const heaps = report.quarters.map(({ heap }) => (heap / 1024 / 1024).toFixed(2)).join(', ');
  const open = report.quarters.map(quarter => quarter.descriptors).join(', ');
  process.stdout.write(`soak: ${report.calls} calls; heap by quarter ${heaps} MB; descriptors ${open}\n`);
  expect(report.calls).toBeGreaterThanOrEqual(calls);
  expect(last?.heap).toBeLessThan((first?.heap ?? 0) * growth);
  // Connections come and go, up to those that run at once.
  expect(last?.descriptors).toBeLessThanOrEqual((first?.descriptors ?? 0) + 8);
});
