// Who is measured beside the product, and how it is made ready: installed from npm, or bundled.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { installAside, npm } from '../../src/packaging/npm.ts';
import { common } from '../../src/packaging/options.ts';
import { releases } from '../packaging/nodes.ts';
import { paths } from './paths.ts';
import { before, peer } from './pins.ts';
import type { Api } from './sandbox.ts';

async function install(name: string, version: string): Promise<string> {
  const home = join(paths.home, `${name}-${version}`);
  const folder = join(home, 'node_modules', name);
  await installAside(home, [`${name}@${version}`], { scripts: true });
  return folder;
}

/** Its command. It cannot be told where the API is, so what it sends there is turned to a sandbox where one is given. */
export async function installPeer(
  api?: Pick<Api, 'origin' | 'key' | 'token'>,
): Promise<{ command: string[]; env: Record<string, string> }> {
  const folder = await install(peer.name, peer.version);
  const script = join(folder, 'mcp-server.js');
  const env = { CONTENTSTACK_API_KEY: api?.key ?? 'none', CONTENTSTACK_MANAGEMENT_TOKEN: api?.token ?? 'none' };
  if (!api) return { command: [process.execPath, script], env };
  const turn = join(folder, 'turn.cjs');
  writeFileSync(
    turn,
    `require('axios').interceptors.request.use(config => {
  config.url = config.url.replace('https://api.contentstack.io', process.env.BENCH_ORIGIN);
  return config;
});
`,
  );
  return { command: [process.execPath, '--require', turn, script], env: { ...env, BENCH_ORIGIN: api.origin } };
}

/** A trivial server on the SDK, bundled as ours is: what any server on it costs at least. */
export async function bundleTrivial(name: 'sdk-1' | 'sdk-2'): Promise<string> {
  const outfile = join(paths.home, `${name}-bundled.cjs`);
  await build({ ...common, entryPoints: [paths.server(name)], outfile });
  return outfile;
}

/** The server as it was before it was made to start faster, built anew from the history. @returns nothing where the history does not go back so far. */
export async function buildBefore(): Promise<(AsyncDisposable & { program: string }) | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'before-'));
  const dispose = async () => rmSync(folder, { recursive: true, force: true });
  const run = (program: string, args: string[], cwd = folder) => promisify(execFile)(program, args, { cwd });
  try {
    await run('git', ['clone', '--quiet', '--no-checkout', '--shared', paths.root, folder]);
    await run('git', ['checkout', '--quiet', before]);
    symlinkSync(join(paths.root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await npm(['run', '--silent', 'build'], folder);
    return { program: join(folder, 'dist', 'main.js'), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    process.stderr.write(`start: without the server as it was at ${before}: ${(error as Error).message}\n`);
    return undefined;
  }
}

/** As installed here. */
export function readVersions(): Record<string, string> {
  const names = [
    ...['@modelcontextprotocol/sdk', '@modelcontextprotocol/server', '@modelcontextprotocol/node'],
    ...['@contentstack/management', 'undici', 'zod', 'gpt-tokenizer', 'esbuild'],
  ];
  const read = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version as string;
  const nodes = Object.fromEntries(Object.entries(releases).map(([line, release]) => [`node@${line}`, release]));
  const own = names.map(name => [name, read(join(paths.root, 'node_modules', name))]);
  return { ...Object.fromEntries(own), [peer.name]: peer.version, ...nodes };
}
