// What Node.js keeps of compiled code: kept where it is safe, taken the next time, and never in the way of a start.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { openCacheFolder } from '../../src/start/cache.ts';
import { bundle } from '../command.ts';
import { installNodes, type Release, releases, toProgram } from '../packaging/nodes.ts';

let caches: string;
const own = () => join(caches, 'contentstack-cma-mcp');

beforeAll(installNodes, 300_000);

beforeEach(() => {
  caches = mkdtempSync(join(tmpdir(), 'caches-'));
  onTestFinished(() => rmSync(caches, { recursive: true }));
});

const kept = () =>
  readdirSync(own(), { recursive: true, withFileTypes: true }).flatMap(entry =>
    entry.isFile() ? join(entry.parentPath, entry.name) : [],
  );

/** Lists tools without credentials. */
function start(release: Release, env: Record<string, string> = {}) {
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } };
  const input = [
    { jsonrpc: '2.0', id: 1, method: 'initialize', params },
    { jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} },
  ].map(line => `${JSON.stringify(line)}\n`);
  const { status, stdout, stderr } = spawnSync(toProgram(release), [bundle], {
    input: input.join(''),
    env: { XDG_CACHE_HOME: caches, CONTENTSTACK_LOG: 'off', ...env },
    encoding: 'utf8',
  });
  return { status, listed: JSON.parse(stdout.trim().split('\n')[1] ?? '').result.tools.length > 0, stderr };
}

const fine = { status: 0, listed: true, stderr: '' };
const tell = { NODE_DEBUG_NATIVE: 'COMPILE_CACHE' };

// The system's own folder for it stands elsewhere, and cannot be named.
const isNamed = process.platform === 'linux';

it.runIf(isNamed)('is taken by the next start, and made anew where it is broken', { timeout: 300_000 }, () => {
  for (const release of [releases[22], releases[24]]) {
    expect(start(release)).toEqual(fine);
    expect(start(release, tell).stderr).toMatch(/server\.cjs was accepted/);
    for (const file of kept()) writeFileSync(file, 'not what it was');
    expect(start(release)).toEqual(fine);
    expect(start(release, tell).stderr).toMatch(/server\.cjs was accepted/);
    rmSync(own(), { recursive: true });
  }
});

it.runIf(isNamed)('is not there on Node.js 20, nor where none is wanted', { timeout: 120_000 }, () => {
  expect(start(releases[20])).toEqual(fine);
  expect(start(releases[24], { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(fine);
  expect(existsSync(own())).toBe(false);
});

it.runIf(isNamed)('is where Node.js is told to keep it', { timeout: 120_000 }, () => {
  const elsewhere = join(caches, 'elsewhere');
  expect(start(releases[24], { NODE_COMPILE_CACHE: elsewhere })).toEqual(fine);
  expect(existsSync(own())).toBe(false);
  expect(readdirSync(elsewhere).length).toBe(1);
});

function open(): string | undefined {
  vi.stubEnv('XDG_CACHE_HOME', caches);
  onTestFinished(() => void vi.unstubAllEnvs());
  return openCacheFolder();
}

it.runIf(isNamed)('lies in a folder that only its user may enter', () => {
  expect(open()).toBe(own());
  // Made by an earlier start.
  expect(open()).toBe(own());
});

it.runIf(isNamed).each<[string, () => void]>([
  ['others may write to', () => chmodSync(mkdirSync(own(), { recursive: true }) ?? own(), 0o777)],
  ['others may replace', () => chmodSync(caches, 0o777)],
  ['is a file', () => writeFileSync(own(), '')],
])('does not lie in what %s', (_, make) => {
  make();
  expect(open()).toBeUndefined();
});

it.runIf(isNamed && process.getuid?.() === 0)('does not lie in what is somebody else’s', () => {
  mkdirSync(own());
  chownSync(own(), 65532, 65532);
  expect(open()).toBeUndefined();
});
