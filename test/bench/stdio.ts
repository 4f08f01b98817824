// A client over stdio, the same for every server that is measured: it writes a line, parses each line it gets, and does nothing else.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What an answer holds, by what was asked. */
export interface Answer {
  result: { tools: unknown[]; content: { text: string }[]; isError?: boolean };
  error?: { message: string };
}

export interface Server extends AsyncDisposable {
  ask(method: string, params?: object): Promise<Answer['result']>;
  tell(method: string): void;
  /** Gives up what was asked last. */
  cancel(): void;
  /** The first line that is no answer: what a server of another kind says when it is there. */
  said: Promise<string>;
  /** The most memory it has had so far, in MB; undefined where the system does not tell. */
  peak(): number | undefined;
  /** What it has run so far; undefined where the system does not tell. */
  cpu(): Cpu | undefined;
  /** Says that nothing more comes, after which a server ends by itself. */
  end(): Promise<void>;
}

/** Time on a processor, in user and system mode, in ms. */
export interface Cpu {
  /** Of the main thread alone. */
  main: number;
  all: number;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @param env all there is beside PATH. @param from where it speaks when it is no MCP server over stdio. */
export function start(
  command: readonly string[],
  env: Record<string, string> = {},
  from: 'stdout' | 'stderr' = 'stdout',
): Server {
  const [program = process.execPath, ...args] = command;
  const child = spawn(program, args, { env: { PATH: process.env.PATH ?? '', ...env } });
  running.add(child);
  const waiting = new Map<number, (answer: Answer) => void>();
  let id = 0;
  let err = '';
  let hear: (line: string) => void;
  let fail: (error: Error) => void;
  const said = new Promise<string>((resolve, reject) => {
    hear = resolve;
    fail = reject;
  });
  said.catch(() => {});
  const ended = new Promise<void>(resolve => {
    child.once('close', code => {
      running.delete(child);
      fail(new Error(`${command.join(' ')} ended with ${code}: ${err}`));
      for (const answer of waiting.values()) answer({ error: { message: `it ended: ${err}` } } as Answer);
      resolve();
    });
  });
  child.stdin.on('error', () => {});
  child.stderr.setEncoding('utf8').on('data', chunk => {
    err += chunk;
    if (from === 'stderr' && err.includes('\n')) hear(err);
  });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    rest += chunk;
    if (!chunk.includes('\n')) return;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const message = JSON.parse(line) as Answer & { id?: number };
      const answer = waiting.get(message.id ?? -1);
      if (answer) answer(message);
      else if (from === 'stdout') hear(line);
    }
  });
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  return {
    said,
    ask(method, params = {}) {
      id += 1;
      const mine = id;
      return new Promise((resolve, reject) => {
        waiting.set(mine, ({ result, error }) => {
          waiting.delete(mine);
          if (error) reject(new Error(`${command.join(' ')}: ${error.message}`));
          else resolve(result);
        });
        send({ id: mine, method, params });
      });
    },
    tell: method => void send({ method }),
    cancel: () => void send({ method: 'notifications/cancelled', params: { requestId: id } }),
    peak: () => readPeak(child.pid),
    cpu: () => readCpu(child.pid),
    async end() {
      child.stdin.end();
      await ended;
    },
    async [Symbol.asyncDispose]() {
      // What it would do at its end is not measured, and must not run into what is measured next.
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The handshake that every generation of servers knows. */
export async function greet(server: Server): Promise<void> {
  const clientInfo = { name: 'bench', version: '1' };
  await server.ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  server.tell('notifications/initialized');
}

/** The text of a tool's answer. @throws when it is an error. */
export async function call(server: Server, name: string, args: object): Promise<string> {
  const { content, isError } = await server.ask('tools/call', { name, arguments: args });
  const text = content.map(part => part.text).join('');
  if (isError) throw new Error(`${name}: ${text}`);
  return text;
}

function readPeak(pid = 0): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Linux counts it for each thread in nanoseconds, where `stat` would round to hundredths of a second. The main thread bears the number of the process. */
function readCpu(pid = 0): Cpu | undefined {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(`${threads}/${pid}/schedstat`)) return undefined;
  const read = (thread: string | number) => {
    try {
      return Number(readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      // It has ended since the folder was read.
      return 0;
    }
  };
  const all = readdirSync(threads).reduce((sum, thread) => sum + read(thread), 0);
  return { main: read(pid), all };
}
