// The bundle for desktop clients: packed and unpacked by the official packer, set up as a host does it, and run.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import imageSize from 'image-size';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { toManifest } from '../../src/packaging/manifest.ts';
import { installPacker, packBundle, runPacker } from '../../src/packaging/pack.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { readInvocation } from '../../src/settings/invocation.ts';
import { regions } from '../../src/settings/regions.ts';
import { png } from '../door/uploads/reading.ts';
import { catalogue, standard, toListed } from '../operations.ts';
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
const manifest = toManifest(about, catalogue);

/** What a host runs once its user has filled in the dialog: by the packer's own function, which hosts use. */
let resolve: (userConfig: UserConfig) => Promise<Config | undefined>;

beforeAll(async () => {
  const packer = await import(pathToFileURL(join(await installPacker(root), 'dist', 'index.js')).href);
  const systemDirs = { HOME: home };
  resolve = userConfig =>
    packer.getMcpConfigForManifest({ manifest, extensionPath: unpacked, systemDirs, userConfig, pathSeparator: '/' });
  await packBundle(root, catalogue, bundle);
  await runPacker(root, ['unpack', bundle, unpacked]);
});

afterAll(() => rmSync(home, { recursive: true }));

const filled: UserConfig = { api_key: 'blt1', management_token: 'cs1' };

/** What the server makes of it. */
const toInvocation = ({ args, env }: Config) => readInvocation(args.slice(1), env);

