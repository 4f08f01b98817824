// Runs steps one after another, and says of each how it went; a tool that is missing is not installed, but asked for.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { throughShell } from '../../src/packaging/npm.ts';

export interface Step {
  name: string;
  command: readonly [string, ...string[]];
  env?: Readonly<Record<string, string>>;
  /** Programs that must be on the path, each with the line that installs it. */
  needs: readonly { program: string; install: string }[];
}

export interface Done {
  name: string;
  seconds: number;
  /** Why it failed; absent when it did not. */
  failure?: string;
}

export async function runSteps(steps: readonly Step[], print: (text: string) => void): Promise<Done[]> {
  const done: Done[] = [];
  for (const { name, command, env, needs } of steps) {
    print(`\n── ${name}: ${command.join(' ')}`);
    const begun = performance.now();
    const missing = needs.filter(({ program }) => !isOnPath(program));
    const failure =
      missing.length > 0
        ? missing.map(({ program, install }) => `${program} is missing: ${install}`).join('; ')
        : await start(command, { ...process.env, ...env });
    const seconds = Math.round((performance.now() - begun) / 1_000);
    done.push({ name, seconds, ...(failure === undefined ? {} : { failure }) });
  }
  return done;
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @returns how it failed. */
function start([program, ...args]: Step['command'], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise(resolve => {
    const child = spawn(program, args, { env, shell: throughShell(program), stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', error => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : `ended with ${code ?? signal}`));
  });
}
