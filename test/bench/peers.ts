// Who is measured beside the product, and how it is made ready: installed from npm, or bundled.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { installAside } from '../../src/packaging/npm.ts';
import { releases } from '../packaging/nodes.ts';
import { paths } from './paths.ts';
import { peer } from './pins.ts';
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

/** The trivial server on version 2 of the SDK, as one file: what any server on it that is bundled as ours costs at least. */
export async function bundleTrivial(): Promise<string> {
  const outfile = join(paths.home, 'sdk-2-bundled.mjs');
  await build({
    entryPoints: [paths.server('sdk-2')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  return outfile;
}

/** As installed here. */
export function readVersions(): Record<string, string> {
  const names = [
    ...['@modelcontextprotocol/sdk', '@modelcontextprotocol/server', '@modelcontextprotocol/node'],
    ...['@contentstack/management', 'undici', 'zod', 'gpt-tokenizer', 'esbuild'],
  ];
  const read = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version as string;
  const own = names.map(name => [name, read(join(paths.root, 'node_modules', name))]);
  return { ...Object.fromEntries(own), [peer.name]: peer.version, 'node@22': releases[22], 'node@24': releases[24] };
}
