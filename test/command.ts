// The built command as a user runs it: spawned with nothing in the environment but what is given, read to its end.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../src/sandbox/index.ts';

export const bundle = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** What it takes to serve the stack of a sandbox. */
export const toEnv = (sandbox: Pick<Sandbox, 'origin' | 'api_key' | 'tokens'>): Record<string, string> => ({
  CONTENTSTACK_HOST: sandbox.origin,
  CONTENTSTACK_API_KEY: sandbox.api_key,
  CONTENTSTACK_MANAGEMENT_TOKEN: sandbox.tokens.read_write ?? '',
});

/** Its stdin ends after what is given. */
export function run(args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [bundle, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
  const ended = { out: '', err: '' };
  child.stdout.on('data', chunk => {
    ended.out += chunk;
  });
  child.stderr.on('data', chunk => {
    ended.err += chunk;
  });
  child.stdin.end(input);
  return new Promise(resolve => child.on('close', code => resolve({ code, ...ended })));
}
