// The stacks and tokens of the access matrix, each as the settings that lead to it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { expect } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { demoSeed } from '../../src/sandbox/seed/demo/index.ts';
import { toServerFactory } from '../../src/server/server.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { operations, tasks } from '../operations.ts';

export type Given = Parameters<typeof toSettings>[0];
export type Choices = NonNullable<Parameters<typeof startSandbox>[0]>['choices'];

const token = (letter: string) => `cs${letter.repeat(24)}`;

/** The demo stack with a third branch, and a token for each kind of right. */
const seed = {
  ...demoSeed,
  branches: [...demoSeed.branches, { uid: 'preview', source: 'main' }],
  tokens: [
    { name: 'read-write', value: token('1'), scope: 'read-write' },
    { name: 'read-only', value: token('2'), scope: 'read-only' },
    { name: 'branch-limited', value: token('3'), scope: 'read-write', branches: ['development'] },
    { name: 'two branches', value: token('4'), scope: 'read-write', branches: ['main', 'development'] },
    {
      name: 'per-module',
      value: token('5'),
      scope: 'read-write',
      modules: { entries: 'read-write', assets: 'read-write', 'content-types': 'read-only' },
    },
    { name: 'expired', value: token('6'), scope: 'read-write', expires_at: '2020-01-01T00:00:00.000Z' },
    { name: 'revoked', value: token('7'), scope: 'read-write', revoked: true },
  ],
} satisfies typeof demoSeed;

/** A host that takes requests and answers none of them. */
async function startSilence() {
  const server = createServer(() => {});
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface Found {
  names: string[];
  /** What was sent to find out, as `GET /stacks/branches @main`. */
  sent: string[];
  instructions: string;
  problem: string | undefined;
  withheld: Record<string, string>;
}

/** Everything a client sees of a configuration, through MCP, and what finding it out has cost. */
export async function look(kind: string, given: Given, choices: Choices = {}): Promise<Found> {
  const sandbox = await startSandbox({ seed, choices });
  const silence = kind === 'slow host' ? await startSilence() : undefined;
  // The stack's words are asked for besides; what is counted here is what the access costs.
  const settings = toSettings({ LIVE_SCHEMA: 'false', ...toCredentials(kind, sandbox, silence?.origin), ...given });
  const { stack, close } = connectStack(operations, settings, { tasks, deadline: silence ? 300 : 60_000 });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const factory = toServerFactory({ version: '0', stack, where: 'a test', settings });
  const server = serveStdio(factory, { transport: serverSide });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(clientSide);
  try {
    const listed = (await client.listTools()).tools.map(tool => tool.name);
    expect(listed.at(-1)).toBe('server_status');
    // Greeted at once, it was not known yet what there is.
    const greeted = await greet(factory);
    const { access } = stack.now();
    return {
      names: listed.slice(0, -1),
      sent: sandbox.requests.map(({ method, path, branch }) => `${method} ${path.slice(3)} @${branch}`),
      instructions: greeted,
      problem: access.facts.fault?.message ?? access.facts.branches.problem,
      withheld: Object.fromEntries(access.withheld.map(({ operation, reason }) => [operation.name, reason])),
    };
  } finally {
    await client.close();
    await server.close();
    await close();
    await sandbox.close();
    silence?.close();
  }
}

/** What one more client is told. */
async function greet(factory: ReturnType<typeof toServerFactory>): Promise<string> {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(factory, { transport: serverSide });
  const client = new Client({ name: 'another', version: '1' });
  await client.connect(clientSide);
  const instructions = client.getInstructions() ?? '';
  await client.close();
  await server.close();
  return instructions;
}

function toCredentials(kind: string, sandbox: Sandbox, silent: string | undefined): Given {
  const known = {
    HOST: sandbox.origin,
    API_KEY: sandbox.api_key,
    MANAGEMENT_TOKEN: sandbox.tokens['read-write'] ?? '',
  };
  if (kind === 'no credentials') return {};
  if (kind === 'wrong key') return { ...known, API_KEY: 'blt0000000000000000' };
  // Nothing listens on port 9 of this machine.
  if (kind === 'unreachable host') return { ...known, HOST: 'http://127.0.0.1:9' };
  if (silent !== undefined) return { ...known, HOST: silent };
  const value = sandbox.tokens[kind];
  if (value === undefined) throw new Error(`there is no token '${kind}'`);
  return { ...known, MANAGEMENT_TOKEN: value };
}

export const kinds = [
  ...seed.tokens.map(({ name }) => name),
  'wrong key',
  'unreachable host',
  'slow host',
  'no credentials',
];
