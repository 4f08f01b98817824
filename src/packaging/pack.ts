// Packs the bundle for desktop clients (MCPB) out of what the build left in dist/, with the official packer.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Catalogue } from '../operations/task.ts';
import type { About } from './about.ts';
import { drawIcon } from './icon.ts';
import { entryPoint, iconFile, toManifest } from './manifest.ts';
import { installAside } from './npm.ts';

const version = '2.1.2';

/** The packer's folder. It brings fifty packages that nothing else needs, so it stands outside the lockfile. */
export async function installPacker(root: string): Promise<string> {
  const home = join(root, 'node_modules', '.cache', `mcpb-${version}`);
  await installAside(home, [`@anthropic-ai/mcpb@${version}`]);
  return join(home, 'node_modules', '@anthropic-ai', 'mcpb');
}

/** The packer's command: `validate`, `pack`, `unpack`. @throws with what it printed. */
export async function runPacker(
  root: string,
  args: readonly string[],
  stdio: 'inherit' | 'pipe' = 'pipe',
): Promise<void> {
  execFileSync(process.execPath, [join(await installPacker(root), 'dist', 'cli', 'cli.js'), ...args], { stdio });
}

/** What lies in the bundle, by where it comes from. */
const contents = {
  'dist/main.js': entryPoint,
  'dist/lib': 'server/lib',
  'dist/THIRD-PARTY-NOTICES.txt': 'THIRD-PARTY-NOTICES.txt',
  LICENSE: 'LICENSE',
  'docs/policy.schema.json': 'policy.schema.json',
};

export async function packBundle(
  root: string,
  catalogue: Catalogue,
  output: string,
  stdio?: 'inherit' | 'pipe',
): Promise<void> {
  const about: About = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'mcpb-'));
  try {
    writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(toManifest(about, catalogue), undefined, 2)}\n`);
    writeFileSync(join(folder, iconFile), drawIcon());
    for (const [from, to] of Object.entries(contents)) {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      cpSync(join(root, from), join(folder, to), { recursive: true });
    }
    await runPacker(root, ['pack', folder, output], stdio);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
