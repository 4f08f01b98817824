// The image: what its Dockerfile says, what it is built from, and that the bundle runs as it does in there. No image is built here.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import server from '../../server.json' with { type: 'json' };
import { standard, toListed } from '../operations.ts';
import { connect, textOf } from '../server/transports/serving.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Each instruction with what follows it, its lines joined. */
const instructions = read('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter(line => line !== '')
  .map(line => /^(\w+) (.*)$/.exec(line)?.slice(1) as [string, string]);
const last = instructions.slice(instructions.findLastIndex(([word]) => word === 'FROM'));
const inLast = (word: string): string[] => last.filter(([each]) => each === word).map(([, rest]) => rest);

it('is built from images that are named by their digest', () => {
  const images = instructions.filter(([word]) => word === 'FROM').map(([, rest]) => rest);
  expect(images.length).toBe(2);
  for (const image of images)
    expect(image).toMatch(/^(--platform=\$BUILDPLATFORM )?[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}( AS build)?$/);
  expect(images.at(-1)).toMatch(/^gcr\.io\/distroless\/nodejs\d+-debian\d+:nonroot@/);
});

it('runs as nobody in particular, is told to end by SIGTERM, and fetches nothing by itself', () => {
  expect(inLast('USER')).toEqual(['65532:65532']);
  expect(inLast('STOPSIGNAL')).toEqual(['SIGTERM']);
  expect(instructions.map(([word]) => word)).not.toContain('ADD');
  // What is set in an image is there for everybody who has it, and so is what a build was given.
  for (const word of ['ENV', 'ARG']) expect(instructions.filter(([each]) => each === word)).toEqual([]);
  const [entry = ''] = inLast('ENTRYPOINT');
  expect(JSON.parse(entry)).toEqual(['/nodejs/bin/node', '/app/main.mjs']);
});

it('holds the bundle and its papers, which the build makes, and nothing else', () => {
  expect(inLast('COPY').map(each => each.split(' '))).toEqual([
    ['--from=build', '/build/LICENSE', '/build/dist/THIRD-PARTY-NOTICES.txt', '/build/dist/sbom.cdx.json', './'],
    ['--from=build', '/build/dist/main.js', './main.mjs'],
    ['--from=build', '/build/dist/lib', './lib'],
  ]);
  expect(inLast('RUN')).toEqual([]);
});

it('says what it is, by the name that the registry looks for', () => {
  const labels = Object.fromEntries(
    inLast('LABEL').flatMap(each => [...each.matchAll(/([\w.]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  );
  expect(labels).toEqual({
    'org.opencontainers.image.title': about.name,
    'org.opencontainers.image.description': about.description,
    'org.opencontainers.image.licenses': about.license,
    'io.modelcontextprotocol.server.name': server.name,
  });
});

it('is built to the very bundle out of what .dockerignore lets through', () => {
  const context = mkdtempSync(join(tmpdir(), 'context-'));
  onTestFinished(() => rmSync(context, { recursive: true }));
  const [all, ...passed] = read('.dockerignore')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
  expect(all).toBe('*');
  for (const line of passed) {
    expect(line).toMatch(/^![\w.-]+$/);
    cpSync(join(root, line.slice(1)), join(context, line.slice(1)), { recursive: true });
  }
  // What `npm ci` brings there.
  symlinkSync(join(root, 'node_modules'), join(context, 'node_modules'), 'junction');
  const [, build = ''] = instructions.findLast(([word]) => word === 'RUN') ?? [];
  expect(build).toBe('npm run --silent build');
  execFileSync(build, { cwd: context, shell: true, stdio: 'pipe' });
  const made = readdirSync(join(root, 'dist', 'lib')).map(file => `dist/lib/${file}`);
  expect(made).toContain('dist/lib/server.cjs');
  for (const file of ['dist/main.js', ...made, 'dist/THIRD-PARTY-NOTICES.txt', 'dist/sbom.cdx.json'])
    expect(readFileSync(join(context, file), 'utf8') === read(file), file).toBe(true);
});

/** From a folder that nobody can write to, as the image's user where the test may become another, without HOME or anything else set. */
function start(args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  const script = join(folder, 'main.mjs');
  copyFileSync(join(root, 'dist', 'main.js'), script);
  cpSync(join(root, 'dist', 'lib'), join(folder, 'lib'), { recursive: true });
  chmodSync(script, 0o444);
  chmodSync(folder, 0o555);
  const user = process.getuid?.() === 0 ? { uid: 65532, gid: 65532 } : {};
  // Node.js itself refuses to write anywhere, as a file system that is read-only does.
  const major = Number(process.versions.node.split('.')[0]);
  const readOnly = [major < 24 ? '--experimental-permission' : '--permission', '--allow-fs-read=*', '--no-warnings'];
  const child = spawn(process.execPath, [...readOnly, script, ...args], { cwd: folder, env: {}, ...user });
  onTestFinished(() => {
    child.kill('SIGKILL');
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true });
  });
  let said = '';
  const saying = createInterface(child.stderr).on('line', line => {
    said += `${line}\n`;
  });
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  return { child, saying, said: () => said, ended };
}

it('runs as that user on a file system that it cannot write to, over stdio', async () => {
  const { child, said, ended } = start(['--sandbox']);
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } };
  const answers: { id: number; result: Record<string, unknown> }[] = [];
  createInterface(child.stdout).on('line', line => answers.push(JSON.parse(line)));
  for (const message of [
    { jsonrpc: '2.0', id: 1, method: 'initialize', params },
    { jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} },
    { jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'list_languages', arguments: {} } },
  ])
    child.stdin.write(`${JSON.stringify(message)}\n`);
  await expect.poll(() => answers.length, { timeout: 45_000 }).toBe(3);
  child.stdin.end();
  expect(await ended).toBe(0);
  // What it is, and nothing that it could not do.
  for (const line of said().trim().split('\n')) expect(line).toMatch(/^(contentstack-cma-mcp: version .*)?$/);
  const results = Object.fromEntries(answers.map(({ id, result }) => [id, result]));
  expect(results[1]).toMatchObject({ serverInfo: { version: about.version } });
  expect((results[2]?.tools as unknown[]).length).toBe(toListed(standard).length);
  expect(JSON.stringify(results[3])).toContain('en-us');
});

it('and over HTTP, until it is told to end', async () => {
  const { child, saying, said, ended } = start(['--sandbox', '--http', '0']);
  const url = await new Promise<string>((resolve, reject) => {
    saying.on('line', line => {
      const [found] = /http:\S+\/mcp$/.exec(line) ?? [];
      if (found) resolve(found);
    });
    child.on('close', code => reject(new Error(`it ended with ${code}: ${said()}`)));
  });
  const client = await connect('2, modern', url);
  onTestFinished(() => client.close());
  expect((await client.listTools()).tools.length).toBe(toListed(standard).length);
  const created = await client.callTool({ name: 'create_label', arguments: { label: { name: 'Contained' } } });
  expect(created.isError, textOf(created)).not.toBe(true);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
