// Contentstack's CLI, installed once into the cache of the clone.
import { join } from 'node:path';
import { installAside } from '../../src/packaging/npm.ts';
import { cli } from './pins.ts';

/**
 * @param cache a folder.
 * @returns the script that is the command `csdx`.
 */
export async function installCli(cache: string): Promise<string> {
  const home = join(cache, `contentstack-cli-${cli.version}-${cli.before}`);
  await installAside(home, [`${cli.name}@${cli.version}`], { args: ['--before', cli.before] });
  return join(home, 'node_modules', cli.name, 'bin', 'run.js');
}
