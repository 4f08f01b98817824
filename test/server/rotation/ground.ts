// A server whose key and token lie in files, on the sandbox over HTTP: they can be exchanged, revoked, and time can pass for them.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { toServerFactory } from '../../../src/server/server.ts';
import { Keys } from '../../../src/settings/keys.ts';
import { type Given, readSecret, toSettings } from '../../../src/settings/settings.ts';
import { connectStack } from '../../../src/stack/connect.ts';
import type { Json } from '../../harness.ts';
import { operations, tasks } from '../../operations.ts';

/** As whoever hands secrets out does it: what is read is never half of one. */
export function put(path: string, content: string): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rotation-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A second token that may write, beside those of the seed. */
export const second = `cs${'7c'.repeat(12)}`;

export async function openSandbox(): Promise<Sandbox> {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  sandbox.state.tokens.push({ name: 'second', value: second, scope: 'read-write' });
  return sandbox;
}

export function revoke({ state }: Sandbox, value: string): void {
  const token = state.tokens.find(each => each.value === value);
  if (!token) throw new Error('there is no such token');
  token.revoked = true;
}

/** Every value that must never be told, also those that are no longer any good. */
export const secretsOf = ({ state }: Sandbox): string[] => state.tokens.map(({ value }) => value);

export interface Options {
  settings?: Given;
  reply?: () => { action: 'accept'; content: { confirm: boolean } };
}

/** A stack that is joined when it is called for. */
export async function prepare(given: Given = {}) {
  const sandbox = await openSandbox();
  const folder = makeFolder();
  const files = { key: join(folder, 'key'), token: join(folder, 'token') };
  put(files.key, `${sandbox.api_key}\n`);
  put(files.token, `${sandbox.tokens.read_write}\n`);
  const named: Given = {
    ...{ RATE_READS: 'off', RATE_WRITES: 'off', RATE_BULK: 'off' },
    ...given,
    ...{ HOST: sandbox.origin, API_KEY_FILE: files.key, MANAGEMENT_TOKEN_FILE: files.token },
  };
  /** Of the clock by which files are looked at and what was signed grows old, in milliseconds. */
  const time = { passed: 0, reads: 0 };
  const read = () => {
    time.reads += 1;
    return { apiKey: readSecret(named, 'API_KEY'), token: readSecret(named, 'MANAGEMENT_TOKEN') };
  };
  const keys = new Keys(read, ['API_KEY', 'MANAGEMENT_TOKEN'], () => Date.now() + time.passed);
  const settings = { ...toSettings(named), keys };
  const said: string[] = [];
  const log = (line: string) => void said.push(line);
  const connected = () => {
    const joined = connectStack(operations, settings, { tasks, log });
    onTestFinished(() => joined.close());
    return joined;
  };
  return { sandbox, files, time, keys, settings, said, log, connected };
}

export async function start({ settings: given, reply }: Options = {}) {
  const { sandbox, files, time, keys, settings, said, log, connected } = await prepare(given);
  const { stack } = connected();
  await stack.ready();
  const factory = toServerFactory({ version: '0', stack, where: 'a test', settings, log });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(factory, { transport: serverSide });
  let heard = 0;
  const hear = () => {
    heard += 1;
  };
  const client = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: reply ? { elicitation: {} } : {},
      versionNegotiation: { mode: 'auto' },
      listChanged: { tools: { autoRefresh: false, debounceMs: 0, onChanged: hear } },
    },
  );
  if (reply) client.setRequestHandler('elicitation/create', async () => reply());
  await client.connect(clientSide);
  onTestFinished(async () => {
    await client.close();
    await server.close();
  });
  await client.listTools();
  sandbox.requests.length = 0;
  const ask = async (name: string, args: Json = {}) => {
    const result = await client.callTool({ name, arguments: args });
    const [content] = result.content;
    const text = content?.type === 'text' ? content.text : '';
    said.push(text);
    return { isError: result.isError === true, text };
  };
  return {
    ...{ sandbox, files, keys, time, said, client, ask, stack },
    heard: () => heard,
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    /** What arrived on a path, by its status. */
    statuses: (method: string, path: string) =>
      sandbox.requests.filter(each => each.method === method && each.path === `/v3${path}`).map(({ status }) => status),
    /** Whether any token has been told, be it in an answer or in the log. */
    hasTold: () => secretsOf(sandbox).some(secret => said.join('\n').includes(secret)),
  };
}
