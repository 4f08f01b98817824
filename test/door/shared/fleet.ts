// Processes of the built bundle that share one stack and one store, each with a client of its own over stdio.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { bundle, toEnv } from '../../command.ts';

interface Answer {
  result?: { content: { text: string }[]; isError?: boolean };
  error?: { message: string };
}

export interface Process {
  /** The text of an answer. @throws when it is an error, or the process ends before it comes. */
  call(tool: string, args?: object): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** Lines of stderr about the store. */
  said(): string[];
}

/** Says what is done when a test has ended; tests that run at once have one each. */
export type AtEnd = (ends: () => void | Promise<void>) => void;

/** Killed with the test, also one that stands still. */
export async function startProcess(
  sandbox: Sandbox,
  env: Record<string, string>,
  atEnd: AtEnd = onTestFinished,
): Promise<Process> {
  const child: ChildProcess = spawn(process.execPath, [bundle], {
    env: { PATH: process.env.PATH ?? '', ...toEnv(sandbox), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  atEnd(() => void child.kill('SIGKILL'));
  const waiting = new Map<number, (answer: Answer) => void>();
  const lines: string[] = [];
  createInterface(child.stderr as NodeJS.ReadableStream).on('line', line => lines.push(line));
  createInterface(child.stdout as NodeJS.ReadableStream).on('line', line => {
    const message = JSON.parse(line) as Answer & { id?: number };
    waiting.get(message.id ?? -1)?.(message);
  });
  child.on('close', () => {
    for (const end of waiting.values()) end({ error: { message: 'it ended' } });
  });
  child.stdin?.on('error', () => {});
  const send = (message: object) => child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  let last = 0;
  const ask = (method: string, params: object): Promise<Answer> => {
    last += 1;
    const id = last;
    return new Promise(resolve => {
      waiting.set(id, answer => {
        waiting.delete(id);
        resolve(answer);
      });
      send({ id, method, params });
    });
  };
  const clientInfo = { name: 'test', version: '1' };
  await ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  send({ method: 'notifications/initialized' });
  await ask('tools/list', {});
  return {
    async call(tool, args = {}) {
      const { result, error } = await ask('tools/call', { name: tool, arguments: args });
      const text = result?.content.map(part => part.text).join('') ?? error?.message ?? '';
      if (!result || result.isError) throw new Error(`${tool}: ${text}`);
      return text;
    },
    signal: name => void child.kill(name),
    said: () => lines.filter(line => line.includes('CONTENTSTACK_SHARED_LIMIT')),
  };
}

/** A sandbox that keeps the limits of the API, and so many processes on it that know what they may do and have rested. */
export async function startFleet(
  count: number,
  url: string,
  env: Record<string, string> = {},
  atEnd: AtEnd = onTestFinished,
) {
  const sandbox = await startSandbox({ limits: {} });
  atEnd(() => sandbox.close());
  const own = {
    CONTENTSTACK_SHARED_LIMIT: url,
    CONTENTSTACK_TOKEN_SCOPE: 'read-write',
    CONTENTSTACK_BRANCHES: 'main',
    CONTENTSTACK_LIVE_SCHEMA: 'false',
    CONTENTSTACK_TIMEOUT_MS: '120000',
    ...env,
  };
  const processes = await Promise.all(Array.from({ length: count }, () => startProcess(sandbox, own, atEnd)));
  await new Promise(resolve => setTimeout(resolve, 1_500));
  sandbox.requests.length = 0;
  return { sandbox, processes };
}

/** So many reads at once. @returns how many of them failed, and why. */
export async function readAll(each: Process, count: number, done: () => void = () => {}): Promise<string[]> {
  const reads = Array.from({ length: count }, () => each.call('list_languages').then(done));
  const settled = await Promise.allSettled(reads);
  return settled.flatMap(one => (one.status === 'rejected' ? [String(one.reason)] : []));
}

/** The most that arrived in any one second, wherever it begins. */
export function countMost(times: readonly number[], second = 1_000): number {
  const sorted = [...times].sort((a, b) => a - b);
  let [most, first] = [0, 0];
  for (const [index, time] of sorted.entries()) {
    while (time - (sorted[first] as number) >= second) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

export const refusedOf = ({ requests }: Sandbox): number => requests.filter(({ status }) => status === 429).length;

/** For who counts on a machine that is busy: how long it took as a ratio to the least it can take is told, never asserted. */
export function tell(what: string, calls: number, milliseconds: number, sandbox: Sandbox): void {
  const ratio = milliseconds / (((calls - 10) / 10) * 1_000);
  process.stdout.write(
    `${what}: ${calls} reads in ${ratio.toFixed(3)} of the ideal time, ${refusedOf(sandbox)} refused\n`,
  );
  expect(ratio).toBeGreaterThan(0);
}
