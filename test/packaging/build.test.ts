// The file that ships: what is in it, whose it is, and what a start of it leaves alone.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { plantDemo } from '../../src/sandbox/index.ts';
import { modules } from '../../tools/index.ts';
import { toListed } from '../operations.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const lib = join(root, 'dist', 'lib');
const bundle = [join(root, 'dist', 'main.js'), ...readdirSync(lib).map(name => join(lib, name))]
  .map(file => readFileSync(file, 'utf8'))
  .join('\n');
const notices = readFileSync(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('is below 3.25 MB, and knows nothing of the machine it was made on', () => {
  expect(bundle.length).toBeLessThan(3_250_000);
  for (const path of [root, homedir()]) expect(bundle.includes(`${path}/`), path).toBe(false);
});

it('is of ASCII alone: one other character, and Node holds a file at two bytes for each of its letters', () => {
  expect(/.{0,40}[^\0-\x7f].{0,40}/.exec(bundle)?.[0]).toBe(undefined);
});

/** `node_modules/@scope/name/…` → `@scope/name`, the innermost. */
const toPackage = (path: string): string | undefined => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];

it('comes with the licence of all that is in it, of what the SDK had bundled before as well', async () => {
  const headings = [...notices.matchAll(/-{80}\n\n(\S+) (.+) \((.+)\)\n\n/g)].map(
    ([, name = '', version = '', licence]) => ({ name, isWithin: version.startsWith('within '), licence }),
  );
  const names = headings.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  // Bundled anew without any step of the build's own, so that none of these can lose a licence unseen.
  const { metafile } = await build({
    ...{ entryPoints: ['src/main.ts'], absWorkingDir: root, bundle: true, platform: 'node', format: 'esm' },
    ...{ write: false, metafile: true, logLevel: 'error' },
  });
  const packages = new Set(Object.keys(metafile.inputs).flatMap(path => toPackage(path) ?? []));
  expect(names.filter((_, index) => !headings[index]?.isWithin)).toEqual([...packages].sort());
  expect(names.filter((_, index) => headings[index]?.isWithin)).toEqual([
    ...['ajv', 'ajv-formats', 'content-type', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse'],
  ]);
  expect(new Set(headings.map(({ licence }) => licence))).toEqual(
    new Set(['Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT']),
  );
});

it('lists its tools without a look at what lies beside the server', () => {
  const spy = join(folder, 'loaded.cjs');
  writeFileSync(spy, "process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));");
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } };
  const input = [
    { jsonrpc: '2.0', id: 1, method: 'initialize', params },
    { jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} },
  ];
  const start = (...args: string[]) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-r', spy, join(root, 'dist', 'main.js'), ...args], {
      input: `${input.map(line => JSON.stringify(line)).join('\n')}\n`,
      env: { CONTENTSTACK_LOG: 'off' },
      encoding: 'utf8',
    });
    const loaded = (JSON.parse(stderr) as string[]).filter(file => file.startsWith(lib)).map(file => basename(file));
    return { listed: JSON.parse(stdout.trim().split('\n')[1] ?? '').result.tools.length, loaded };
  };
  // Without credentials it lists what reads.
  const reading = modules
    .filter(module => !module.companion)
    .flatMap(({ operations }) => operations.filter(({ effect }) => effect === 'read'));
  expect(start()).toEqual({ listed: toListed(reading).length, loaded: ['server.cjs'] });
  expect(start('--sandbox').loaded).toEqual(['server.cjs', 'sandbox.cjs', 'undici.cjs']);
});

it('makes no code of strings to read what clients send', () => {
  const spy = join(folder, 'spy.cjs');
  const make =
    'construct(made, given) { process.stderr.write("made code\\n"); return Reflect.construct(made, given); }';
  writeFileSync(spy, `globalThis.Function = new Proxy(Function, { ${make} });`);
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } };
  const input = [
    { jsonrpc: '2.0', id: 1, method: 'initialize', params },
    { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'get_entry', arguments: { stray: 1 } } },
  ];
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['-r', spy, ...args], {
      input: `${input.map(line => JSON.stringify(line)).join('\n')}\n`,
      env: { CONTENTSTACK_LOG: 'off' },
      encoding: 'utf8',
    });
  expect(run('-e', 'new Function()').stderr).toBe('made code\n');
  const { stdout, stderr } = run(join(root, 'dist', 'main.js'));
  expect(stdout).toContain('no such argument');
  expect(stderr).toBe('');
});

it('starts the sandbox with the state that planting the demo stack makes', async () => {
  const file = join(folder, 'state.json');
  const child = spawn(process.execPath, [join(root, 'dist', 'main.js'), 'sandbox', '--state', file]);
  const ended = once(child, 'close');
  try {
    await Promise.race([once(child.stdout, 'data'), ended]);
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
  expect(JSON.parse(readFileSync(file, 'utf8')).state).toEqual(JSON.parse(JSON.stringify(plantDemo())));
});
