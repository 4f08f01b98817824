// The official client as a host holds it: on the built server, over stdio or HTTP, in either era, with views declared.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { paths } from './paths.ts';
import type { Json, Opening } from './wire.ts';

export const transports = ['stdio', 'http'] as const;
/** By the year of the protocol. */
export const eras = ['2025', '2026'] as const;

export interface Way {
  transport: (typeof transports)[number];
  era: (typeof eras)[number];
}

/** What the server is started with. */
export interface Started {
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

export interface Speaker extends AsyncDisposable {
  client: Client;
  call(name: string, args: Json): Promise<Json>;
  read(uri: string): Promise<Json>;
  /** Calls the tool, and reads the view that its listing names. @throws where it names none. */
  open(name: string, args: Json): Promise<Opening>;
}

const extensions = { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } };

/**
 * @param reply answers what the server asks the user; without it nobody can be asked.
 * @param hasViews whether the client declares that it shows views.
 */
export async function speak(
  { transport, era }: Way,
  { args = [], env = {} }: Started,
  reply?: (says: string) => Promise<boolean>,
  hasViews = true,
): Promise<Speaker> {
  const client = new Client(
    { name: 'host', version: '1' },
    {
      capabilities: { ...(hasViews ? { extensions } : {}), ...(reply ? { elicitation: { form: {} } } : {}) },
      versionNegotiation: { mode: era === '2026' ? 'auto' : 'legacy' },
    },
  );
  if (reply)
    client.setRequestHandler('elicitation/create', async ({ params }) =>
      (await reply(params.message)) ? { action: 'accept', content: { confirm: true } } : { action: 'decline' },
    );
  const surroundings = { PATH: process.env.PATH ?? '', ...env };
  const server = transport === 'http' ? await serve(args, surroundings) : undefined;
  const command = { command: process.execPath, args: [paths.product, ...args], env: surroundings };
  await client.connect(
    server
      ? new StreamableHTTPClientTransport(new URL(server.url))
      : new StdioClientTransport({ ...command, stderr: 'ignore' }),
  );
  const call = async (name: string, given: Json) => ({ ...(await client.callTool({ name, arguments: given })) });
  return {
    client,
    call,
    read: async uri => ({ ...(await client.readResource({ uri })) }),
    async open(name, given) {
      const { tools } = await client.listTools();
      const tool = tools.find(each => each.name === name);
      const uri = (tool?._meta?.ui as { resourceUri?: string } | undefined)?.resourceUri;
      if (!tool || uri === undefined) throw new Error(`${name} has no view`);
      const [page] = (await client.readResource({ uri })).contents;
      const html = page && 'text' in page ? String(page.text) : '';
      return { html, tool, args: given, result: await call(name, given) };
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await server?.end();
    },
  };
}

async function serve(args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [paths.product, ...args, '--http', '0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise(resolve => child.on('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on('line', line => {
      const [found] = /http:\S+\/mcp$/.exec(line) ?? [];
      if (found) resolve(found);
    });
    child.on('close', code => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    url,
    async end() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
