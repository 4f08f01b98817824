// The built bundle serving over HTTP in a process of its own, and the official clients on it.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { onTestFinished } from 'vitest';
import { bundle } from '../../command.ts';

export interface Served {
  /** `http://127.0.0.1:<port>/mcp` */
  url: string;
  pid: number;
  /** Without the path. */
  origin: string;
  /** What it has written to stderr so far. */
  said(): string;
  /** Ends it by a signal; the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Killed at the end of the test at the latest. */
export async function serve(
  args: string[],
  env: Record<string, string> = {},
  script: string = bundle,
): Promise<Served> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on('line', line => {
      said += `${line}\n`;
      const [found] = /http:\S+\/mcp$/.exec(line) ?? [];
      if (found) resolve(found);
    });
    child.on('close', code => reject(new Error(`it ended with ${code}: ${said}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    origin: new URL(url).origin,
    said: () => said,
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

export const generations = ['1', '2, legacy', '2, modern'] as const;

/** What both generations of the client have alike. */
export type AnyClient = Pick<Client, 'listTools' | 'callTool' | 'close' | 'getInstructions'>;

export async function connect(
  generation: (typeof generations)[number],
  url: string,
  token?: string,
): Promise<AnyClient> {
  const requestInit = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
  if (generation === '1') {
    const client = new OldClient({ name: 'old', version: '1' });
    await client.connect(new OldTransport(new URL(url), { requestInit }) as Parameters<typeof client.connect>[0]);
    return client as unknown as AnyClient;
  }
  const mode = generation === '2, modern' ? 'auto' : 'legacy';
  const client = new Client({ name: 'new', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  return client;
}

/** The text of an answer. */
export const textOf = (result: Awaited<ReturnType<AnyClient['callTool']>>): string =>
  result.content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
