// The three clients there are, over stdio against the built bundle, which works on a sandbox whose log the test reads.

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { bundle as script, toEnv } from '../../command.ts';
import type { Json } from '../../harness.ts';

/** SDK 1.x; SDK 2.x in the protocol of 2025; SDK 2.x in that of 2026. */
export const clients = ['old', 'legacy', 'auto'] as const;

export interface Asked {
  message: string;
  requestedSchema: unknown;
}

export interface Reply {
  action: 'accept' | 'decline' | 'cancel';
  content?: { confirm: boolean };
}

export const yes: Reply = { action: 'accept', content: { confirm: true } };

export interface Setup {
  kind: (typeof clients)[number];
  settings?: Record<string, string>;
  /** Without it the client says that it cannot be asked. */
  reply?: (asked: Asked) => Reply | Promise<Reply>;
}

export interface Session {
  sandbox: Sandbox;
  call(name: string, args: Json): Promise<{ text: string; isError: boolean }>;
  /** What was asked so far. */
  asked: Asked[];
  /** Requests that were not reads, as `POST /v3/…`. */
  writes(): string[];
}

export async function start({ kind, settings = {}, reply }: Setup): Promise<Session & AsyncDisposable> {
  const sandbox = await startSandbox();
  const asked: Asked[] = [];
  const answer = async (params: unknown): Promise<Reply> => {
    asked.push(params as Asked);
    return (await reply?.(params as Asked)) ?? { action: 'cancel' };
  };
  const { client, call } = await connect(kind, toServer(sandbox, settings), reply ? answer : undefined);
  const close = async () => {
    await client.close();
    await sandbox.close();
  };
  return { sandbox, asked, call, writes: () => listWrites(sandbox), [Symbol.asyncDispose]: close };
}

/** What it takes to spawn the server on this sandbox. */
export const toServer = (sandbox: Sandbox, settings: Record<string, string> = {}) => ({
  command: process.execPath,
  args: [script],
  env: {
    PATH: process.env.PATH ?? '',
    ...toEnv(sandbox),
    CONTENTSTACK_TOKEN_SCOPE: 'read-write',
    ...settings,
  },
  stderr: 'pipe' as const,
});

/** The server's own trial of the token is none of what a call does. */
export const listWrites = (sandbox: Sandbox): string[] =>
  sandbox.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

type Answer = (params: unknown) => Promise<Reply>;
type Server = ReturnType<typeof toServer>;

async function connect(kind: Setup['kind'], server: Server, answer: Answer | undefined) {
  const about = { name: 'test', version: '1' };
  const capabilities = answer ? { elicitation: {} } : {};
  const toOutcome = (result: Json) => ({
    text: ((result.content as { text: string }[])[0] ?? { text: '' }).text,
    isError: result.isError === true,
  });
  if (kind === 'old') {
    const client = new OldClient(about, { capabilities });
    if (answer) client.setRequestHandler(ElicitRequestSchema, async ({ params }) => ({ ...(await answer(params)) }));
    await client.connect(new OldTransport(server));
    const call = async (name: string, args: Json) => toOutcome(await client.callTool({ name, arguments: args }));
    return { client, call };
  }
  const client = new Client(about, { capabilities, versionNegotiation: { mode: kind } });
  if (answer) client.setRequestHandler('elicitation/create', async ({ params }) => ({ ...(await answer(params)) }));
  await client.connect(new StdioClientTransport(server));
  const call = async (name: string, args: Json) => toOutcome(await client.callTool({ name, arguments: args }));
  return { client, call };
}
