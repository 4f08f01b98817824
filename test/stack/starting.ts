// A start against a sandbox on which something goes wrong, as a client sees it until all is right.

import { expect, onTestFinished, vi } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import { toServerFactory } from '../../src/server/server.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { type ConnectOptions, connectStack } from '../../src/stack/connect.ts';
import { operations, tasks } from '../operations.ts';
import { listen } from './listening.ts';
import type { Given } from './stacks.ts';

/** Says what is done when a test has ended; tests that run at once have one each. */
export type AtEnd = (closes: () => Promise<void>) => void;

export async function startOne(options: SandboxOptions = {}, atEnd: AtEnd = onTestFinished): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  atEnd(() => sandbox.close());
  return sandbox;
}

interface Joining extends ConnectOptions {
  token?: string;
  given?: Given;
  era?: 'legacy' | 'auto';
  atEnd?: AtEnd;
}

/** One more server on the sandbox, with a client that is greeted at once. */
export async function join(
  sandbox: Sandbox,
  { token = 'read_write', given = {}, era = 'auto', atEnd = onTestFinished, ...rest }: Joining = {},
) {
  const settings = toSettings({
    HOST: sandbox.origin,
    API_KEY: sandbox.api_key,
    MANAGEMENT_TOKEN: sandbox.tokens[token] ?? token,
    ...given,
  });
  const said: string[] = [];
  const connected = connectStack(operations, settings, { tasks, log: line => said.push(line), ...rest });
  const { stack } = connected;
  const factory = toServerFactory({ version: '0', stack, where: 'a test', settings });
  const { client, changes, word } = await listen(factory, era, atEnd);
  atEnd(() => connected.close());
  const tools = async () => (await client.listTools()).tools.map(({ name }) => name);
  const text = async (name: string, args: object = {}) => {
    const { content } = await client.callTool({ name, arguments: { ...args } });
    const [part] = content;
    return part?.type === 'text' ? part.text : '';
  };
  return { stack, client, factory, said, changes, word, tools, text };
}

/** Within a minute, without a restart. */
export async function expectTools({ tools }: Awaited<ReturnType<typeof join>>, wanted: readonly string[]) {
  await vi.waitFor(async () => expect(await tools()).toEqual(wanted), { timeout: 60_000, interval: 200 });
}

export const deletesOf = ({ requests }: Sandbox): string[] =>
  requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
