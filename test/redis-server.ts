// A real store, on a socket of its own in a folder of its own; `redis-server` is a program of the system.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Store {
  url: string;
  /** Sends one command in words, and gives what comes back as it is. */
  ask(...words: string[]): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** Killed at once, and gone. */
  kill(): Promise<void>;
  /** On the same socket, with nothing in it. */
  restart(): Promise<void>;
  /** Ends it, and leaves nothing behind. */
  close(): Promise<void>;
}

const toLine = (words: readonly string[]): string =>
  `*${words.length}\r\n${words.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

export async function startRedis(password?: string, more: readonly string[] = []): Promise<Store> {
  const flags = [...(password === undefined ? [] : ['--requirepass', password]), ...more];
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const socket = join(folder, 's');
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending?.pid === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise(resolve => ending.once('close', resolve));
    ending.kill('SIGKILL');
    await ended;
    rmSync(socket, { force: true });
  };
  const begin = async (): Promise<void> => {
    const own = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder];
    const started = spawn('redis-server', [...own, ...flags], { stdio: 'ignore' });
    child = started;
    await new Promise((resolve, reject) => {
      started.once('spawn', resolve);
      started.once('error', reject);
    });
    for (const until = Date.now() + 20_000; !existsSync(socket); ) {
      if (Date.now() > until || started.exitCode !== null) throw new Error('redis-server does not start');
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };
  const close = async (): Promise<void> => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  await begin().catch(async error => {
    await close();
    throw error;
  });
  return {
    url: `redis+unix://${socket}`,
    ask: (...words) =>
      new Promise((resolve, reject) => {
        const line = connect(socket);
        line.once('error', reject);
        line.once('close', () => resolve(answers.replace(/^\+OK\r\n/, '').replace(/\+OK\r\n$/, '')));
        let answers = '';
        line.on('data', data => {
          answers += data;
        });
        const login = password === undefined ? '' : toLine(['AUTH', password]);
        line.write(`${login}${toLine(words)}${toLine(['QUIT'])}`);
      }),
    signal: name => void child?.kill(name),
    kill,
    restart: begin,
    close,
  };
}
