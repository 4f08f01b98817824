// A client that hears when the list of tools has changed, and asks for it itself.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { onTestFinished } from 'vitest';
import type { ServerFactory } from '../../src/server/server.ts';

export async function listen(
  factory: ServerFactory,
  mode: 'legacy' | 'auto',
  atEnd: (closes: () => Promise<void>) => void = onTestFinished,
) {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(factory, { transport: serverSide });
  let changed = 0;
  let heard = () => {};
  const word = new Promise<void>(resolve => {
    heard = resolve;
  });
  const onChanged = () => {
    changed += 1;
    heard();
  };
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode }, listChanged: { tools: { autoRefresh: false, onChanged } } },
  );
  await client.connect(clientSide);
  atEnd(async () => {
    await client.close();
    await server.close();
  });
  /** The first word of a change, and how many there were. */
  return { client, word, changes: () => changed };
}
