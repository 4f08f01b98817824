// Runs groups of steps one after another, and says of each step how it went; a tool that is missing is not installed, but asked for.
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

/** The steps of a group run at once: the first shows what it says as it says it, the others when they have ended. */
export async function runSteps(groups: readonly (readonly Step[])[], print: (text: string) => void): Promise<Done[]> {
  const done: Done[] = [];
  for (const group of groups)
    done.push(...(await Promise.all(group.map((step, place) => runStep(step, print, place === 0)))));
  return done;
}

async function runStep(
  { name, command, env, needs }: Step,
  print: (text: string) => void,
  isShown: boolean,
): Promise<Done> {
  print(`\n── ${name}: ${command.join(' ')}`);
  const begun = performance.now();
  const missing = needs.filter(({ program }) => !isOnPath(program));
  const said: string[] = [];
  const failure =
    missing.length > 0
      ? missing.map(({ program, install }) => `${program} is missing: ${install}`).join('; ')
      : await start(command, { ...process.env, ...env }, isShown ? undefined : text => said.push(text));
  if (said.length > 0) print(`\n── ${name} said:\n${said.join('')}`);
  const seconds = Math.round((performance.now() - begun) / 1_000);
  return { name, seconds, ...(failure === undefined ? {} : { failure }) };
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

/** @param hear what it says goes there, and not to the terminal. @returns how it failed. */
function start(
  [program, ...args]: Step['command'],
  env: NodeJS.ProcessEnv,
  hear?: (text: string) => void,
): Promise<string | undefined> {
  return new Promise(resolve => {
    const how = hear ? 'pipe' : 'inherit';
    const child = spawn(program, args, { env, shell: throughShell(program), stdio: ['ignore', how, how] });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', text => hear?.(text));
    child.on('error', error => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : `ended with ${code ?? signal}`));
  });
}
