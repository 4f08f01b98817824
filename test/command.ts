// The built command as a user runs it: spawned with nothing in the environment but what is given, read to its end.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const bundle = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Its stdin ends at once. */
export function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [bundle, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
  const ended = { out: '', err: '' };
  child.stdout.on('data', chunk => {
    ended.out += chunk;
  });
  child.stderr.on('data', chunk => {
    ended.err += chunk;
  });
  child.stdin.end();
  return new Promise(resolve => child.on('close', code => resolve({ code, ...ended })));
}
