// The CLI as somebody at a terminal runs it, but in a home of its own, bounded in time, and with all it sends turned to a front.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Front, host } from './front.ts';

export interface Setting {
  /** The command's script, and the module that turns its connections. */
  script: string;
  turn: string;
  /** A folder for all that it writes. */
  folder: string;
  /** A file: the certificate of the front. */
  certificate: string;
  front: Front;
  stack: { key: string; token: string };
}

export interface Csdx {
  /** What it reads and writes by relative paths is here. */
  folder: string;
  /** @returns what it says. @throws when it fails or takes longer. */
  run(args: readonly string[], seconds: number): Promise<string>;
}

/** The stack by the name under which the CLI knows it. */
export const alias = 'stack';

/** With its region set and the token stored, which it tries out. */
export async function openCsdx({ script, turn, folder, certificate, front, stack }: Setting): Promise<Csdx> {
  const work = join(folder, 'work');
  mkdirSync(work, { recursive: true });
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    CS_CLI_CONFIG_PATH: join(folder, 'config'),
    CS_CLI_LOG_PATH: join(folder, 'logs'),
    NODE_EXTRA_CA_CERTS: certificate,
    NODE_OPTIONS: `--import ${turn}`,
    TURN_HOST: host,
    TURN_PORT: String(front.port),
    // It reads the token to store from here, so that it stands on no command line.
    TOKEN: stack.token,
  };
  const run = (args: readonly string[], seconds: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [script, ...args], { cwd: work, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      const hear = (text: string): void => {
        said += text;
      };
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
      let isLate = false;
      const bound = setTimeout(() => {
        isLate = true;
        child.kill('SIGKILL');
      }, seconds * 1_000);
      child.on('error', reject);
      child.on('close', code => {
        clearTimeout(bound);
        const clean = said.replaceAll(stack.token, '…');
        if (code === 0) return resolve(clean);
        const how = isLate ? `was not done after ${seconds} s` : `ended with ${code}`;
        const last = clean.trimEnd().split('\n').slice(-20).join('\n');
        reject(new Error(`csdx ${args[0]} ${how}:\n${last}`));
      });
    });
  await run(['config:set:region', 'AWS-NA'], 180);
  await run(['auth:tokens:add', '--alias', alias, '--stack-api-key', stack.key, '--management', '--yes'], 180);
  return { folder: work, run };
}
