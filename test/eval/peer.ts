// Another server for Contentstack, by another author, on a demo stack of its own: what a model comes to with it.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { startSandbox } from '../../src/sandbox/index.ts';
import { installPeer } from '../bench/peers.ts';
import type { Opened } from '../harness.ts';

/** @param token by its name in the seed. */
export async function openPeer(
  token = 'read_write',
): Promise<Pick<Opened, 'sandbox' | 'client' | 'list'> & AsyncDisposable> {
  const sandbox = await startSandbox();
  const { origin, api_key: key, tokens } = sandbox;
  const { command, env } = await installPeer({ origin, key, token: tokens[token] ?? '' });
  const [program = '', ...args] = command;
  const client = new Client({ name: 'eval', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: program, args, env, stderr: 'ignore' }));
  return {
    sandbox,
    client,
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    async [Symbol.asyncDispose]() {
      await client.close();
      await sandbox.close();
    },
  };
}
