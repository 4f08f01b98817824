// The clients that resources, prompts and completion are tried with: both protocols of SDK 2.x, and SDK 1.x.
import { type Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { type Opened, type Options, open } from '../harness.ts';

type Asks =
  | 'listResources'
  | 'listResourceTemplates'
  | 'readResource'
  | 'listPrompts'
  | 'getPrompt'
  | 'complete'
  | 'getServerCapabilities';

/** What both generations have alike. */
export type Asking = Pick<Client, Asks>;

export const generations = ['legacy', 'auto', 'SDK 1.x'] as const;

export interface Joined extends Omit<Opened, 'client'> {
  client: Asking;
}

export async function join(
  generation: (typeof generations)[number],
  options: Options = {},
): Promise<Joined & AsyncDisposable> {
  if (generation !== 'SDK 1.x') return open({ ...options, era: generation });
  const opened = await open(options);
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(opened.factory, { transport: serverSide });
  const client = new OldClient({ name: 'test', version: '1.0.0' });
  await client.connect(clientSide as Transport);
  const close = async () => {
    await client.close();
    await server.close();
    await opened.close();
  };
  // The types of the two are named differently, what goes over the wire is not.
  return { ...opened, client: client as unknown as Asking, close, [Symbol.asyncDispose]: close };
}

/** The text of a resource. */
export async function read(client: Pick<Client, 'readResource'>, uri: string): Promise<string> {
  const { contents } = await client.readResource({ uri });
  const [content, ...others] = contents;
  if (!content || !('text' in content) || others.length > 0) throw new Error(`${uri} is not one text`);
  return content.text;
}

/** The text of a prompt. */
export async function prompt(
  client: Pick<Client, 'getPrompt'>,
  name: string,
  args: Record<string, string> = {},
): Promise<string> {
  const { messages } = await client.getPrompt({ name, arguments: args });
  const [message] = messages;
  if (message?.content.type !== 'text') throw new Error(`${name} is not a text`);
  return message.content.text;
}

/** The values that complete an argument of a prompt, or a variable of a template when it begins with contentstack://. */
export async function complete(
  client: Pick<Client, 'complete'>,
  of: string,
  [name, value]: [name: string, value: string],
  chosen?: Record<string, string>,
): Promise<string[]> {
  const ref = of.startsWith('contentstack://')
    ? ({ type: 'ref/resource', uri: of } as const)
    : ({ type: 'ref/prompt', name: of } as const);
  const context = chosen ? { context: { arguments: chosen } } : {};
  const { completion } = await client.complete({ ref, argument: { name, value }, ...context });
  return completion.values;
}
