// Contentstack's CLI, installed once into the cache of the clone.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cli } from './pins.ts';

/**
 * @param cache a folder.
 * @returns the script that is the command `csdx`.
 */
export async function installCli(cache: string): Promise<string> {
  const home = join(cache, `contentstack-cli-${cli.version}-${cli.before}`);
  // npm writes this file when all else is there.
  if (!existsSync(join(home, 'node_modules', '.package-lock.json'))) {
    const how = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--before', cli.before];
    await promisify(execFile)('npm', ['install', '--prefix', home, ...how, `${cli.name}@${cli.version}`]);
  }
  return join(home, 'node_modules', cli.name, 'bin', 'run.js');
}
