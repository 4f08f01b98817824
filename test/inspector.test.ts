// The official inspector's check that the schemas are taken by every model provider. It is heavy, so this test installs it itself.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { operations } from './operations.ts';

const version = '2.12.0';
const root = fileURLToPath(new URL('..', import.meta.url));
const home = join(root, 'node_modules', '.cache', `inspector-${version}`);
const inspector = join(home, 'node_modules', '.bin', 'mcp-inspector');

const run = promisify(execFile);

beforeAll(async () => {
  if (existsSync(inspector)) return;
  await run('npm', ['install', '--no-save', '--prefix', home, `@modelcontextprotocol/inspector@${version}`]);
}, 120_000);

it.each(['legacy', 'modern'])(
  'finds no fault in any schema, in the %s era',
  async era => {
    const server = ['node', join(root, 'dist', 'main.js'), '--sandbox', '--modules', 'all'];
    const listing = ['--cli', ...server, '--method', 'tools/list', '--strict', '--protocol-era', era];
    const { stdout, stderr } = await run(inspector, listing, { maxBuffer: 10_000_000 });
    expect(JSON.parse(stdout).tools.length).toBe(operations.length);
    // Warnings too: what is only doubtful today is refused by some client tomorrow.
    expect(stderr).not.toMatch(/Issue:/);
  },
  60_000,
);
