// Clients of both protocols at work through the proxy: each asks one thing after another, and knows what became of each.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Agent, fetch as send } from 'undici';
import { onTestFinished } from 'vitest';
import { makeCertificate } from '../door/uploads/secure-server.ts';
import { type AnyClient, generations, textOf } from '../server/transports/serving.ts';
import { host } from './nginx.ts';

export interface Asked {
  /** As the proxy writes it down. */
  call: string;
  /** The label that it creates; absent where it only reads. */
  writes?: string;
  /** `failed` is told to the client as an error. */
  outcome?: 'good' | 'failed';
  says?: string;
}

export interface Load {
  asked: Asked[];
  /** Until each has its answer. */
  stop(): Promise<void>;
}

export async function startLoad(port: number, token: string): Promise<Load> {
  const asked: Asked[] = [];
  let isOver = false;
  const workers = await Promise.all(
    generations.map(async name => {
      const at = { call: 'none' };
      return { client: await connect(name, port, token, at), at, name };
    }),
  );
  onTestFinished(async () => {
    isOver = true;
    await Promise.all(workers.map(({ client }) => client.close()));
  });
  const done = workers.map(async ({ client, at, name }) => {
    for (let number = 0; !isOver; number += 1) {
      const call = `${name} ${number}`;
      const one: Asked = { call, ...(number % 2 === 0 ? { writes: `Label of ${call}` } : {}) };
      at.call = call;
      asked.push(one);
      try {
        const result = await client.callTool(
          one.writes === undefined
            ? { name: 'list_languages', arguments: {} }
            : { name: 'create_label', arguments: { label: { name: one.writes } } },
        );
        one.says = textOf(result);
        one.outcome = result.isError ? 'failed' : 'good';
      } catch (error) {
        one.says = String(error);
        one.outcome = 'failed';
      }
    }
  });
  return {
    asked,
    async stop() {
      isOver = true;
      await Promise.all(done);
    },
  };
}

/** @param at what the request is for, read when it leaves. */
async function connect(
  generation: (typeof generations)[number],
  port: number,
  token: string,
  at: { call: string },
): Promise<AnyClient> {
  const url = new URL(`https://${host}:${port}/mcp`);
  const dispatcher = new Agent({
    connect: {
      ca: makeCertificate().cert,
      lookup: (_name, { all }, tell) =>
        all ? tell(null, [{ address: '127.0.0.1', family: 4 }]) : tell(null, '127.0.0.1', 4),
    },
  });
  onTestFinished(() => dispatcher.destroy());
  const fetch = ((to: string | URL, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set('x-call', at.call);
    return send(to, { ...init, headers: Object.fromEntries(headers), dispatcher } as Parameters<typeof send>[1]);
  }) as unknown as typeof globalThis.fetch;
  const options = { fetch, requestInit: { headers: { authorization: `Bearer ${token}` } } };
  if (generation === '1') {
    const client = new OldClient({ name: 'old', version: '1' });
    await client.connect(new OldTransport(url, options) as Parameters<typeof client.connect>[0]);
    return client as unknown as AnyClient;
  }
  const mode = generation === '2, modern' ? 'auto' : 'legacy';
  const client = new Client({ name: 'new', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(url, options));
  return client;
}
