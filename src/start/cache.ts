// Where compiled code is kept between starts: in a folder that nobody else can write to, as what lies there is run.
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const name = 'contentstack-cma-mcp';

/** @returns nothing where none is wanted, where it cannot be made or written, or where it is not this user's alone. */
export function openCacheFolder(): string | undefined {
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  try {
    const around = findCaches();
    const folder = join(around, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(around, 0o002) || !isOurs(folder, 0o022)) return undefined;
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch {
    return undefined;
  }
}

/** Where the system has a user's programs keep what can be made anew. */
function findCaches(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32') return LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  // A relative one is to be ignored, says the specification.
  return XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : join(homedir(), '.cache');
}

/** Windows has no such owner and bits; a user's folders are their own there. */
function isOurs(folder: string, others: number): boolean {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & others) === 0);
}
