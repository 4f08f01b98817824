// Starts npm, which on Windows is a script that only a shell finds.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const isScript = (program: string): boolean => ['npm', 'npx'].includes(program);

/** What `spawn` is told of a program, wherever one is started that may be npm. */
export const throughShell = (program: string): boolean => process.platform === 'win32' && isScript(program);

/** @returns what it printed. @throws with what it said, and where an argument would be torn apart or read by a shell. */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
  // A shell takes no argument apart from the next, on Windows, and nobody should have to find that out there.
  const torn = args.find(each => !/^[\w@:./=^~-]+$/.test(each));
  if (torn !== undefined)
    throw new Error(`npm would not get ${torn} as it stands; a path may be the folder it runs in`);
  const { stdout } = await promisify(execFile)('npm', [...args], {
    cwd,
    shell: throughShell('npm'),
    maxBuffer: 10_000_000,
  });
  return stdout;
}

/** Packages that a single step needs, outside the lockfile, into a folder of their own. Nothing of theirs runs unless `scripts` says so. */
export async function installAside(
  home: string,
  packages: readonly string[],
  more: { args?: readonly string[]; scripts?: true } = {},
): Promise<void> {
  // npm writes this file when all else is there.
  if (existsSync(join(home, 'node_modules', '.package-lock.json'))) return;
  mkdirSync(home, { recursive: true });
  const how = [
    '--no-save',
    '--no-audit',
    '--no-fund',
    ...(more.scripts ? [] : ['--ignore-scripts']),
    ...(more.args ?? []),
  ];
  await npm(['install', '--prefix', '.', ...how, ...packages], home);
}
