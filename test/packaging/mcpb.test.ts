// The bundle for desktop clients: packed and unpacked by the official packer, set up as a host does it, and run.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { toManifest } from '../../src/packaging/manifest.ts';
import { installPacker, packBundle, runPacker } from '../../src/packaging/pack.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { readInvocation } from '../../src/settings/invocation.ts';
import { png } from '../door/uploads/reading.ts';
import { operations, standard } from '../operations.ts';
import { textOf } from '../server/transports/serving.ts';

interface Config {
  command: string;
  args: string[];
  env: Record<string, string>;
}

type UserConfig = Record<string, string | boolean | string[]>;

const root = fileURLToPath(new URL('../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'mcpb-'));
const bundle = join(home, 'bundle.mcpb');
const unpacked = join(home, 'unpacked');
const manifest = toManifest(about, operations);

/** What a host runs once its user has filled in the dialog: by the packer's own function, which hosts use. */
let resolve: (userConfig: UserConfig) => Promise<Config | undefined>;

beforeAll(async () => {
  const packer = await import(pathToFileURL(join(installPacker(root), 'dist', 'index.js')).href);
  const systemDirs = { HOME: home };
  resolve = userConfig =>
    packer.getMcpConfigForManifest({ manifest, extensionPath: unpacked, systemDirs, userConfig, pathSeparator: '/' });
  packBundle(root, operations, bundle);
  runPacker(root, ['unpack', bundle, unpacked]);
}, 120_000);

afterAll(() => rmSync(home, { recursive: true }));

const filled: UserConfig = { api_key: 'blt1', management_token: 'cs1' };

/** What the server makes of it. */
const toInvocation = ({ args, env }: Config) => readInvocation(args.slice(1), env);

it('holds what it says, and no more', () => {
  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter(
    name => !statSync(join(unpacked, name)).isDirectory(),
  );
  expect(files.sort()).toEqual(['LICENSE', 'THIRD-PARTY-NOTICES.txt', 'manifest.json', 'server/main.mjs']);
  expect(JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8'))).toEqual(manifest);
  const script = readFileSync(join(unpacked, 'server', 'main.mjs'));
  expect(script.equals(readFileSync(join(root, 'dist', 'main.js')))).toBe(true);
  expect(statSync(bundle).size).toBeLessThan(1_000_000);
});

it('has a manifest that is made from what there is, and that the packer finds valid', async () => {
  await expect(`${JSON.stringify(manifest, undefined, 2)}\n`).toMatchFileSnapshot('manifest.json');
  runPacker(root, ['validate', join(unpacked, 'manifest.json')]);
  const wrong = join(home, 'wrong.json');
  writeFileSync(wrong, JSON.stringify({ ...manifest, tools_made: true }));
  expect(() => runPacker(root, ['validate', wrong])).toThrow();
  const secrets = Object.entries(manifest.user_config).filter(([, option]) => option.sensitive);
  expect(secrets.map(([name]) => name)).toEqual(['api_key', 'management_token']);
  expect(manifest.tools.map(({ name }) => name)).toEqual(standard.map(({ name }) => name));
});

it('does not start without key and token', async () => {
  expect(await resolve({})).toBeUndefined();
  expect(await resolve({ api_key: 'blt1', management_token: '' })).toBeUndefined();
});

it('is set up as if nothing had been set, where only key and token were filled in', async () => {
  const plain = readInvocation([], { CONTENTSTACK_API_KEY: 'blt1', CONTENTSTACK_MANAGEMENT_TOKEN: 'cs1' });
  const empty = { region: '', branch: '', branches: '', modules: '', confirm: '', upload_dirs: [] };
  for (const given of [filled, { ...filled, ...empty }]) {
    const config = await resolve(given);
    expect(config && toInvocation(config)).toEqual(plain);
  }
});

it('takes everything that the dialog asks for', async () => {
  const config = await resolve({
    ...filled,
    region: 'eu',
    read_only: true,
    branch: 'main',
    branches: 'main, development',
    modules: 'entries,assets',
    confirm: 'always',
    upload_dirs: ['/one', '/two, too'],
  });
  expect(config && toInvocation(config).settings).toMatchObject({
    apiKey: 'blt1',
    token: 'cs1',
    region: 'eu',
    readOnly: true,
    branch: 'main',
    branches: ['main', 'development'],
    modules: ['entries', 'assets'],
    confirm: 'always',
    uploadDirs: ['/one', '/two, too'],
  });
});

it('serves a client, and uploads from each folder that was chosen', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const folders = ['pictures', 'more, and others'].map(name => join(home, name));
  for (const [index, folder] of folders.entries()) {
    mkdirSync(folder);
    writeFileSync(join(folder, `${index}.png`), png);
  }
  const { api_key, tokens } = sandbox;
  const config = await resolve({ api_key, management_token: tokens.read_write ?? '', upload_dirs: folders });
  // Not asked for in the dialog: the stack is on this machine.
  const env = { ...config?.env, CONTENTSTACK_HOST: sandbox.origin, PATH: dirname(process.execPath) };
  const transport = new StdioClientTransport({ command: 'node', args: config?.args ?? [], env, cwd: home });
  const client = new Client({ name: 'host', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  expect(client.getServerVersion()).toMatchObject({ name: 'contentstack', version: manifest.version });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual(manifest.tools.map(({ name }) => name).sort());
  for (const [index] of folders.entries()) {
    const uploaded = await client.callTool({ name: 'upload_asset', arguments: { upload: `${index}.png` } });
    expect(uploaded.isError, textOf(uploaded)).not.toBe(true);
  }
});
