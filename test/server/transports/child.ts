// A server of its own process, spoken to line by line: what it says and how it ends.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { bundle, toEnv } from '../../command.ts';

export type Message = Record<string, unknown> & { id?: unknown };

export interface Child {
  process: ChildProcessWithoutNullStreams;
  /** Every line of stdout, as it came. */
  lines: string[];
  err(): string;
  send(...messages: object[]): void;
  /** Waits for the answer to a request. @throws when the process ends without one. */
  answer(id: unknown): Promise<Message>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** As a client would start it for the stack of this sandbox; its scope is given, so that it asks less at the start. */
export function spawnServer(
  sandbox: Sandbox,
  { script = bundle, flags = [] as string[], args = [] as string[], env = {} as Record<string, string> } = {},
): Child {
  const child = spawn(process.execPath, [...flags, script, ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      ...toEnv(sandbox),
      CONTENTSTACK_TOKEN_SCOPE: 'read-write',
      // As fast as it goes: what is tested here is not the pace.
      CONTENTSTACK_RATE_READS: 'off',
      CONTENTSTACK_RATE_WRITES: 'off',
      CONTENTSTACK_RATE_BULK: 'off',
      // What it says besides is what these tests listen for.
      CONTENTSTACK_LOG: 'off',
      ...env,
    },
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let err = '';
  let isOver = false;
  const wake = () => {
    for (const each of waiting) each();
  };
  child.stderr.on('data', chunk => {
    err += chunk;
  });
  child.stdin.on('error', () => {});
  createInterface(child.stdout).on('line', line => {
    lines.push(line);
    wake();
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(resolve =>
    child.on('close', (code, signal) => {
      isOver = true;
      wake();
      resolve({ code, signal });
    }),
  );
  return {
    process: child,
    lines,
    err: () => err,
    send(...messages) {
      child.stdin.write(messages.map(message => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join(''));
    },
    answer: id =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.map(parse).find(message => message?.id === id && message && !('method' in message));
          if (!found && !isOver) return;
          waiting.delete(look);
          if (found) resolve(found);
          else reject(new Error(`ended without an answer to ${id}: ${err}`));
        };
        waiting.add(look);
        look();
      }),
    ended,
  };
}

export function parse(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

export const initialize = {
  id: 'init',
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

export const toCall = (id: unknown, name: string, args: object = {}) => ({
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});

export const textOf = (answer: Message): string => {
  const { content } = answer.result as { content: { text: string }[] };
  return content.map(each => each.text).join('');
};

/** Resolves when the sandbox has a request that fits. Not a wait for a time, but for something that must come. */
export async function arrived(sandbox: Sandbox, method: string, path: string): Promise<void> {
  while (!sandbox.requests.some(request => request.method === method && request.path === path)) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** For a real client. A line that is no message fails the test: the process is ended, and with it all calls. */
export function connectChild(child: Child, onLine: (line: string) => void): Transport {
  const transport: Transport = {
    async start() {
      createInterface(child.process.stdout).on('line', line => {
        onLine(line);
        transport.onmessage?.(JSON.parse(line) as JSONRPCMessage);
      });
      void child.ended.then(() => transport.onclose?.());
    },
    async send(message) {
      child.process.stdin.write(`${JSON.stringify(message)}\n`);
    },
    async close() {
      child.process.stdin.end();
    },
  };
  return transport;
}
