// The package as npm gives it to users: what is in it, and that it works where nothing else is, on each Node.js it is for.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { npm } from '../../src/packaging/npm.ts';
import { standard, toListed } from '../operations.ts';
import { textOf } from '../server/transports/serving.ts';
import { installNodes, releases, toFolder, toProgram } from './nodes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'tarball-'));
const empty = join(home, 'empty');
const command = join(empty, 'node_modules', '.bin', about.name);
const run = promisify(execFile);

let files: string[];

beforeAll(async () => {
  const nodes = installNodes();
  // The build is there already, and other tests are using it.
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', home];
  const [packed] = JSON.parse(await npm(pack, root));
  files = packed.files.map(({ path }: { path: string }) => path);
  mkdirSync(empty);
  // Offline: a dependency would not be found.
  await npm(['install', '--offline', '--no-audit', '--no-fund', join(home, packed.filename)], empty);
  await nodes;
});

afterAll(() => rmSync(home, { recursive: true }));

it('holds only what ships', () => {
  expect(files.sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'dist/THIRD-PARTY-NOTICES.txt',
    ...readdirSync(join(root, 'dist', 'lib')).map(name => `dist/lib/${name}`),
    'dist/main.js',
    'dist/sbom.cdx.json',
    ...readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => relative(root, join(entry.parentPath, entry.name)))
      .sort(),
    'package.json',
  ]);
});

it('brings the schema of a policy, by which the example policies in it are', () => {
  const examples = files.filter(file => file.startsWith('docs/policies/'));
  const home = join(empty, 'node_modules', about.name);
  const named = examples.map(file => join(dirname(file), JSON.parse(readFileSync(join(home, file), 'utf8')).$schema));
  expect([...new Set(named)]).toEqual(['docs/policy.schema.json']);
  expect(files).toContain('docs/policy.schema.json');
});

it('links in what is read to what is there', () => {
  const home = join(empty, 'node_modules', about.name);
  const pages = files.filter(file => file.endsWith('.md'));
  const broken = pages.flatMap(page => {
    const links = [...readFileSync(join(home, page), 'utf8').matchAll(/\]\((?![\w]+:|#)([^)\s#]+)/g)];
    return links.map(([, link = '']) => join(dirname(page), link)).filter(target => !existsSync(join(home, target)));
  });
  expect(broken).toEqual([]);
  expect(pages).toContain('docs/clients.md');
});

it('brings nothing else along, and runs nothing when it is installed', () => {
  const scripts = ['preinstall', 'install', 'postinstall', 'prepare'];
  expect(Object.keys(about.scripts).filter(name => scripts.includes(name))).toEqual([]);
  expect(readdirSync(join(empty, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([about.name]);
  expect(readdirSync(join(empty, 'node_modules', about.name)).sort()).toEqual(
    [...new Set(files.map(file => file.split('/')[0]))].sort(),
  );
});

// Claude Desktop is reported to load it so, in a Node.js of its own: one `await` outside of a function would end it there.
// The oldest release cannot load a module so, whatever is in it.
it.each([releases[22], releases[24]])('can be loaded by require, as a host on Node.js %s does', async release => {
  const script = join(empty, 'node_modules', about.name, about.bin['contentstack-cma-mcp']);
  const host = join(home, `host-${release}.cjs`);
  writeFileSync(host, 'process.argv.splice(1, 1);\nrequire(process.argv[1]);\n');
  const { stdout } = await run(toProgram(release), [host, script, '--version']);
  expect(stdout).toBe(`${about.version}\n`);
});

it('is tried on the oldest Node.js that it is for', () => {
  expect(about.engines.node).toBe(`>=${releases[20]}`);
});

describe.each(Object.values(releases))('on Node.js %s', release => {
  const PATH = toFolder(release);

  it('says its version', async () => {
    const { stdout: node } = await run(toProgram(release), ['--version']);
    expect(node.trim()).toBe(`v${release}`);
    const { stdout, stderr } = await run(command, ['--version'], { cwd: empty, env: { PATH } });
    expect({ stdout, stderr }).toEqual({ stdout: `${about.version}\n`, stderr: '' });
  });

  it('serves a client: a list, a read and a write', async () => {
    const transport = new StdioClientTransport({ command, args: ['--sandbox'], cwd: empty, env: { PATH } });
    const client = new Client({ name: 'user', version: '1' });
    await client.connect(transport);
    onTestFinished(() => client.close());
    expect(client.getServerVersion()).toMatchObject({ name: 'contentstack', version: about.version });
    expect((await client.listTools()).tools.length).toBe(toListed(standard).length);
    const created = await client.callTool({ name: 'create_label', arguments: { label: { name: 'Installed' } } });
    expect(created.isError, textOf(created)).not.toBe(true);
    const listed = await client.callTool({ name: 'list_labels', arguments: {} });
    expect(textOf(listed)).toContain('Installed');
  });
});