it('holds what it says, and no more', () => {
  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter(
    name => !statSync(join(unpacked, name)).isDirectory(),
  );
  expect(files.sort()).toEqual([
    'LICENSE',
    'THIRD-PARTY-NOTICES.txt',
    'icon.png',
    'manifest.json',
    'policy.schema.json',
    ...readdirSync(join(root, 'dist', 'lib')).map(name => `server/lib/${name}`),
    'server/main.mjs',
  ]);
  expect(JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8'))).toEqual(manifest);
  const script = readFileSync(join(unpacked, 'server', 'main.mjs'));
  expect(script.equals(readFileSync(join(root, 'dist', 'main.js')))).toBe(true);
  const server = readFileSync(join(unpacked, 'server', 'lib', 'server.cjs'));
  expect(server.equals(readFileSync(join(root, 'dist', 'lib', 'server.cjs')))).toBe(true);
  expect(statSync(bundle).size).toBeLessThan(1_100_000);
});

it('has a manifest that is made from what there is, and that the packer finds valid', async () => {
  await expect(`${JSON.stringify(manifest, undefined, 2)}\n`).toMatchFileSnapshot('manifest.json');
  await runPacker(root, ['validate', join(unpacked, 'manifest.json')]);
  const wrong = join(home, 'wrong.json');
  writeFileSync(wrong, JSON.stringify({ ...manifest, tools_made: true }));
  await expect(runPacker(root, ['validate', wrong])).rejects.toThrow();
  const secrets = Object.entries(manifest.user_config).filter(([, option]) => option.sensitive);
  expect(secrets.map(([name]) => name)).toEqual(['api_key', 'management_token']);
  expect(manifest.tools.map(({ name }) => name)).toEqual(toListed(standard));
});

it('has an icon that hosts can show, and that is small', () => {
  const icon = readFileSync(join(unpacked, String(manifest.icon)));
  expect(imageSize(icon)).toMatchObject({ type: 'png', width: 512, height: 512 });
  expect(icon.length).toBeLessThan(20_000);
});

it('says no more of what a dialog may hold than the settings take', async () => {
  const { region, confirm } = manifest.user_config;
  const listed = [...String(region?.description).matchAll(/([a-z-]+) \(/g)].map(([, name]) => name);
  expect(listed).toEqual(Object.keys(regions));
  for (const each of listed) {
    const config = await resolve({ ...filled, region: String(each) });
    expect(config && toInvocation(config).settings.region).toBe(each);
  }
  expect(confirm?.default).toBe('auto');
  // What restricts is stated, so that a host that fills in defaults alone never hands over a placeholder.
  const unstated = Object.entries(manifest.user_config).filter(([, option]) => !('default' in option));
  expect(unstated.map(([name]) => name)).toEqual(['api_key', 'management_token', 'upload_dirs']);
});

it('does not start without key and token', async () => {
  expect(await resolve({})).toBeUndefined();
  expect(await resolve({ api_key: 'blt1', management_token: '' })).toBeUndefined();
});

it('is read-only and else as if nothing had been set, where only key and token were filled in', async () => {
  const env = { CONTENTSTACK_API_KEY: 'blt1', CONTENTSTACK_MANAGEMENT_TOKEN: 'cs1' };
  const plain = readInvocation([], { ...env, CONTENTSTACK_READ_ONLY: 'true' });
  const empty = { region: '', branch: '', branches: '', modules: '', tools_deny: '', confirm: '', upload_dirs: [] };
  for (const given of [filled, { ...filled, ...empty }]) {
    const config = await resolve(given);
    expect(config && toInvocation(config)).toEqual(plain);
  }
  const writing = await resolve({ ...filled, read_only: false });
  expect(writing && toInvocation(writing)).toEqual(readInvocation([], env));
});

it('takes everything that the dialog asks for', async () => {
  const config = await resolve({
    ...filled,
    region: 'eu',
    read_only: true,
    branch: 'main',
    branches: 'main, development',
    modules: 'entries,assets',
    tools_deny: 'delete_*, publish_entry',
    confirm: 'always',
    upload_dirs: ['/one', '/two, too'],
  });
  expect(config && toInvocation(config).settings).toMatchObject({
    keys: { apiKey: 'blt1', token: 'cs1' },
    region: 'eu',
    readOnly: true,
    branch: 'main',
    branches: ['main', 'development'],
    modules: ['entries', 'assets'],
    toolsDeny: ['delete_*', 'publish_entry'],
    confirm: 'always',
    uploadDirs: ['/one', '/two, too'],
  });
});

/** A client of what the host runs, for a stack on this machine, which no dialog asks for. */
async function connect(config: Config | undefined, origin: string): Promise<Client> {
  const env = { ...config?.env, CONTENTSTACK_HOST: origin, PATH: dirname(process.execPath) };
  const transport = new StdioClientTransport({ command: 'node', args: config?.args ?? [], env, cwd: home });
  const client = new Client({ name: 'host', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

async function listServed(config: Config | undefined, origin: string): Promise<string[]> {
  const { tools } = await (await connect(config, origin)).listTools();
  return tools.map(({ name }) => name);
}

it('offers no tool that writes until it is told to', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const { api_key, tokens } = sandbox;
  const given = { api_key, management_token: tokens.read_write ?? '' };
  const names = await listServed(await resolve(given), sandbox.origin);
  const reads = toListed(standard.filter(({ effect }) => effect === 'read'));
  expect(names.sort()).toEqual(reads.sort());
  const denied = await resolve({ ...given, read_only: false, tools_deny: 'delete_*' });
  const rest = manifest.tools.map(({ name }) => name).filter(name => !name.startsWith('delete_'));
  expect((await listServed(denied, sandbox.origin)).sort()).toEqual(rest.sort());
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
  const given = { api_key, management_token: tokens.read_write ?? '', upload_dirs: folders, read_only: false };
  const client = await connect(await resolve(given), sandbox.origin);
  expect(client.getServerVersion()).toMatchObject({ name: 'contentstack', version: manifest.version });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual(manifest.tools.map(({ name }) => name).sort());
  for (const [index] of folders.entries()) {
    const uploaded = await client.callTool({ name: 'upload_asset', arguments: { upload: `${index}.png` } });
    expect(uploaded.isError, textOf(uploaded)).not.toBe(true);
  }
});
