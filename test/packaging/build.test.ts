// The file that ships: what is in it, whose it is, and what a start of it leaves alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { modules } from '../../tools/index.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bundle = readFileSync(join(root, 'dist', 'main.js'), 'utf8');
const notices = readFileSync(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('is below 2.6 MB, and knows nothing of the machine it was made on', () => {
  expect(bundle.length).toBeLessThan(2_600_000);
  for (const path of [root, homedir()]) expect(bundle.includes(`${path}/`), path).toBe(false);
});

it('comes with the licence of all that is in it, of what the SDK had bundled before as well', () => {
  const headings = [...notices.matchAll(/-{80}\n\n(\S+) (.+) \((.+)\)\n\n/g)].map(([, name, , licence]) => [
    name,
    licence,
  ]);
  const names = headings.map(([name]) => name);
  expect(names).toEqual([...new Set(names)].sort());
  const direct = [
    '@modelcontextprotocol/server',
    '@modelcontextprotocol/client',
    'undici',
    'zod',
    'hono',
    'sift',
    'p-queue',
  ];
  expect(names).toEqual(expect.arrayContaining([...direct, 'ajv', 'fast-uri', 'json-schema-traverse']));
  expect(new Set(headings.map(([, licence]) => licence))).toEqual(
    new Set(['Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT']),
  );
  // Tools that build and test are not in it.
  expect(names.filter(name => /esbuild|vitest|biome|typescript|tokenizer$/.test(name ?? ''))).toEqual([]);
});

it('lists its tools without a look at what lies in it as text', () => {
  const crippled = join(folder, 'main.js');
  // What compiles the texts is not to be had.
  writeFileSync(crippled, bundle.replaceAll('"node:vm"', '"node:nothing"'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } };
  const input = [
    { jsonrpc: '2.0', id: 1, method: 'initialize', params },
    { jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} },
  ];
  const start = (...args: string[]) =>
    execFileSync(process.execPath, [crippled, ...args], {
      input: `${input.map(line => JSON.stringify(line)).join('\n')}\n`,
      env: {},
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const [, list = ''] = start().trim().split('\n');
  // Without credentials it lists what reads.
  const reading = modules
    .filter(module => !module.companion)
    .flatMap(({ operations }) => operations.filter(({ effect }) => effect === 'read'));
  expect(JSON.parse(list).result.tools.length).toBe(reading.length);
  // Which the demo stack is.
  expect(() => start('--sandbox')).toThrow('node:nothing');
});
